#include "ui/models/job_table_model.h"

#include "engine/api/questions/jobs.h"
#include "ui/format.h"

#include <algorithm>
#include <limits>

namespace trato {

using namespace Qt::StringLiterals;

JobTableModel::JobTableModel(EngineApi &engine, const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_engine(engine)
    , m_clock(clock)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(0);
    connect(&m_pause, &QTimer::timeout, this, &JobTableModel::askWanted);
}

int JobTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(std::min<qint64>(m_total, std::numeric_limits<int>::max() / 2));
}

int JobTableModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant JobTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case IdColumn: return tr("Id");
    case NameColumn: return tr("Name");
    case SubjectColumn: return tr("About");
    case AttemptsColumn: return tr("Tries");
    case ErrorColumn: return tr("Error");
    case StateColumn: return tr("State");
    case TimeColumn: return tr("Time");
    default: return {};
    }
}

const JobRow *JobTableModel::job(int row) const
{
    const auto page = m_pages.constFind(row / pageSize);
    if (page == m_pages.constEnd() || row % pageSize >= page->size())
        return nullptr;
    return &page->at(row % pageSize);
}

QVariant JobTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const JobRow *row = job(index.row());
    if (!row) {
        want(index.row() / pageSize);
        return role == Qt::DisplayRole ? QVariant(u"…"_s) : QVariant();
    }
    switch (role) {
    case Qt::ToolTipRole:
        if (index.column() == TimeColumn)
            return format::dateTime(momentOf(*row));
        [[fallthrough]];
    case Qt::DisplayRole: return text(*row, index.column());
    case Qt::TextAlignmentRole: return int(Qt::AlignLeft | Qt::AlignVCenter);
    case ToneRole: return index.column() == StateColumn ? QVariant(int(format::mark(row->state).tone)) : QVariant();
    case ElideMiddleRole: return index.column() == IdColumn;
    case MutedRole: return index.column() == ErrorColumn || index.column() == TimeColumn;
    default: return {};
    }
}

QVariant JobTableModel::text(const JobRow &row, int column) const
{
    switch (column) {
    case IdColumn: return row.id.value;
    case NameColumn: return row.name;
    case SubjectColumn: return row.subject.isEmpty() ? u"—"_s : row.subject;
    case AttemptsColumn: return u"%1/%2"_s.arg(row.attemptsMade).arg(row.attempts);
    case ErrorColumn: return row.failedReason.isEmpty() ? u"—"_s : row.failedReason;
    case StateColumn: return format::mark(row.state).text;
    case TimeColumn: return format::moment(momentOf(row), m_clock.now());
    default: return {};
    }
}

/// When a delayed job is due, else what happened to the job last.
Instant JobTableModel::momentOf(const JobRow &row)
{
    if (row.state == JobState::Delayed && row.dueAt)
        return *row.dueAt;
    return row.finishedAt.value_or(row.startedAt.value_or(row.createdAt));
}

void JobTableModel::setQuery(const JobQuery &query)
{
    beginResetModel();
    m_query = query;
    m_total = 0;
    m_pages.clear();
    m_recent.clear();
    m_wanted.clear();
    m_answers.clear();
    endResetModel();
    ask(0);
}

void JobTableModel::reload()
{
    const QList<int> pages = m_pages.isEmpty() ? QList<int>{0} : m_pages.keys();
    for (const int page : pages)
        ask(page);
}

void JobTableModel::want(int page) const
{
    if (m_answers.contains(page) || m_wanted.contains(page))
        return;
    m_wanted.insert(page);
    m_pause.start();
}

void JobTableModel::askWanted()
{
    const QSet<int> wanted = std::exchange(m_wanted, {});
    for (const int page : wanted)
        ask(page);
}

void JobTableModel::ask(int page)
{
    auto watcher = std::make_unique<QFutureWatcher<Result<JobPage>>>();
    connect(watcher.get(), &QFutureWatcherBase::finished, this, [this, page, w = watcher.get()] {
        const auto it = m_answers.find(page);
        if (it == m_answers.end() || it->second.get() != w)
            return;
        it->second.release()->deleteLater();
        m_answers.erase(it);
        const Result<JobPage> answer = w->future().resultCount() > 0 ? w->result() : Result<JobPage>();
        if (answer)
            take(page, answer.value());
        else
            emit failed(answer.error());
    });
    JobQuery query = m_query;
    query.limit = pageSize;
    query.offset = qint64(page) * pageSize;
    watcher->setFuture(m_engine.ask(ask::ListJobs{query}));
    m_answers[page] = std::move(watcher);
}

void JobTableModel::take(int page, const JobPage &answer)
{
    // A selected job stays selected, wherever it stands now.
    QList<std::pair<QModelIndex, JobId>> held;
    const QModelIndexList persistent = persistentIndexList();
    for (const QModelIndex &index : persistent)
        if (const JobRow *row = job(index.row()); row && index.row() / pageSize == page)
            held.append({index, row->id});

    const int before = rowCount();
    const int after = int(std::min<qint64>(answer.total, std::numeric_limits<int>::max() / 2));
    if (after > before) {
        beginInsertRows({}, before, after - 1);
        m_total = answer.total;
        endInsertRows();
    } else if (after < before) {
        beginRemoveRows({}, after, before - 1);
        m_total = answer.total;
        endRemoveRows();
    }
    m_estimate = answer.totalIsEstimate;

    const int first = page * pageSize;
    const bool moved = std::ranges::any_of(held, [&](const auto &pair) {
        const int offset = pair.first.row() - first;
        return offset >= answer.rows.size() || answer.rows.at(offset).id != pair.second;
    });
    if (moved)
        emit layoutAboutToBeChanged();
    m_pages.insert(page, answer.rows);
    if (moved) {
        for (const auto &[index, id] : held) {
            const auto it = std::ranges::find(answer.rows, id, &JobRow::id);
            changePersistentIndex(index, it == answer.rows.end()
                                             ? QModelIndex()
                                             : this->index(first + int(it - answer.rows.begin()), index.column()));
        }
        emit layoutChanged();
    }
    m_recent.removeOne(page);
    m_recent.append(page);
    while (m_recent.size() > mostPages)
        m_pages.remove(m_recent.takeFirst());
    if (!answer.rows.isEmpty())
        emit dataChanged(index(first, 0), index(std::min(first + int(answer.rows.size()), rowCount()) - 1, ColumnCount - 1));
    emit loaded();
}

bool JobTableModel::apply(const Frame &frame)
{
    bool differs = frame.moreJobs;
    QHash<QString, const JobRow *> changed;
    for (const JobRow &row : frame.jobs)
        if (row.queue == m_query.queue)
            changed.insert(row.id.value, &row);
    if (changed.isEmpty())
        return differs;
    for (auto page = m_pages.begin(); page != m_pages.end(); ++page)
        for (qsizetype i = 0; i < page->size(); ++i) {
            const auto it = changed.find(page->at(i).id.value);
            if (it == changed.end())
                continue;
            const JobRow *news = it.value();
            changed.erase(it);
            differs |= m_query.state && news->state != *m_query.state;
            if ((*page)[i] == *news)
                continue;
            (*page)[i] = *news;
            const int row = page.key() * pageSize + int(i);
            emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
    for (const JobRow *row : std::as_const(changed))
        differs |= !m_query.state || row->state == *m_query.state;
    return differs;
}

} // namespace trato
