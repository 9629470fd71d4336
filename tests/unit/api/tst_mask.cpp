#include "engine/api/mask.h"
#include "engine/api/settings.h"

#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// Personal data never shows where it is not needed, and settings keep their bounds.
class TestMask : public QObject
{
    Q_OBJECT
private slots:
    void textLosesPhonesAndAddresses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("masked");
        QTest::newRow("E.164") << u"para +5511987654821 falhou"_s << u"para +55 11 9····-4821 falhou"_s;
        QTest::newRow("masked form") << u"tel (11) 98765-4821"_s << u"tel ····-4821"_s;
        QTest::newRow("landline") << u"(11) 3456-7890"_s << u"····-7890"_s;
        QTest::newRow("e-mail") << u"a ana.souza@exemplo.com.br."_s << u"a an···@exemplo.com.br."_s;
        QTest::newRow("a time and an id stay") << u"14:28:11 job 4812 code 131047"_s << u"14:28:11 job 4812 code 131047"_s;
    }
    void textLosesPhonesAndAddresses()
    {
        QFETCH(QString, text);
        QFETCH(QString, masked);
        QCOMPARE(maskText(text), masked);
    }
    void phones()
    {
        QCOMPARE(maskPhone(u"+5511987654821"_s), u"+55 11 9····-4821"_s);
        QCOMPARE(maskPhone(u"+551134567890"_s), u"+55 11 ····-7890"_s);
        QCOMPARE(maskPhone(u""_s), u""_s);
        QCOMPARE(maskPhone(u"12"_s), u"····"_s);
    }
    void names()
    {
        QCOMPARE(shortName(u" Ana  Maria Souza "_s), u"Ana S."_s);
        QCOMPARE(shortName(u"Ana"_s), u"Ana"_s);
        QCOMPARE(shortName({}), QString());
    }
    void jsonLosesMessagesAndNames()
    {
        const QByteArray masked = maskJson(
            R"({"phoneNumber":"+5511987654821","clientName":"Ana Souza","message":"Oi Ana Souza, amanhã às 10h","template":"x"})");
        QVERIFY2(!masked.contains("98765"), masked);
        QVERIFY2(!masked.contains("Souza"), masked);
        QVERIFY(masked.contains(R"("template":"x")"));
    }
    void settingsKeepTheirBounds()
    {
        EngineSettings settings;
        const EngineSettings before = settings;
        const auto bad = applyText({{u"engine/concurrency"_s, u"0"_s}, {u"unit/name"_s, u"X"_s}}, settings);
        QVERIFY(!bad);
        QCOMPARE(bad.error().detail, u"engine/concurrency"_s);
        QCOMPARE(settings, before);
        QVERIFY(!applyText({{u"no/such"_s, u"1"_s}}, settings));
        QVERIFY(applyText({{u"whatsapp/way"_s, u"assisted"_s}}, settings));
        QCOMPARE(settings.whatsappWay, ChannelWay::Assisted);
        EngineSettings copy;
        QVERIFY(applyText(toText(settings), copy));
        QCOMPARE(copy, settings);
    }
};

QTEST_APPLESS_MAIN(TestMask)
#include "tst_mask.moc"
