#include "ui/diary/diary_layout.h"

#include <QLocale>
#include <QTest>

using namespace trato;
using namespace trato::diary;
using namespace Qt::StringLiterals;

/// Where visits stand in the grid, and where arrows go.
class TestDiaryLayout : public QObject
{
    Q_OBJECT

    const QString m_zone = u"America/Sao_Paulo"_s;
    const QDate m_day{2026, 11, 25};

    VisitView visit(const QString &id, const QString &professional, int from, int to, VisitStatus status = VisitStatus::Scheduled, int day = 0) const
    {
        VisitView view;
        view.id = {id};
        view.zone = m_zone;
        view.professional = professional;
        view.status = status;
        const Instant midnight = fromMs(QDateTime(m_day.addDays(day), QTime(3, 0), Qt::UTC).toMSecsSinceEpoch()); // UTC-3
        view.start = midnight + Minutes(from);
        view.end = midnight + Minutes(to);
        return view;
    }
    QList<Column> columns(const QList<VisitView> &visits) const
    {
        const QList<Professional> team{{{u"p1"_s}, {}, u"Marcos"_s, true}, {{u"p2"_s}, {}, u"Rafael"_s, true}, {{u"p3"_s}, {}, u"Tiago"_s, false}};
        const QList<WorkWeek> weeks{{{}, {}, {{3, 540, 720}, {3, 780, 1140}}}, {{}, {u"p2"_s}, {{4, 540, 720}}}};
        return dayColumns(m_day, team, weeks, {{{}, u"2026-11-25"_s, u"Festa"_s, ClosedDay::Kind::Local, true, false}}, visits, u"Ninguém"_s);
    }

private slots:
    void aDayHasTheTeamAndWhoeverHasAVisit()
    {
        const QList<VisitView> visits{visit(u"a"_s, u"TIAGO"_s, 600, 630), visit(u"b"_s, {}, 600, 630), visit(u"c"_s, u"rafael"_s, 600, 630),
                                      visit(u"d"_s, u"Outro"_s, 600, 630, VisitStatus::Scheduled, 1)};
        const QList<Column> all = columns(visits);
        QStringList titles;
        for (const Column &column : all)
            titles << column.title;
        QCOMPARE(titles, (QStringList{u"Marcos"_s, u"Rafael"_s, u"TIAGO"_s, u"Ninguém"_s}));
        QCOMPARE(all[0].open, (QList<std::pair<int, int>>{{540, 720}, {780, 1140}}));
        QVERIFY(all[1].hoursKnown);
        QVERIFY(all[1].open.isEmpty());   // keeps other hours, and not on this day
        QCOMPARE(all[0].closed, u"Festa"_s);
        QCOMPARE(columns({}).size(), 2);
        QCOMPARE(dayColumns(m_day, {}, {}, {}, {}, u"Ninguém"_s).size(), 1);
        QVERIFY(!dayColumns(m_day, {}, {}, {}, {}, u"Ninguém"_s)[0].hoursKnown);
    }

    void overlapsStandSideBySide()
    {
        const QList<VisitView> visits{visit(u"a"_s, u"Marcos"_s, 600, 660), visit(u"b"_s, u"Marcos"_s, 630, 690),
                                      visit(u"c"_s, u"Marcos"_s, 660, 720), visit(u"d"_s, u"Marcos"_s, 720, 750),
                                      visit(u"e"_s, u"Rafael"_s, 600, 660)};
        const QList<Block> blocks = layBlocks(visits, columns(visits));
        const auto lane = [&](const QString &id) { return std::pair(blockOf(id, blocks)->lane, blockOf(id, blocks)->lanes); };
        QCOMPARE(lane(u"a"_s), std::pair(0, 2));
        QCOMPARE(lane(u"b"_s), std::pair(1, 2));
        QCOMPARE(lane(u"c"_s), std::pair(0, 2));
        QCOMPARE(lane(u"d"_s), std::pair(0, 1));
        QCOMPARE(lane(u"e"_s), std::pair(0, 1));
        QVERIFY(blockOf(u"a"_s, blocks)->doubleBooked);
        QVERIFY(blockOf(u"b"_s, blocks)->doubleBooked);
        QVERIFY(!blockOf(u"d"_s, blocks)->doubleBooked);
        QVERIFY(!blockOf(u"e"_s, blocks)->doubleBooked);
    }

    void doubleBookingNeedsOnePersonAndTwoOpenVisits()
    {
        const QList<VisitView> visits{visit(u"a"_s, u"Marcos"_s, 600, 660), visit(u"b"_s, u"Marcos"_s, 600, 660, VisitStatus::Done),
                                      visit(u"c"_s, {}, 600, 660), visit(u"d"_s, {}, 600, 660)};
        for (const Block &block : layBlocks(visits, columns(visits)))
            QVERIFY2(!block.doubleBooked, qPrintable(block.visit.id.value));
        // in a week everybody shares a column: the same time alone is no double booking
        const QList<VisitView> week{visit(u"a"_s, u"Marcos"_s, 600, 660), visit(u"b"_s, u"Rafael"_s, 600, 660), visit(u"c"_s, u"Rafael"_s, 630, 660)};
        const QList<Block> blocks = layBlocks(week, weekColumns(weekStart(m_day), {}, {}, {}));
        QVERIFY(!blockOf(u"a"_s, blocks)->doubleBooked);
        QVERIFY(blockOf(u"b"_s, blocks)->doubleBooked);
        QVERIFY(blockOf(u"c"_s, blocks)->doubleBooked);
        QCOMPARE(blockOf(u"a"_s, blocks)->lanes, 3);
    }

    void visitsPastMidnightEndWithTheirDay()
    {
        const QList<VisitView> visits{visit(u"a"_s, u"Marcos"_s, 1410, 1500)};
        const QList<Block> blocks = layBlocks(visits, columns(visits));
        QCOMPARE(blocks.value(0).from, 1410);
        QCOMPARE(blocks.value(0).to, 1440);
    }

    void weeksBeginAsThePeopleCount()
    {
        QLocale::setDefault(QLocale(u"pt_BR"_s));
        QCOMPARE(weekStart(m_day), QDate(2026, 11, 22));   // a Sunday (domain 6.4)
        QCOMPARE(weekStart(QDate(2026, 11, 22)), QDate(2026, 11, 22));
        QLocale::setDefault(QLocale::c());
        QCOMPARE(weekStart(m_day), QDate(2026, 11, 23));
    }

    void arrowsGoThroughTimesAndVisits()
    {
        const QList<VisitView> visits{visit(u"a"_s, u"Marcos"_s, 600, 640), visit(u"b"_s, u"Marcos"_s, 610, 660), visit(u"c"_s, u"Rafael"_s, 600, 660)};
        const QList<Block> blocks = layBlocks(visits, columns(visits));
        Spot spot = spotAt(0, 585, blocks);
        QCOMPARE(spot, (Spot{0, 585, {}}));
        spot = moved(spot, Step::Down, 2, blocks);
        QCOMPARE(spot.visit, u"a"_s);
        spot = moved(spot, Step::Right, 2, blocks);
        QCOMPARE(spot.visit, u"b"_s);
        spot = moved(spot, Step::Right, 2, blocks);
        QCOMPARE(spot.visit, u"c"_s);
        QCOMPARE(spot.column, 1);
        QCOMPARE(moved(spot, Step::Right, 2, blocks), spot);   // the edge
        spot = moved(spot, Step::Down, 2, blocks);
        QCOMPARE(spot, (Spot{1, 660, {}}));
        spot = moved(spot, Step::Up, 2, blocks);
        QCOMPARE(spot.visit, u"c"_s);
        spot = moved(Spot{0, 600, u"a"_s}, Step::Down, 2, blocks);
        QCOMPARE(spot.visit, u"b"_s);   // still there at 10:45
        QCOMPARE(moved(spot, Step::Down, 2, blocks), (Spot{0, 660, {}}));
        QCOMPARE(moved(Spot{0, 0, {}}, Step::Up, 2, blocks).minute, 0);
        QCOMPARE(moved(Spot{0, 1425, {}}, Step::Down, 2, blocks).minute, 1425);
        QCOMPARE(moved(Spot{0, 600, {}}, Step::Left, 2, blocks).column, 0);
    }
};

QTEST_GUILESS_MAIN(TestDiaryLayout)
#include "tst_diary_layout.moc"
