#include "tests/chaos/webhook_storm.h"

#include <QTimer>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestDelay = 120;   ///< ms
constexpr int againAfter = 60;

} // namespace

void WebhookStorm::message(const QString &wamid, const QString &opaque)
{
    const Instant at = m_clock.now();
    for (int door = 0; door < 2; ++door)
        for (const QString &state : {u"sent"_s, u"delivered"_s, u"read"_s})
            for (int times = m_dice.bounded(4) == 0 ? 2 : 1; times > 0; --times) {
                ++m_open;
                later({door, wamid, opaque, state, at}, m_dice.bounded(3) == 0 ? 0 : m_dice.bounded(longestDelay));
            }
}

void WebhookStorm::later(const Event &event, int ms)
{
    QTimer::singleShot(ms, this, [this, event] { post(event); });
}

void WebhookStorm::post(const Event &event)
{
    if (m_doors[event.door].isEmpty())
        return later(event, againAfter);
    ++m_posts;
    m_caller.whatsapp(m_doors[event.door], m_numberId, {WebhookCaller::state(event.wamid, event.state, event.at, event.opaque)}, {}, [this, event](int status) {
        if (status != 200) {
            m_refused += status != 0;
            return later(event, againAfter + m_dice.bounded(longestDelay));
        }
        m_acknowledged.insert(key(event.door, event.wamid, event.state));
        --m_open;
    });
}

} // namespace trato
