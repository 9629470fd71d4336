#include "tests/bench/window/window_rig.h"

#include "engine/local/console_schema.h"
#include "engine/local/sql_thread.h"
#include "engine/notify/delivery_ledger.h"

#include <QDir>
#include <QFile>
#include <QSqlError>
#include <QSqlQuery>
#include <QTimer>

namespace trato::bench {

using namespace Qt::StringLiterals;

namespace {

NewJob fictionalJob(qint64 number)
{
    // Five names as a shop has them, and one that is found only once in ten thousand.
    static const QString names[] = {u"lembrete-24h"_s, u"lembrete-1h"_s, u"aniversario"_s, u"promocao"_s, u"retorno"_s};
    const QString name = number % 10'000 == 9'999 ? u"avulso-%1"_s.arg(number) : names[number % 5];
    return {bigQueue, name, {"{\"i\":" + QByteArray::number(number) + ",\"s\":\"" + QByteArray(100, 'x') + "\"}"}, {}};
}

Result<Done> fillJobs(const QString &file, qint64 jobs)
{
    constexpr qint64 aCall = 1000;
    const SystemClock clock;
    const auto box = std::make_shared<TurnMailbox>();
    SqliteJobStore::Options options;
    options.path = file;
    options.durability = SqliteJobStore::Durability::Off;
    SqliteJobStore store(std::move(options), box, clock);
    std::optional<Error> error;
    int open = 0;
    const auto wait = [&] { return box->runUntil([&] { return open == 0; }, Seconds(60)); };
    for (qint64 from = 0; from < jobs && !error; from += aCall) {
        QList<NewJob> some;
        for (qint64 number = from; number < std::min(jobs, from + aCall); ++number)
            some.append(fictionalJob(number));
        ++open;
        store.add(some, [&](Result<QList<Added>> added) {
            --open;
            if (!added)
                error = added.error();
        });
        wait();
    }
    for (qint64 failed = 0; failed < jobs / 10 && !error; failed += aCall) {
        QList<Settlement> settled;
        ++open;
        store.exchange({{}, {{bigQueue, int(aCall), Seconds(60), "token", u"bench"_s, {}}}}, [&](Result<Exchanged> got) {
            --open;
            if (!got)
                error = got.error();
            else
                for (const ClaimedJob &job : got.value().claimed)
                    settled.append({.queue = job.queue, .id = job.id, .token = job.token, .kind = Settlement::Kind::Fail,
                                    .reason = job.id.value.endsWith(u"0000") ? u"numero inexistente"_s : u"tempo esgotado"_s});
        });
        wait();
        ++open;
        store.exchange({settled, {}}, [&](Result<Exchanged>) { --open; });
        wait();
    }
    if (error)
        return *error;
    return Done{};
}

Result<Done> fillDeliveries(const QString &file, qint64 deliveries)
{
    const auto box = std::make_shared<TurnMailbox>();
    SqlThread db({u"console.db"_s, file, consoleMigrations()}, box);
    std::optional<Result<Done>> answer;
    db.run<Done>(
        [deliveries](QSqlDatabase &sql) -> Result<Done> {
            QSqlQuery query(sql);
            // The schema's own triggers keep its search index and counts.
            const QString insert = u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
                                   "INSERT INTO delivery(dedupe_key, channel, way, template, state, recipient, recipient_hash, "
                                   "client_id, client_name, visit_id, reminder_type, queue, job_id, created_at, updated_at, search) "
                                   "SELECT 'k' || i, 'whatsapp', 'training', 'reminder_24h', iif(i % 50, 'would_send', 'failed'), "
                                   "'+55 •••• ' || (1000 + i % 9000), hex(i), 'c' || (i % 20000), "
                                   "substr('AnaBiaCaiDav', 1 + 3 * (i % 4), 3) || ' F' || (i % 700) || '.', 'v' || i, 'day_before', "
                                   "'whatsapp-notifications', i, 1700000000000 + i * 1000, 1700000000000 + i * 1000, "
                                   "substr('AnaBiaCaiDav', 1 + 3 * (i % 4), 3) || ' F' || (i % 700) || '. ' || (1000 + i % 9000) "
                                   "|| ' v' || i || ' ' || i FROM n"_s.arg(deliveries);
            if (!query.exec(insert))
                return sqlError(query.lastError(), u"console.db"_s);
            return Done{};
        },
        [&](Result<Done> result) { answer = std::move(result); });
    box->runUntil([&] { return answer.has_value(); }, Seconds(600));
    if (!answer || !*answer)
        return answer.value_or(Error{Error::Code::Timeout, u"the deliveries were not written"_s});
    // One that is found by its whole number, through the ledger's own hash.
    const SystemClock clock;
    DeliveryLedger ledger(db, clock);
    Notification known;
    known.dedupeKey = u"known"_s;
    known.templateId = {u"reminder_24h"_s};
    known.recipient = u"+5511987654321"_s;
    known.clientName = u"Zeca Exemplo"_s;
    std::optional<Result<DeliveryView>> noted;
    ledger.record(known, {.state = DeliveryState::WouldSend}, [&](Result<DeliveryView> result) { noted = std::move(result); });
    box->runUntil([&] { return noted.has_value(); }, Seconds(60));
    return noted && *noted ? Result<Done>(Done{}) : Result<Done>(Error{Error::Code::Timeout, u"the known delivery was not written"_s});
}

} // namespace

Result<Done> fillProfile(const Profile &profile, const Size &size)
{
    QDir().mkpath(profile.folder);
    if (!QFile::exists(profile.jobsFile()))
        if (const Result<Done> filled = fillJobs(profile.jobsFile(), size.jobs); !filled)
            return filled;
    if (!QFile::exists(profile.consoleFile()))
        if (const Result<Done> filled = fillDeliveries(profile.consoleFile(), size.deliveries); !filled)
            return filled;
    return Done{};
}

bool turnUntil(const std::function<bool()> &done, std::chrono::nanoseconds limit)
{
    const auto end = std::chrono::steady_clock::now() + limit;
    QTimer waker; // something always comes, so that `done` and the limit are looked at
    waker.setTimerType(Qt::PreciseTimer);
    waker.start(Millis(1));
    while (!done()) {
        if (std::chrono::steady_clock::now() >= end)
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

WindowRig::WindowRig(const Profile &profile, const QList<QueueName> &serve)
    : m_host(profile, [&] {
          EngineOptions options;
          for (const QueueName &queue : serve)
              options.serve.append({queue.value, 10, u"noop"_s});
          return options;
      }())
{
}

WindowRig::~WindowRig() = default;

Result<Done> WindowRig::open()
{
    if (const Result<Done> opened = m_host.open(true); !opened)
        return opened;
    m_window = std::make_unique<MainWindow>(m_host.api(), UiOptions{.clock = m_clock, .theme = ThemeChoice::Light, .profileName = u"bench"_s},
                                            m_prompts);
    m_window->show();
    if (!show(MainWindow::Tab::Overview))
        return Error{Error::Code::Timeout, u"the window's questions were not answered"_s};
    return Done{};
}

bool WindowRig::show(MainWindow::Tab tab)
{
    m_window->showTab(tab);
    if (!turnUntil([&] { return m_window->page(tab).settled(); }, Seconds(60)))
        return false;
    return tab != MainWindow::Tab::Queues || turnUntil([this] { return rowsShown(); }, Seconds(60));
}

} // namespace trato::bench
