#include "engine/shop/wish_planner.h"

#include "engine/notify/message_job.h"
#include "engine/notify/templates.h"
#include "engine/runtime/log_book.h"
#include "engine/tasks/task_json.h"

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int attempts = 10;

} // namespace

NewJob wishJob(const MessageWish &wish, Instant now)
{
    QJsonObject data{{u"type"_s, u"whatsapp"_s},
                     {u"template"_s, messageTemplate(wish.kind).value},
                     {u"clientId"_s, wish.client.value},
                     {u"unidadeId"_s, wish.unit.value},
                     {u"dedupeKey"_s, wish.key},
                     {u"reminderType"_s, nameOf(wish.kind)},
                     {u"expiresAt"_s, taskjson::iso(wish.expiresAt)},
                     {u"purpose"_s, u"utility"_s}};
    if (isAboutVisit(wish.kind))
        data.insert(u"appointmentId"_s, wish.about);
    if (wish.start)
        data.insert(u"startAt"_s, taskjson::iso(*wish.start));
    NewJob job{messageQueue(), u"send-whatsapp"_s, {QJsonDocument(data).toJson(QJsonDocument::Compact)}, {}};
    job.options.jobId = messageJobId(wish.key);
    job.options.timestamp = now;
    job.options.delay = qMax(Millis(0), wish.dueAt - now);
    job.options.priority = 1;
    job.options.attempts = attempts;
    job.options.backoff = {Backoff::Kind::Exponential, Seconds(2), 0.5};
    return job;
}

WishPlanner::WishPlanner(MessageWishes &wishes, JobStore &store, const EngineSettings &settings, const Clock &clock, LogBook &log)
    : m_wishes(wishes), m_store(store), m_settings(settings), m_clock(clock), m_log(log), m_alive(std::make_shared<bool>(true))
{
}

WishPlanner::~WishPlanner()
{
    *m_alive = false;
}

void WishPlanner::tick()
{
    if (std::exchange(m_looking, true)) {
        m_again = true;
        return;
    }
    m_again = false;
    m_wishes.askLate(m_settings.lateBatch, [this, alive = m_alive](Result<QList<MessageWish>> open) {
        if (!*alive)
            return;
        if (!open || open.value().isEmpty())
            return finish(open ? nullptr : &open.error());
        QList<NewJob> jobs;
        for (const MessageWish &wish : open.value())
            jobs.append(wishJob(wish, m_clock.now()));
        m_store.add(jobs, [this, alive](Result<QList<Added>> added) {
            if (!*alive)
                return;
            if (!added)
                return finish(&added.error());
            const auto fresh = std::ranges::count_if(added.value(), [](const Added &job) { return !job.duplicate; });
            if (fresh > 0)
                m_log.info("planner", u"%1 message(s) follow from what happened"_s.arg(fresh));
            finish(nullptr);
        });
    });
}

void WishPlanner::decideLate(bool send, Reply<BulkReport> reply)
{
    m_wishes.decideLate(send, [this, send, alive = m_alive, reply = std::move(reply)](const Result<QStringList> &decided) {
        if (!decided)
            return reply(decided.error());
        BulkReport report;
        report.done = decided.value().size();
        if (!send || decided.value().isEmpty() || !*alive)
            return reply(report);
        QList<JobId> waiting;
        for (const QString &key : decided.value())
            waiting.append({messageJobId(key)});
        // Its job looks again in a few minutes; a person means now. One without a job gets it with the look that this change makes.
        m_store.promote(messageQueue(), JobChoice(waiting), [report, reply](Result<QList<ActCode>> codes) {
            reply(codes ? Result<BulkReport>(report) : Result<BulkReport>(codes.error()));
        });
    });
}

void WishPlanner::finish(const Error *error)
{
    m_looking = false;
    const bool over = error && error->code == Error::Code::Cancelled;
    if (error && !over)
        m_log.warning("planner", u"messages not planned: "_s + error->detail);
    if (m_again && !over)
        tick();
}

} // namespace trato
