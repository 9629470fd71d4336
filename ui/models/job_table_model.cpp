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
    case TickColumn: return u"✓"_s;
    case IdColumn: return tr("Id");
    case NameColumn: return tr("Name");
    case SubjectColumn: return tr("Template");
    case RecipientColumn: return tr("To");
    case PriorityColumn: return tr("Priority");
    case AttemptsColumn: return tr("Tries");
    case ErrorColumn: return tr("Error");
    case StateColumn: return tr("State");
    case CreatedColumn: return tr("Created");
    case StartedColumn: return tr("Started");
    case TookColumn: return tr("Took");
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

QList<int> JobTableModel::rowsInMemory(int first, int last) const
{
    QList<int> rows;
    for (auto page = m_pages.cbegin(); page != m_pages.cend(); ++page)
        for (int i = 0; i < page->size(); ++i)
            if (const int row = page.key() * pageSize + i; row >= first && row <= last)
                rows.append(row);
    std::ranges::sort(rows);
    return rows;
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
    const int column = index.column();
    switch (role) {
    case Qt::CheckStateRole: return column == TickColumn ? QVariant(int(isTicked(index.row()) ? Qt::Checked : Qt::Unchecked)) : QVariant();
    case Qt::AccessibleTextRole:
        return column != TickColumn ? QVariant() : isTicked(index.row()) ? QVariant(tr("ticked")) : QVariant(tr("not ticked"));
    case Qt::ToolTipRole:
        if (column == TimeColumn)
            return format::dateTime(momentOf(*row));
        if (column == ErrorColumn && format::reason(row->failedReason) != row->failedReason)
            return format::reason(row->failedReason) + u"\n"_s + row->failedReason;   // the provider's own words, too
        [[fallthrough]];
    case Qt::DisplayRole: return text(*row, column);
    case Qt::TextAlignmentRole: return int(Qt::AlignLeft | Qt::AlignVCenter);
    case ToneRole: return column == StateColumn ? QVariant(int(format::mark(row->state).tone)) : QVariant();
    case ElideMiddleRole: return column == IdColumn;
    case MutedRole: return column == ErrorColumn || column >= CreatedColumn;
    default: return {};
    }
}

QVariant JobTableModel::text(const JobRow &row, int column) const
{
    switch (column) {
    case IdColumn: return row.id.value;
    case NameColumn: return row.name;
    case SubjectColumn: return row.subject.isEmpty() ? u"—"_s : format::templateName(row.subject);
    case RecipientColumn: return row.recipient.isEmpty() ? u"—"_s : row.recipient;
    case PriorityColumn: return row.priority == 0 ? u"—"_s : format::number(row.priority);
    case AttemptsColumn: return u"%1/%2"_s.arg(row.attemptsMade).arg(row.attempts);
    case ErrorColumn: return row.failedReason.isEmpty() ? u"—"_s : format::reason(row.failedReason);
    case StateColumn: return format::mark(row.state).text;
    case CreatedColumn: return format::moment(row.createdAt, m_clock.now());
    case StartedColumn: return row.startedAt ? format::moment(*row.startedAt, m_clock.now()) : u"—"_s;
    case TookColumn:
        return row.startedAt && row.finishedAt ? format::milliseconds(double((*row.finishedAt - *row.startedAt).count())) : u"—"_s;
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
    const bool sameJobs = query.queue == m_query.queue && query.state == m_query.state && query.search == m_query.search;
    beginResetModel();
    m_query = query;
    m_sort = query.sort;
    if (!sameJobs) {
        m_ticks.clear();
        m_allTicked = false;
    }
    m_total = 0;
    m_pages.clear();
    m_recent.clear();
    m_wanted.clear();
    m_answers.clear();
    endResetModel();
    if (!sameJobs)
        emit ticksChanged();
    ask(0);
}

bool JobTableModel::isTicked(int row) const
{
    const JobRow *shown = job(row);
    return shown && m_ticks.contains(shown->id) != m_allTicked;
}

void JobTableModel::setTicked(int row, bool ticked)
{
    const JobRow *shown = job(row);
    if (!shown || isTicked(row) == ticked)
        return;
    if (ticked == m_allTicked)
        m_ticks.remove(shown->id);
    else
        m_ticks.insert(shown->id);
    emit dataChanged(index(row, TickColumn), index(row, TickColumn));
    emit ticksChanged();
}

void JobTableModel::tickAll()
{
    m_allTicked = true;
    m_ticks.clear();
    showTicks();
}

void JobTableModel::clearTicks()
{
    if (!m_allTicked && m_ticks.isEmpty())
        return;
    m_allTicked = false;
    m_ticks.clear();
    showTicks();
}

void JobTableModel::showTicks()
{
    for (auto page = m_pages.cbegin(); page != m_pages.cend(); ++page)
        if (!page->isEmpty())
            emit dataChanged(index(page.key() * pageSize, TickColumn), index(page.key() * pageSize + int(page->size()) - 1, TickColumn));
    emit ticksChanged();
}

qint64 JobTableModel::tickCount() const
{
    return m_allTicked ? std::max<qint64>(0, m_total - m_ticks.size()) : m_ticks.size();
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
    m_sort = answer.sort;

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
    // What left the list is not acted on as a part of it.
    qsizetype gone = 0;
    for (const JobRow *row : std::as_const(changed))
        if (m_query.state && row->state != *m_query.state)
            gone += m_ticks.remove(row->id);
    if (gone > 0)
        emit ticksChanged();
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
