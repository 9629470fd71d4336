#include "engine/stores/sqlite/reader.h"

#include "engine/stores/sqlite/schema.h"
#include "engine/stores/sqlite/writer.h"

namespace trato::sqlite {

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 idleSlice = 5'000;                ///< jobs: a question waits a few milliseconds for it at most
constexpr std::chrono::milliseconds idlePause{20};  ///< between slices: a million jobs are learnt within some seconds
}

Reader::Reader(Connection::Options options, Writer &writer, std::shared_ptr<Mailbox> home)
    : m_options(std::move(options)), m_writer(writer), m_home(std::move(home)), m_thread([this] { loop(); })
{
}

Reader::~Reader()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void Reader::push(Work work)
{
    const quint64 ticket = m_writer.ticket();
    {
        const std::lock_guard lock(m_mutex);
        m_line.emplace_back(ticket, std::move(work));
    }
    m_wake.notify_one();
}

void Reader::loop()
{
    for (;;) {
        std::pair<quint64, Work> next;
        {
            std::unique_lock lock(m_mutex);
            const auto called = [this] { return m_stopping || !m_line.empty(); };
            while (m_learns && !m_wake.wait_for(lock, idlePause, called)) {
                lock.unlock();
                learn();
                lock.lock();
            }
            m_wake.wait(lock, called);
            if (m_stopping)
                break;
            next = std::move(m_line.front());
            m_line.pop_front();
        }
        m_writer.waitFor(next.first);
        Error trouble;
        if (!m_db)
            if (const auto error = open())
                trouble = *error;
        next.second(m_db.get(), trouble);
        closeAfterError();
        m_learns = true; // who looks at jobs may search them, and new ones may have come
    }
    m_db.reset();
}

/// One slice. After trouble the next question begins anew.
void Reader::learn()
{
    m_writer.waitFor(0); // it may have to make the file first
    m_learns = (m_db || !open()) && m_names.extend(*m_db, idleSlice);
    closeAfterError();
}

/// The next question looks at the file afresh.
void Reader::closeAfterError()
{
    if (!m_db || !m_db->error())
        return;
    m_db.reset();
    m_names.forget();
}

std::optional<Error> Reader::open()
{
    auto opened = Connection::open(m_options);
    if (!opened)
        return opened.error();
    auto db = std::move(opened).value();
    const Result<int> version = schemaVersion(*db);
    if (!version)
        return version.error();
    if (version.value() > newestSchema())
        return Error{Error::Code::Corrupt, u"%1 was written by a newer version of the program"_s.arg(m_options.name)};
    if (version.value() < newestSchema())
        return Error{Error::Code::Unavailable, u"%1 has not been set up"_s.arg(m_options.name)};
    m_db = std::move(db);
    return std::nullopt;
}

} // namespace trato::sqlite
