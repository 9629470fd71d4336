#include "engine/shop/local_time.h"
#include "engine/shop/shop_figures.h"

#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// What the shop's figures count, and what they are compared with.
class TestShopFigures : public QObject
{
    Q_OBJECT

    static constexpr auto saoPaulo = "America/Sao_Paulo";
    static Instant at(const QString &local, const QString &zone = QLatin1String(saoPaulo))
    {
        return LocalZone::named(zone).value().parse(local).value();
    }
    static PastVisit visit(const QString &local, qint64 cents, VisitStatus status = VisitStatus::Done, const QString &service = u"Corte"_s,
                           const QString &zone = QLatin1String(saoPaulo))
    {
        const Instant start = at(local, zone);
        return {start, start + Minutes(30), status, cents, service, zone};
    }
    static ShopFigures figures(const QList<PastVisit> &visits, const QString &now, const QString &since = u"2026-01-02T09:00"_s)
    {
        return shopFigures(visits, at(since), at(now)).value();
    }

private slots:
    void onlyAttendedVisitsBringRevenue()
    {
        const QList<PastVisit> visits{visit(u"2026-11-23T09:00"_s, 4000), visit(u"2026-11-23T10:00"_s, 3500, VisitStatus::Confirmed),
                                      visit(u"2026-11-23T11:00"_s, 0), visit(u"2026-11-23T16:00"_s, 5000, VisitStatus::Scheduled),
                                      visit(u"2026-11-01T00:00"_s, 700), visit(u"2026-10-31T23:59"_s, 90)};
        const ShopFigures found = figures(visits, u"2026-11-23T14:30"_s);
        QCOMPARE(found.today, (Takings{2, 4000}));
        QCOMPARE(found.month, (Takings{3, 4700}));
        QCOMPARE(found.unpriced, 1);
        QCOMPARE(found.open, 1);   // the one at 16:00 is still ahead
        QCOMPARE(found.since, std::optional(at(u"2026-01-02T09:00"_s)));
    }

    void theSameSpanBeforeEndsAtTheSameTime()
    {
        const QList<PastVisit> visits{visit(u"2026-11-16T14:29"_s, 100), visit(u"2026-11-16T14:30"_s, 200), visit(u"2026-11-17T09:00"_s, 400),
                                      visit(u"2026-10-01T08:00"_s, 1000), visit(u"2026-10-23T14:29"_s, 2000),
                                      visit(u"2026-10-23T14:30"_s, 4000), visit(u"2026-09-30T20:00"_s, 8000)};
        const ShopFigures found = figures(visits, u"2026-11-23T14:30"_s);
        QCOMPARE(found.weekBefore, std::optional(Takings{1, 100}));
        QCOMPARE(found.monthBefore, std::optional(Takings{2, 3000}));
    }

    void aLongMonthIsComparedWithTheWholeShortOne()
    {
        const QList<PastVisit> visits{visit(u"2026-02-28T20:00"_s, 100), visit(u"2026-03-01T09:00"_s, 200), visit(u"2026-01-31T09:00"_s, 400)};
        const ShopFigures found = figures(visits, u"2026-03-31T10:00"_s);
        QCOMPARE(found.monthBefore, std::optional(Takings{1, 100}));
        QCOMPARE(found.month, (Takings{1, 200}));
    }

    void aDiaryThatBeginsLaterIsNotComparedWith()
    {
        const QList<PastVisit> visits{visit(u"2026-10-15T09:00"_s, 100), visit(u"2026-11-16T09:00"_s, 200)};
        const ShopFigures found = figures(visits, u"2026-11-23T14:30"_s, u"2026-10-15T09:00"_s);
        QVERIFY(!found.monthBefore);
        QCOMPARE(found.weekBefore, std::optional(Takings{1, 200}));
        QCOMPARE(shopFigures({}, {}, at(u"2026-11-23T14:30"_s)).value(), ShopFigures());
    }

    void eachUnitHasItsOwnMidnight()
    {
        const QString manaus = u"America/Manaus"_s;   // an hour behind
        const QList<PastVisit> visits{visit(u"2026-11-22T23:30"_s, 100, VisitStatus::Done, u"Corte"_s, manaus),
                                      visit(u"2026-11-23T00:30"_s, 200)};   // the same instant
        QCOMPARE(visits[0].start, visits[1].start);
        QCOMPARE(figures(visits, u"2026-11-23T10:00"_s).today, (Takings{1, 200}));
        QCOMPARE(shopFigures({visit(u"2026-11-23T09:00"_s, 1)}, {}, at(u"2026-11-23T10:00"_s)).value().today.visits, 1);
        PastVisit nowhere = visits[1];
        nowhere.zone = u"Nowhere/None"_s;
        QVERIFY(!shopFigures({nowhere}, {}, at(u"2026-11-23T10:00"_s)));
    }

    void theFiveMostFrequentServicesOfThirtyDays()
    {
        QList<PastVisit> visits;
        const QStringList names{u"A"_s, u"B"_s, u"C"_s, u"D"_s, u"E"_s, u"F"_s};
        for (qsizetype i = 0; i < names.size(); ++i)
            for (qsizetype n = 0; n <= i; ++n)
                visits.append(visit(u"2026-11-%1T10:00"_s.arg(10 + n), 1000, n % 2 ? VisitStatus::Confirmed : VisitStatus::Done, names[i]));
        visits.append(visit(u"2026-10-24T14:29"_s, 1000, VisitStatus::Done, u"A"_s));    // a minute too old
        visits.append(visit(u"2026-11-23T15:00"_s, 1000, VisitStatus::Confirmed, u"A"_s));   // still ahead
        visits.append(visit(u"2026-11-20T10:00"_s, 1000, VisitStatus::Scheduled, u"A"_s));
        const QList<ServiceFigure> services = figures(visits, u"2026-11-23T14:30"_s).services;
        QCOMPARE(services.size(), 5);
        QCOMPARE(services.first(), (ServiceFigure{u"F"_s, {6, 6000}}));
        QCOMPARE(services.last(), (ServiceFigure{u"B"_s, {2, 2000}}));
    }
};

QTEST_GUILESS_MAIN(TestShopFigures)
#include "tst_shop_figures.moc"
