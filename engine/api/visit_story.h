#pragma once

#include "engine/api/appointment.h"

/// One visit from its booking to its end: what was done with it, what its client was told, and what the client answered.
namespace trato {

/// One thing that happened to a visit.
struct VisitMoment {
    enum class What {
        Booked,     ///< it entered the diary
        Moved,
        Status,
        Paid,
        PaidBack,   ///< a payment was a mistake
        Answer,     ///< the client wrote about it
        Message,    ///< a message about it came into a state
    };
    /// Who did it, or who told of it.
    enum class By { Person, Import, Client, Engine, Webhook, Poll };
    Instant at{};
    What what = What::Booked;
    By by = By::Person;
    std::optional<Instant> start{};          ///< Booked, Moved: of the visit from then on
    std::optional<VisitStatus> status{};     ///< Status: from then on
    qint64 amountCents = 0;                  ///< Paid, PaidBack
    std::optional<PaymentMethod> method{};   ///< the same
    VisitAnswer answer = VisitAnswer::None;  ///< Answer: as it was understood
    QString words{};                         ///< Answer: the client's own, for 30 days
    DeliveryId delivery{};                   ///< Message: that it is, and the three that follow
    TemplateId templateId{};
    std::optional<DeliveryState> state{};
    QString reason{};
    std::optional<Channel> channel{};        ///< Message, Answer: the way it took
    friend bool operator==(const VisitMoment &, const VisitMoment &) = default;
    static constexpr auto fields()
    {
        using M = VisitMoment;
        return fieldList(field("at", &M::at), field("what", &M::what), field("by", &M::by), field("start", &M::start),
                          field("status", &M::status), field("amountCents", &M::amountCents), field("method", &M::method),
                          field("answer", &M::answer), field("words", &M::words), field("delivery", &M::delivery),
                          field("template", &M::templateId), field("state", &M::state), field("reason", &M::reason),
                          field("channel", &M::channel));
    }
};
template <>
struct EnumNames<VisitMoment::What> {
    static constexpr std::array names{"booked", "moved", "status", "paid", "paid_back", "answer", "message"};
};
template <>
struct EnumNames<VisitMoment::By> {
    static constexpr std::array names{"person", "import", "client", "engine", "webhook", "poll"};
};

struct VisitStory {
    VisitView visit{};               ///< as it stands now; its reminders say what is still to come
    QList<VisitMoment> moments{};    ///< oldest first
    friend bool operator==(const VisitStory &, const VisitStory &) = default;
    static constexpr auto fields()
    {
        return fieldList(field("visit", &VisitStory::visit), field("moments", &VisitStory::moments));
    }
};

} // namespace trato
