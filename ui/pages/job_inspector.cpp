#include "ui/pages/job_inspector.h"

#include "engine/api/mask.h"
#include "ui/dialogs/flow_dialog.h"
#include "ui/dialogs/job_copy_dialog.h"
#include "ui/dialogs/job_plan_dialog.h"
#include "ui/format.h"
#include "ui/json_fold.h"
#include "ui/pages/job_acts.h"
#include "ui/pages/job_timeline.h"
#include "ui/widgets/card.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/tab_stop.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPromise>
#include <QPushButton>
#include <QSaveFile>
#include <QVBoxLayout>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

bool isFinished(JobState state) { return state == JobState::Failed || state == JobState::Completed; }

/// The text of `work` from a thread of the pool.
QFuture<QString> inPool(QThreadPool &pool, std::function<QString()> work)
{
    auto promise = std::make_shared<QPromise<QString>>();
    promise->start();
    pool.start([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
    return promise->future();
}

} // namespace

JobInspector::JobInspector(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_title(makeLabel({}, "title"))
    , m_timeline(new JobTimeline(context.theme, context.clock))
    , m_text(new QPlainTextEdit)
    , m_unmask(makeChipButton(tr("Show personal data")))
    , m_acts(new JobActs(context, this))
    , m_ask(context.engine, [this](const JobDetail &detail) { fill(detail); },
            [this](const Error &error) { m_pane->showError(format::error(error)); })
    , m_askCopy(context.engine,
                [this](const Added &added) {
                    m_context.prompts.tell(this, tr("Duplicate"), tr("Job %1 was added.").arg(added.id.value));
                    emit acted();
                },
                [this](const Error &error) { m_context.prompts.tell(this, tr("The job was not duplicated"), format::error(error)); })
{
    setProperty("clear", true);
    m_pool.setMaxThreadCount(1);
    auto *left = new QVBoxLayout;
    left->setSpacing(8);
    left->addWidget(m_title);
    left->addWidget(m_timeline, 1);
    auto *content = new QWidget;
    content->setProperty("clear", true);
    auto *columns = new QHBoxLayout(content);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(20);
    columns->addLayout(left, 9);
    columns->addWidget(makeText(), 11);
    m_pane = new StatePane(content);
    m_pane->showEmpty(tr("No job is chosen"), tr("Choose one above to see what happened to it."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pane);
    connect(m_pane, &StatePane::actionAsked, this, [this] { showJob(m_queue, m_id); });
    connect(m_acts, &JobActs::done, this, &JobInspector::acted);
    connect(&m_layOut, &QFutureWatcherBase::finished, this, [this] {
        if (m_layOut.future().resultCount() > 0)
            showText(m_layOut.result());
    });
    connect(&m_saving, &QFutureWatcherBase::finished, this, [this] {
        if (m_saving.future().resultCount() > 0 && !m_saving.result().isEmpty())
            m_context.prompts.tell(this, tr("The data was not saved"), m_saving.result());
    });
}

JobInspector::~JobInspector() { m_pool.waitForDone(); }

QWidget *JobInspector::makeText()
{
    m_text->setReadOnly(true);
    m_text->setProperty("role", u"mono"_s);
    m_text->setAccessibleName(tr("Data of the job"));
    m_text->setMinimumHeight(60);
    auto *right = new QWidget;
    right->setProperty("clear", true);
    auto *layout = new QVBoxLayout(right);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    auto *line = new QHBoxLayout;
    line->setSpacing(6);
    auto *group = new QButtonGroup(this);
    for (const QString &name : {tr("Data"), tr("Result"), tr("Log"), tr("Errors"), tr("Options")}) {
        auto *button = makeChipButton(name);
        group->addButton(button);
        line->addWidget(button);
        m_views.append(button);
    }
    m_views.first()->setChecked(true);
    line->addStretch(1);
    line->addWidget(m_unmask);
    layout->addLayout(line);
    layout->addWidget(m_text, 1);
    layout->addWidget(makeActs());
    keepTabStop(*group);
    connect(group, &QButtonGroup::buttonClicked, this, &JobInspector::fillText);
    connect(m_unmask, &QPushButton::toggled, this, &JobInspector::fillText);
    return right;
}

QWidget *JobInspector::makeActs()
{
    auto *acts = new QWidget;
    acts->setProperty("clear", true);
    auto *line = new QHBoxLayout(acts);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(6);
    m_act = new QPushButton(format::name(JobAct::Retry));
    m_act->setProperty("kind", u"primary"_s);
    m_edit = new QPushButton(tr("Edit and run again…"));
    m_copy = new QPushButton(tr("Duplicate"));
    m_plan = new QPushButton(tr("Change…"));
    m_plan->setToolTip(tr("Time and priority"));
    m_save = new QPushButton(tr("Save data…"));
    m_flow = new QPushButton(tr("Flow…"));
    m_flow->setToolTip(tr("The jobs it waits for, and the one that waits for it"));
    for (QPushButton *button : {m_act, m_edit, m_copy, m_plan, m_flow, m_save})
        line->addWidget(button);
    line->addStretch(1);
    connect(m_act, &QPushButton::clicked, this, &JobInspector::act);
    connect(m_edit, &QPushButton::clicked, this, &JobInspector::edit);
    connect(m_copy, &QPushButton::clicked, this, &JobInspector::duplicate);
    connect(m_plan, &QPushButton::clicked, this, &JobInspector::plan);
    connect(m_save, &QPushButton::clicked, this, &JobInspector::save);
    connect(m_flow, &QPushButton::clicked, this, &JobInspector::showFlow);
    return acts;
}

void JobInspector::showJob(const QueueName &queue, const JobId &id)
{
    const bool same = m_queue == queue && m_id == id && m_detail;
    m_queue = queue;
    m_id = id;
    if (id.isEmpty()) {
        m_detail.reset();
        m_pane->showEmpty(tr("No job is chosen"), tr("Choose one above to see what happened to it."));
        return;
    }
    if (!same) {
        m_detail.reset();
        m_unmask->setChecked(false);   // personal data is shown for one job at a time
        m_pane->showLoading();
    }
    m_ask.ask({.queue = queue, .id = id});
}

void JobInspector::takeFrame(const Frame &frame)
{
    const bool changed = std::ranges::any_of(frame.jobs, [this](const JobRow &row) {
        return row.queue == m_queue && row.id == m_id && !(m_detail && m_detail->row == row);
    });
    if (changed && !m_id.isEmpty())
        m_ask.ask({.queue = m_queue, .id = m_id});
}

QString JobInspector::dataText() const { return m_text->toPlainText(); }
QString JobInspector::timelineText() const { return m_timeline->text(); }

void JobInspector::fill(const JobDetail &detail)
{
    const bool sameText = m_detail && m_detail->data == detail.data && m_detail->returnValue == detail.returnValue
        && m_detail->logs == detail.logs && m_detail->stacktrace == detail.stacktrace && m_detail->options == detail.options;
    m_detail = detail;
    m_title->setText(tr("Job %1").arg(detail.row.id.value));
    m_views.at(Log)->setText(tr("Log %1").arg(detail.logs.size()));
    m_views.at(Errors)->setText(tr("Errors %1").arg(detail.stacktrace.size()));
    m_views.at(Result)->setVisible(detail.returnValue.utf8 != "null");
    if (m_views.at(Result)->isHidden() && m_views.at(Result)->isChecked())
        m_views.first()->setChecked(true);
    m_timeline->show(detail);
    if (!sameText)
        fillText();   // else a person may be reading it
    offer();
    m_pane->showContent();
}

void JobInspector::offer()
{
    const JobState state = m_detail->row.state;
    const bool large = m_detail->data.utf8.size() > JobCopyDialog::largestData;
    m_act->setVisible(isFinished(state) || state == JobState::Delayed);
    m_act->setText(format::name(state == JobState::Delayed ? JobAct::Promote : JobAct::Retry));
    m_edit->setEnabled(!large);
    m_edit->setToolTip(large ? tr("The data is too large to be edited here (%1).").arg(format::bytes(m_detail->data.utf8.size())) : QString());
    m_plan->setVisible(!isFinished(state) && state != JobState::Active);
    m_save->setVisible(large);
    m_flow->setVisible(m_detail->parent || m_detail->children > 0);
}

void JobInspector::fillText()
{
    if (!m_detail)
        return;
    if (m_views.at(Data)->isChecked())
        return layOut(m_detail->data.utf8);
    if (m_views.at(Result)->isChecked())
        return layOut(m_detail->returnValue.utf8);
    if (m_views.at(Options)->isChecked())
        return layOut(codec::toJson(m_detail->options));
    m_layOut.setFuture({});
    const bool log = m_views.at(Log)->isChecked();
    const QStringList &lines = log ? m_detail->logs : m_detail->stacktrace;
    const QString text = lines.isEmpty() ? tr("Nothing here.") : lines.join(log ? u"\n"_s : u"\n\n"_s);
    showText(m_unmask->isChecked() ? text : maskText(text));
}

void JobInspector::layOut(const QByteArray &json)
{
    // Masked after it is folded: what is not shown need not be looked at.
    const auto work = [json, open = m_unmask->isChecked()] {
        const QString text = json_fold::fold(json);
        return open ? text : QString::fromUtf8(maskJson(text.toUtf8()));
    };
    if (json.size() <= json_fold::atOnce) {
        m_layOut.setFuture({});
        return showText(work());
    }
    showText(tr("Loading…"));
    m_layOut.setFuture(inPool(m_pool, work));
}

void JobInspector::showText(const QString &text) { m_text->setPlainText(text); }

void JobInspector::act()
{
    const JobState state = m_detail->row.state;
    m_acts->onJobs(state == JobState::Delayed ? JobAct::Promote : JobAct::Retry, m_queue, state, {m_id});
}

void JobInspector::edit()
{
    auto *dialog = new JobCopyDialog(m_context, *m_detail, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &JobCopyDialog::copied, this, &JobInspector::acted);
    dialog->open();
}

void JobInspector::duplicate()
{
    m_context.prompts.confirm(this,
                              {tr("Duplicate this job?"),
                               tr("A second job with the same data is added to %1 and runs like any other.").arg(m_queue.value),
                               tr("Duplicate"), false},
                              [this, question = ask::CopyJob{.queue = m_queue, .id = m_id}] { m_askCopy.ask(question); });
}

void JobInspector::plan()
{
    auto *dialog = new JobPlanDialog(m_context, m_detail->row, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &JobPlanDialog::changed, this, [this] {
        showJob(m_queue, m_id);
        emit acted();
    });
    dialog->open();
}

void JobInspector::showFlow()
{
    auto *dialog = new FlowDialog(m_context, {m_queue, m_id}, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &FlowDialog::jobAsked, this, &JobInspector::jobAsked);
    dialog->open();
}

void JobInspector::save()
{
    m_context.prompts.saveFile(this, tr("Save data (with personal data)"), u"job-%1.json"_s.arg(m_id.value), tr("JSON (*.json)"),
                               [this, data = m_detail->data.utf8](const QString &path) {
                                   m_saving.setFuture(inPool(m_pool, [data, path] {
                                       QSaveFile file(path);
                                       const bool good = file.open(QIODevice::WriteOnly) && file.write(data) == data.size() && file.commit();
                                       return good ? QString() : file.errorString();
                                   }));
                               });
}

} // namespace trato
