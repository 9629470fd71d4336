#include "ui/pages/job_inspector.h"

#include "engine/api/mask.h"
#include "ui/format.h"
#include "ui/widgets/card.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/tab_stop.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

/// Objects and lists on several lines; any other JSON value as it came.
QString pretty(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    return document.isNull() ? QString::fromUtf8(json) : QString::fromUtf8(document.toJson()).trimmed();
}

} // namespace

JobInspector::JobInspector(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_title(makeLabel({}, "title"))
    , m_timeline(makeLabel({}, ""))
    , m_text(new QPlainTextEdit)
    , m_unmask(makeChipButton(tr("Show personal data")))
    , m_ask(context.engine, [this](const JobDetail &detail) { fill(detail); },
            [this](const Error &error) { m_pane->showError(format::error(error)); })
{
    setProperty("clear", true);
    m_timeline->setTextFormat(Qt::RichText);
    m_timeline->setWordWrap(true);
    m_timeline->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_text->setReadOnly(true);
    m_text->setProperty("role", u"mono"_s);
    m_text->setAccessibleName(tr("Data of the job"));
    m_text->setMinimumHeight(80);

    auto *left = new QVBoxLayout;
    left->setSpacing(8);
    left->addWidget(m_title);
    left->addWidget(m_timeline, 1);
    auto *right = new QVBoxLayout;
    right->setSpacing(6);
    auto *line = new QHBoxLayout;
    line->setSpacing(6);
    auto *group = new QButtonGroup(this);
    for (const QString &name : {tr("Data"), tr("Log"), tr("Errors")}) {
        auto *button = makeChipButton(name);
        group->addButton(button);
        line->addWidget(button);
        m_views.append(button);
    }
    m_views.first()->setChecked(true);
    line->addStretch(1);
    line->addWidget(m_unmask);
    right->addLayout(line);
    right->addWidget(m_text, 1);
    auto *content = new QWidget;
    content->setProperty("clear", true);
    auto *columns = new QHBoxLayout(content);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(20);
    columns->addLayout(left, 1);
    columns->addLayout(right, 1);
    m_pane = new StatePane(content);
    m_pane->showEmpty(tr("No job is chosen"), tr("Choose one above to see what happened to it."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pane);
    keepTabStop(*group);
    connect(group, &QButtonGroup::buttonClicked, this, &JobInspector::fillText);
    connect(m_unmask, &QPushButton::toggled, this, &JobInspector::fillText);
    connect(m_pane, &StatePane::actionAsked, this, [this] { showJob(m_queue, m_id); });
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
    m_detail = detail;
    m_title->setText(tr("Job %1").arg(detail.row.id.value));
    m_views.at(1)->setText(tr("Log %1").arg(detail.logs.size()));
    m_views.at(2)->setText(tr("Errors %1").arg(detail.stacktrace.size()));
    fillTimeline();
    fillText();
    m_pane->showContent();
}

void JobInspector::fillTimeline()
{
    const JobRow &row = m_detail->row;
    QStringList lines;
    const auto add = [&](Tone tone, std::optional<Instant> at, const QString &text) {
        const QString time = at ? u"<b>%1</b>&nbsp; "_s.arg(format::moment(*at, m_context.clock.now())) : QString();
        lines << u"<p style='margin:0 0 7px 0'><span style='color:%1'>●</span>&nbsp; %2%3</p>"_s.arg(
            m_context.theme.colour(tone).name(), time, text.toHtmlEscaped());
    };
    add(Tone::Good, row.createdAt, tr("created"));
    if (row.dueAt)
        add(Tone::Violet, row.dueAt, tr("due"));
    if (row.startedAt)
        add(Tone::Accent, row.startedAt,
            m_detail->worker.isEmpty() ? tr("started, try %1 of %2").arg(m_detail->attemptsStarted).arg(row.attempts)
                                       : tr("started by %1, try %2 of %3")
                                             .arg(m_detail->worker)
                                             .arg(m_detail->attemptsStarted)
                                             .arg(row.attempts));
    if (m_detail->stalledCount > 0)
        add(Tone::Warn, {}, tr("its worker was lost %Ln time(s)", nullptr, m_detail->stalledCount));
    if (row.finishedAt) {
        const bool failed = row.state == JobState::Failed;
        QString text = failed ? tr("failed: %1").arg(maskText(row.failedReason)) : tr("completed");
        if (row.startedAt && !failed)
            text += u" · "_s + format::milliseconds(double((*row.finishedAt - *row.startedAt).count()));
        add(failed ? Tone::Bad : Tone::Good, row.finishedAt, text);
    } else if (row.state == JobState::Active && m_detail->leaseUntil) {
        add(Tone::Accent, {}, tr("held until %1").arg(format::clockTime(*m_detail->leaseUntil)));
    } else if (!row.failedReason.isEmpty()) {
        add(Tone::Warn, {}, tr("last error: %1").arg(maskText(row.failedReason)));
    }
    m_timeline->setText(lines.join(QString()));
}

void JobInspector::fillText()
{
    if (!m_detail)
        return;
    const bool open = m_unmask->isChecked();
    const auto shown = [open](const QByteArray &json) { return pretty(open ? json : maskJson(json)); };
    QString text;
    if (m_views.at(0)->isChecked()) {
        text = shown(m_detail->data.utf8);
        if (m_detail->returnValue.utf8 != "null")
            text += u"\n\n"_s + tr("Result:") + u"\n"_s + shown(m_detail->returnValue.utf8);
    } else {
        const QStringList &lines = m_views.at(1)->isChecked() ? m_detail->logs : m_detail->stacktrace;
        text = lines.isEmpty() ? tr("Nothing here.") : lines.join(m_views.at(1)->isChecked() ? u"\n"_s : u"\n\n"_s);
        if (!open)
            text = maskText(text);
    }
    m_text->setPlainText(text);
}

} // namespace trato
