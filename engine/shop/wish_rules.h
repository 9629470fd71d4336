#pragma once

#include "engine/shop/shop_database.h"

namespace trato {

/// A message that something which happened asks for. It is kept in shop.db by the same transaction as what happened: neither
/// is there without the other, whenever the program dies.
struct MessageWish {
    QString key{};                        ///< dedupe key of the message
    MessageKind kind = MessageKind::Booked;
    UnitId unit{};
    ClientId client{};
    QString about{};                      ///< id of the visit, the payment or the line's entry
    std::optional<Instant> known{};       ///< the start that the client knew of before
    std::optional<Instant> start{};       ///< of the visit as the message says it
    Instant wishedAt{};
    Instant dueAt{};
    Instant expiresAt{};
    bool taken = false;                   ///< given to a channel, or a rule said no
    bool asked = false;                   ///< late: it waits for "send or discard" (R-16)
    friend bool operator==(const MessageWish &, const MessageWish &) = default;
};

/// A payment as it was recorded.
struct PaymentRecord {
    QString id{};
    VisitId visit{};
    qint64 amountCents = 0;
    PaymentMethod method = PaymentMethod::Pix;
    Instant paidAt{};
    bool takenBack = false;
    friend bool operator==(const PaymentRecord &, const PaymentRecord &) = default;
};

/// How long a message waits after what happened: who corrects himself within it sends one message, or none.
inline constexpr Minutes secondThought{1};

constexpr bool isReminder(MessageKind kind)
{
    return kind == MessageKind::DayBefore || kind == MessageKind::HourBefore;
}
constexpr bool isAboutVisit(MessageKind kind)
{
    return kind == MessageKind::Booked || kind == MessageKind::Moved || kind == MessageKind::Cancelled;
}
constexpr bool isAboutLine(MessageKind kind)
{
    return kind == MessageKind::LineThird || kind == MessageKind::LineFirst || kind == MessageKind::LineCalled;
}
/// One message that answers what a client wrote; it cannot be switched off.
constexpr bool isAnswer(MessageKind kind)
{
    return kind == MessageKind::OptedOut || kind == MessageKind::OptedIn || kind == MessageKind::AskBack
        || kind == MessageKind::SlotAskBack || kind == MessageKind::SlotBooked || kind == MessageKind::SlotGone;
}
/// What a unit sends until somebody says otherwise: reminders, answers, and nothing else. A shop that updates the program, or only
/// tries it, must not begin to write about every change of its diary.
constexpr bool wantedAtFirst(MessageKind kind) { return isReminder(kind) || isAnswer(kind); }

/// The start that the client of this visit counts on; not set for none: it was cancelled, or is nobody's.
std::optional<Instant> knownStart(const VisitRecord &visit);
/// What a change of the diary has to say to the client: from what he knows to what stands there now. Not set: nothing, which
/// is so for visits that lie in the past, and for one whose change was undone before it was told. Another professional alone
/// is no news: the reminder names who it is. Pure.
std::optional<MessageKind> visitNews(std::optional<Instant> known, const VisitRecord &now, Instant at);

/// The wish of `kind`. Useful until ten minutes before the start it speaks of; a confirmation, for a day at most. Its key
/// holds what it says and when that was agreed: the same change is one message, the same time agreed anew is another. Pure.
MessageWish visitWish(MessageKind kind, std::optional<Instant> known, const VisitRecord &visit, Instant at);
/// Useful for a day. Pure.
MessageWish paymentWish(const PaymentRecord &payment, const VisitRecord &visit, Instant at);
/// Due at once, useful for ten minutes; a call for five. One per entry and kind, ever. Pure.
MessageWish lineWish(MessageKind kind, const QString &entry, const UnitId &unit, const ClientId &client, Instant at);

/// Due at once, useful while WhatsApp's window is open that the client's own message opened (providers 1.1). One per reply and kind,
/// ever. Pure.
MessageWish answerWish(MessageKind kind, const QString &event, const UnitId &unit, Instant wroteAt, Instant at);
/// The same for the question whether the visit at `start` stands, once a visit and start: its key names the visit, because what
/// the client answers to the question is about that one. Pure.
MessageWish askBackWish(const VisitId &visit, Instant start, const QString &event, const UnitId &unit, Instant wroteAt, Instant at);
/// The visit that a message with this dedupe key asked about once more; empty: none.
VisitId visitAskedBack(const QString &dedupeKey);

/// From this long after its due time on, a message that did not leave is late: nothing ran, or nothing worked.
inline constexpr Minutes lateAfter{15};
/// Until when a person may still send it: a word about a visit until shortly before the start it speaks of, a payment for a week. What
/// is about the line has no second chance: it is false by then. Pure.
Instant lastUse(const MessageWish &wish);
/// Keys of the open wishes that begin to wait for a person's decision: the late ones, when they are more than `batch` or one
/// waits already, and each that came too late to be sent by itself but not too late for a person. Pure.
QStringList lateToAsk(const QList<MessageWish> &open, int batch, Instant now);

/// Whether an import that adds this visit tells of a new booking: only inside the period that an earlier import covered, for
/// then it was not there before. What lies outside may be an old booking that comes into sight: the whole first import, the
/// last day of an export of "the next 30 days". Pure.
bool isNewBooking(const VisitRecord &visit, std::optional<std::pair<Instant, Instant>> covered);
/// The covered period after an import of [from, to): both when they touch, else the newer one. Pure.
std::pair<Instant, Instant> coveredAfter(std::optional<std::pair<Instant, Instant>> before, Instant from, Instant to);

} // namespace trato
