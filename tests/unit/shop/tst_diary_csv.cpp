#include "engine/shop/diary_columns.h"
#include "engine/shop/diary_csv.h"
#include "tests/support/diary_export.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// Diary files as booking systems and spreadsheets write them.
class TestDiaryCsv : public QObject
{
    Q_OBJECT

    static Result<ParsedDiary> parse(const QByteArray &content)
    {
        return parseDiary(content, u"C:\\agenda\\export.csv"_s, u"America/Sao_Paulo"_s);
    }
    static QString start(const ParsedDiary &parsed, int row)
    {
        return toUtc(parsed.diary.visits.at(row).start).toString(u"yyyy-MM-dd HH:mm"_s);
    }

private slots:
    void exportOf300Rows()
    {
        const DiaryExport wish{.now = fromMs(1'790'000'000'000)};
        const Result<ParsedDiary> utf8 = parse(makeDiaryExport(wish));
        QVERIFY(utf8);
        QCOMPARE(utf8.value().rows, 300);
        QCOMPARE(utf8.value().diary.visits.size(), 300);
        QVERIFY(utf8.value().bad.isEmpty());
        QCOMPARE(utf8.value().encoding, u"UTF-8"_s);
        QCOMPARE(utf8.value().separator, u";"_s);
        QCOMPARE(utf8.value().diary.source, u"export.csv"_s);
        QCOMPARE(utf8.value().columns.value(u"phone"_s), u"Celular"_s);
        const ImportedVisit &first = utf8.value().diary.visits.first();
        QCOMPARE(first.externalId, u"AG-1000"_s);
        QCOMPARE(first.phone, u"+5511900000001"_s);
        QCOMPARE(first.end - first.start, Millis(Minutes(30)));
        QVERIFY(utf8.value().diary.from <= first.start && first.start < utf8.value().diary.to);

        for (const QChar separator : {QChar(u','), QChar(u'\t'), QChar(u'|')}) {
            DiaryExport other = wish;
            other.separator = separator;
            other.windows1252 = true;
            const Result<ParsedDiary> same = parse(makeDiaryExport(other));
            QVERIFY(same);
            QCOMPARE(same.value().encoding, u"Windows-1252"_s);
            QCOMPARE(same.value().diary.visits.size(), 300);
            QCOMPARE(same.value().diary.visits.last().clientName, utf8.value().diary.visits.last().clientName);
            QCOMPARE(same.value().diary.visits.last().priceCents, utf8.value().diary.visits.last().priceCents);
        }
    }

    void goldenFile()
    {
        QFile file(QStringLiteral(TEST_DATA "/agenda_mista.csv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const Result<ParsedDiary> read = parse("\xEF\xBB\xBF" + file.readAll());
        QVERIFY(read);
        const ParsedDiary &parsed = read.value();
        QCOMPARE(parsed.rows, 10);
        QCOMPARE(parsed.diary.visits.size(), 5);
        QCOMPARE(start(parsed, 0), u"2026-11-24 17:30"_s);
        QCOMPARE(parsed.diary.visits[0].service, u"Corte; barba"_s);
        QCOMPARE(parsed.diary.visits[0].priceCents, 123456);
        QCOMPARE(start(parsed, 1), u"2026-11-24 18:00"_s);
        QCOMPARE(parsed.diary.visits[1].status, VisitStatus::Cancelled);
        QCOMPARE(parsed.diary.visits[2].end - parsed.diary.visits[2].start, Millis(Minutes(90)));
        QCOMPARE(parsed.diary.visits[3].phone, u"+551134567890"_s); // a landline is taken
        QCOMPARE(parsed.diary.visits[4].status, VisitStatus::Blocked);
        QStringList bad;
        for (const BadRow &row : parsed.bad)
            bad.append(u"%1 %2 %3 %4"_s.arg(row.line).arg(row.column, row.reason, row.fix));
        QCOMPARE(bad, (QStringList{u"8 phone phone.area_code phone.area_code"_s, u"9 date date.invalid date.format"_s,
                                   u"10 status status.unknown status.use"_s, u"11 price price.invalid price.format"_s,
                                   u"12 date row.duplicate row.check"_s}));
        QVERIFY(!parsed.bad.first().value.contains(u"98765"_s));
        QCOMPARE(parsed.diary.unread.size(), 3);
    }

    void datesAndTimes_data()
    {
        QTest::addColumn<QString>("date");
        QTest::addColumn<QString>("read");
        QTest::newRow("brazilian") << u"24/11/2026 14:30"_s << u"2026-11-24 14:30"_s;
        QTest::newRow("short year") << u"24/11/26 14:30:00"_s << u"2026-11-24 14:30"_s;
        QTest::newRow("iso") << u"2026-11-24T14:30"_s << u"2026-11-24 14:30"_s;
        QTest::newRow("iso blank") << u"2026-11-24 14:30"_s << u"2026-11-24 14:30"_s;
        QTest::newRow("utc") << u"2026-11-24T14:30:00.000Z"_s << u"2026-11-24 14:30 utc"_s;
        QTest::newRow("h") << u"24/11/2026 14h30"_s << u"2026-11-24 14:30"_s;
        QTest::newRow("weekday, at") << u"ter, 24/11/2026 às 14h"_s << u"2026-11-24 14:00"_s;
        QTest::newRow("pm") << u"24/11/2026 2:30 PM"_s << u"2026-11-24 14:30"_s;
        QTest::newRow("american") << u"11/24/2026 14:30"_s << QString();
        QTest::newRow("31 June") << u"31/06/2026 14:30"_s << QString();
        QTest::newRow("25 h") << u"24/11/2026 25:00"_s << QString();
        QTest::newRow("spreadsheet zero") << u"30/12/1899 14:00"_s << QString();
        QTest::newRow("word") << u"amanhã"_s << QString();
    }
    void datesAndTimes()
    {
        QFETCH(QString, date);
        const std::optional<ReadDate> read = readDate(date);
        const QString got = !read ? QString()
                                  : read->date.toString(Qt::ISODate) + u' ' + read->time.toString(u"HH:mm"_s)
                                        + (read->utc ? u" utc"_s : QString());
        QTEST(got, "read");
    }

    void columnsOfOtherSystems()
    {
        const Result<ParsedDiary> english =
            parse("Customer,Mobile phone,Start date,Start time,Duration,Barber,Service,Price,Status,Booking ID\n"
                  "Zeca Exemplo,11900000001,2026-11-24,14:30,1h15,Barbeiro Um,Haircut,45.00,confirmed,77\n");
        QVERIFY(english);
        QCOMPARE(english.value().diary.visits.size(), 1);
        QCOMPARE(english.value().diary.visits[0].externalId, u"77"_s);
        QCOMPARE(english.value().diary.visits[0].status, VisitStatus::Confirmed);
        QCOMPARE(english.value().diary.visits[0].end - english.value().diary.visits[0].start, Millis(Minutes(75)));
        const Result<ParsedDiary> range = parse("Relatório de agenda;;\n\nTelefone;Dia;Horário\n"
                                                "11900000001;24/11/2026;14:00 - 14:45\n");
        QVERIFY(range);
        QCOMPARE(range.value().diary.visits[0].line, 4);
        QCOMPARE(range.value().diary.visits[0].end - range.value().diary.visits[0].start, Millis(Minutes(45)));
    }

    void wholeFileRefused()
    {
        const auto why = [](const QByteArray &content) {
            const Result<ParsedDiary> read = parse(content);
            return read ? QString() : read.error().detail;
        };
        QCOMPARE(why(""), u"file.empty"_s);
        QCOMPARE(why(QByteArray("Data;Cliente\0;x", 15)), u"file.binary"_s);
        QCOMPARE(why("alguma coisa\noutra"), u"file.no_header"_s);
        QCOMPARE(why(QByteArray(33 * 1024 * 1024, 'x')), u"file.too_large"_s);
        QCOMPARE(why("Data;Cliente\n" + QByteArray("x;y\n").repeated(200'001)), u"file.too_many_rows"_s);
    }

    void openQuoteCostsOneRow()
    {
        const Result<ParsedDiary> read = parse("Data;Cliente;Celular\n24/11/2026 10:00;\"Zeca;11900000001\n"
                                               "24/11/2026 11:00;Raí;11900000002\n");
        QVERIFY(read);
        QCOMPARE(read.value().bad.size(), 1);
        QCOMPARE(read.value().bad[0].line, 2);
        QCOMPARE(read.value().diary.visits.size(), 1);
        QCOMPARE(read.value().diary.visits[0].line, 3);
    }

    void randomDamage()
    {
        const QByteArray whole = makeDiaryExport({.now = fromMs(1'790'000'000'000), .seed = 7, .rows = 20});
        QRandomGenerator dice(20261123);
        const QByteArray spice("\";,\t\n\r|0\xC3\xFF/:", 13);
        for (int round = 0; round < 400; ++round) {
            QByteArray damaged = whole;
            const int hits = int(dice.bounded(1u, 30u));
            for (int i = 0; i < hits; ++i) {
                const qsizetype at = dice.bounded(quint32(damaged.size()));
                const quint32 kind = dice.bounded(3u);
                if (kind == 0)
                    damaged[at] = spice[qsizetype(dice.bounded(quint32(spice.size())))];
                else if (kind == 1)
                    damaged.remove(at, dice.bounded(20u));
                else
                    damaged.insert(at, spice.mid(dice.bounded(quint32(spice.size())), 3));
            }
            const Result<ParsedDiary> read = parse(damaged);
            if (!read)
                continue;
            const ParsedDiary &parsed = read.value();
            QCOMPARE(parsed.rows, int(parsed.diary.visits.size() + parsed.bad.size()));
            for (const ImportedVisit &visit : parsed.diary.visits) {
                QVERIFY(visit.start < visit.end);
                QVERIFY(visit.start >= parsed.diary.from && visit.start < parsed.diary.to);
                QVERIFY(visit.phone.isEmpty() || visit.phone.startsWith(u"+55"_s));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestDiaryCsv)
#include "tst_diary_csv.moc"
