#include "engine/shop/local_time.h"
#include "engine/shop/money.h"
#include "engine/shop/phone_number.h"

#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// Phones, money and wall-clock time as people write them.
class TestShopText : public QObject
{
    Q_OBJECT
private slots:
    void phones_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("e164");
        QTest::addColumn<QString>("reason");
        const QString good = u"+5511987654321"_s;
        QTest::newRow("mask") << u"(11) 98765-4321"_s << good << QString();
        QTest::newRow("digits") << u"11987654321"_s << good << QString();
        QTest::newRow("e164") << good << good << QString();
        QTest::newRow("55 without plus") << u"5511987654321"_s << good << QString();
        QTest::newRow("0055") << u"00 55 11 98765-4321"_s << good << QString();
        QTest::newRow("trunk") << u"011 98765-4321"_s << good << QString();
        QTest::newRow("carrier") << u"0 15 11 98765-4321"_s << good << QString();
        QTest::newRow("old mobile") << u"(11) 8765-4321"_s << good << QString();
        QTest::newRow("area code 55") << u"55 99876-5432"_s << u"+5555998765432"_s << QString();
        QTest::newRow("area code 55 with country") << u"+55 55 99876-5432"_s << u"+5555998765432"_s << QString();
        QTest::newRow("two, mobile second") << u"(11) 3456-7890 / (11) 98765-4321"_s << good << QString();
        QTest::newRow("number column") << u"11987654321.0"_s << good << QString();
        QTest::newRow("landline") << u"(11) 3456-7890"_s << u"+551134567890"_s << u"phone.landline"_s;
        QTest::newRow("empty") << u" - "_s << QString() << u"phone.missing"_s;
        QTest::newRow("no area code") << u"98765-4321"_s << QString() << u"phone.too_short"_s;
        QTest::newRow("too long") << u"119876543210"_s << QString() << u"phone.too_long"_s;
        QTest::newRow("area code 20") << u"(20) 98765-4321"_s << QString() << u"phone.area_code"_s;
        QTest::newRow("area code 00") << u"(00) 90000-0000"_s << QString() << u"phone.area_code"_s;
        QTest::newRow("dialled abroad") << u"00 34 912 345 678"_s << QString() << u"phone.foreign"_s;
        QTest::newRow("no nine") << u"(11) 88765-4321"_s << QString() << u"phone.invalid"_s;
        QTest::newRow("zero") << u"(11) 0765-4321"_s << QString() << u"phone.invalid"_s;
        QTest::newRow("Spain") << u"+34 912 345 678"_s << QString() << u"phone.foreign"_s;
        QTest::newRow("asterisks") << u"(11) 9****-4321"_s << QString() << u"phone.masked"_s;
        QTest::newRow("spreadsheet") << u"5,51199E+12"_s << QString() << u"phone.rounded"_s;
    }
    void phones()
    {
        QFETCH(QString, text);
        const PhoneReading reading = readPhone(text);
        QTEST(reading.e164, "e164");
        QTEST(phoneReason(reading.problem), "reason");
        QCOMPARE(phoneFix(reading.problem).isEmpty(), reading.isMobile());
    }

    void money_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("cents");
        QTest::newRow("full") << u"R$\u00a01.234,56"_s << qint64(123456);
        QTest::newRow("plain") << u"45"_s << qint64(4500);
        QTest::newRow("one decimal") << u"45,5"_s << qint64(4550);
        QTest::newRow("point") << u"45.50"_s << qint64(4550);
        QTest::newRow("thousands") << u"1.234"_s << qint64(123400);
        QTest::newRow("millions") << u"R$ 1.234.567,89"_s << qint64(123456789);
        QTest::newRow("english") << u"1,234.56"_s << qint64(123456);
        QTest::newRow("negative") << u"-R$ 100,00"_s << qint64(-10000);
        QTest::newRow("no thousands") << u"1234,56"_s << qint64(123456);
        QTest::newRow("junk") << u"grátis"_s << qint64(-1);
        QTest::newRow("three decimals") << u"1,234"_s << qint64(-1);
        QTest::newRow("bad groups") << u"1.23.456,00"_s << qint64(-1);
        QTest::newRow("empty") << QString() << qint64(-1);
    }
    void money()
    {
        QFETCH(QString, text);
        QTEST(parseReais(text).value_or(-1), "cents");
    }

    void skippedAndRepeatedHours()
    {
        const LocalZone zone = LocalZone::named(u"America/Sao_Paulo"_s).value();
        // 4 Nov 2018: clocks went from 00:00 to 01:00. 18 Feb 2018: from 00:00 back to 23:00.
        const auto skipped = zone.at(QDate(2018, 11, 4), QTime(0, 30));
        QCOMPARE(skipped.hour, LocalZone::Hour::Skipped);
        QCOMPARE(toUtc(skipped.at).toString(Qt::ISODate), u"2018-11-04T03:30:00Z"_s); // reads 01:30
        QCOMPARE(toUtc(zone.startOf(QDate(2018, 11, 4))).toString(Qt::ISODate), u"2018-11-04T03:00:00Z"_s);
        const auto repeated = zone.at(QDate(2018, 2, 17), QTime(23, 30));
        QCOMPARE(repeated.hour, LocalZone::Hour::Repeated);
        QCOMPARE(toUtc(repeated.at).toString(Qt::ISODate), u"2018-02-18T01:30:00Z"_s); // the first one
        QCOMPARE(zone.dateOf(repeated.at), QDate(2018, 2, 17));
        const auto plain = zone.at(QDate(2026, 11, 24), QTime(14, 30));
        QCOMPARE(plain.hour, LocalZone::Hour::Plain);
        QCOMPARE(toUtc(plain.at).toString(Qt::ISODate), u"2026-11-24T17:30:00Z"_s);
    }
    void zonesAndDays()
    {
        QVERIFY(!LocalZone::named(u"America/Barbados_do_Sul"_s));
        QVERIFY(!LocalZone::named(QString()));
        const LocalZone manaus = LocalZone::named(u"America/Manaus"_s).value();
        const Result<Instant> start = manaus.parse(u"2026-11-24T23:30"_s);
        QVERIFY(start);
        QCOMPARE(toUtc(start.value()).toString(Qt::ISODate), u"2026-11-25T03:30:00Z"_s);
        QCOMPARE(manaus.daysBetween(start.value() - Hours(1), start.value()), 0);
        QCOMPARE(manaus.daysBetween(start.value(), start.value() + Hours(1)), 1);
        for (const QString &bad : {u"24/11/2026 14:30"_s, u"2026-11-24"_s, u"2026-13-24T10:00"_s, u""_s})
            QVERIFY(!manaus.parse(bad));
    }
};

QTEST_GUILESS_MAIN(TestShopText)
#include "tst_shop_text.moc"
