#pragma once

#include "engine/api/question.h"
#include "engine/api/shop.h"

/// The shop's book: professionals, services, hours, closed days, and what is known of a client. A unit may be left
/// empty: the first one. Each is answered by exactly one desk (engine/runtime/desks).
namespace trato {

namespace ask {

struct ListProfessionals {
    static constexpr auto name = "professionals.list";
    using Answer = QList<Professional>;
    UnitId unit{};
    static constexpr auto fields() { return fieldList(field("unit", &ListProfessionals::unit)); }
};
/// Adds (empty id) or changes. Invalid "name: name.taken" when another one of the unit has this name.
struct SaveProfessional {
    static constexpr auto name = "professionals.save";
    using Answer = Professional;
    Professional professional{};
    static constexpr auto fields() { return fieldList(field("professional", &SaveProfessional::professional)); }
};
struct ListServices {
    static constexpr auto name = "services.list";
    using Answer = QList<Service>;
    UnitId unit{};
    static constexpr auto fields() { return fieldList(field("unit", &ListServices::unit)); }
};
/// Adds (empty id) or changes. Invalid "name: name.taken" when another one of the unit has this name.
struct SaveService {
    static constexpr auto name = "services.save";
    using Answer = Service;
    Service service{};
    static constexpr auto fields() { return fieldList(field("service", &SaveService::service)); }
};
/// The unit's week first, then those of professionals who keep their own. Weeks nobody set are not there.
struct ListHours {
    static constexpr auto name = "hours.list";
    using Answer = QList<WorkWeek>;
    UnitId unit{};
    static constexpr auto fields() { return fieldList(field("unit", &ListHours::unit)); }
};
/// Replaces one week. Without spans it is forgotten: a professional follows the unit again. Invalid when spans overlap.
struct SetHours {
    static constexpr auto name = "hours.set";
    using Answer = WorkWeek;
    WorkWeek week{};
    static constexpr auto fields() { return fieldList(field("week", &SetHours::week)); }
};
/// Holidays and closed days from the first to the last day, by day; at most ten years.
struct ListClosedDays {
    static constexpr auto name = "days.list";
    using Answer = QList<ClosedDay>;
    UnitId unit{};
    QString from{};
    QString to{};
    static constexpr auto fields()
    {
        return fieldList(field("unit", &ListClosedDays::unit), field("from", &ListClosedDays::from),
                          field("to", &ListClosedDays::to));
    }
};
/// Closes a day, or opens a national holiday (`closed` false).
struct SetClosedDay {
    static constexpr auto name = "days.set";
    using Answer = ClosedDay;
    ClosedDay day{};
    static constexpr auto fields() { return fieldList(field("day", &SetClosedDay::day)); }
};
/// Takes back what was set for a day: national holidays are closed again, others are ordinary days.
struct ForgetClosedDay {
    static constexpr auto name = "days.forget";
    using Answer = Done;
    UnitId unit{};
    QString day{};
    static constexpr auto fields()
    {
        return fieldList(field("unit", &ForgetClosedDay::unit), field("day", &ForgetClosedDay::day));
    }
};
/// Open visits of the coming twelve months on closed days of all units, by start.
struct ListClosedVisits {
    static constexpr auto name = "days.visits";
    using Answer = QList<ClosedVisit>;
    static constexpr auto fields() { return fieldList(); }
};
/// What speaks against a visit at that time. `visit` is the one that is moved, empty for a new one.
struct CheckSlot {
    static constexpr auto name = "visits.check";
    using Answer = SlotCheck;
    UnitId unit{};
    VisitId visit{};
    QString professional{};        ///< name; empty: no double booking can be told
    QString localStart{};          ///< yyyy-MM-ddTHH:mm where the unit is
    int minutes = 30;
    static constexpr auto fields()
    {
        using C = CheckSlot;
        return fieldList(field("unit", &C::unit), field("visit", &C::visit), field("professional", &C::professional),
                          field("localStart", &C::localStart), field("minutes", &C::minutes));
    }
};
struct ShowClientFile {
    static constexpr auto name = "clients.file";
    using Answer = ClientFile;
    ClientId id{};
    static constexpr auto fields() { return fieldList(field("id", &ShowClientFile::id)); }
};
/// Revenue, attended visits and the most frequent services, of all units.
struct ShowShopFigures {
    static constexpr auto name = "shop.figures";
    using Answer = ShopFigures;
    static constexpr auto fields() { return fieldList(); }
};

} // namespace ask

namespace questions {
using namespace ask;
using ShopQuestions = Questions<
    ListProfessionals, SaveProfessional, ListServices, SaveService, ListHours, SetHours, ListClosedDays, SetClosedDay,
    ForgetClosedDay, ListClosedVisits, CheckSlot, ShowClientFile, ShowShopFigures>;
} // namespace questions

} // namespace trato
