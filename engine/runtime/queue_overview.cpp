#include "engine/runtime/queue_overview.h"

#include "engine/metrics/queue_health.h"

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int historyMinutes = 60;
constexpr int recentMinutes = 30;

} // namespace

/// One refresh: the queues and how many of their histories are still to come.
struct QueueOverview::Round {
    QList<QueueInfo> infos{};
    QList<QueueView> views{};
    qsizetype missing = 0;
    Reply<QList<QueueView>> reply{};
};

QueueOverview::QueueOverview(JobStore &store, const Clock &clock, QHash<QueueName, Served> served,
                             std::function<Standing(const QueueName &)> standing)
    : m_store(store), m_clock(clock), m_served(std::move(served)), m_standing(std::move(standing))
{
}

void QueueOverview::refresh(Reply<QList<QueueView>> reply)
{
    m_store.queues([this, reply = std::move(reply)](Result<QList<QueueInfo>> found) {
        if (!found)
            return reply(found.error());
        auto round = std::make_shared<Round>();
        round->reply = reply;
        round->infos = std::move(found).value();
        QSet<QueueName> known;
        for (const QueueInfo &info : round->infos)
            known.insert(info.name);
        for (auto it = m_served.begin(); it != m_served.end(); ++it)
            if (!known.contains(it.key()))
                round->infos.append(QueueInfo{.name = it.key()});
        std::sort(round->infos.begin(), round->infos.end(),
                  [](const QueueInfo &a, const QueueInfo &b) { return a.name < b.name; });
        round->views.resize(round->infos.size());
        round->missing = round->infos.size();
        if (round->infos.isEmpty())
            return reply(QList<QueueView>());
        for (qsizetype i = 0; i < round->infos.size(); ++i)
            describe(round, i);
    });
}

void QueueOverview::describe(const std::shared_ptr<Round> &round, qsizetype index)
{
    m_store.history(round->infos[index].name, historyMinutes, [this, round, index](Result<QueueHistory> history) {
        const QueueInfo &info = round->infos[index];
        const Served served = m_served.value(info.name);
        QueueView &view = round->views[index];
        view = QueueView{.name = info.name, .paused = info.paused, .counts = info.counts,
                         .oldestPending = info.oldestPending, .handler = served.handler, .concurrency = served.concurrency, .limits = info.limits};
        const Standing standing = m_standing ? m_standing(info.name)
                                             : Standing{.duty = served.handler.isEmpty() ? QueueDuty::Watch : QueueDuty::Work};
        view.duty = standing.duty;
        view.others = standing.others;
        view.othersUnknown = standing.othersUnknown;
        view.trouble = info.trouble;
        if (info.limitedFor)
            view.limitedUntil = m_clock.now() + *info.limitedFor;
        if (history) {
            const QueueHistory &minutes = history.value();
            for (const qint64 failed : minutes.failed)
                view.failedLastHour += failed;
            for (qsizetype i = qMax<qsizetype>(0, minutes.completed.size() - recentMinutes); i < minutes.completed.size(); ++i)
                view.recent.append(int(minutes.completed[i] + minutes.failed.value(i)));
        }
        const QueueVerdict verdict = judgeQueue(info, view.failedLastHour, m_clock.now(),
                                                view.duty == QueueDuty::Work || !view.others.isEmpty() || view.othersUnknown);
        view.health = verdict.health;
        view.reason = verdict.reason;
        if (--round->missing)
            return;
        m_problems.clear();
        for (const QueueView &one : std::as_const(round->views))
            if (!one.trouble.isEmpty())
                m_problems.append({u"queue.broken"_s, one.name.value, one.trouble, one.duty == QueueDuty::Work, {}});
        round->reply(round->views);
    });
}

} // namespace trato
