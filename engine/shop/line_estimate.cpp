#include "engine/shop/line_estimate.h"

#include "engine/shop/diary_merge.h"
#include "engine/shop/line_rules.h"
#include "engine/shop/local_time.h"
#include "engine/shop/open_hours.h"

namespace trato
{
namespace
{

using State = LineEntry::State;

constexpr int visitLimit = 10'000;

/// Who works now; everybody who is active when hours say that nobody does, one chair when no professional is known.
QList<Chair> chairsAt(Instant now, const OpeningRecord &opening, const LocalZone &zone)
{
    QList<Chair> working;
    QList<Chair> all;
    for (const Professional &one : opening.professionals) {
        if (!one.active)
            continue;
        all.append({one.name, {}});
        const WorkWeek *week = weekOf(one.id, opening.weeks);
        const int minute = zone.minuteOf(now);
        if (!week || isOpen(*week, zone.dateOf(now).dayOfWeek(), minute, minute + 1))
            working.append({one.name, {}});
    }
    return !working.isEmpty() ? working : !all.isEmpty() ? all : QList<Chair>{Chair{}};
}

Chair *chairOf(QList<Chair> &chairs, const QString &professional)
{
    for (Chair &chair : chairs)
        if (!professional.isEmpty() && foldText(chair.professional) == foldText(professional))
            return &chair;
    return nullptr;
}

} // namespace

void estimateLine(ShopDatabase &shop, ShopBook &book, Instant now, QList<LineEntry> entries, Reply<QList<LineEntry>> reply)
{
    if (entries.isEmpty())
        return reply(entries);
    book.opening(entries.first().unit, [&shop, entries, now, reply](Result<OpeningRecord> opening) {
        const Result<LocalZone> zone = opening ? LocalZone::named(opening.value().unit.zone) : Result<LocalZone>(opening.error());
        if (!zone)
            return reply(zone.error());
        const QList<Chair> chairs = chairsAt(now, opening.value(), zone.value());
        const Instant evening = zone.value().startOf(zone.value().dateOf(now).addDays(1));
        shop.visits(now - Hours(24), evening, {}, visitLimit, [entries, chairs, now, reply](Result<QList<VisitRecord>> visits) {
            if (!visits)
                return reply(visits.error());
            QList<Chair> taken = chairs;
            for (const VisitRecord &visit : visits.value()) {
                const bool holds = visit.status == VisitStatus::Scheduled || visit.status == VisitStatus::Confirmed
                    || visit.status == VisitStatus::InService || visit.status == VisitStatus::Blocked;
                Chair *chair = chairOf(taken, visit.professional);
                if (holds && chair && visit.end > now && visit.unit.id == entries.first().unit)
                    chair->taken.append({visit.start, visit.end});
            }
            QList<Sitting> line;
            QList<qsizetype> who;
            QList<LineEntry> known = entries;
            for (qsizetype i = 0; i < known.size(); ++i) {
                const LineEntry &entry = known[i];
                if (entry.state == State::Served && entry.endedAt && *entry.endedAt + Minutes(entry.minutes) > now) {
                    Chair *chair = chairOf(taken, entry.professional);
                    (chair ? *chair : taken.first()).taken.append({*entry.endedAt, *entry.endedAt + Minutes(entry.minutes)});
                } else if (entry.state == State::Called || entry.state == State::Waiting) {
                    line.append({entry.professional, entry.minutes});
                    who.append(i);
                }
            }
            const QList<std::optional<Minutes>> waits = estimateWaits(now, taken, line);
            for (qsizetype i = 0; i < who.size(); ++i)
                if (waits[i] && known[who[i]].state == State::Waiting)
                    known[who[i]].waitMinutes = int(waits[i]->count());
            reply(known);
        });
    });
}

} // namespace trato
