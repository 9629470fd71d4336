#pragma once

#include "engine/api/result.h"
#include "engine/api/time.h"

#include <QThread>

namespace trato {

/// What the played provider does with one message.
struct DemoAnswer {
    enum class Way {
        Accept,
        Refuse,    ///< the recipient has no WhatsApp (Meta's code 131026)
        Silence,   ///< no answer: the engine cannot know whether the message arrived
    };
    Way way = Way::Accept;
    Millis after{0};
    friend bool operator==(const DemoAnswer &, const DemoAnswer &) = default;
};

/// The answer to the `number`-th message: mostly taken within a second, sometimes refused, seldom lost. The same
/// for the same seed. Pure.
DemoAnswer demoAnswer(quint32 seed, int number);

/// The WhatsApp Cloud API as far as the channel uses it, played on 127.0.0.1: the demo's engine really sends, to
/// nobody. Speaks on a thread of its own; made, used and destroyed on the main thread.
class DemoProvider final
{
public:
    explicit DemoProvider(quint32 seed);
    ~DemoProvider();
    DemoProvider(const DemoProvider &) = delete;
    DemoProvider &operator=(const DemoProvider &) = delete;

    /// Unavailable when no port can be had.
    Result<Done> listen();
    QString url() const;
    static QString numberId() { return QStringLiteral("100000000000001"); }
    static QString token() { return QStringLiteral("demo"); }

private:
    class Server;
    QThread m_thread;
    Server *m_server;   ///< lives on m_thread, deleted by its end
    quint16 m_port = 0;
};

} // namespace trato
