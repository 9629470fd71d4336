#include "ui/pages/job_timeline.h"

#include "engine/api/mask.h"
#include "ui/format.h"
#include "ui/widgets/card.h"

#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

JobTimeline::JobTimeline(const Theme &theme, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_text(makeLabel({}, ""))
{
    m_text->setTextFormat(Qt::RichText);
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(tr("Timeline of the job"));
    auto *inner = new QWidget;
    inner->setProperty("clear", true);
    auto *column = new QVBoxLayout(inner);
    column->setContentsMargins(0, 0, 6, 0);
    column->addWidget(m_text);
    column->addStretch(1);
    scroll->setWidget(inner);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    connect(&theme, &Theme::changed, this, &JobTimeline::write);
}

void JobTimeline::show(const JobDetail &detail)
{
    m_detail = detail;
    write();
}

QString JobTimeline::text() const { return m_text->text(); }

void JobTimeline::write()
{
    if (!m_detail)
        return;
    const JobRow &row = m_detail->row;
    const Instant now = m_clock.now();
    QStringList lines;
    const auto add = [&](Tone tone, std::optional<Instant> at, const QString &text) {
        const QString time = at ? u"<b>%1</b>&nbsp; "_s.arg(format::moment(*at, now)) : QString();
        lines << u"<p style='margin:0 0 7px 0'><span style='color:%1'>●</span>&nbsp; %2%3</p>"_s.arg(
            m_theme.colour(tone).name(), time, text.toHtmlEscaped());
    };
    const auto length = [](Millis time) { return format::milliseconds(double(std::max(Millis(0), time).count())); };
    add(Tone::Good, row.createdAt, tr("created"));
    int last = 0;
    for (const JobAttempt &attempt : m_detail->attempts) {
        if (last > 0 && attempt.number <= last)
            add(Tone::Neutral, attempt.readyAt, tr("run again by a person"));
        last = attempt.number;
        QString begun = attempt.number > row.attempts ? tr("run %1 started").arg(attempt.number)
                                                      : tr("try %1 of %2 started").arg(attempt.number).arg(row.attempts);
        begun += u" · "_s + tr("waited %1").arg(length(attempt.startedAt - attempt.readyAt));
        if (!attempt.worker.isEmpty())
            begun += u" · "_s + attempt.worker;
        add(Tone::Accent, attempt.startedAt, begun);
        if (!attempt.endedAt)
            continue;
        const format::Marked mark = format::mark(attempt.outcome);
        QString ended = mark.text + u" · "_s + tr("ran %1").arg(length(*attempt.endedAt - attempt.startedAt));
        if (!attempt.error.isEmpty())
            ended += u": "_s + maskText(format::reason(attempt.error));
        add(mark.tone, attempt.endedAt, ended);
    }
    if (row.state == JobState::Active && m_detail->leaseUntil)
        add(Tone::Accent, {}, tr("held until %1").arg(format::clockTime(*m_detail->leaseUntil)));
    else if (row.dueAt)
        add(Tone::Violet, row.dueAt, row.attemptsMade > 0 ? tr("next try") : tr("due"));
    else if (row.state == JobState::Waiting || row.state == JobState::Prioritized)
        add(Tone::Neutral, {}, tr("waits for its turn"));
    m_text->setText(lines.join(QString()));
}

} // namespace trato
