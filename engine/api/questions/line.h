#pragma once

#include "engine/api/line.h"
#include "engine/api/question.h"

/// The waiting line. A unit may be left empty: the first one. Each is answered by exactly one desk (engine/runtime/desks).
namespace trato {

namespace ask {

/// Those of today: waiting ones by position, called ones before them, then who sat down or left, newest first.
struct ListLine {
    static constexpr auto name = "line.list";
    using Answer = QList<LineEntry>;
    UnitId unit{};
    static constexpr auto fields() { return fieldList(field("unit", &ListLine::unit)); }
};
/// Invalid: the detail starts with the name of the field; "clientName: line.twice" when the same client waits already.
struct JoinLine {
    static constexpr auto name = "line.join";
    using Answer = LineEntry;
    LineDraft draft{};
    static constexpr auto fields() { return fieldList(field("draft", &JoinLine::draft)); }
};
/// Conflict "line.state" when the act does not fit the client's state any more.
struct ActOnLine {
    static constexpr auto name = "line.act";
    using Answer = LineEntry;
    LineEntryId id{};
    LineAct act = LineAct::Call;
    QString professional{};   ///< who calls or serves; empty: as before
    static constexpr auto fields()
    {
        return fieldList(field("id", &ActOnLine::id), field("act", &ActOnLine::act),
                          field("professional", &ActOnLine::professional));
    }
};
/// Calls the first who waits for this professional or for anybody. NotFound "line.empty" when there is none.
struct CallNext {
    static constexpr auto name = "line.next";
    using Answer = LineEntry;
    UnitId unit{};
    QString professional{};
    static constexpr auto fields()
    {
        return fieldList(field("unit", &CallNext::unit), field("professional", &CallNext::professional));
    }
};
/// What happened today, oldest first.
struct ListLineEvents {
    static constexpr auto name = "line.events";
    using Answer = QList<LineEvent>;
    UnitId unit{};
    static constexpr auto fields() { return fieldList(field("unit", &ListLineEvents::unit)); }
};

} // namespace ask

namespace questions {
using namespace ask;
using LineQuestions = Questions<ListLine, JoinLine, ActOnLine, CallNext, ListLineEvents>;
} // namespace questions

} // namespace trato
