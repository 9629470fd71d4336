#pragma once

#include "engine/notify/delivery_ledger.h"
#include "engine/notify/ways/event_book.h"
#include "engine/queue/job_store.h"

#include <QTimer>

namespace trato {

class LogBook;

/// Takes what providers tell over, durably and once, and brings it to who uses it: states to the ledger, answers and what is
/// known of addresses to `use`. Duplicates, reordered, late and foreign events are harmless: the ledger goes only forward, and an
/// event about a message that is not known, or whose own answer is not there yet, waits. A message whose answer was lost is
/// found by our token, and its fence closed.
/// Lives on the engine thread; the parts outlive it.
class EventIntake final : public QObject
{
public:
    struct Parts {
        EventBook &book;
        DeliveryLedger &ledger;
        JobStore &store;           ///< of the fences
        const Clock &clock;
        LogBook &log;
        TakeEvents use{};          ///< answers and addresses; must bear to be told the same thing twice. Empty: they are kept
    };
    explicit EventIntake(Parts parts);

    /// Uses what an earlier run took and did not get to. Called once.
    void start();
    /// Replies when they are written. `way` is the name of the way in; `cursor`, when it is set, how far it has got with these.
    void take(const QString &way, QList<ProviderEvent> events, std::optional<QString> cursor, Reply<qint64> reply);

private:
    void useNext();
    void use(const OpenEvent &open);
    void useState(const OpenEvent &open, const StatusEvent &event);
    void move(const OpenEvent &open, const StatusEvent &event);
    void settle(const OpenEvent &open, EventFate fate);
    void stumble(const Error &error);

    const Parts m_parts;
    QList<OpenEvent> m_waiting;    ///< read from the book, in order
    QTimer m_again;                ///< after trouble with a file, and when the ledger changed
    QTimer m_prune;
    bool m_busy = false;
    bool m_lookAtParked = true;    ///< the ledger changed since they were last looked at
    bool m_hasParked = true;
};

} // namespace trato
