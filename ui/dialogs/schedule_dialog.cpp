#include "ui/dialogs/schedule_dialog.h"

#include "engine/api/schedule_words.h"
#include "ui/format.h"
#include "ui/widgets/card.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/table_view.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis typingRests{150};
constexpr MissedPolicy policies[] = {MissedPolicy::Once, MissedPolicy::Skip, MissedPolicy::All};

QString plannedText(const ScheduleRun &run, const QString &zone)
{
    const QString first = format::dateTime(run.slot, zone);
    return run.until == run.slot ? first : first + u" – "_s + format::dateTime(run.until, zone);
}

} // namespace

ScheduleDialog::ScheduleDialog(const PageContext &context, const std::optional<ScheduleView> &edited, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_edited(edited)
    , m_home(new QComboBox)
    , m_every(new QSpinBox)
    , m_limit(new QSpinBox)
    , m_id(new QLineEdit)
    , m_title(new QLineEdit)
    , m_rule(new QLineEdit)
    , m_zone(new QLineEdit)
    , m_queue(new QComboBox)
    , m_job(new QLineEdit)
    , m_data(new QPlainTextEdit)
    , m_missed(new QComboBox)
    , m_catchUp(new QSpinBox)
    , m_attempts(new QSpinBox)
    , m_meaning(makeLabel({}, "strong"))
    , m_times(makeLabel({}, ""))
    , m_problem(makeLabel({}, "error"))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel))
    , m_pause(new QTimer(this))
    , m_preview(context.engine, [this](const CronPreview &preview) { showPreview(preview); },
                [this](const Error &error) {
                    m_times->clear();
                    m_meaning->setText(error.code == Error::Code::Invalid ? format::reason(error.detail) : format::error(error));
                })
    , m_queues(context.engine,
               [this](const QList<QueueView> &queues) {
                   const QString typed = m_queue->currentText();
                   for (const QueueView &queue : queues)
                       if (m_queue->findText(queue.name.value) < 0)
                           m_queue->addItem(queue.name.value);
                   m_queue->setCurrentText(typed);
               },
               [](const Error &) {}) // the queue can be typed
    , m_status(context.engine, [this](const EngineStatus &status) { m_form->setRowVisible(m_home, isKeptByQueue() || (status.store.shared && !m_edited)); },
               [](const Error &) {}) // then the shop keeps it
    , m_show(context.engine, [this](const ScheduleDetail &detail) { showRuns(detail.runs); },
             [this](const Error &error) { m_runPane->showError(format::error(error)); })
    , m_save(context.engine, [this](const ScheduleView &) { QDialog::accept(); }, [this](const Error &error) { refuse(error); })
    , m_try(context.engine, [this](const ScheduleRun &) { m_show.ask({.id = m_edited->draft.id}); },
            [this](const Error &error) { refuse(error); })
    , m_remove(context.engine, [this](const Done &) { QDialog::accept(); }, [this](const Error &error) { refuse(error); })
{
    setWindowTitle(edited ? words::scheduleTitle(edited->draft) : tr("New schedule"));
    m_runs = new ListTable<ScheduleRun>(
        {{tr("Planned"), textColumn<ScheduleRun>([this](const ScheduleRun &r) { return plannedText(r, m_edited ? m_edited->zone : QString()); })},
         {tr("How"), textColumn<ScheduleRun>([](const ScheduleRun &r) { return words::name(r.kind); }, true)},
         {tr("Outcome"), chipColumn<ScheduleRun>([](const ScheduleRun &r) { return format::mark(r.state); })}},
        [](const ScheduleRun &r) { return QString::number(toMs(r.slot)) + nameOf(r.kind); }, this);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(20);
    columns->addWidget(makeForm(), 1);
    const bool hasHistory = edited && !isKeptByQueue();
    if (hasHistory)
        columns->addWidget(makeHistory(), 1);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_buttons->button(QDialogButtonBox::Save)->setText(edited ? tr("Save") : tr("Add"));
    m_buttons->button(QDialogButtonBox::Save)->setProperty("kind", u"primary"_s);
    m_buttons->button(QDialogButtonBox::Cancel)->setText(tr("Close"));
    if (edited) {
        auto *button = m_buttons->addButton(tr("Remove…"), QDialogButtonBox::ResetRole);
        button->setProperty("kind", u"danger"_s);
        connect(button, &QPushButton::clicked, this, &ScheduleDialog::remove);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(14);
    layout->addLayout(columns, 1);
    layout->addWidget(m_problem);
    layout->addWidget(m_buttons);
    resize(hasHistory ? 980 : 480, 620);

    m_pause->setSingleShot(true);
    m_pause->setInterval(typingRests);
    connect(m_pause, &QTimer::timeout, this, &ScheduleDialog::askPreview);
    connect(m_rule, &QLineEdit::textEdited, m_pause, qOverload<>(&QTimer::start));
    connect(m_zone, &QLineEdit::textEdited, m_pause, qOverload<>(&QTimer::start));
    connect(m_buttons, &QDialogButtonBox::accepted, this, &ScheduleDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    fill(edited ? edited->draft : ScheduleDraft{.pattern = u"0 2 * * *"_s});
    askPreview();
    m_queues.ask();
    m_status.ask();
    if (hasHistory)
        m_show.ask({.id = edited->draft.id});
}

QWidget *ScheduleDialog::makeForm()
{
    m_queue->setEditable(true);
    m_data->setTabChangesFocus(true);
    m_data->setFixedHeight(64);
    m_title->setPlaceholderText(tr("As people call it"));
    m_rule->setPlaceholderText(u"0 2 * * *"_s);
    m_rule->setToolTip(tr("Minute, hour, day, month, weekday; or @daily, @weekly, @monthly"));
    m_catchUp->setRange(1, 100);
    m_attempts->setRange(1, 100);
    for (const MissedPolicy policy : policies)
        m_missed->addItem(words::name(policy), int(policy));
    connect(m_missed, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_catchUp->setEnabled(index >= 0 && policies[index] == MissedPolicy::All);
    });
    auto *inside = new QWidget;
    inside->setProperty("clear", true);
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 0, 0);
    auto *form = m_form = new QFormLayout;
    column->addLayout(form);
    column->addStretch(1);
    form->setSpacing(9);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto row = [form](const QString &name, QWidget *editor) {
        editor->setAccessibleName(name);
        form->addRow(name, editor);
    };
    if (!m_edited) {
        row(tr("Id"), m_id);
        m_id->setPlaceholderText(u"relatorio-semanal"_s);
    } else {
        m_id->setParent(this);
        m_id->hide();
    }
    m_home->addItem(tr("the shop: caught up when missed, with a history"), int(ScheduleHome::Shop));
    m_home->addItem(tr("its queue: any BullMQ worker continues it"), int(ScheduleHome::Queue));
    m_every->setRange(0, std::numeric_limits<int>::max());
    m_every->setSpecialValueText(tr("by the rule"));
    m_every->setSuffix(tr(" ms"));
    for (QSpinBox *box : {m_every, m_limit})
        box->setGroupSeparatorShown(true);
    m_limit->setRange(0, 1'000'000'000);
    m_limit->setSpecialValueText(tr("no limit"));
    connect(m_home, &QComboBox::currentIndexChanged, this, &ScheduleDialog::showHome);
    connect(m_every, &QSpinBox::valueChanged, this, &ScheduleDialog::showHome);
    row(tr("Kept by"), m_home);
    form->setRowVisible(m_home, isKeptByQueue());
    m_home->setEnabled(!m_edited); // it does not move
    row(tr("Name"), m_title);
    row(tr("Rule"), m_rule);
    form->addRow(QString(), makeTimes());
    row(tr("Or every"), m_every);
    row(tr("Time zone"), m_zone);
    row(tr("Queue"), m_queue);
    row(tr("Job"), m_job);
    row(tr("Data"), m_data);
    row(tr("When missed"), m_missed);
    row(tr("At most"), m_catchUp);
    row(tr("Tries"), m_attempts);
    row(tr("Runs at most"), m_limit);
    return inside;
}

QWidget *ScheduleDialog::makeTimes()
{
    auto *inside = new QWidget;
    inside->setProperty("clear", true);
    auto *layout = new QVBoxLayout(inside);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    m_meaning->setWordWrap(true);
    m_meaning->setAccessibleName(tr("Meaning of the rule"));
    m_times->setAccessibleName(tr("Next five times"));
    m_times->setMinimumHeight(5 * m_times->fontMetrics().lineSpacing());
    m_times->setAlignment(Qt::AlignTop);
    layout->addWidget(m_meaning);
    layout->addWidget(m_times);
    return inside;
}

QWidget *ScheduleDialog::makeHistory()
{
    auto *card = new Card(tr("History"));
    card->setHint(tr("newest first"));
    m_runTable = new TableView(m_context.theme, tr("History"));
    m_runTable->setModel(m_runs);
    m_runTable->setWeights({46, 24, 30}, {0});
    m_runPane = new StatePane(m_runTable);
    m_result = makeLabel({}, "hint");
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_result->setAccessibleName(tr("What the run did"));
    card->body()->addWidget(m_runPane, 1);
    card->body()->addWidget(m_result);
    if (m_edited->draft.queue.value == u"system-cleanup") {
        auto *attempt = card->addButton(tr("Try without removing"));
        connect(attempt, &QPushButton::clicked, this, [this] { m_try.ask({.id = m_edited->draft.id, .dryRun = true}); });
    }
    connect(m_runPane, &StatePane::actionAsked, this, [this] { m_show.ask({.id = m_edited->draft.id}); });
    connect(m_runTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ScheduleDialog::showResult);
    // A run that was started a moment ago ends while the dialog is open.
    connect(&m_context.engine, &EngineApi::frameReady, card, [this, seen = quint64(0)](const Frame &frame) mutable {
        if (std::exchange(seen, frame.statusRevision) != frame.statusRevision)
            m_show.ask({.id = m_edited->draft.id});
    });
    return card;
}

void ScheduleDialog::fill(const ScheduleDraft &draft)
{
    m_id->setText(draft.id);
    m_title->setText(draft.title);
    m_rule->setText(draft.pattern);
    m_zone->setText(draft.zone);
    m_queue->setCurrentText(draft.queue.value);
    m_job->setText(draft.jobName);
    m_data->setPlainText(QString::fromUtf8(draft.data.utf8));
    m_missed->setCurrentIndex(m_missed->findData(int(draft.missed)));
    m_catchUp->setValue(draft.catchUp);
    m_catchUp->setEnabled(draft.missed == MissedPolicy::All);
    m_attempts->setValue(draft.attempts);
    m_home->setCurrentIndex(m_home->findData(int(draft.home)));
    m_every->setValue(int(std::min<qint64>(draft.every.count(), m_every->maximum())));
    m_limit->setValue(int(std::min<qint64>(draft.limit, m_limit->maximum())));
    m_queue->setEnabled(!m_edited || !isKeptByQueue()); // there it is a part of its name
    showHome();
}

ScheduleDraft ScheduleDialog::draft() const
{
    ScheduleDraft typed{.id = m_id->text().trimmed(), .title = m_title->text().trimmed(), .queue = {m_queue->currentText().trimmed()},
            .jobName = m_job->text().trimmed(), .data = {m_data->toPlainText().trimmed().toUtf8()}, .pattern = m_rule->text().trimmed(),
            .zone = m_zone->text().trimmed(), .missed = MissedPolicy(m_missed->currentData().toInt()), .catchUp = m_catchUp->value(),
            .attempts = m_attempts->value()};
    if (!isKeptByQueue())
        return typed;
    typed.home = ScheduleHome::Queue;
    typed.title.clear();
    typed.every = Millis(m_every->value());
    if (m_every->value() > 0)
        typed.pattern.clear();
    typed.limit = m_limit->value();
    if (m_edited) { // not asked for here
        typed.starts = m_edited->draft.starts;
        typed.ends = m_edited->draft.ends;
    }
    return typed;
}

bool ScheduleDialog::isKeptByQueue() const
{
    return m_edited ? m_edited->draft.home == ScheduleHome::Queue : m_home->currentData().toInt() == int(ScheduleHome::Queue);
}

bool ScheduleDialog::hasInterval() const { return isKeptByQueue() && m_every->value() > 0; }

QueueName ScheduleDialog::keeper() const { return m_edited && isKeptByQueue() ? m_edited->draft.queue : QueueName(); }

/// Only what a schedule of this home has.
void ScheduleDialog::showHome()
{
    const bool queue = isKeptByQueue();
    for (QWidget *field : {static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_missed), static_cast<QWidget *>(m_catchUp)})
        m_form->setRowVisible(field, !queue);
    for (QWidget *field : {static_cast<QWidget *>(m_every), static_cast<QWidget *>(m_limit)})
        m_form->setRowVisible(field, queue);
    m_rule->setEnabled(!hasInterval());
    m_zone->setEnabled(!hasInterval());
    askPreview();
}

QString ScheduleDialog::meaning() const { return m_meaning->text(); }
QString ScheduleDialog::problem() const { return m_problem->isHidden() ? QString() : m_problem->text(); }

void ScheduleDialog::askPreview()
{
    if (hasInterval()) {
        m_meaning->setText(words::interval(Millis(m_every->value())));
        const bool known = m_edited && m_edited->draft.every == Millis(m_every->value()); // else only its queue knows the first
        return showTimes(known ? m_edited->upcoming : QList<Instant>(), m_edited ? m_edited->zone : QString());
    }
    m_preview.ask({.pattern = m_rule->text(), .zone = m_zone->text().trimmed()});
}

void ScheduleDialog::showPreview(const CronPreview &preview)
{
    if (hasInterval())
        return;
    m_meaning->setText(words::cronRule(preview.rule));
    m_zone->setPlaceholderText(preview.zone);
    showTimes(preview.upcoming, preview.zone);
}

void ScheduleDialog::showTimes(const QList<Instant> &times, const QString &zone)
{
    QStringList lines;
    for (const Instant at : times)
        lines << tr("%1 · in %2").arg(format::dateTime(at, zone), format::span(at - m_context.clock.now()));
    m_times->setText(lines.join(u'\n'));
}

void ScheduleDialog::showRuns(const QList<ScheduleRun> &runs)
{
    m_runs->set(runs);
    if (runs.isEmpty()) {
        m_runPane->showEmpty(tr("It has not run yet"), tr("What becomes of each planned time appears here."));
        return;
    }
    m_runPane->showContent();
    if (!m_runTable->currentIndex().isValid())
        m_runTable->selectRow(0);
    showResult();
}

void ScheduleDialog::showResult()
{
    const QModelIndex current = m_runTable->currentIndex();
    if (!current.isValid())
        return m_result->clear();
    const ScheduleRun &run = m_runs->at(current.row());
    const QString result = words::runResult(run);
    m_result->setText(result.isEmpty() ? words::runSummary(run) : result);
}

void ScheduleDialog::accept()
{
    m_problem->hide();
    m_save.ask({.schedule = draft(), .mustBeNew = !m_edited.has_value()});
}

void ScheduleDialog::remove()
{
    m_context.prompts.confirm(this,
                              {tr("Remove this schedule?"),
                               (isKeptByQueue() ? tr("“%1” no longer runs, whoever works on its queue. Jobs it has started stay.")
                                                : tr("“%1” no longer runs, and its history is forgotten. Jobs it has started stay."))
                                   .arg(words::scheduleTitle(m_edited->draft)),
                               tr("Remove"), true},
                              [this] { m_remove.ask({.id = m_edited->draft.id, .queue = keeper()}); });
}

void ScheduleDialog::refuse(const Error &error)
{
    const std::pair<QString, QWidget *> fields[] = {{u"id"_s, m_id}, {u"title"_s, m_title}, {u"queue"_s, m_queue}, {u"jobName"_s, m_job},
                                                    {u"data"_s, m_data}, {u"zone"_s, m_zone}, {u"catchUp"_s, m_catchUp},
                                                    {u"attempts"_s, m_attempts}, {u"every"_s, m_every}, {u"limit"_s, m_limit}};
    QString text = format::error(error);
    if (error.code == Error::Code::Invalid) {
        text = format::reason(error.detail);
        const QString field = error.detail.section(u':', 0, 0);
        const auto *found = std::ranges::find_if(fields, [&](const auto &entry) { return entry.first == field; });
        (found == std::end(fields) ? m_rule : found->second)->setFocus(); // the others are parts of the rule
    }
    m_problem->setText(text);
    m_problem->show();
}

} // namespace trato
