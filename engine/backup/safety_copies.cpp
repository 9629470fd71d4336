#include "engine/backup/safety_copies.h"

#include "engine/backup/restore.h"
#include "engine/runtime/log_book.h"

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr Hours patience{3 * 24};   ///< a copy is made each night

} // namespace

SafetyCopies::SafetyCopies(backup::Places places, QString version, const EngineSettings &settings, std::shared_ptr<Mailbox> home,
                           const Clock &clock, LogBook &log)
    : m_places(std::move(places)), m_version(std::move(version)), m_settings(settings), m_home(std::move(home)), m_clock(clock), m_log(log), m_startedAt(clock.now())
{
    m_pool.setMaxThreadCount(1);
}

SafetyCopies::~SafetyCopies() { m_pool.waitForDone(); }

template <typename T>
void SafetyCopies::run(std::function<Result<T>()> work, Reply<T> reply)
{
    m_pool.start([work = std::move(work), home = m_home, reply = std::move(reply)] {
        home->post([reply, outcome = work()] { reply(outcome); });
    });
}

void SafetyCopies::list(Reply<BackupList> reply)
{
    run<BackupList>([places = m_places, keep = m_settings.backupsKept]() -> Result<BackupList> { return backup::listCopies(places, keep); },
                    [this, reply](const Result<BackupList> &list) {
                        if (list)
                            note(list.value().copies);
                        reply(list);
                    });
}

void SafetyCopies::note(const QList<BackupView> &copies)
{
    for (const BackupView &copy : copies)
        if (copy.trouble.isEmpty() && (!m_newest || copy.madeAt > *m_newest))
            m_newest = copy.madeAt;
}

Problem SafetyCopies::problem() const
{
    const Instant since = m_newest.value_or(m_startedAt);
    if (m_clock.now() - since < patience)
        return {};
    return {u"backup.old"_s, {}, {}, false, since + patience};
}

void SafetyCopies::create(Reply<BackupView> reply)
{
    if (std::exchange(m_making, true))
        return reply(Error{Error::Code::Conflict, u"backup.busy"_s});
    run<BackupView>([places = m_places, version = m_version, keep = m_settings.backupsKept,
                     now = m_clock.now()] { return backup::makeCopy(places, version, keep, now); },
                    [this, reply](const Result<BackupView> &copy) {
                        m_making = false;
                        if (copy) {
                            note({copy.value()});
                            m_log.info("backup", u"%1 made, %2 bytes"_s.arg(copy.value().name).arg(copy.value().bytes));
                        } else {
                            m_log.error("backup", u"not made: "_s + copy.error().detail);
                        }
                        changed();
                        reply(copy);
                    });
}

void SafetyCopies::verify(QString name, Reply<BackupView> reply)
{
    run<BackupView>([places = m_places, name] { return backup::verifyCopy(places, name); }, std::move(reply));
}

void SafetyCopies::order(QString name, Reply<Done> reply)
{
    run<Done>([places = m_places, name] { return backup::orderRestore(places, name); }, [this, name, reply](const Result<Done> &done) {
        if (done)
            m_log.warning("backup", name.isEmpty() ? u"the order to restore was taken back"_s : u"%1 is put in place at the next start"_s.arg(name));
        changed();
        reply(done);
    });
}

void SafetyCopies::changed() const
{
    if (m_listener)
        m_listener();
}

} // namespace trato
