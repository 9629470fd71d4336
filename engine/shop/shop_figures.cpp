#include "engine/shop/shop_figures.h"

#include "engine/shop/local_time.h"

#include <QHash>

#include <algorithm>

namespace trato
{
namespace
{

constexpr qsizetype mostServices = 5;
constexpr Hours servicesPast{24 * 30};
constexpr Hours mostClosed{72};   ///< a span may begin with days on which the shop is closed

struct Span {
    Instant from{};
    Instant to{};
    bool has(Instant at) const { return at >= from && at < to; }
};

/// The spans that are compared, by the clock of one unit.
struct Spans {
    Span today{};
    Span weekBefore{};
    Span month{};
    Span monthBefore{};
};

Spans spansOf(const LocalZone &zone, Instant now)
{
    const QDate day = zone.dateOf(now);
    const QTime time = QTime(0, 0).addSecs(zone.minuteOf(now) * 60);
    const QDate first(day.year(), day.month(), 1);
    const QDate before = day.addMonths(-1);   // the last day of a shorter month
    Spans spans;
    spans.today = {zone.startOf(day), zone.startOf(day.addDays(1))};
    spans.weekBefore = {zone.startOf(day.addDays(-7)), zone.at(day.addDays(-7), time).at};
    spans.month = {zone.startOf(first), spans.today.to};
    spans.monthBefore = {zone.startOf(first.addMonths(-1)), before.day() < day.day() ? spans.month.from : zone.at(before, time).at};
    return spans;
}

void add(Takings &takings, const PastVisit &visit)
{
    ++takings.visits;
    takings.cents += visit.cents;
}

} // namespace

Result<ShopFigures> shopFigures(const QList<PastVisit> &visits, std::optional<Instant> firstDone, Instant now)
{
    ShopFigures figures;
    figures.since = firstDone;
    Takings weekBefore;
    Takings monthBefore;
    QHash<QString, Spans> known;
    for (const PastVisit &visit : visits) {
        if (!known.contains(visit.zone)) {
            const Result<LocalZone> zone = LocalZone::named(visit.zone);
            if (!zone)
                return zone.error();
            known.insert(visit.zone, spansOf(zone.value(), now));
        }
        const Spans &spans = known[visit.zone];
        const bool attended = visit.status == VisitStatus::Done;
        const bool open = visit.status == VisitStatus::Scheduled || visit.status == VisitStatus::Confirmed
            || visit.status == VisitStatus::InService;
        if (attended) {
            for (const auto &[span, takings] : {std::pair(&spans.today, &figures.today), std::pair(&spans.weekBefore, &weekBefore),
                                                std::pair(&spans.month, &figures.month),
                                                std::pair(&spans.monthBefore, &monthBefore)})
                if (span->has(visit.start))
                    add(*takings, visit);
            figures.unpriced += spans.month.has(visit.start) && visit.cents == 0;
        }
        figures.open += open && spans.month.has(visit.start) && visit.end <= now;
        const bool came = attended || visit.status == VisitStatus::InService || visit.status == VisitStatus::Confirmed;
        if (came && Span{now - servicesPast, now}.has(visit.start)) {
            const auto it = std::ranges::find(figures.services, visit.service, &ServiceFigure::name);
            add(it == figures.services.end() ? figures.services.emplaceBack(ServiceFigure{visit.service, {}}).takings : it->takings, visit);
        }
    }
    const auto reaches = [&](Span Spans::*span) {
        return firstDone && std::ranges::all_of(known, [&](const Spans &spans) { return *firstDone < (spans.*span).from + mostClosed; });
    };
    if (reaches(&Spans::weekBefore))
        figures.weekBefore = weekBefore;
    if (reaches(&Spans::monthBefore))
        figures.monthBefore = monthBefore;
    std::ranges::sort(figures.services, [](const ServiceFigure &a, const ServiceFigure &b) {
        return std::tuple(-a.takings.visits, -a.takings.cents, a.name) < std::tuple(-b.takings.visits, -b.takings.cents, b.name);
    });
    figures.services.resize(std::min(figures.services.size(), mostServices));
    return figures;
}

} // namespace trato
