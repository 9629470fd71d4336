#include "engine/api/hours_text.h"
#include "engine/shop/holidays.h"
#include "engine/shop/open_hours.h"

#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// Holidays, closed days, hours, and what speaks against a time.
class TestOpening : public QObject
{
    Q_OBJECT

    static LocalZone zone() { return LocalZone::named(u"America/Sao_Paulo"_s).value(); }
    static Instant at(const QString &local) { return zone().parse(local).value(); }
    static VisitRecord visit(const QString &id, const QString &professional, const QString &start, int minutes,
                             VisitStatus status = VisitStatus::Scheduled)
    {
        VisitRecord record;
        record.id = {id};
        record.professional = professional;
        record.start = at(start);
        record.end = record.start + Minutes(minutes);
        record.status = status;
        return record;
    }
    static QDate holiday(int year, const QString &key, qsizetype which = 0)
    {
        QList<QDate> days;
        for (const Holiday &one : nationalHolidays(year))
            if (one.key == key)
                days.append(one.day);
        return days.value(which);
    }

private slots:
    /// Month and day of Easter from 1990 to 2100, as the astronomical tables print them.
    void easterFrom1990To2100()
    {
        const int table[] = {415, 331, 419, 411, 403, 416, 407, 330, 412, 404, 423, 415, 331, 420, 411, 327, 416, 408, 323,
                             412, 404, 424, 408, 331, 420, 405, 327, 416, 401, 421, 412, 404, 417, 409, 331, 420, 405, 328,
                             416, 401, 421, 413, 328, 417, 409, 325, 413, 405, 425, 410, 401, 421, 406, 329, 417, 409, 325,
                             414, 405, 418, 410, 402, 421, 406, 329, 418, 402, 422, 414, 330, 418, 410, 326, 415, 406, 329,
                             411, 403, 422, 414, 330, 419, 410, 326, 415, 407, 419, 411, 403, 423, 407, 330, 419, 404, 326,
                             415, 331, 420, 411, 403, 416, 408, 330, 412, 404, 424, 415, 331, 420, 412, 328};
        QCOMPARE(int(std::size(table)), 2100 - 1990 + 1);
        for (int year = 1990; year <= 2100; ++year) {
            const QDate easter(year, table[year - 1990] / 100, table[year - 1990] % 100);
            QCOMPARE(easterSunday(year), easter);
            QCOMPARE(easter.dayOfWeek(), 7);
            QCOMPARE(holiday(year, u"holiday.carnival"_s).dayOfWeek(), 1);
            QCOMPARE(holiday(year, u"holiday.carnival"_s, 1).dayOfWeek(), 2);
            QCOMPARE(holiday(year, u"holiday.carnival"_s, 1).daysTo(easter), 47);
            QCOMPARE(holiday(year, u"holiday.good_friday"_s).daysTo(easter), 2);
            QCOMPARE(easter.daysTo(holiday(year, u"holiday.corpus_christi"_s)), 60);
            QCOMPARE(nationalHolidays(year).size(), year < 2024 ? 12 : 13);
        }
    }

    void holidaysOf2026()
    {
        QStringList days;
        for (const Holiday &one : nationalHolidays(2026))
            days << one.day.toString(u"dd/MM"_s);
        QCOMPARE(days, (QStringList{u"01/01"_s, u"16/02"_s, u"17/02"_s, u"03/04"_s, u"21/04"_s, u"01/05"_s, u"04/06"_s,
                                    u"07/09"_s, u"12/10"_s, u"02/11"_s, u"15/11"_s, u"20/11"_s, u"25/12"_s}));
    }

    void ownDaysGoBeforeHolidays()
    {
        const UnitId unit{u"u"_s};
        const QList<ClosedDay> set{{unit, u"2026-11-20"_s, {}, ClosedDay::Kind::Local, false, false},
                                   {unit, u"2024-11-25"_s, u"Aniversário"_s, ClosedDay::Kind::Local, true, true},
                                   {unit, u"2026-11-28"_s, u"Reforma"_s, ClosedDay::Kind::Local, true, false},
                                   {unit, u"2027-11-10"_s, u"Depois"_s, ClosedDay::Kind::Local, true, true}};
        const QList<ClosedDay> november = closedDays(unit, QDate(2026, 11, 1), QDate(2026, 11, 30), set);
        QStringList days;
        for (const ClosedDay &day : november)
            days << day.day.right(2) + (day.closed ? u" closed "_s : u" open "_s) + day.name;
        QCOMPARE(days, (QStringList{u"02 closed holiday.all_souls"_s, u"15 closed holiday.republic"_s,
                                    u"20 open holiday.black_awareness"_s, u"25 closed Aniversário"_s, u"28 closed Reforma"_s}));
        QVERIFY(!closedOn(QDate(2026, 11, 20), november));
        QVERIFY(closedOn(QDate(2026, 11, 15), november));
        QVERIFY(!closedOn(QDate(2026, 11, 16), november));
        const QList<ClosedDay> leap{{unit, u"2024-02-29"_s, u"Bissexto"_s, ClosedDay::Kind::Local, true, true}};
        QVERIFY(closedOn(QDate(2027, 2, 28), closedDays(unit, QDate(2027, 2, 1), QDate(2027, 3, 1), leap)));
    }

    void touchingSpansAreOne()
    {
        const WorkWeek week{{}, {}, {{1, 540, 720}, {1, 720, 800}, {1, 860, 1140}, {2, 540, 720}}};
        QVERIFY(isOpen(week, 1, 540, 800));
        QVERIFY(isOpen(week, 1, 700, 740));
        QVERIFY(!isOpen(week, 1, 790, 870));
        QVERIFY(!isOpen(week, 1, 530, 560));
        QVERIFY(!isOpen(week, 3, 600, 630));
        QVERIFY(isOpen(week, 1, 1110, 1140));
        QVERIFY(!isOpen(week, 1, 1110, 1141));
    }

    void spansInOrder()
    {
        QCOMPARE(spanProblem({{1, 540, 720}, {1, 720, 800}, {2, 0, 1440}}), QString());
        QCOMPARE(spanProblem({{1, 540, 720}, {1, 700, 800}}), u"hours.overlap"_s);
        QCOMPARE(spanProblem({{0, 540, 720}}), u"hours.order"_s);
        QCOMPARE(spanProblem({{7, 720, 720}}), u"hours.order"_s);
        QCOMPARE(spanProblem({{7, 720, 1441}}), u"hours.order"_s);
        QCOMPARE(spanProblem(QList<OpenSpan>(43, {1, 0, 1})), u"hours.too_many"_s);
    }

    void aProfessionalsOwnWeekGoesFirst()
    {
        const QList<WorkWeek> weeks{{{}, {}, {{1, 540, 720}}}, {{}, {u"p"_s}, {{2, 540, 720}}}};
        QCOMPARE(weekOf({u"p"_s}, weeks), &weeks[1]);
        QCOMPARE(weekOf({u"other"_s}, weeks), &weeks[0]);
        QVERIFY(!weekOf({u"p"_s}, {}));
    }

    void doubleBookingIsSamePersonAndSameTime()
    {
        const QList<VisitRecord> around{visit(u"a"_s, u"Rafael"_s, u"2026-11-25T10:00"_s, 60),
                                        visit(u"b"_s, u"Marcos"_s, u"2026-11-25T10:00"_s, 60),
                                        visit(u"c"_s, u"Rafael"_s, u"2026-11-25T11:00"_s, 60),
                                        visit(u"d"_s, u"Rafael"_s, u"2026-11-25T10:00"_s, 60, VisitStatus::Cancelled),
                                        visit(u"e"_s, u""_s, u"2026-11-25T10:00"_s, 60)};
        const auto overlaps = [&](const QString &id, const QString &professional, const QString &start) {
            QStringList ids;
            const WantedSlot wanted{{id}, professional, at(start), at(start) + Minutes(30)};
            for (const VisitView &view : checkSlot(wanted, around, nullptr, {}, zone()).overlaps)
                ids << view.id.value;
            return ids;
        };
        QCOMPARE(overlaps({}, u"rafael"_s, u"2026-11-25T10:30"_s), (QStringList{u"a"_s}));
        QCOMPARE(overlaps({}, u"Rafael"_s, u"2026-11-25T10:45"_s), (QStringList{u"a"_s, u"c"_s}));
        QCOMPARE(overlaps(u"a"_s, u"Rafael"_s, u"2026-11-25T10:15"_s), QStringList());   // not in its own way
        QCOMPARE(overlaps({}, u"Rafael"_s, u"2026-11-25T09:30"_s), QStringList());       // one ends as the other begins
        QCOMPARE(overlaps({}, u""_s, u"2026-11-25T10:00"_s), QStringList());
    }

    void closedDaysAndHoursAreSaid()
    {
        const WorkWeek week{{}, {}, {{3, 540, 720}}};
        const QList<ClosedDay> days = closedDays({}, QDate(2026, 12, 25), QDate(2026, 12, 25), {});
        const auto check = [&](const QString &start, const WorkWeek *held) {
            return checkSlot({{}, u"Rafael"_s, at(start), at(start) + Minutes(30)}, {}, held, days, zone());
        };
        QCOMPARE(check(u"2026-12-25T10:00"_s, nullptr).closedDay, u"holiday.christmas"_s);
        QVERIFY(!check(u"2026-11-25T11:30"_s, &week).outsideHours);
        QVERIFY(check(u"2026-11-25T11:45"_s, &week).outsideHours);
        QVERIFY(check(u"2026-11-26T10:00"_s, &week).outsideHours);
        QVERIFY(!check(u"2026-11-26T10:00"_s, nullptr).outsideHours); // nobody said when the shop works
    }

    void hoursAsPeopleTypeThem_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("read");
        const auto row = [](const char *text, const char *read) { QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(read); };
        row("09:00-12:00, 13:00-19:00", "09:00-12:00, 13:00-19:00");
        row("9-19", "09:00-19:00");
        row("9h30 – 18h", "09:30-18:00");
        row("0:00-24:00", "00:00-24:00");
        row("", "");
        row("9-19-20", "hours: hours.format");
        row("nine", "hours: hours.format");
        row("19-9", "hours: hours.order");
        row("9:75-10:00", "hours: hours.order");
        row("9-25", "hours: hours.order");
    }
    void hoursAsPeopleTypeThem()
    {
        QFETCH(QString, text);
        QFETCH(QString, read);
        const Result<QList<OpenSpan>> spans = hours::fromText(text, 2);
        QCOMPARE(spans ? hours::toText(spans.value(), 2) : spans.error().detail, read);
    }
};

QTEST_GUILESS_MAIN(TestOpening)
#include "tst_opening.moc"
