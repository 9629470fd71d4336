#pragma once

#include "tests/support/webhook_caller.h"

#include <QRandomGenerator>

#include <memory>

namespace trato {

/// Tells engines what became of the messages that a faked WhatsApp took, as a provider on a bad day does: some of it before the send is
/// answered, some twice, in any order; to every door, again and again until that one says 200. Remembers what each door acknowledged.
/// Runs on the test's event loop.
class WebhookStorm : public QObject
{
public:
    WebhookStorm(QString numberId, const Clock &clock, quint32 seed) : m_numberId(std::move(numberId)), m_clock(clock), m_dice(seed) {}

    /// Where an engine listens now; empty: it does not.
    void setDoor(int door, const QString &address) { m_doors[door] = address; }
    /// The provider took this message: sent, delivered and read follow.
    void message(const QString &wamid, const QString &opaque);
    /// Nothing is left to tell.
    bool isOver() const { return m_open == 0; }
    /// Whether this door said 200 to this state of this message.
    bool acknowledged(int door, const QString &wamid, const QString &state) const { return m_acknowledged.contains(key(door, wamid, state)); }
    int refused() const { return m_refused; }
    int posts() const { return m_posts; }

private:
    struct Event {
        int door = 0;
        QString wamid{};
        QString opaque{};
        QString state{};
        Instant at{};
    };
    static QString key(int door, const QString &wamid, const QString &state) { return QString::number(door) + u' ' + wamid + u' ' + state; }
    void later(const Event &event, int ms);
    void post(const Event &event);

    const QString m_numberId;
    const Clock &m_clock;
    QRandomGenerator m_dice;
    WebhookCaller m_caller;
    QString m_doors[2];
    QSet<QString> m_acknowledged;
    int m_open = 0;
    int m_refused = 0;
    int m_posts = 0;
};

} // namespace trato
