#include "engine/runtime/desks/line_desk.h"

#include "engine/api/mask.h"
#include "engine/shop/diary_merge.h"
#include "engine/shop/line_rules.h"
#include "engine/shop/local_time.h"
#include "engine/shop/open_hours.h"
#include "engine/shop/phone_number.h"

namespace trato
{
namespace
{

using namespace Qt::StringLiterals;
using State = LineEntry::State;

constexpr int visitLimit = 10'000;
constexpr int usualMinutes = 30;

LineEntry masked(LineEntry entry)
{
    entry.phone = maskPhone(entry.phone);
    return entry;
}

Reply<LineEntry> asMasked(Reply<LineEntry> reply)
{
    return Reply<LineEntry>([reply = std::move(reply)](Result<LineEntry> entry) {
        reply(entry ? Result<LineEntry>(masked(entry.value())) : Result<LineEntry>(entry.error()));
    });
}

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

void LineDesk::answer(const ask::ListLine &question, Reply<QList<LineEntry>> reply)
{
    m_parts.line.entries(question.unit, [this, reply = std::move(reply)](Result<QList<LineEntry>> entries) {
        if (!entries)
            return reply(entries.error());
        estimate(std::move(entries).value(), reply);
    });
}

/// Chairs are taken by the day's visits, and by who sat down from the line; then those who wait sit down in order.
void LineDesk::estimate(QList<LineEntry> entries, const Reply<QList<LineEntry>> &reply)
{
    if (entries.isEmpty())
        return reply(entries);
    const Instant now = m_parts.clock.now();
    m_parts.book.opening(entries.first().unit, [this, entries, now, reply](Result<OpeningRecord> opening) {
        const Result<LocalZone> zone = opening ? LocalZone::named(opening.value().unit.zone) : Result<LocalZone>(opening.error());
        if (!zone)
            return reply(zone.error());
        const QList<Chair> chairs = chairsAt(now, opening.value(), zone.value());
        const Instant evening = zone.value().startOf(zone.value().dateOf(now).addDays(1));
        m_parts.shop.visits(now - Hours(24), evening, {}, visitLimit, [entries, chairs, now, reply](Result<QList<VisitRecord>> visits) {
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
            for (LineEntry &entry : known)
                entry = masked(entry);
            reply(known);
        });
    });
}

void LineDesk::answer(const ask::JoinLine &question, Reply<LineEntry> reply)
{
    LineEntry entry;
    entry.unit = question.draft.unit;
    entry.clientName = question.draft.clientName.simplified();
    entry.service = question.draft.service.simplified();
    entry.professional = question.draft.professional.simplified();
    entry.minutes = usualMinutes;
    if (entry.clientName.isEmpty())
        return reply(Error{Error::Code::Invalid, u"clientName: missing"_s});
    const PhoneReading phone = readPhone(question.draft.phone);
    if (!question.draft.phone.trimmed().isEmpty() && phone.e164.isEmpty())
        return reply(Error{Error::Code::Invalid, u"phone: "_s + phoneReason(phone.problem)});
    entry.phone = phone.e164;
    m_parts.book.services(entry.unit, [this, entry, reply = std::move(reply)](Result<QList<Service>> services) {
        if (!services)
            return reply(services.error());
        LineEntry whole = entry;
        for (const Service &service : services.value())
            if (foldText(service.name) == foldText(entry.service))
                whole.minutes = service.minutes;
        m_parts.line.join(whole, asMasked(reply));
    });
}

void LineDesk::answer(const ask::ActOnLine &question, Reply<LineEntry> reply)
{
    m_parts.line.act(question.id, question.act, question.professional.simplified(), asMasked(std::move(reply)));
}

void LineDesk::answer(const ask::CallNext &question, Reply<LineEntry> reply)
{
    m_parts.line.callNext(question.unit, question.professional.simplified(), asMasked(std::move(reply)));
}

void LineDesk::answer(const ask::ListLineEvents &question, Reply<QList<LineEvent>> reply)
{
    m_parts.line.events(question.unit, std::move(reply));
}

} // namespace trato
