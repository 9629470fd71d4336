#include "engine/stores/sqlite/gathered_rows.h"

#include <algorithm>
#include <span>

namespace trato::sqlite {
namespace {

constexpr size_t textsKept = 8;

/// One insertion for so many rows.
struct Insertion {
    size_t rows;
    const char *sql;
};

// Statements are literals: their address is the key under which they stay prepared. OR FAIL, because a failed group is
// taken back as a whole and needs no journal of the statement.
#define TRATO_4(row) row "," row "," row "," row
#define TRATO_INSERTIONS(into, row)                                                                                              \
    {{16, "INSERT OR FAIL INTO " into " VALUES" TRATO_4(TRATO_4(row))}, {4, "INSERT OR FAIL INTO " into " VALUES" TRATO_4(row)},   \
     {1, "INSERT OR FAIL INTO " into " VALUES" row}}

constexpr Insertion intoJob[] = TRATO_INSERTIONS("job(jid, qid, id, priority, flags, created, due, name, options, data)",
                                                 "(?,?,?,?,?,?,?,?,?,?)");
constexpr Insertion intoReady[] = TRATO_INSERTIONS("ready(qid, priority, place, jid)", "(?,?,?,?)");
constexpr Insertion intoFinished[] = TRATO_INSERTIONS("finished(jid, qid, failed, finishedAt, started, worker, result)",
                                                      "(?,?,?,?,?,?,?)");

void bindRow(Query &query, const GatheredRows::Job &row)
{
    for (const qint64 value : {row.jid, row.qid, row.id, qint64(row.priority), qint64(row.flags), row.created, row.due})
        query.bind(value);
    query.bindText(row.name);
    query.bind(row.options);
    query.bind(row.data);
}

void bindRow(Query &query, const GatheredRows::Ready &row)
{
    for (const qint64 value : {row.qid, row.priority, row.place, row.jid})
        query.bind(value);
}

void bindRow(Query &query, const GatheredRows::Finished &row)
{
    for (const qint64 value : {row.jid, row.qid, qint64(row.failed), row.finishedAt, row.started})
        query.bind(value);
    query.bindText(row.worker);
    query.bind(row.result);
}

template <typename Row>
void insertAll(Connection &db, std::vector<Row> &rows, std::span<const Insertion> insertions)
{
    size_t next = 0;
    for (const Insertion &insertion : insertions) {
        while (rows.size() - next >= insertion.rows) {
            Query query = db.borrowing(insertion.sql);
            for (size_t i = 0; i < insertion.rows; ++i)
                bindRow(query, rows[next++]);
            query.run();
        }
    }
    rows.clear();
}

/// Jobs claimed together have numbers in a row, and mostly end together.
void deleteActive(Connection &db, std::vector<qint64> &numbers)
{
    std::ranges::sort(numbers);
    for (size_t first = 0; first < numbers.size();) {
        size_t last = first;
        while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1)
            ++last;
        db.run("DELETE FROM active WHERE jid BETWEEN ? AND ?", numbers[first], numbers[last]);
        first = last + 1;
    }
    numbers.clear();
}

} // namespace

GatheredRows::GatheredRows(Connection &db) : m_db(db)
{
    m_db.gather(this);
}

GatheredRows::~GatheredRows()
{
    m_db.gather(nullptr);
}

QByteArray GatheredRows::utf8(const QString &text)
{
    for (const auto &[known, bytes] : m_texts)
        if (known == text)
            return bytes;
    if (m_texts.size() == textsKept)
        m_texts.erase(m_texts.begin());
    return m_texts.emplace_back(text, text.isEmpty() ? QByteArray("") : text.toUtf8()).second;
}

qint64 GatheredRows::size() const
{
    return qint64(m_jobs.size() + m_ready.size() + m_finished.size() + m_noLonger.size());
}

void GatheredRows::write()
{
    const auto due = [this](const auto &rows, size_t full) { return !m_onlyFull || rows.size() >= full; };
    if (due(m_jobs, aStatement))
        insertAll(m_db, m_jobs, intoJob);
    if (due(m_ready, aStatement))
        insertAll(m_db, m_ready, intoReady);
    if (due(m_noLonger, mostRemoved))
        deleteActive(m_db, m_noLonger);
    if (due(m_finished, aStatement))
        insertAll(m_db, m_finished, intoFinished);
}

void GatheredRows::forget()
{
    m_jobs.clear();
    m_ready.clear();
    m_finished.clear();
    m_noLonger.clear();
}

} // namespace trato::sqlite
