#pragma once

#include "engine/api/questions/messages.h"
#include "engine/notify/dispatcher.h"
#include "engine/notify/templates.h"

namespace trato {

class WishReader;

/// Answers questions about messages, channels and templates. Lives on the engine thread; the parts outlive it.
class MessageDesk
{
public:
    struct Parts {
        DeliveryLedger &ledger;
        Dispatcher &dispatcher;
        Templates &templates;
        ShopDatabase &shop;
        JobStore &store;
        const EngineSettings &settings;
        const Clock &clock;
        std::function<void(QString token, Reply<bool>)> previewSeen{};   ///< a person has seen the next 24 hours
        /// Writes settings; the engine's own copy has changed when it answers Done.
        std::function<Result<Done>(QMap<QString, QString>)> changeSettings{};
        std::function<void()> onStatusChange{};             ///< a channel or template changed
        const WishReader *wishes = nullptr;                 ///< null: no message is one of a wish
    };
    explicit MessageDesk(Parts parts) : m_parts(std::move(parts)) {}

    void answer(const ask::ListDeliveries &question, Reply<DeliveryPage> reply);
    void answer(const ask::ShowDelivery &question, Reply<DeliveryStory> reply);
    void answer(const ask::PrepareAssisted &question, Reply<AssistedMessage> reply);
    void answer(const ask::JudgeDelivery &question, Reply<DeliveryView> reply);
    void answer(const ask::SendMessage &question, Reply<DeliveryView> reply);
    void answer(const ask::ListChannels &question, Reply<QList<ChannelView>> reply);
    void answer(const ask::TestChannel &question, Reply<ChannelTest> reply);
    void answer(const ask::SetChannelWay &question, Reply<ChannelView> reply);
    void answer(const ask::ListTemplates &question, Reply<QList<TemplateView>> reply);
    void answer(const ask::PreviewTemplate &question, Reply<QString> reply);

private:
    ChannelView view(Channel channel) const;
    Result<QString> textOf(const ask::SendMessage &question) const;
    /// Calls when it is certain what the channel lacks.
    void whenKnown(Channel channel, std::function<void()> then) const;
    void setWay(const ask::SetChannelWay &question, const Reply<ChannelView> &reply);
    /// The text as it would read now; Refused with the reason when it must not go out any more, and then it is dropped.
    void prepareWish(const DeliveryRecord &record, Reply<AssistedMessage> reply);
    void drop(const DeliveryRecord &record, const QString &why, Reply<AssistedMessage> reply);
    void sendAgain(const DeliveryRecord &record, Reply<DeliveryView> reply);
    /// False: the message's job waits or runs already and finds the fence open.
    void putInLine(const DeliveryRecord &record, bool exists, Reply<bool> reply);

    Parts m_parts;
};

/// `https://wa.me/<digits>?text=<percent-encoded>`. Pure.
QString assistedUrl(const QString &e164, const QString &text);
/// The state a person's word leads to; not set when the word does not fit the state. Pure.
std::optional<DeliveryState> verdictState(DeliveryState from, Verdict verdict);

} // namespace trato
