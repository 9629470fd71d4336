#pragma once

#include "engine/stores/sqlite/connection.h"

#include <vector>

namespace trato::sqlite {

/// Rows of the running transaction that are written many with one statement: a statement for each costs twice as much.
/// The connection writes them before it executes anything else, so nobody meets a file without them. A conflict is an
/// error here: whoever expects one writes by himself. Writer thread; made anew with the connection, which outlives it.
class GatheredRows final : public Gathered
{
public:
    struct Job {
        qint64 jid = 0;
        qint64 qid = 0;
        qint64 id = 0;             ///< of the queue's counter
        int priority = 0;
        int flags = 0;
        qint64 created = 0;
        qint64 due = 0;
        QByteArray name{};         ///< UTF-8
        QByteArray options{};
        QByteArray data{};
    };
    struct Ready {
        qint64 qid = 0;
        qint64 priority = 0;
        qint64 place = 0;
        qint64 jid = 0;
    };
    struct Finished {
        qint64 jid = 0;
        qint64 qid = 0;
        bool failed = false;
        qint64 finishedAt = 0;
        qint64 started = 0;
        QByteArray worker{};       ///< UTF-8
        QByteArray result{};
    };
    explicit GatheredRows(Connection &db);
    ~GatheredRows() override;
    GatheredRows(const GatheredRows &) = delete;
    GatheredRows &operator=(const GatheredRows &) = delete;

    void insert(Job row) { take(m_jobs, std::move(row), aStatement); }
    void insert(Ready row) { take(m_ready, std::move(row), aStatement); }
    void insert(Finished row) { take(m_finished, std::move(row), aStatement); }
    /// Takes the lease of a job away.
    void removeActive(qint64 jid) { take(m_noLonger, std::move(jid), mostRemoved); }

    /// UTF-8 of a text that is mostly the same as the last time: a job's name, a worker's.
    QByteArray utf8(const QString &text);

    qint64 size() const override;
    void write() override;
    void forget() override;

private:
    static constexpr size_t aStatement = 16;   ///< rows that the longest statement takes
    static constexpr size_t mostRemoved = 64;
    /// A full table is written, whatever waits for others: its statement is the longest one then.
    template <typename Row>
    void take(std::vector<Row> &rows, Row row, size_t most)
    {
        rows.push_back(std::move(row));
        if (rows.size() < most)
            return;
        m_onlyFull = true;
        m_db.writeGathered();
        m_onlyFull = false;
    }

    Connection &m_db;
    std::vector<Job> m_jobs;
    std::vector<Ready> m_ready;
    std::vector<Finished> m_finished;
    std::vector<qint64> m_noLonger;      ///< active before
    bool m_onlyFull = false;
    std::vector<std::pair<QString, QByteArray>> m_texts;
};

} // namespace trato::sqlite
