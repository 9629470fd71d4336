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
/// themselves. Main thread; owned by the jobs panel.
class JobTableModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { IdColumn, NameColumn, SubjectColumn, AttemptsColumn, ErrorColumn, StateColumn, TimeColumn, ColumnCount };
    static constexpr int pageSize = 100;
    static constexpr int mostPages = 40;   ///< kept in memory

    JobTableModel(EngineApi &engine, const Clock &clock, QObject *parent);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Starts a new list; offset and limit are the model's own.
    void setQuery(const JobQuery &query);
    const JobQuery &query() const { return m_query; }
    /// Asks again for the pages in memory; a job that is still there keeps its selection.
    void reload();
    /// Changes rows in place. True when jobs came or left, so that the list differs from the store.
    bool apply(const Frame &frame);
    const JobRow *job(int row) const;
    bool isLoading() const { return !m_answers.empty(); }
    bool totalIsEstimate() const { return m_estimate; }
    qint64 total() const { return m_total; }

signals:
    void loaded();
    void failed(const trato::Error &error);

private:
    void want(int page) const;
    void askWanted();
    void ask(int page);
    void take(int page, const JobPage &answer);
    QVariant text(const JobRow &job, int column) const;
    static Instant momentOf(const JobRow &job);

    EngineApi &m_engine;
    const Clock &m_clock;
    JobQuery m_query;
    qint64 m_total = 0;
    bool m_estimate = false;
    mutable QHash<int, QList<JobRow>> m_pages;
    mutable QList<int> m_recent;                 ///< pages, last used at the end
    mutable QSet<int> m_wanted;
    mutable QTimer m_pause;                      ///< questions leave after the view has asked for all it shows
    std::map<int, std::unique_ptr<QFutureWatcher<Result<JobPage>>>> m_answers;
};

} // namespace trato
