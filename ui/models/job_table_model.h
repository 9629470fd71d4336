#pragma once

#include "engine/api/engine_api.h"
#include "ui/models/roles.h"

#include <QAbstractTableModel>
#include <QFutureWatcher>
#include <QTimer>

#include <map>

namespace trato {

/// The jobs that match a query, however many: `rowCount` is the engine's total, rows come in pages when they
/// are looked at, `data` answers from memory only. Frames change rows where they stand; rows never move by
/// themselves. Jobs are ticked by their id, or all that match with some left out, so that ticks stay whatever the list
/// does. Main thread; owned by the jobs panel.
class JobTableModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        TickColumn, IdColumn, NameColumn, SubjectColumn, RecipientColumn, PriorityColumn, AttemptsColumn, ErrorColumn, StateColumn,
        CreatedColumn, StartedColumn, TookColumn, TimeColumn, ColumnCount
    };
    static constexpr int pageSize = 100;
    static constexpr int mostPages = 40;   ///< kept in memory

    JobTableModel(EngineApi &engine, const Clock &clock, QObject *parent);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Starts a new list; offset and limit are the model's own. Ticks stay when only the order is another.
    void setQuery(const JobQuery &query);
    const JobQuery &query() const { return m_query; }
    /// Asks again for the pages in memory; a job that is still there keeps its selection.
    void reload();
    /// Changes rows in place. True when jobs came or left, so that the list differs from the store.
    bool apply(const Frame &frame);
    const JobRow *job(int row) const;
    /// Rows from `first` to `last` that are in memory, in order; never walks over the others.
    QList<int> rowsInMemory(int first, int last) const;
    void setTicked(int row, bool ticked);
    bool isTicked(int row) const;
    /// Everything that matches, also what was never looked at.
    void tickAll();
    void clearTicks();
    bool allTicked() const { return m_allTicked; }
    qint64 tickCount() const;
    /// The ticked jobs; with `allTicked` those that are left out.
    QList<JobId> tickedIds() const { return {m_ticks.begin(), m_ticks.end()}; }
    bool isLoading() const { return !m_answers.empty(); }
    bool totalIsEstimate() const { return m_estimate; }
    qint64 total() const { return m_total; }
    /// The title that carries an arrow; -1: none.
    void markSorted(int column, bool down);
    /// The order that the list has.
    JobSort order() const { return m_sort; }

signals:
    void loaded();
    void failed(const trato::Error &error);
    void ticksChanged();

private:
    void want(int page) const;
    void askWanted();
    void ask(int page);
    void take(int page, const JobPage &answer);
    QVariant text(const JobRow &job, int column) const;
    static QString title(int column);
    void showTicks();
    static Instant momentOf(const JobRow &job);

    EngineApi &m_engine;
    const Clock &m_clock;
    JobQuery m_query;
    qint64 m_total = 0;
    bool m_estimate = false;
    bool m_allTicked = false;
    JobSort m_sort = JobSort::Own;
    int m_markedColumn = -1;
    bool m_markedDown = false;
    QSet<JobId> m_ticks;                         ///< with m_allTicked: those that are not
    mutable QHash<int, QList<JobRow>> m_pages;
    mutable QList<int> m_recent;                 ///< pages, last used at the end
    mutable QSet<int> m_wanted;
    mutable QTimer m_pause;                      ///< questions leave after the view has asked for all it shows
    std::map<int, std::unique_ptr<QFutureWatcher<Result<JobPage>>>> m_answers;
};

} // namespace trato
