#include "engine/api/schedule_words.h"
#include "engine/queue/cron.h"
#include "ui/format.h"
#include "ui/translations.h"

#include <QApplication>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace trato;
using namespace Qt::StringLiterals;

/// Words for people: numbers as Brazilians write them, plurals, and no text without a translation.
class TestTexts : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { installTranslations(*qApp, QLocale(u"pt_BR"_s)); }

    void figures()
    {
        QCOMPARE(format::money(123456), u"R$\u00A01.234,56"_s);
        QCOMPARE(format::money(-500), u"-R$\u00A05,00"_s);
        QCOMPARE(format::percent(0.125), u"12,5%"_s);
        QCOMPARE(format::number(1234567), u"1.234.567"_s);
        QCOMPARE(format::milliseconds(0.42), u"0,4 ms"_s);
        QCOMPARE(format::milliseconds(1849), u"1,8 s"_s);
    }

    void times()
    {
        const Instant at = fromMs(1'795'455'128'000); // 2026-11-23T17:32:08Z
        QCOMPARE(format::dateTime(at, u"America/Sao_Paulo"_s), u"23/11/2026 14:32"_s);
        QCOMPARE(format::moment(at, at), format::clockTime(at));
        QVERIFY(QRegularExpression(u"^2[12]/11 ..:..$"_s).match(format::moment(at - Hours(36), at)).hasMatch());
        QCOMPARE(format::age(at - Minutes(4), at), u"há 4 min"_s);
        QCOMPARE(format::dayOf(at + Hours(24), at, u"America/Sao_Paulo"_s), u"amanhã"_s);
        QCOMPARE(format::dayOf(at + Hours(7), at, u"America/Sao_Paulo"_s), u"hoje"_s);   // still today there, not in UTC
    }

    void plurals()
    {
        QCOMPARE(format::visits(1), u"1 atendimento"_s);
        QCOMPARE(format::visits(0), u"0 atendimentos"_s);
        QCOMPARE(format::jobs(1'000'000), u"1.000.000 jobs"_s);
    }

    void phonesAreReadable()
    {
        QCOMPARE(format::phone(u"+5511900004821"_s), u"+55 11 90000-4821"_s);
        QCOMPARE(format::phone(u"+551130004821"_s), u"+55 11 3000-4821"_s);
        QCOMPARE(format::phone(u"+351900000000"_s), u"+351900000000"_s);
    }

    void unknownKeysAreShownAsTheyCame() { QCOMPARE(format::reason(u"132015 template paused"_s), u"132015 template paused"_s); }

    void refusalsOfTheProviderSayWhatToDo_data()
    {
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("begins");
        QTest::addColumn<QString>("ends");
        const auto row = [](const char *reason, const QString &begins, const QString &ends) {
            QTest::newRow(reason) << QString::fromUtf8(reason) << begins << ends;
        };
        row("whatsapp.131026: Message undeliverable", u"O número do cliente não recebe mensagens"_s, u" (131026)"_s);
        row("whatsapp.204: Permission missing", u"O WhatsApp não aceita o token"_s, u" (204)"_s);
        row("whatsapp.190: Error\nwith a second line", u"O WhatsApp não aceita o token"_s, u" (190)"_s);
        row("whatsapp.999999: New", u"O WhatsApp recusou a mensagem"_s, u" (999999) Nas palavras dele: “New”"_s);
        row("twilio.30005: Unknown", u"Twilio não alcança o cliente"_s, u" (30005)"_s);
        row("sendgrid.5.1.1: no such user", u"SendGrid não alcança o cliente"_s, u" (5.1.1)"_s);
        row("whatsapp: HTTP 503", u"O WhatsApp está com um problema"_s, u" (HTTP 503)"_s);
        row("whatsapp: HTTP 500", u"A conexão com o WhatsApp caiu"_s, u" (HTTP 500)"_s);
        row("whatsapp: network error 3", u"Não foi possível falar com o WhatsApp"_s, u" (3)"_s);
        row("whatsapp: network error 2", u"A conexão com o WhatsApp caiu"_s, u" (2)"_s);
        row("whatsapp: no complete answer within 15000 ms", u"A conexão com o WhatsApp caiu"_s, u"enviar de novo."_s);
        row("expired, never sent: whatsapp.130429: Rate limit hit", u"Tarde demais, não foi enviada. O WhatsApp pede uma pausa"_s, u" (130429)"_s);
        row("whatsappx.1: other", u"whatsappx.1"_s, u": other"_s);
    }
    void refusalsOfTheProviderSayWhatToDo()
    {
        QFETCH(QString, reason);
        QFETCH(QString, begins);
        QFETCH(QString, ends);
        const QString words = format::reason(reason);
        QVERIFY2(words.startsWith(begins) && words.endsWith(ends), qPrintable(words));
    }

    void badRowsHaveReasonAndFix()
    {
        QCOMPARE(format::badRow(u"phone.area_code"_s), u"O DDD do telefone não existe"_s);
        QCOMPARE(format::badRowFix(u"date.format"_s), u"Escreva a data como 25/11/2026"_s);
    }

    void rulesOfSchedules()
    {
        const auto words = [](const QString &rule) { return words::cronRule(cron::parse(rule).value()); };
        QCOMPARE(words(u"5 0 1 * *"_s), u"todo dia 1º às 00:05"_s);
        QCOMPARE(words(u"0 2 * * *"_s), u"todo dia às 02:00"_s);
        QCOMPARE(words(u"0 3 * * 0"_s), u"todo domingo às 03:00"_s);
        QCOMPARE(words(u"*/15 8-18 * * 1-6"_s), u"a cada 15 minutos, nas horas 8 a 18, segunda-feira a sábado"_s);
        QCOMPARE(words(u"0 9 * * 5L"_s), u"última sexta-feira do mês às 09:00"_s);
        QCOMPARE(words(u"0 9 1 1,7 *"_s), u"todo dia 1º em janeiro e julho às 09:00"_s);
        QCOMPARE(format::reason(u"hour: cron.range"_s), u"Hora: Este valor é pequeno ou grande demais"_s);
    }

    void everySettingHasAName()
    {
        for (const SettingInfo &info : settingTable)
            QVERIFY2(format::settingName(QString::fromLatin1(info.key)) != QLatin1String(info.key), info.key);
    }

    void noTranslationIsUnfinished_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("least");
        QTest::newRow("Portuguese") << u"trato_pt_BR.ts"_s << 400;
        QTest::newRow("English plurals") << u"trato_en.ts"_s << 5;
    }
    void noTranslationIsUnfinished()
    {
        QFETCH(QString, file);
        QFETCH(int, least);
        QFile source(QStringLiteral(TRATO_TRANSLATIONS "/") + file);
        QVERIFY(source.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&source);
        int count = 0;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != u"translation")
                continue;
            ++count;
            QVERIFY2(!xml.attributes().hasAttribute(u"type"_s), qPrintable(u"line %1"_s.arg(xml.lineNumber())));
        }
        QVERIFY(!xml.hasError());
        QVERIFY(count >= least);
    }
};

QTEST_MAIN(TestTexts)
#include "tst_texts.moc"
