#pragma once

#include "engine/stores/sqlite/write_context.h"

namespace trato::sqlite {

/// Drains, cleans or obliterates a queue, a slice a transaction, so that a million jobs hold up nobody. The first slice decides
/// which jobs go; one that has moved on when its turn comes (claimed, say) is left alone. Writer thread.
class Removal
{
public:
    static Removal drain(QueueName queue, bool delayed);
    static Removal clean(QueueName queue, JobState state, Instant cutoff, qint64 limit);
    /// The queue is paused by the first slice and gone after the last.
    static Removal obliterate(QueueName queue, bool force);

    /// Removes the next slice. Answers how many were removed in all once none is left; none: there are more.
    Result<std::optional<qint64>> slice(WriteContext &context);

private:
    enum class Table { Ready, Delayed, Active, WaitingChildren, Finished };
    /// Where a job stood. What `first` and `second` mean depends on the table: priority and place, due and place, lease
    /// end and nothing, failed and finish time.
    struct Item {
        qint64 jid;
        qint64 first;
        qint64 second;
    };
    struct Part {
        Table table;
        std::vector<Item> items{};
    };
    Removal() = default;
    void choose(WriteContext &context, const QueueState &queue);
    void chooseAll(Connection &db, const QueueState &queue);
    std::optional<Error> refusal(QueueState *queue);
    void collect(Table table, Query query);
    bool takeOut(WriteContext &context, QueueState &queue, Table table, const Item &item) const;

    QueueName m_queue{};
    enum class Kind { Drain, Clean, Obliterate };
    Kind m_kind = Kind::Clean;
    bool m_force = false;
    bool m_delayed = false;
    JobState m_state = JobState::Unknown;
    Instant m_cutoff{};
    qint64 m_limit = -1;
    bool m_chosen = false;
    std::vector<Part> m_parts;
    size_t m_next = 0;         ///< in the last part
    qint64 m_removed = 0;
};

} // namespace trato::sqlite
