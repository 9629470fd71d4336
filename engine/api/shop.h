#pragma once

#include "engine/api/appointment.h"

/// What the shop offers and when: professionals, services, working hours, closed days. Times of day are minutes after
/// midnight where the unit is; days are texts, yyyy-MM-dd.
namespace trato {

struct Professional {
    ProfessionalId id{};
    UnitId unit{};
    QString name{};
    bool active = true;       ///< an inactive one keeps the past visits and is offered no new ones
    friend bool operator==(const Professional &, const Professional &) = default;
    static constexpr auto fields()
    {
        using P = Professional;
        return fieldList(field("id", &P::id), field("unit", &P::unit), field("name", &P::name),
                          field("active", &P::active));
    }
};

struct Service {
    ServiceId id{};
    UnitId unit{};
    QString name{};
    int minutes = 30;         ///< how long it usually takes
    qint64 priceCents = 0;    ///< what it usually costs
    bool active = true;
    friend bool operator==(const Service &, const Service &) = default;
    static constexpr auto fields()
    {
        using S = Service;
        return fieldList(field("id", &S::id), field("unit", &S::unit), field("name", &S::name),
                          field("minutes", &S::minutes), field("priceCents", &S::priceCents),
                          field("active", &S::active));
    }
};

/// One stretch of work on a weekday; a day with a break has two.
struct OpenSpan {
    int weekday = 1;          ///< ISO 8601: 1 Monday … 7 Sunday
    int from = 0;
    int to = 0;               ///< after `from`, at most 1,440
    friend bool operator==(const OpenSpan &, const OpenSpan &) = default;
    static constexpr auto fields()
    {
        return fieldList(field("weekday", &OpenSpan::weekday), field("from", &OpenSpan::from), field("to", &OpenSpan::to));
    }
};

/// When the shop, or one professional who keeps other hours, works. No spans: nobody said.
struct WorkWeek {
    UnitId unit{};
    ProfessionalId professional{};   ///< empty = the whole unit
    QList<OpenSpan> spans{};
    friend bool operator==(const WorkWeek &, const WorkWeek &) = default;
    static constexpr auto fields()
    {
        return fieldList(field("unit", &WorkWeek::unit), field("professional", &WorkWeek::professional),
                          field("spans", &WorkWeek::spans));
    }
};

/// A day on which a unit is closed, or a national holiday on which it works all the same.
struct ClosedDay {
    enum class Kind { National, Local };
    UnitId unit{};
    QString day{};
    QString name{};           ///< of a national holiday its key, "holiday.christmas"
    Kind kind = Kind::Local;
    bool closed = true;
    bool everyYear = false;   ///< a local holiday that comes back on the same date
    friend bool operator==(const ClosedDay &, const ClosedDay &) = default;
    static constexpr auto fields()
    {
        using C = ClosedDay;
        return fieldList(field("unit", &C::unit), field("day", &C::day), field("name", &C::name), field("kind", &C::kind),
                          field("closed", &C::closed), field("everyYear", &C::everyYear));
    }
};
template <>
struct EnumNames<ClosedDay::Kind> {
    static constexpr std::array names{"national", "local"};
};

/// A coming visit on a day on which the unit is closed.
struct ClosedVisit {
    VisitView visit{};        ///< without reminders
    QString day{};
    QString name{};           ///< of the closed day
    friend bool operator==(const ClosedVisit &, const ClosedVisit &) = default;
    static constexpr auto fields()
    {
        return fieldList(field("visit", &ClosedVisit::visit), field("day", &ClosedVisit::day),
                          field("name", &ClosedVisit::name));
    }
};

/// What speaks against a time for a visit. Warnings: a person may take it all the same.
struct SlotCheck {
    QList<VisitView> overlaps{};   ///< open visits of the same professional and at the same time
    QString closedDay{};           ///< name of the closed day; empty: the unit works
    bool outsideHours = false;     ///< hours are known and the visit is not inside them
    friend bool operator==(const SlotCheck &, const SlotCheck &) = default;
    static constexpr auto fields()
    {
        return fieldList(field("overlaps", &SlotCheck::overlaps), field("closedDay", &SlotCheck::closedDay),
                          field("outsideHours", &SlotCheck::outsideHours));
    }
};

/// What the shop knows of one client, but for the notes: those are shown when asked for.
struct ClientFile {
    Client client{};               ///< unmasked, without notes
    bool hasNotes = false;
    qint64 done = 0;               ///< visits that took place
    qint64 noShows = 0;            ///< R-22
    std::optional<Instant> lastNoShow{};
    QList<VisitView> visits{};     ///< newest first, at most 200, without reminders
    friend bool operator==(const ClientFile &, const ClientFile &) = default;
    static constexpr auto fields()
    {
        using C = ClientFile;
        return fieldList(field("client", &C::client), field("hasNotes", &C::hasNotes), field("done", &C::done),
                          field("noShows", &C::noShows), field("lastNoShow", &C::lastNoShow), field("visits", &C::visits));
    }
};

/// Attended visits and the prices they have in the diary.
struct Takings {
    qint64 visits = 0;
    qint64 cents = 0;
    friend bool operator==(const Takings &, const Takings &) = default;
    static constexpr auto fields() { return fieldList(field("visits", &Takings::visits), field("cents", &Takings::cents)); }
};

struct ServiceFigure {
    QString name{};           ///< empty: visits without a service
    Takings takings{};
    friend bool operator==(const ServiceFigure &, const ServiceFigure &) = default;
    static constexpr auto fields()
    {
        return fieldList(field("name", &ServiceFigure::name), field("takings", &ServiceFigure::takings));
    }
};

/// How the shop does, of all units, each by its own clock. Attended is what the diary has as done.
struct ShopFigures {
    Takings today{};
    Takings month{};                          ///< since the first of the month
    std::optional<Takings> weekBefore{};      ///< the same weekday a week ago, up to the same time of day
    std::optional<Takings> monthBefore{};     ///< the month before, up to the same day and time; not set: the diary begins later
    qint64 open = 0;          ///< visits of this month that are over and of which nobody said what became
    qint64 unpriced = 0;      ///< attended ones of this month without a price
    std::optional<Instant> since{};    ///< the first attended visit in the diary
    QList<ServiceFigure> services{};   ///< at most five, by visits of the last 30 days that were confirmed or attended
    friend bool operator==(const ShopFigures &, const ShopFigures &) = default;
    static constexpr auto fields()
    {
        using F = ShopFigures;
        return fieldList(field("today", &F::today), field("month", &F::month),
                          field("weekBefore", &F::weekBefore), field("monthBefore", &F::monthBefore), field("open", &F::open), field("unpriced", &F::unpriced),
                          field("since", &F::since), field("services", &F::services));
    }
};

} // namespace trato
