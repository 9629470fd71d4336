#include "ui/widgets/status_strip.h"

#include "ui/format.h"
#include "ui/widgets/card.h"

#include <QHBoxLayout>
#include <QLabel>

namespace trato {

using namespace Qt::StringLiterals;

StatusStrip::StatusStrip(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_left(makeLabel({}, "hint", this))
    , m_right(makeLabel({}, "hint", this))
{
    setObjectName(u"statusStrip"_s);
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(29);
    m_left->setTextFormat(Qt::RichText);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(20, 0, 20, 0);
    layout->addWidget(m_left, 1);
    layout->addWidget(m_right);
    connect(&theme, &Theme::changed, this, &StatusStrip::rebuild);
    rebuild();
}

void StatusStrip::setReachable(bool reachable)
{
    m_reachable = reachable;
    rebuild();
}
void StatusStrip::setStatus(const EngineStatus &status)
{
    m_status = status;
    rebuild();
}
void StatusStrip::setChannel(const ChannelView &channel)
{
    m_channel = channel;
    rebuild();
}
void StatusStrip::setUpdated(Instant at)
{
    m_updated = at;
    rebuild();
}

QString StatusStrip::text() const { return accessibleName() + u" "_s + m_right->text(); }

void StatusStrip::rebuild()
{
    QStringList parts;
    QStringList spoken;
    const auto add = [&](Tone tone, const QString &text) {
        parts << u"<span style='color:%1'>●</span>&nbsp;%2"_s.arg(m_theme.colour(tone).name(), text.toHtmlEscaped());
        spoken << text;
    };
    if (!m_reachable)
        add(Tone::Bad, tr("Engine not reachable"));
    else if (m_status)
        add(Tone::Good, m_status->schedules ? tr("Engine running") : tr("Engine running · reminders off"));
    else
        add(Tone::Neutral, tr("Connecting to the engine…"));
    if (m_status)
        for (const ComponentView &component : m_status->components) {
            if (!component.name.endsWith(u".db") && component.name != u"redis")
                continue;
            const QString name = format::componentName(component.name);
            add(component.healthy ? Tone::Good : Tone::Bad,
                component.latencyMs ? name + u" "_s + format::milliseconds(*component.latencyMs) : name);
        }
    if (m_channel) {
        const bool trouble = !m_channel->trouble.isEmpty();
        const Tone tone = trouble ? Tone::Bad : m_channel->way == ChannelWay::Training ? Tone::Violet : Tone::Good;
        add(tone, tr("WhatsApp: %1").arg(trouble ? tr("stopped") : format::name(m_channel->way).toLower()));
    }
    m_left->setText(parts.join(u"&nbsp;&nbsp;&nbsp;&nbsp; "_s));
    setAccessibleName(spoken.join(u", "_s));
    QStringList right;
    if (m_status)
        right << tr("Version %1").arg(m_status->version);
    if (m_updated)
        right << tr("Updated at %1").arg(format::clockTime(*m_updated));
    m_right->setText(right.join(u"  ·  "_s));
}

} // namespace trato
