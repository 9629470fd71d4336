#include "engine/runtime/desks/shop_desk.h"

#include "engine/shop/diary_merge.h"
#include "engine/shop/open_hours.h"
#include "engine/shop/visit_view.h"

namespace trato
{
namespace
{

using namespace Qt::StringLiterals;

constexpr int longestVisit = 24 * 60;
constexpr int historyLength = 200;
constexpr int daysAhead = 366;
constexpr int visitLimit = 100'000;
constexpr qint64 priceLimit = 100'000'00;
constexpr int longestName = 200;
constexpr int mostDays = 3660;

Error invalid(const QString &field, const QString &why)
{
    return {Error::Code::Invalid, field + u": "_s + why};
}

QDate dayFrom(const QString &text)
{
    return QDate::fromString(text, u"yyyy-MM-dd"_s);
}

std::optional<Error> nameProblem(const QString &name)
{
    if (name.isEmpty())
        return invalid(u"name"_s, u"missing"_s);
    if (name.size() > longestName)
        return invalid(u"name"_s, u"name.too_long"_s);
    return std::nullopt;
}

} // namespace

void ShopDesk::answer(const ask::ListProfessionals &question, Reply<QList<Professional>> reply)
{
    m_parts.book.professionals(question.unit, std::move(reply));
}

void ShopDesk::answer(const ask::SaveProfessional &question, Reply<Professional> reply)
{
    Professional professional = question.professional;
    professional.name = professional.name.simplified();
    if (const auto error = nameProblem(professional.name))
        return reply(*error);
    m_parts.book.saveProfessional(professional, std::move(reply));
}

void ShopDesk::answer(const ask::ListServices &question, Reply<QList<Service>> reply)
{
    m_parts.book.services(question.unit, std::move(reply));
}

void ShopDesk::answer(const ask::SaveService &question, Reply<Service> reply)
{
    Service service = question.service;
    service.name = service.name.simplified();
    if (const auto error = nameProblem(service.name))
        return reply(*error);
    if (service.minutes < 1 || service.minutes > longestVisit)
        return reply(invalid(u"minutes"_s, u"1 to 1440"_s));
    if (service.priceCents < 0 || service.priceCents > priceLimit)
        return reply(invalid(u"priceCents"_s, u"price.invalid"_s));
    m_parts.book.saveService(service, std::move(reply));
}

void ShopDesk::answer(const ask::ListHours &question, Reply<QList<WorkWeek>> reply)
{
    m_parts.book.opening(question.unit, [reply = std::move(reply)](Result<OpeningRecord> opening) {
        reply(opening ? Result<QList<WorkWeek>>(opening.value().weeks) : Result<QList<WorkWeek>>(opening.error()));
    });
}

void ShopDesk::answer(const ask::SetHours &question, Reply<WorkWeek> reply)
{
    if (const QString problem = spanProblem(question.week.spans); !problem.isEmpty())
        return reply(invalid(u"hours"_s, problem));
    m_parts.book.setHours(question.week, std::move(reply));
}

void ShopDesk::answer(const ask::ListClosedDays &question, Reply<QList<ClosedDay>> reply)
{
    const QDate from = dayFrom(question.from);
    const QDate to = dayFrom(question.to);
    if (!from.isValid() || !to.isValid() || to < from || from.daysTo(to) > mostDays)
        return reply(invalid(u"date"_s, u"date.invalid"_s));
    m_parts.book.opening(question.unit, [from, to, reply = std::move(reply)](Result<OpeningRecord> opening) {
        if (!opening)
            return reply(opening.error());
        reply(closedDays(opening.value().unit.id, from, to, opening.value().days));
    });
}

void ShopDesk::answer(const ask::SetClosedDay &question, Reply<ClosedDay> reply)
{
    ClosedDay day = question.day;
    const QDate date = dayFrom(day.day);
    if (!date.isValid())
        return reply(invalid(u"date"_s, u"date.invalid"_s));
    day.name = day.name.simplified();
    const QList<ClosedDay> holidays = closedDays(day.unit, date, date, {});
    if (!holidays.isEmpty()) {
        day.kind = ClosedDay::Kind::National;
        day.name = holidays.first().name;
        day.everyYear = false; // the next year has its own date, or its own decision
    } else {
        day.kind = ClosedDay::Kind::Local;
        if (!day.closed)
            return reply(invalid(u"date"_s, u"day.open"_s));
        if (const auto error = nameProblem(day.name))
            return reply(*error);
    }
    m_parts.book.setClosedDay(day, std::move(reply));
}

void ShopDesk::answer(const ask::ForgetClosedDay &question, Reply<Done> reply)
{
    m_parts.book.forgetClosedDay(question.unit, question.day, std::move(reply));
}

struct ShopDesk::ClosedSearch {
    QList<Unit> units{};
    QList<VisitRecord> visits{};
    QList<ClosedVisit> found{};
    Reply<QList<ClosedVisit>> reply{};
    Instant from{};
};

void ShopDesk::answer(const ask::ListClosedVisits &, Reply<QList<ClosedVisit>> reply)
{
    auto search = std::make_shared<ClosedSearch>();
    search->reply = std::move(reply);
    search->from = m_parts.clock.now();
    m_parts.shop.units([this, search](Result<QList<Unit>> units) {
        if (!units)
            return search->reply(units.error());
        search->units = units.value();
        m_parts.shop.visits(search->from, search->from + Hours(24 * daysAhead), {}, visitLimit,
                            [this, search](Result<QList<VisitRecord>> visits) {
                                if (!visits)
                                    return search->reply(visits.error());
                                search->visits = std::move(visits).value();
                                searchClosed(search);
                            });
    });
}

void ShopDesk::searchClosed(std::shared_ptr<ClosedSearch> search)
{
    if (search->units.isEmpty()) {
        std::stable_sort(search->found.begin(), search->found.end(),
                         [](const ClosedVisit &a, const ClosedVisit &b) { return a.visit.start < b.visit.start; });
        return search->reply(search->found);
    }
    const Unit unit = search->units.takeFirst();
    m_parts.book.opening(unit.id, [this, search, unit](Result<OpeningRecord> opening) {
        if (!opening)
            return search->reply(opening.error());
        const Result<LocalZone> zone = LocalZone::named(unit.zone);
        if (!zone)
            return search->reply(zone.error());
        const QDate today = zone.value().dateOf(search->from);
        const QList<ClosedDay> days = closedDays(unit.id, today, today.addDays(daysAhead), opening.value().days);
        for (const VisitRecord &visit : std::as_const(search->visits)) {
            const bool open = isOpen(visit.status);
            if (!open || visit.unit.id != unit.id)
                continue;
            if (const ClosedDay *closed = closedOn(zone.value().dateOf(visit.start), days))
                search->found.append({visitView(visit), closed->day, closed->name});
        }
        searchClosed(search);
    });
}

void ShopDesk::answer(const ask::CheckSlot &question, Reply<SlotCheck> reply)
{
    if (question.minutes < 1 || question.minutes > longestVisit)
        return reply(invalid(u"minutes"_s, u"1 to 1440"_s));
    m_parts.book.opening(question.unit, [this, question, reply = std::move(reply)](Result<OpeningRecord> opening) {
        opening ? check(question, opening.value(), reply) : reply(opening.error());
    });
}

void ShopDesk::check(const ask::CheckSlot &question, const OpeningRecord &opening, const Reply<SlotCheck> &reply)
{
    const Result<LocalZone> zone = LocalZone::named(opening.unit.zone);
    const Result<Instant> start = zone ? zone.value().parse(question.localStart) : Result<Instant>(zone.error());
    if (!start)
        return reply(start.error());
    const WantedSlot wanted{question.visit, question.professional, start.value(), start.value() + Minutes(question.minutes)};
    m_parts.shop.visits(
        wanted.start - Minutes(longestVisit), wanted.end, {}, visitLimit,
        [wanted, opening, zone = zone.value(), reply](Result<QList<VisitRecord>> visits) {
            if (!visits)
                return reply(visits.error());
            QList<VisitRecord> around = std::move(visits).value();
            around.removeIf([&](const VisitRecord &visit) { return visit.unit.id != opening.unit.id; });
            ProfessionalId professional;
            for (const Professional &one : opening.professionals)
                if (foldText(one.name) == foldText(wanted.professional))
                    professional = one.id;
            const QDate day = zone.dateOf(wanted.start);
            reply(checkSlot(wanted, around, weekOf(professional, opening.weeks),
                            closedDays(opening.unit.id, day, day, opening.days), zone));
        });
}

void ShopDesk::answer(const ask::ShowClientFile &question, Reply<ClientFile> reply)
{
    m_parts.book.history(question.id, historyLength, [reply = std::move(reply)](Result<ClientHistory> history) {
        if (!history)
            return reply(history.error());
        const ClientHistory &known = history.value();
        ClientFile file{known.client, !known.client.notes.isEmpty(), known.done, known.noShows, known.lastNoShow, {}};
        file.client.notes.clear();
        for (const VisitRecord &visit : known.visits)
            file.visits.append(visitView(visit));
        reply(file);
    });
}

void ShopDesk::answer(const ask::ShowShopFigures &, Reply<ShopFigures> reply)
{
    const Instant now = m_parts.clock.now();
    m_parts.book.pastVisits(now - figuresPast, now + figuresAhead, [now, reply = std::move(reply)](Result<PastVisits> past) {
        reply(past ? shopFigures(past.value().visits, past.value().firstDone, now) : Result<ShopFigures>(past.error()));
    });
}

} // namespace trato
