#include "ui/dialogs/command_palette.h"

#include "engine/api/mask.h"
#include "ui/format.h"
#include "ui/widgets/card.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostOfAKind = 6;
constexpr int mostQueues = 12;
constexpr Hours visitsAhead{24 * 8};   ///< as far as the overview shows them
constexpr int groupRole = Qt::UserRole + 1;

QString folded(const QString &text)
{
    QString out;
    for (const QChar c : text.normalized(QString::NormalizationForm_D))
        if (c.category() != QChar::Mark_NonSpacing)
            out += c.toCaseFolded();
    return out;
}

} // namespace

bool paletteMatches(const QString &text, const QString &search)
{
    const QString in = u' ' + folded(text);
    const QStringList words = folded(search).split(u' ', Qt::SkipEmptyParts);
    return std::ranges::all_of(words, [&in](const QString &word) { return in.contains(u' ' + word); });
}

CommandPalette::CommandPalette(const PageContext &context, QList<PaletteItem> acts, PaletteTargets targets, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_acts(std::move(acts))
    , m_targets(std::move(targets))
    , m_field(new QLineEdit)
    , m_list(new QListWidget)
    , m_hint(makeLabel({}, "hint"))
    , m_pause(new QTimer(this))
    , m_askQueues(context.engine, [this](const QList<QueueView> &queues) {
          for (const QueueView &queue : queues.mid(0, mostQueues)) {
              m_jobs.push_back(std::make_unique<QList<PaletteItem>>());
              m_askJobs.emplace_back(queue.name, asker<ask::ListJobs>(*m_jobs.back(), [this](const JobPage &page) { return jobItems(page); }));
          }
          typed();
      }, [](const Error &) { /* without queues there are no jobs to find; the other answers tell of trouble */ })
{
    setWindowTitle(tr("Search and acts"));
    setMinimumSize(560, 420);
    const QString fieldName = tr("Search job, client, phone, or what to do…");
    m_field->setPlaceholderText(fieldName);
    m_field->setAccessibleName(fieldName);
    m_field->setClearButtonEnabled(true);
    m_list->setAccessibleName(tr("Found"));
    m_list->setFocusPolicy(Qt::NoFocus);   // arrows work from the field
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 14, 12);
    layout->setSpacing(8);
    layout->addWidget(m_field);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_hint);
    m_askVisits = asker<ask::ListVisits>(m_visits, [this](const QList<VisitView> &visits) {
        QList<PaletteItem> items;
        for (const VisitView &v : visits.mid(0, mostOfAKind))
            items.append({tr("Visit"), shortName(v.clientName) + u" · "_s + v.service,
                          format::dayOf(v.start, m_context.clock.now(), v.zone) + u' ' + format::time(v.start, v.zone),
                          [this, v] { m_targets.visit(v); }});
        return items;
    });
    m_askClients = asker<ask::ListClients>(m_clients, [this](const QList<Client> &clients) {
        QList<PaletteItem> items;
        for (const Client &c : clients.mid(0, mostOfAKind))
            items.append({tr("Client"), c.name, c.phone, [this, c] { m_targets.client(c); }});
        return items;
    });
    m_askDeliveries = asker<ask::ListDeliveries>(m_deliveries, [this](const DeliveryPage &page) {
        QList<PaletteItem> items;
        for (const DeliveryView &d : page.rows)
            items.append({tr("Message"), format::messageTitle(d),
                          format::name(d.channel) + u" · "_s + format::mark(d.state).text + u" · "_s + format::dateTime(d.createdAt), [this, d] { m_targets.delivery(d); }});
        return items;
    });
    m_pause->setSingleShot(true);
    m_pause->setInterval(120);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::typed);
    connect(m_pause, &QTimer::timeout, this, &CommandPalette::search);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
    m_field->installEventFilter(this);
    m_field->setFocus();
    m_askQueues.ask();
    showItems();
}

template <Askable Q>
std::unique_ptr<Asker<Q>> CommandPalette::asker(QList<PaletteItem> &into,
                                                std::function<QList<PaletteItem>(const typename Q::Answer &)> items)
{
    return std::make_unique<Asker<Q>>(
        m_context.engine,
        [this, &into, items = std::move(items)](const typename Q::Answer &answer) {
            into = items(answer);
            showItems();
        },
        [this, &into](const Error &error) {
            into.clear();
            m_trouble = format::error(error);
            showItems();
        });
}

QList<PaletteItem> CommandPalette::jobItems(const JobPage &page) const
{
    QList<PaletteItem> items;
    for (const JobRow &job : page.rows)
        items.append({tr("Job"), job.id.value + u" · "_s + (job.subject.isEmpty() ? job.name : job.subject),
                      job.queue.value + u" · "_s + format::mark(job.state).text, [this, job] { m_targets.job(job); }});
    return items;
}

QString CommandPalette::hint() const { return m_hint->text(); }

bool CommandPalette::busy() const
{
    return m_pause->isActive() || m_askVisits->busy() || m_askClients->busy() || m_askDeliveries->busy()
        || std::ranges::any_of(m_askJobs, [](const auto &entry) { return entry.second->busy(); });
}

void CommandPalette::typed()
{
    const QString text = m_field->text().trimmed();
    if (text.size() >= searchFrom) {
        m_pause->start();
    } else {
        m_pause->stop();
        m_asked.clear();
        for (QList<PaletteItem> *found : {&m_visits, &m_clients, &m_deliveries})
            found->clear();
        for (const auto &found : m_jobs)
            found->clear();
    }
    showItems();
}

void CommandPalette::search()
{
    m_asked = m_field->text().trimmed();
    m_trouble.clear();
    const Instant now = m_context.clock.now();
    m_askVisits->ask({.from = now - Hours(12), .to = now + visitsAhead, .search = m_asked});
    m_askClients->ask({.search = m_asked});
    m_askDeliveries->ask({.search = m_asked, .state = {}, .limit = mostOfAKind});
    for (const auto &[queue, jobs] : m_askJobs)
        jobs->ask({.query = {.queue = queue, .search = m_asked, .limit = mostOfAKind}});
    showItems();
}

/// Keeps the chosen line when it is still there: answers come one after the other while a person looks.
void CommandPalette::showItems()
{
    const QString text = m_field->text().trimmed();
    const int row = m_list->currentRow();
    const QString chosen = row >= 0 && row < m_shown.size() ? m_shown.at(row).group + m_shown.at(row).title + m_shown.at(row).note : QString();
    m_shown.clear();
    for (const PaletteItem &act : m_acts)
        if (paletteMatches(act.title, text))
            m_shown.append(act);
    if (text.size() >= searchFrom) {
        m_shown += m_clients + m_visits + m_deliveries;
        for (const auto &found : m_jobs)
            m_shown += *found;
    }
    m_list->clear();
    int current = 0;
    for (qsizetype i = 0; i < m_shown.size(); ++i) {
        const PaletteItem &item = m_shown.at(i);
        auto *line = new QListWidgetItem(item.title + (item.note.isEmpty() ? QString() : u"   "_s + item.note) + u"   — "_s + item.group, m_list);
        line->setData(groupRole, item.group);
        if (item.group + item.title + item.note == chosen)
            current = int(i);
    }
    if (!m_shown.isEmpty())
        m_list->setCurrentRow(current);
    if (text.size() >= searchFrom && busy())
        m_hint->setText(tr("Searching…"));
    else if (!m_trouble.isEmpty() && text.size() >= searchFrom)
        m_hint->setText(m_trouble);
    else if (m_shown.isEmpty())
        m_hint->setText(tr("Nothing was found. Try a shorter text."));
    else
        m_hint->setText(tr("Arrows choose · Enter opens · Esc closes"));
}

void CommandPalette::moveBy(int rows)
{
    if (m_list->count() > 0)
        m_list->setCurrentRow(std::clamp(m_list->currentRow() + rows, 0, m_list->count() - 1));
}

void CommandPalette::runCurrent()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_shown.size())
        return;
    const std::function<void()> run = m_shown.at(row).run;
    accept();
    run();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        constexpr int page = 8;
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Down: moveBy(1); return true;
        case Qt::Key_Up: moveBy(-1); return true;
        case Qt::Key_PageDown: moveBy(page); return true;
        case Qt::Key_PageUp: moveBy(-page); return true;
        case Qt::Key_Return:
        case Qt::Key_Enter: runCurrent(); return true;
        default: break;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace trato
