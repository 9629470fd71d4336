#pragma once

#include "engine/api/settings.h"
#include "engine/notify/delivery_ledger.h"
#include "engine/notify/provider_event.h"
#include "engine/shop/replies.h"

namespace trato {

class LogBook;

/// Reads what clients write: opt-out words, answers to "do you come?" and to offers. Each reply is taken durably and once, in the
/// order in which it comes. Lives on the engine thread; owned by the composition; the parts outlive it.
class ReplyReader
{
public:
    struct Parts {
        Replies &replies;
        DeliveryLedger &ledger;
        const EngineSettings &settings;
        LogBook &log;
    };
    explicit ReplyReader(Parts parts) : m_parts(parts) {}

    /// Takes the `ReplyEvent`s among them (see `TakeEvents`); the others are not its own. Done when they are written; an error
    /// means that some may not be: tell all of them again.
    void take(QList<ProviderEvent> events, Reply<Done> reply);

private:
    struct Reading;
    using ReadingPtr = std::shared_ptr<Reading>;
    void next(const ReadingPtr &reading);
    /// What the one who writes was asked, and whether they have a visit ahead.
    struct Asked {
        QList<VisitRecord> visits{};
        QList<SlotOffer> offers{};
        bool coming = false;
    };
    void findAsked(const ReadingPtr &reading, const Writer &writer, const std::optional<DeliveryRecord> &answered);
    void decide(const ReadingPtr &reading, const Asked &asked, const std::optional<DeliveryRecord> &answered);

    const Parts m_parts;
};

/// Whether the client of this delivery was asked: it reached a provider, or may have, or went out with another one of that day. Pure.
bool wasAsked(const DeliveryView &delivery);
/// The visits that an answer is for: the one whose message it answers, else the next one that was asked and not answered, else
/// the next one that was asked; with the same client's other ones that were asked for that day. `asked` by start. Pure.
QList<VisitRecord> answeredVisits(const QList<VisitRecord> &asked, const QString &answersVisit);
/// The offer that an answer is for, among those whose message reached the client, open ones first: the one it points at; when it
/// points at no message, the open one, for it waits only shortly, and goes before a visit's question; else, when no visit was asked
/// about, one that ended a short time ago. Never one that was made after the answer was written. Pure.
std::optional<SlotOffer> answeredOffer(const QList<SlotOffer> &told, const std::optional<OfferId> &pointedAt, Instant wroteAt, bool visitAsked);

} // namespace trato
