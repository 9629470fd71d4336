#include "engine/stores/redis/redis_store_thread.h"

#include <semaphore>

namespace trato {
namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr Millis farewell = 2s;   // for the answers of changes on their way when the store ends

} // namespace

/// Who is told about work; used on the home thread only.
struct RedisStoreThread::Listener {
    std::function<void(QueueName)> call;
    bool open = true;
};

RedisStoreThread::RedisStoreThread(RedisStoreOptions options, std::shared_ptr<Mailbox> home, const Clock &clock)
    : m_home(std::move(home)), m_listener(std::make_shared<Listener>())
{
    m_thread.setObjectName(u"redis store"_s);
    m_inside = std::make_shared<QtMailbox>(&m_thread);
    m_thread.start();
    const auto onWork = [home = m_home, listener = m_listener](QueueName queue) {
        home->post([listener, queue = std::move(queue)] {
            if (listener->open && listener->call)
                listener->call(queue);
        });
    };
    std::binary_semaphore made(0);
    m_inside->post([&] {
        m_room = std::make_unique<RedisStoreRoom>(options, clock, onWork);
        made.release();
    });
    made.acquire(); // nothing is waited for but the thread: the room only begins to connect
}

RedisStoreThread::~RedisStoreThread()
{
    m_listener->open = false;
    m_inside->post([this] {
        m_room->waiters.clear();
        m_room->work.whenQuiet(farewell, [this] {
            m_inside->post([this] { // not from inside an answer of a connection that is about to go
                m_room.reset();
                m_thread.quit();
            });
        });
    });
    m_thread.wait();
    m_inside->close();
}

void RedisStoreThread::announce(QList<QueueName> queues)
{
    m_home->post([listener = m_listener, queues = std::move(queues)] {
        for (const QueueName &queue : queues)
            if (listener->open && listener->call)
                listener->call(queue);
    });
}

void RedisStoreThread::onWork(std::function<void(QueueName)> listener)
{
    m_listener->call = std::move(listener);
}

} // namespace trato
