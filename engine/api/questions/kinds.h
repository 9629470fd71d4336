#pragma once

#include "engine/api/job.h"
#include "engine/api/message.h"
#include "engine/api/question.h"

/// Which messages each unit sends to its clients, and what one client gets. A unit may be left empty: the first one. Each is
/// answered by exactly one desk (engine/runtime/desks).
namespace trato {

namespace ask {

/// Every kind, in the order of the enumeration.
struct ListMessageKinds {
    static constexpr auto name = "kinds.list";
    using Answer = QList<MessageKindView>;
    UnitId unit{};
    static constexpr auto fields() { return fieldList(field("unit", &ListMessageKinds::unit)); }
};
/// What waits to be told of a kind that is switched off is dropped.
struct SetMessageKind {
    static constexpr auto name = "kinds.set";
    using Answer = MessageKindView;
    UnitId unit{};
    MessageKind kind = MessageKind::Booked;
    bool wanted = true;
    static constexpr auto fields()
    {
        using S = SetMessageKind;
        return fieldList(field("unit", &S::unit), field("kind", &S::kind), field("wanted", &S::wanted));
    }
};
/// What one client gets in the next 24 hours, by due time; then an example of each kind, with why it would not go out.
struct PreviewClient {
    static constexpr auto name = "clients.preview";
    using Answer = QList<MessagePreview>;
    ClientId id{};
    static constexpr auto fields() { return fieldList(field("id", &PreviewClient::id)); }
};

/// Messages about what happened that are late and wait for "send or discard", by due time.
struct ListLateMessages {
    static constexpr auto name = "kinds.late";
    using Answer = QList<MessagePreview>;
    static constexpr auto fields() { return fieldList(); }
};
/// Send or discard every message that waits for the decision.
struct DecideLateMessages {
    static constexpr auto name = "kinds.decide_late";
    using Answer = BulkReport;
    bool send = false;
    static constexpr auto fields() { return fieldList(field("send", &DecideLateMessages::send)); }
};

} // namespace ask

namespace questions {
using namespace ask;
using KindQuestions = Questions<ListMessageKinds, SetMessageKind, PreviewClient, ListLateMessages, DecideLateMessages>;
} // namespace questions

} // namespace trato
