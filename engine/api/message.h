#pragma once

#include "engine/api/delivery.h"

/// Which messages a unit sends to its clients, and how they read.
namespace trato {

/// One kind of message of one unit.
struct MessageKindView {
    UnitId unit{};
    MessageKind kind = MessageKind::DayBefore;
    bool wanted = false;          ///< reminders are wanted until a person switches them off, the others once one switches them on
    bool barred = false;          ///< the settings keep this reminder back in every unit
    TemplateId templateId{};
    QString example{};            ///< as a made-up client would read it
    QString problem{};            ///< why it could not be written now
    friend bool operator==(const MessageKindView &, const MessageKindView &) = default;
    static constexpr auto fields()
    {
        using M = MessageKindView;
        return fieldList(field("unit", &M::unit), field("kind", &M::kind), field("wanted", &M::wanted),
                          field("barred", &M::barred), field("template", &M::templateId), field("example", &M::example),
                          field("problem", &M::problem));
    }
};

/// A message as a client would read it.
struct MessagePreview {
    MessageKind kind = MessageKind::DayBefore;
    QString zone{};                    ///< of the unit; wall-clock times are shown in it
    QString clientName{};
    QString phone{};                   ///< masked
    std::optional<Instant> dueAt{};    ///< not set: an example; it goes out when something happens
    std::optional<Instant> start{};    ///< of the visit it is about
    QString text{};
    QString reason{};                  ///< key: why it does not go out; empty when nothing is in the way
    friend bool operator==(const MessagePreview &, const MessagePreview &) = default;
    static constexpr auto fields()
    {
        using M = MessagePreview;
        return fieldList(field("kind", &M::kind), field("zone", &M::zone), field("clientName", &M::clientName),
                          field("phone", &M::phone), field("dueAt", &M::dueAt), field("start", &M::start),
                          field("text", &M::text), field("reason", &M::reason));
    }
};

} // namespace trato
