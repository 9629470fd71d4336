#include "app/console/farewell.h"

#include "ui/format.h"

#include <algorithm>

namespace trato {

int unsentMessages(const PreviewList &preview, Instant now)
{
    const auto wishes = std::ranges::count_if(preview.wishes, [](const MessagePreview &each) { return each.reason.isEmpty(); });
    return int(wishes + std::ranges::count_if(preview.reminders, [now](const ReminderPreview &each) {
        const bool waits = each.reminder.state == ReminderView::State::Planned || each.reminder.state == ReminderView::State::Queued;
        return waits && each.reminder.dueAt < now + Hours(24);
    }));
}

Farewell::Farewell(EngineApi &engine, Prompts &prompts, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_prompts(prompts)
    , m_clock(clock)
    , m_ask(engine, [this](const PreviewList &preview) { answered(preview); },
            [this](const Error &) {
                if (m_patience.isActive())
                    answered({});
            })
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &Farewell::agreed);
}

void Farewell::ask(QWidget *over)
{
    m_over = over;
    m_patience.start(patience);
    const Instant now = m_clock.now();
    m_ask.ask({.from = now, .to = now + Hours(24)});
}

void Farewell::answered(const PreviewList &preview)
{
    if (!m_patience.isActive())
        return;   // too late: it was agreed without an answer
    m_patience.stop();
    const int unsent = unsentMessages(preview, m_clock.now());
    if (unsent == 0) {
        emit agreed();
        return;
    }
    m_prompts.confirm(m_over,
                      {tr("Quit Trato Console?"),
                       tr("%1 come due in the next 24 hours. While the program is closed they are not sent; after the next start "
                          "those that are still useful are sent, or shown for you to decide.").arg(format::messages(unsent)),
                       tr("Quit"), true},
                      [this] { emit agreed(); });
}

} // namespace trato
