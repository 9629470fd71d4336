#pragma once

#include "engine/api/codec.h"

/// One message to one person, from "would send" to "read".
namespace trato {

enum class Channel { WhatsApp, Email, Sms };
template <>
struct EnumNames<Channel> {
    static constexpr std::array names{"whatsapp", "email", "sms"};
};

/// How a channel treats a message (design section 6).
enum class ChannelWay { Training, Assisted, Live };
template <>
struct EnumNames<ChannelWay> {
    static constexpr std::array names{"training", "assisted", "live"};
};

/// Why a reminder is sent; ids follow domain section 1.7.
enum class ReminderKind { DayBefore, HourBefore };
template <>
struct EnumNames<ReminderKind> {
    static constexpr std::array names{"day_before", "hour_before"};
};

/// Every reason to write to a client (domain section 4). The first two are the reminders, under the same names; the others
/// follow something that happened: in the diary, at the till, in the waiting line; the last ones answer what a client wrote.
enum class MessageKind { DayBefore, HourBefore, Booked, Moved, Cancelled, Payment, LineThird, LineFirst, LineCalled,
                         OptedOut, OptedIn, AskBack, SlotOffer, SlotAskBack, SlotBooked, SlotGone };
template <>
struct EnumNames<MessageKind> {
    static constexpr std::array names{"day_before", "hour_before", "booked", "moved", "cancelled",
                                      "payment", "line_third", "line_first", "line_called",
                                      "opted_out", "opted_in", "ask_back", "slot_offer", "slot_ask_back", "slot_booked", "slot_gone"};
};

enum class DeliveryState {
    Sending,       ///< the fence is set, the answer is not known yet
    WouldSend,     ///< training: rendered and recorded, never counted as sent
    AwaitsPerson,  ///< assisted: due, a person has to send it
    SentByHand,    ///< assisted: a person says it was sent
    NotSent,       ///< assisted: a person says it was not sent; or given up
    Accepted,      ///< the provider took it
    Sent,          ///< it is on its way to the client: Meta's servers, or the carrier, have it
    Delivered,
    Read,
    Failed,        ///< the provider refused it for good
    Uncertain,     ///< the answer was lost; needs a person or a look-up
    Skipped,       ///< a rule said no before sending (consent, moved, cancelled, expired …)
};
template <>
struct EnumNames<DeliveryState> {
    static constexpr std::array names{"sending", "would_send", "awaits_person", "sent_by_hand", "not_sent", "accepted",
                                      "sent", "delivered", "read", "failed", "uncertain", "skipped"};
};

/// Who said that a message is in a state.
enum class MoveSource { Engine, Webhook, Poll, Person };
template <>
struct EnumNames<MoveSource> {
    static constexpr std::array names{"engine", "webhook", "poll", "person"};
};

struct DeliveryView {
    DeliveryId id{};
    Channel channel = Channel::WhatsApp;
    ChannelWay way = ChannelWay::Training;
    TemplateId templateId{};
    DeliveryState state = DeliveryState::Sending;
    QString recipient{};          ///< masked
    QString clientName{};         ///< first name and initial
    QString visitId{};            ///< empty when the message is not about a visit
    QString queue{};
    QString jobId{};
    QString providerId{};         ///< "wamid.…"
    QString reason{};             ///< why it failed, is uncertain or was skipped
    Instant createdAt{};
    Instant updatedAt{};
    std::optional<Instant> expiresAt{};  ///< after this the message is useless
    QString category{};           ///< that the provider bills: "utility", "marketing", "service" …; empty when not known
    int segments = 0;             ///< SMS only
    std::optional<qint64> costMicros{};  ///< millionths of a real, by the shop's own price table; not set: nothing was billed, or no price is known
    friend bool operator==(const DeliveryView &, const DeliveryView &) = default;
    static constexpr auto fields()
    {
        using D = DeliveryView;
        return fieldList(field("id", &D::id), field("channel", &D::channel), field("way", &D::way),
                          field("template", &D::templateId), field("state", &D::state),
                          field("recipient", &D::recipient), field("clientName", &D::clientName),
                          field("visitId", &D::visitId), field("queue", &D::queue), field("jobId", &D::jobId),
                          field("providerId", &D::providerId), field("reason", &D::reason),
                          field("createdAt", &D::createdAt), field("updatedAt", &D::updatedAt),
                          field("expiresAt", &D::expiresAt), field("category", &D::category), field("segments", &D::segments),
                          field("costMicros", &D::costMicros));
    }
};

/// One state that a message was in.
struct DeliveryStep {
    Instant at{};
    DeliveryState state = DeliveryState::Sending;
    Channel channel = Channel::WhatsApp;
    QString reason{};
    MoveSource source = MoveSource::Engine;
    friend bool operator==(const DeliveryStep &, const DeliveryStep &) = default;
    static constexpr auto fields()
    {
        using D = DeliveryStep;
        return fieldList(field("at", &D::at), field("state", &D::state), field("channel", &D::channel), field("reason", &D::reason),
                          field("source", &D::source));
    }
};

/// A message with every state it was in, oldest first.
struct DeliveryStory {
    DeliveryView delivery{};
    QList<DeliveryStep> steps{};
    friend bool operator==(const DeliveryStory &, const DeliveryStory &) = default;
    static constexpr auto fields()
    {
        return fieldList(field("delivery", &DeliveryStory::delivery), field("steps", &DeliveryStory::steps));
    }
};

struct DeliveryPage {
    QList<DeliveryView> rows{};
    qint64 total = 0;
    QMap<QString, qint64> byState{};   ///< state name → number of deliveries that match
    friend bool operator==(const DeliveryPage &, const DeliveryPage &) = default;
    static constexpr auto fields()
    {
        return fieldList(field("rows", &DeliveryPage::rows), field("total", &DeliveryPage::total),
                          field("byState", &DeliveryPage::byState));
    }
};

/// A person's word about a delivery that waits for one.
enum class Verdict { Sent, NotSent, Arrived, SendAgain, GiveUp };
template <>
struct EnumNames<Verdict> {
    static constexpr std::array names{"sent", "not_sent", "arrived", "send_again", "give_up"};
};

struct ChannelView {
    Channel channel = Channel::WhatsApp;
    ChannelWay way = ChannelWay::Training;
    bool configured = false;      ///< everything that live needs is there
    QStringList missing{};        ///< names of settings or secrets that live needs
    QString trouble{};            ///< why it is stopped (expired token …), empty when fine
    friend bool operator==(const ChannelView &, const ChannelView &) = default;
    static constexpr auto fields()
    {
        using C = ChannelView;
        return fieldList(field("channel", &C::channel), field("way", &C::way),
                          field("configured", &C::configured), field("missing", &C::missing),
                          field("trouble", &C::trouble));
    }
};

/// What a provider said when it was asked whether it takes the credential.
struct ChannelTest {
    Channel channel = Channel::WhatsApp;
    bool works = false;
    QString reason{};             ///< why not
    friend bool operator==(const ChannelTest &, const ChannelTest &) = default;
    static constexpr auto fields()
    {
        using C = ChannelTest;
        return fieldList(field("channel", &C::channel), field("works", &C::works), field("reason", &C::reason));
    }
};

struct TemplateView {
    TemplateId id{};
    Channel channel = Channel::WhatsApp;
    QString text{};               ///< Mustache source
    QString subject{};            ///< e-mail only
    QStringList variables{};      ///< required, in provider order
    QString providerName{};       ///< name at Meta
    QString language{};           ///< "pt_BR"
    bool overridden = false;      ///< the shop's own file is in use
    QString problem{};            ///< why it cannot be used, empty when fine
    QString category{};           ///< "utility" or "marketing"
    bool html = false;            ///< e-mail only: the text is HTML
    friend bool operator==(const TemplateView &, const TemplateView &) = default;
    static constexpr auto fields()
    {
        using T = TemplateView;
        return fieldList(field("id", &T::id), field("channel", &T::channel), field("text", &T::text),
                          field("subject", &T::subject), field("variables", &T::variables),
                          field("providerName", &T::providerName), field("language", &T::language),
                          field("overridden", &T::overridden), field("problem", &T::problem), field("category", &T::category),
                          field("html", &T::html));
    }
};

/// A message that a person sends with the own WhatsApp.
struct AssistedMessage {
    QString url{};    ///< https://wa.me/…?text=…
    QString text{};
    friend bool operator==(const AssistedMessage &, const AssistedMessage &) = default;
    static constexpr auto fields()
    {
        return fieldList(field("url", &AssistedMessage::url), field("text", &AssistedMessage::text));
    }
};

} // namespace trato
