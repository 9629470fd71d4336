#include "engine/notify/templates.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// Texts: complete, refused when something is missing, worded by distance.
class TestTemplates : public QObject
{
    Q_OBJECT
    static Instant at(const char *iso)
    {
        return fromMs(QDateTime::fromString(QString::fromLatin1(iso), Qt::ISODate).toMSecsSinceEpoch());
    }
    static VisitRecord visit()
    {
        VisitRecord v;
        v.id = {u"v1"_s};
        v.unit = {{u"u1"_s}, u"Barbearia Exemplo"_s, u"America/Sao_Paulo"_s, u"+551130000000"_s};
        v.client = {{u"c1"_s}, u"Ana Exemplo"_s, u"+5511987650001"_s};
        v.professional = u"Beto"_s;
        v.service = u"Corte"_s;
        v.start = at("2026-11-24T13:00:00Z"); // 10:00 there
        return v;
    }
    static QMap<QString, QString> everything()
    {
        QMap<QString, QString> out = visitVariables(visit(), at("2026-11-23T13:00:00Z"));
        for (const QString &name : {u"amount"_s, u"paymentDate"_s, u"transactionId"_s, u"paymentMethod"_s, u"position"_s,
                                    u"total"_s, u"estimatedTime"_s, u"untilTime"_s})
            out.insert(name, u"7"_s);
        return out;
    }

private slots:
    void aVisitWithoutProfessionalIsRemindedToo()
    {
        const Templates templates{QString()};
        VisitRecord bare = visit();
        bare.professional.clear();
        bare.service.clear();
        const auto text = templates.renderReminder(bare, ReminderKind::DayBefore, at("2026-11-23T13:00:00Z"));
        QVERIFY2(text, qPrintable(text ? QString() : text.error().detail));
        QVERIFY2(text.value().text.contains(u"com nossa equipe"_s), qPrintable(text.value().text));
    }

    void everyBuiltInTemplateRenders()
    {
        const Templates templates{QString()};
        QCOMPARE(templates.list().size(), 45);
        for (const TemplateView &t : templates.list()) {
            QVERIFY2(t.problem.isEmpty(), qPrintable(t.id.value + t.problem));
            const auto got = templates.render(t.id, everything());
            QVERIFY2(got, qPrintable(t.id.value + (got ? QString() : got.error().detail)));
            QVERIFY(!got.value().text.contains(u"{{"_s));
            QCOMPARE(t.language, u"pt_BR"_s);
            if (t.channel == Channel::WhatsApp) {
                // What answers a client is free text: the window is open.
                QCOMPARE(got.value().providerTemplate, t.id.value.startsWith(u"reply_") ? QString() : t.id.value);
                QCOMPARE(got.value().parameters.size(), t.variables.size());
                // Meta refuses a body that begins or ends with a variable.
                QVERIFY(!t.text.startsWith(u"{{"_s) && !t.text.endsWith(u"}}"_s));
            }
            if (t.channel == Channel::Email)
                QVERIFY(!got.value().subject.isEmpty());
            if (t.channel == Channel::Sms)
                QCOMPARE(QString::fromLatin1(got.value().text.toLatin1()).contains(QRegularExpression(u"[^\\x00-\\x7f]"_s)), false);
            // What a provider gets is what people see.
            for (const QString &name : t.variables) {
                auto without = everything();
                without.remove(name);
                if (name == u"when"_s)
                    without.remove(u"appointmentDate"_s);
                const auto refused = templates.render(t.id, without);
                if (name == u"when"_s && t.text.contains(u"{{#when}}")) { // the site's SMS names no day (domain section 4)
                    QVERIFY(refused);
                    continue;
                }
                QVERIFY(!refused);
                QCOMPARE(refused.error().code, Error::Code::Invalid);
                QVERIFY(refused.error().detail.contains(name));
            }
        }
    }

    void reminderReadsNaturally()
    {
        const Templates templates{QString()};
        const auto got = templates.renderReminder(visit(), ReminderKind::DayBefore, at("2026-11-23T13:00:00Z"));
        QVERIFY(got);
        QCOMPARE(got.value().text,
                 u"Olá, Ana! Passando para lembrar do seu horário: amanhã, 24/11, às 10:00, com Beto, na Barbearia Exemplo. "
                 "Você confirma? Responda SIM, ou NÃO se não puder vir, e a gente remarca. Até lá!"_s);
        QCOMPARE(got.value().parameters, (QStringList{u"Ana"_s, u"amanhã, 24/11"_s, u"10:00"_s, u"Beto"_s, u"Barbearia Exemplo"_s}));
    }

    void distanceIsTheClients_data()
    {
        QTest::addColumn<QByteArray>("now");
        QTest::addColumn<QString>("words");
        QTest::newRow("an hour before") << QByteArray("2026-11-24T12:00:00Z") << u"hoje, 24/11"_s;
        QTest::newRow("same UTC day, day before there") << QByteArray("2026-11-24T02:59:00Z") << u"amanhã, 24/11"_s;
        QTest::newRow("just after local midnight") << QByteArray("2026-11-24T03:00:00Z") << u"hoje, 24/11"_s;
        QTest::newRow("two days") << QByteArray("2026-11-22T13:00:00Z") << u"terça-feira, 24/11"_s;
        QTest::newRow("six days") << QByteArray("2026-11-18T13:00:00Z") << u"terça-feira, 24/11"_s;
        QTest::newRow("a week") << QByteArray("2026-11-17T13:00:00Z") << u"dia 24/11/2026"_s;
        QTest::newRow("past") << QByteArray("2026-11-25T13:00:00Z") << u"dia 24/11/2026"_s;
    }
    void distanceIsTheClients()
    {
        QFETCH(QByteArray, now);
        QFETCH(QString, words);
        QCOMPARE(whenWords(visit().start, u"America/Sao_Paulo"_s, at(now.constData())), words);
    }

    void badValuesAreRefused_data()
    {
        QTest::addColumn<QString>("value");
        QTest::newRow("empty") << u""_s;
        QTest::newRow("blank") << u"  "_s;
        QTest::newRow("line break") << u"a\nb"_s;
        QTest::newRow("tab") << u"a\tb"_s;
        QTest::newRow("spaces") << u"a     b"_s;
        QTest::newRow("too long") << QString(1100, u'x');
    }
    void badValuesAreRefused()
    {
        QFETCH(QString, value);
        const Templates templates{QString()};
        auto variables = everything();
        variables[u"clientName"_s] = value;
        const auto got = templates.render({u"appointment_reminder"_s}, variables);
        QVERIFY(!got);
        QCOMPARE(got.error().code, Error::Code::Invalid);
    }

    void unknownTemplateIsNotFound()
    {
        QCOMPARE(Templates{QString()}.render({u"nope"_s}, {}).error().code, Error::Code::NotFound);
    }

    void onlyHtmlIsEscaped()
    {
        const Templates templates{QString()};
        auto variables = everything();
        variables[u"clientName"_s] = u"<b>Zé & $1 {{x}}</b>"_s;
        const Rendered both = templates.render({u"appointment_reminder_email"_s}, variables).value();
        QVERIFY(both.text.contains(u"Olá, <b>Zé & $1 {{x}}</b>!\n"_s)); // the plain part shows what the other one does
        const QString mail = both.html;
        QVERIFY(mail.contains(u"&lt;b&gt;Zé &amp; $1 {{x}}&lt;/b&gt;"_s));
        const QString chat = templates.render({u"appointment_reminder"_s}, variables).value().text;
        QVERIFY(chat.contains(u"<b>Zé & $1 {{x}}</b>"_s));
        variables[u"unidadeName"_s] = u"A\r\nBcc: x"_s;
        QVERIFY(!templates.render({u"appointment_reminder_email"_s}, variables));
    }

    void theShopsOwnFileWins()
    {
        QTemporaryDir folder;
        const auto write = [&](const QString &name, const QByteArray &text) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text);
        };
        write(u"appointment_reminder.mustache"_s, "Oi {{clientName}}, te esperamos {{when}}!\n");
        write(u"broken.mustache"_s, "channel: whatsapp\n---\nOi {{#a}} sem fim\n");
        write(u"needs.mustache"_s, "channel: whatsapp\nprovider: needs\n---\nOi {{nickname}}!\n");
        Templates templates(folder.path());
        const auto got = templates.render({u"appointment_reminder"_s}, everything());
        QVERIFY(got);
        QCOMPARE(got.value().text, u"Oi Ana, te esperamos amanhã, 24/11!"_s);
        QCOMPARE(got.value().providerTemplate, u"appointment_reminder"_s); // what the file leaves out stays
        QCOMPARE(got.value().parameters.size(), 5);
        QVERIFY(templates.find({u"appointment_reminder"_s})->overridden);
        QVERIFY(!templates.find({u"broken"_s})->problem.isEmpty());
        QCOMPARE(templates.render({u"broken"_s}, everything()).error().code, Error::Code::Invalid);
        QCOMPARE(templates.render({u"needs"_s}, everything()).error().detail, u"variable nickname"_s);
        write(u"appointment_reminder.mustache"_s, "Outra: {{clientName}}.");
        templates.reload();
        QCOMPARE(templates.render({u"appointment_reminder"_s}, everything()).value().text, u"Outra: Ana."_s);
    }

    void producersWithoutDistanceGiveTheDate()
    {
        auto variables = everything();
        variables.remove(u"when"_s);
        const auto got = Templates{QString()}.render({u"appointment_reminder"_s}, variables);
        QVERIFY(got);
        QVERIFY(got.value().text.contains(u"dia 24/11/2026, às 10:00"_s));
    }
};

QTEST_GUILESS_MAIN(TestTemplates)
#include "tst_templates.moc"
