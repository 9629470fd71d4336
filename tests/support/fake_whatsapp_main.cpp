#include "tests/support/fake_whatsapp.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTextStream>

/// The faked Cloud API as a program: prints its address and port, then serves until it is ended. Each accepted message
/// is one JSON line in the record file, written before the answer leaves.
int main(int argc, char **argv)
{
    using namespace Qt::StringLiterals;
    using namespace trato;
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{u"record"_s, u"Append accepted messages to this file."_s, u"file"_s},
                       {u"tls"_s, u"Serve HTTPS with the test certificate."_s},
                       {u"ca-out"_s, u"Write the certificate to this file."_s, u"file"_s},
                       {u"port"_s, u"Listen on this port (0: any)."_s, u"port"_s, u"0"_s},
                       {u"token"_s, u"Access token to expect."_s, u"token"_s, u"test-token"_s},
                       {u"number-id"_s, u"Number id to expect."_s, u"id"_s, u"1029384756"_s},
                       {u"script"_s,
                        u"File with one answer a line for the first POSTs: ok, close, close-accepted, stall, stall-accepted, "
                        "error CODE STATUS."_s,
                        u"file"_s}});
    parser.process(app);

    FakeWhatsApp fake({.tls = parser.isSet(u"tls"_s),
                       .token = parser.value(u"token"_s),
                       .numberId = parser.value(u"number-id"_s),
                       .port = quint16(parser.value(u"port"_s).toUInt())});
    QTextStream err(stderr);
    if (fake.port() == 0) {
        err << "cannot listen\n";
        return 1;
    }
    if (parser.isSet(u"ca-out"_s)) {
        QFile::remove(parser.value(u"ca-out"_s));
        QFile::copy(fake.caFile(), parser.value(u"ca-out"_s));
    }
    if (parser.isSet(u"script"_s)) {
        QFile script(parser.value(u"script"_s));
        if (!script.open(QIODevice::ReadOnly)) {
            err << "cannot read the script\n";
            return 2;
        }
        const QList<QByteArray> lines = script.readAll().split('\n');
        for (const QByteArray &line : lines) {
            const QList<QByteArray> words = line.simplified().split(' ');
            const QByteArray verb = words.value(0);
            using Way = FakeWhatsApp::Answer::Way;
            if (verb == "close" || verb == "close-accepted")
                fake.queue({.way = Way::CloseSilently}, verb.endsWith("accepted"));
            else if (verb == "stall" || verb == "stall-accepted")
                fake.queue({.way = Way::Stall}, verb.endsWith("accepted"));
            else if (verb == "error")
                fake.queue(FakeWhatsApp::error(words.value(1).toInt(), words.value(2).toInt()));
            else if (verb == "ok")
                fake.queue({.body = R"({"messaging_product":"whatsapp","messages":[{"id":"wamid.scripted"}]})"}, true);
            else if (!verb.isEmpty()) {
                err << "unknown line in the script: " << line << '\n';
                return 2;
            }
        }
    }
    QFile record(parser.value(u"record"_s));
    if (parser.isSet(u"record"_s) && !record.open(QIODevice::WriteOnly | QIODevice::Append)) {
        err << "cannot write the record\n";
        return 2;
    }
    fake.onAccepted([&record](const FakeWhatsApp::Accepted &m) {
        if (!record.isOpen())
            return;
        const QJsonObject line{{u"wamid"_s, m.wamid},       {u"to"_s, m.to},
                               {u"template"_s, m.templateName}, {u"language"_s, m.language},
                               {u"opaque"_s, m.opaque},     {u"atMs"_s, m.atMs},
                               {u"parameters"_s, QJsonArray::fromStringList(m.parameters)}};
        record.write(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
        record.flush();
    });
    QTextStream out(stdout);
    out << fake.port() << Qt::endl;
    return app.exec();
}
