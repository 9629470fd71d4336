#include "engine/local/console_schema.h"
#include "engine/notify/template_office.h"
#include "engine/notify/template_rules.h"
#include "engine/notify/template_studio.h"
#include "engine/runtime/log_book.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_meta_templates.h"
#include "tests/support/send_doubles.h"

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// Writing templates: what may stand in them, how they are kept and restored, and how they get to Meta.
class TestTemplateStudio : public QObject
{
    Q_OBJECT
    struct House {
        QTemporaryDir folder;
        FakeClock clock;
        std::shared_ptr<QtMailbox> box = std::make_shared<QtMailbox>();
        LogBook log{{}, clock};
        EngineSettings settings;
        FakeMetaTemplates meta;
        SqlThread db{{u"console.db"_s, folder.filePath(u"console.db"_s), consoleMigrations()}, box};
        SecretsDouble secrets;
        HttpTransport transport{clock};
        QString own = folder.filePath(u"templates"_s);
        Templates templates{own};
        TemplateStudio studio{templates, own, db, clock};
        TemplateOffice office{{templates, [this](const HttpRequest &request, Reply<HttpResult> reply) { transport.send(request, std::move(reply)); },
                               secrets, settings, db, clock, log}};
        House()
        {
            settings.whatsappUrl = meta.url();
            settings.whatsappAccountId = meta.accountId();
            secrets.values[u"WHATSAPP_ACCESS_TOKEN"_s] = meta.token().toUtf8();
        }
        ~House() { box->close(); }

        template <typename T, typename Call>
        Result<T> wait(Call call)
        {
            std::optional<Result<T>> got;
            call(Reply<T>([&got](Result<T> result) { got = std::move(result); }));
            [&] { QTRY_VERIFY_WITH_TIMEOUT(got.has_value(), 10'000); }();
            return got ? std::move(*got) : Result<T>();
        }
        Result<MessageTemplate> save(const QString &id, const QString &text, const QString &subject = {})
        {
            return wait<MessageTemplate>([&](auto reply) { studio.save({id}, text, subject, reply); });
        }
        QList<TemplateVersion> versions(const QString &id)
        {
            const auto all = wait<QList<TemplateVersion>>([&](auto reply) { studio.versions({id}, reply); });
            return all ? all.value() : QList<TemplateVersion>();
        }
        Result<TemplateStanding> submit(const QString &id)
        {
            return wait<TemplateStanding>([&](auto reply) { office.submit({id}, sample(), reply); });
        }
    };
    static QMap<QString, QString> sample()
    {
        return {{u"clientName"_s, u"Ana"_s}, {u"when"_s, u"amanhã, 24/11"_s}, {u"appointmentTime"_s, u"14:30"_s}, {u"professionalName"_s, u"Rafael"_s},
                {u"unidadeName"_s, u"Barbearia Modelo"_s}, {u"phoneNumber"_s, u"(11) 90000-0000"_s}};
    }
    static MessageTemplate text(Channel channel, const QString &source, const QString &subject = {})
    {
        MessageTemplate out;
        out.id = {u"t"_s};
        out.channel = channel;
        out.source = source;
        out.subject = subject;
        out.category = u"utility"_s;
        out.variables = namesIn(source);
        return out;
    }
    static QStringList codes(const MessageTemplate &what, bool accents = false)
    {
        QStringList out;
        for (const TemplateIssue &issue : templateIssues(what, sample(), accents))
            out << (issue.blocks ? issue.code : u"note "_s + issue.code);
        return out;
    }

private slots:
    void whatMetaRefusesIsSaidBefore_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("code");
        QTest::newRow("good") << u"Oi, {{clientName}}! Seu horário é {{when}}, esperamos por você com carinho."_s << QString();
        QTest::newRow("empty") << u"  "_s << u"template.empty"_s;
        QTest::newRow("open") << u"Oi, {{clientName! Até logo, esperamos."_s << u"template.syntax"_s;
        QTest::newRow("unknown") << u"Oi, {{nome}}! Esperamos por você amanhã."_s << u"template.unknown"_s;
        QTest::newRow("begins") << u"{{clientName}}, seu horário está chegando."_s << u"template.edge"_s;
        QTest::newRow("ends") << u"Seu horário está chegando, {{clientName}}"_s << u"template.edge"_s;
        QTest::newRow("adjacent") << u"Oi, {{clientName}} {{when}} esperamos por você."_s << u"template.adjacent"_s;
        QTest::newRow("section") << u"Oi, {{#phoneNumber}}ligue{{/phoneNumber}} se precisar de algo."_s << u"template.section"_s;
        QTest::newRow("lines") << u"Oi!\n\n\nEsperamos por você amanhã."_s << u"template.lines"_s;
        QTest::newRow("crowded") << u"Oi {{clientName}}, {{when}}, {{appointmentTime}}."_s << u"note template.crowded"_s;
        QTest::newRow("promotional") << u"Oi! Temos um desconto para você nesta semana."_s << u"note template.promotional"_s;
        QTest::newRow("long") << QString(1025, u'a') << u"template.long"_s;
    }
    void whatMetaRefusesIsSaidBefore()
    {
        QFETCH(QString, source);
        QFETCH(QString, code);
        QCOMPARE(codes(text(Channel::WhatsApp, source)).value(0), code);
    }

    void anSmsIsMeasuredAsItLeaves()
    {
        const QString portuguese = u"Barbearia: amanhã às 14:30 você tem horário."_s;
        QVERIFY(codes(text(Channel::Sms, portuguese)).isEmpty());   // accents go
        QCOMPARE(codes(text(Channel::Sms, portuguese), true), QStringList{u"note template.accents"_s});
        QCOMPARE(codes(text(Channel::Sms, QString(161, u'a'))).value(0), u"template.segments"_s);
        const TemplateSample sampled = sampleOf(text(Channel::Sms, QString(161, u'a')), sample(), false);
        QCOMPARE(sampled.segments, 2);
        QCOMPARE(sampled.text.size(), 161);   // seen although it may not be kept
    }

    void anEmailNeedsASubject()
    {
        QCOMPARE(codes(text(Channel::Email, u"Olá, {{clientName}}"_s)).value(0), u"template.subject"_s);
        QVERIFY(codes(text(Channel::Email, u"Olá, {{clientName}}"_s, u"Seu horário, {{clientName}}"_s)).isEmpty());
        QCOMPARE(sampleOf(text(Channel::Email, u"Olá"_s, u"Para {{clientName}}"_s), sample(), false).subject, u"Para Ana"_s);
    }

    void aFileKeepsItsHead()
    {
        const QString file = u"channel: whatsapp\nvariables: clientName, when\nprovider: lembrete\nlanguage: pt_BR\ncategory: utility\n---\nOi, {{clientName}}, {{when}}!\n"_s;
        const QString now = rewriteTemplate(file, Channel::WhatsApp, u"Oi! Em {{when}} esperamos {{clientName}}, combinado."_s, {});
        const MessageTemplate read = parseTemplate({u"x"_s}, now, {});
        QCOMPARE(read.providerName, u"lembrete"_s);
        QCOMPARE(read.variables, (QStringList{u"when"_s, u"clientName"_s}));   // as Meta will count them
        QCOMPARE(numberedText(read.source, read.variables), u"Oi! Em {{1}} esperamos {{2}}, combinado."_s);
        QVERIFY(read.problem.isEmpty());
    }

    void textsAreKeptAndRestored()
    {
        House h;
        const QString id = u"appointment_reminder"_s;
        const QString before = h.templates.find({id})->source;
        const auto kept = h.save(id, u"Oi, {{clientName}}! Lembrete: {{when}}, esperamos por você."_s);
        QVERIFY(kept);
        QVERIFY(kept.value().overridden);
        QCOMPARE(kept.value().providerName, u"appointment_reminder"_s);
        QVERIFY(h.save(id, u"Olá, {{clientName}}! Seu horário: {{when}}, até logo."_s));
        QList<TemplateVersion> all = h.versions(id);
        QCOMPARE(all.size(), 3);
        QCOMPARE(all.first().number, 2);
        QVERIFY(all.first().current);
        QCOMPARE(all.last().number, 0);
        QCOMPARE(all.last().text.trimmed(), before.trimmed());
        QVERIFY(h.wait<MessageTemplate>([&](auto reply) { h.studio.restore({id}, 1, reply); }));
        QVERIFY(h.templates.find({id})->source.startsWith(u"Oi, {{clientName}}! Lembrete"));
        // Another start of the program finds it.
        QVERIFY(Templates(h.own).find({id})->source.startsWith(u"Oi, {{clientName}}! Lembrete"));
        QVERIFY(h.wait<MessageTemplate>([&](auto reply) { h.studio.restore({id}, 0, reply); }));
        QVERIFY(!h.templates.find({id})->overridden);
        QVERIFY(!QFile::exists(h.own + u"/appointment_reminder.mustache"_s));
        QCOMPARE(h.wait<MessageTemplate>([&](auto reply) { h.studio.restore({id}, 99, reply); }).error().code, Error::Code::NotFound);
        QCOMPARE(h.save(u"../../x"_s, u"Oi"_s).error().code, Error::Code::NotFound);
    }

    void aFileThatWasEditedByHandBecomesAVersion()
    {
        House h;
        QVERIFY(QDir().mkpath(h.own));
        QFile file(h.own + u"/appointment_reminder_sms.mustache"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("Da casa: {{when}}\n");
        file.close();
        QVERIFY(h.save(u"appointment_reminder_sms"_s, u"Novo: {{when}}, ate logo."_s));
        const QList<TemplateVersion> all = h.versions(u"appointment_reminder_sms"_s);
        QCOMPARE(all.size(), 3);
        QCOMPARE(all[1].text, u"Da casa: {{when}}"_s);
    }

    void metaGetsATemplateOnce()
    {
        House h;
        const auto first = h.submit(u"appointment_reminder"_s);
        QVERIFY2(first, qPrintable(first ? QString() : first.error().detail));
        QCOMPARE(first.value().status, TemplateStatus::Pending);
        QCOMPARE(h.meta.rows().size(), 1);
        QVERIFY(h.meta.rows().first().text.startsWith(u"Olá, {{1}}!"));
        QCOMPARE(h.meta.rows().first().category, u"UTILITY"_s);
        QCOMPARE(h.meta.rows().first().buttons, h.templates.find({u"appointment_reminder"_s})->buttons);
        QCOMPARE(h.meta.rows().first().buttons.size(), 2);
        h.meta.rows().first().status = u"APPROVED"_s;
        auto all = h.wait<QList<TemplateStanding>>([&](auto reply) { h.office.ask(reply); });
        QVERIFY(all);
        const auto of = [&](const QString &id) {
            for (const TemplateStanding &one : all.value())
                if (one.id.value == id)
                    return one;
            return TemplateStanding{};
        };
        QCOMPARE(of(u"appointment_reminder"_s).status, TemplateStatus::Approved);
        QVERIFY(!of(u"appointment_reminder"_s).differs);
        QCOMPARE(of(u"queue_called"_s).status, TemplateStatus::Absent);
        QVERIFY(of(u"queue_called"_s).askedAt);
        // Another text here: Meta sends the old one, and a second submission changes it there.
        QVERIFY(h.save(u"appointment_reminder"_s, u"Oi, {{clientName}}! Lembrete: {{when}}, esperamos por você."_s));
        all = h.wait<QList<TemplateStanding>>([&](auto reply) { h.office.standings(reply); });
        QVERIFY(all && of(u"appointment_reminder"_s).differs);
        QVERIFY(h.submit(u"appointment_reminder"_s));
        QCOMPARE(h.meta.rows().size(), 1);
        QVERIFY(h.meta.rows().first().text.startsWith(u"Oi, {{1}}! Lembrete: {{2}}"));
    }

    void allPagesAreReadAndRefusalsTold()
    {
        House h;
        h.meta.setPage(2);
        for (int i = 0; i < 5; ++i)
            h.meta.rows() << FakeMetaTemplates::Row{QString::number(i), i == 4 ? u"queue_called"_s : u"other_%1"_s.arg(i), u"pt_BR"_s, u"UTILITY"_s,
                                                    u"x"_s, u"REJECTED"_s, u"INVALID_FORMAT"_s};
        const auto all = h.wait<QList<TemplateStanding>>([&](auto reply) { h.office.ask(reply); });
        QVERIFY(all);
        QCOMPARE(h.meta.requests().size(), 3);
        for (const TemplateStanding &one : all.value())
            if (one.id.value == u"queue_called") {
                QCOMPARE(one.status, TemplateStatus::Rejected);
                QCOMPARE(one.reason, u"INVALID_FORMAT"_s);
            }
        h.secrets.values[u"WHATSAPP_ACCESS_TOKEN"_s] = "old-token";
        const auto refused = h.wait<QList<TemplateStanding>>([&](auto reply) { h.office.ask(reply); });
        QCOMPARE(refused.error().code, Error::Code::Refused);
        QVERIFY(refused.error().detail.startsWith(u"whatsapp.190: "));
        h.settings.whatsappAccountId.clear();
        QCOMPARE(h.submit(u"queue_called"_s).error().detail, u"missing: whatsapp/accountId"_s);
        QCOMPARE(h.submit(u"queue_called_sms"_s).error().detail, u"template.channel"_s);
    }

    void answersOfAnyShapeAreSurvived()
    {
        for (const QByteArray &body : {QByteArray(), QByteArray("<html>"), QByteArray("[]"), QByteArray("{\"data\":5}"), QByteArray("{\"error\":{}}"),
                                       QByteArray("{\"data\":[{\"name\":7,\"components\":{}}]}")}) {
            HttpResult result{.fate = HttpResult::Fate::Answered, .status = 200};
            result.body = body;
            result.bodyComplete = true;
            const auto page = whatsapp::readTemplateList(result);
            QVERIFY(!page || page.value().rows.isEmpty());
        }
    }
};

QTEST_GUILESS_MAIN(TestTemplateStudio)
#include "tst_template_studio.moc"
