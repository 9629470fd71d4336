#pragma once

#include "engine/api/delivery.h"
#include "engine/api/reply_choice.h"
#include "engine/api/result.h"

namespace trato {

/// One message that is ready to leave: checked, rendered, with the address it goes to. Never stored whole.
struct Notification {
    QString dedupeKey{};          ///< one per message that must reach a person at most once
    QString contentMark{};        ///< of words that the job itself brings; such a message is only ever taken for one with the same
                                  ///< words and address. Empty: the key says enough
    Channel channel = Channel::WhatsApp;
    TemplateId templateId{};
    QString text{};               ///< rendered for people; of an e-mail the plain part
    QString subject{};            ///< e-mail only
    QString html{};               ///< e-mail only; empty: plain text alone
    QStringList parameters{};     ///< template variables in provider order
    QString providerTemplate{};   ///< name at the provider; empty = free text
    QString language{};
    QString category{};           ///< that the provider bills: "utility", "marketing"; empty when not known
    bool inWindow = false;        ///< WhatsApp: the client wrote within 24 hours, so free text may go out (R-29)
    QList<ReplyChoice> choices{}; ///< WhatsApp free text: quick replies, or the rows of a list
    QString listButton{};         ///< what opens the list; empty: quick replies
    QString recipient{};          ///< E.164 or e-mail address
    QString clientId{};
    QString clientName{};
    QString visitId{};
    QString reminderType{};       ///< name of the `MessageKind`, or empty
    std::optional<Instant> startAt{};   ///< of the visit when the message was planned
    QString queue{};
    QString jobId{};
    std::optional<Instant> expiresAt{};
};

/// What became of it. `retryAfter` is set when nothing left the house and it should be tried again.
struct Dispatched {
    DeliveryState state = DeliveryState::Skipped;
    Channel channel = Channel::WhatsApp;   ///< the last one that was tried
    DeliveryId delivery{};
    QString providerId{};
    QString reason{};
    std::optional<Millis> retryAfter{};
    bool breakerOpen = false;     ///< the channel is stopped until its credential is repaired
};

} // namespace trato
