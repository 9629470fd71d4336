#pragma once

#include "engine/api/questions/messages.h"
#include "engine/local/sql_thread.h"
#include "engine/notify/cost_book.h"
#include "engine/notify/notification.h"
#include "engine/notify/provider_event.h"

namespace trato {

/// Which states may follow which. Forward only: accepted < sent < delivered < read; failed only over accepted and sent; a rule's or
/// a person's word opens a message again, the provider's never closes one twice (providers 1.1 webhooks).
/// `from` not set: the first state of a message. Pure.
bool advances(std::optional<DeliveryState> from, DeliveryState to);

/// A change of one delivery. Empty texts keep what is known.
struct DeliveryMove {
    DeliveryState state = DeliveryState::Sending;
    QString reason{};
    QString providerId{};
    QString contactId{};
    QString opaque{};               ///< token that the provider echoes in status reports
    std::optional<ChannelWay> way{};
    std::optional<Channel> channel{};         ///< that it takes from now on
    TemplateId templateId{};                  ///< of that channel
    std::optional<DeliveryState> onlyFrom{};  ///< Conflict when it is in another state by now
    QString queue{};                ///< of the job that goes on with it
    QString jobId{};
    QString category{};                       ///< that the provider bills
    MoveSource source = MoveSource::Engine;
};

/// A provider's report as the ledger keeps it: "twilio.30005: unknown destination"; personal data masked. Pure.
QString reasonOf(const StatusEvent &event);

/// A delivery with what only the engine may know.
struct DeliveryRecord {
    DeliveryView view{};
    qint64 number = 0;              ///< grows with each new row
    QString dedupeKey{};
    QString clientId{};
    QString reminderType{};
    std::optional<Instant> startAt{};
    QString openRecipient{};        ///< assisted messages until a person answered, else empty
    QString openText{};
    int attempts = 0;               ///< times it was given to a provider
};

/// A message of before with every state it was in, oldest first.
struct PastDelivery {
    Notification message{};
    QList<std::pair<Instant, DeliveryMove>> moves{};
};

/// Which of these messages have a delivery, by dedupe key.
using DeliveryLookup = std::function<void(QStringList keys, Reply<QMap<QString, DeliveryView>>)>;

/// What became of every message, in console.db. One row a dedupe key. Holds a masked recipient and a keyed hash
/// of it, never the text; only a message that waits for a person keeps text and address until it is answered.
/// Lives on the engine thread, which is where `db` answers; the owner keeps `db` alive longer.
class DeliveryLedger
{
public:
    DeliveryLedger(SqlThread &db, const Clock &clock) : m_db(db), m_clock(clock) {}

    /// Makes the message's row in this state, or moves the row it has. Conflict (detail: state name) when
    /// `advances` says no, Refused when it has a `contentMark` and the row is another person's that was sent or may have been;
    /// then nothing changed. Unless it is skipped, the row takes over channel, job, client and recipient.
    void record(const Notification &message, DeliveryMove move, Reply<DeliveryView> reply);
    /// NotFound when there is no row of this key, Conflict as above.
    void move(const QString &dedupeKey, DeliveryMove move, Reply<DeliveryView> reply);
    /// The same by the provider's message id, for status reports.
    void moveByProviderId(const QString &providerId, DeliveryMove move, Reply<DeliveryView> reply);

    /// What a provider told of a message, found by its id there, else by our token. NotFound: no such message yet. Conflict: it
    /// is further already, or goes another way by now; told twice is the same as once.
    void told(const StatusEvent &event, MoveSource source, Reply<DeliveryView> reply);
    /// What one month costs, "2026-11"; without budget.
    void costs(const QString &month, Reply<CostReport> reply);
    /// Prices and zone by which messages are billed from now on; asked at each change.
    void setCostRules(std::function<CostRules()> rules) { m_rules = std::move(rules); }

    /// Takes over what another ledger knew, all or nothing: rows with the moments they had there. Conflict when one of
    /// the messages is known here already, or its states do not follow each other.
    void takeOver(QList<PastDelivery> past, Reply<qint64> reply);

    /// A search that matches 10,000 deliveries or more answers no `byState`, and as `total` those of every state.
    void page(const ask::ListDeliveries &question, Reply<DeliveryPage> reply);
    void byId(DeliveryId id, Reply<DeliveryRecord> reply);
    void byProviderId(QString providerId, Reply<DeliveryRecord> reply);
    /// Rows of this state with numbers above `after`, oldest first.
    void inState(DeliveryState state, qint64 after, int limit, Reply<QList<DeliveryRecord>> reply);
    struct Known {
        DeliveryView view{};
        bool isSamePerson = false;
    };
    /// The delivery of this key, and whether it goes to this recipient. NotFound when there is none.
    void compare(const QString &dedupeKey, const QString &recipient, Reply<Known> reply);
    void byKeys(QStringList keys, Reply<QMap<QString, DeliveryView>> reply);
    DeliveryLookup lookup();
    /// Every state the message was in, and on which channel, oldest first.
    void history(DeliveryId id, Reply<QList<DeliveryStep>> reply);
    /// The same by dedupe key; empty for a message that is not known.
    void historyOf(const QString &dedupeKey, Reply<QList<DeliveryStep>> reply);
    /// Messages about a visit with every state they were in, oldest first; of more than 200 the newest.
    void aboutVisit(const VisitId &visit, Reply<QList<DeliveryStory>> reply);
    /// Messages that had reached a provider to this recipient since `from`, by keyed hash.
    /// With `ads`, of advertising alone.
    void countTo(const QString &recipient, Instant from, Reply<qint64> reply, bool ads = false);

    /// Called on the engine thread after each change.
    void onChange(std::function<void()> listener) { m_listeners.append(std::move(listener)); }
    /// Grows with each change.
    quint64 revision() const { return m_revision; }

private:
    Reply<DeliveryView> changing(Reply<DeliveryView> reply);

    SqlThread &m_db;
    const Clock &m_clock;
    std::function<CostRules()> m_rules = [] { return CostRules{}; };
    QList<std::function<void()>> m_listeners;
    quint64 m_revision = 0;
};

} // namespace trato
