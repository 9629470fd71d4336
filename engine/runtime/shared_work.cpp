#include "engine/runtime/shared_work.h"

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr auto component = "site";

OwnerBeat::Wish wishOf(const SharedWork::Parts &parts)
{
    return !parts.works ? OwnerBeat::Wish::Look : parts.wantsShop ? OwnerBeat::Wish::Own : OwnerBeat::Wish::Work;
}

} // namespace

SharedWork::SharedWork(Parts parts)
    : m_parts(std::move(parts)),
      m_keeper({m_parts.store.owners(), m_parts.engine, m_parts.since, wishOf(m_parts), m_parts.clock})
{
    m_facts = {m_parts.store.owners() != nullptr, m_keeper.owns(), m_parts.ordered, m_parts.served, m_parts.ownerOnly, {}, false, m_parts.chosen};
    m_owned = m_keeper.owns();
    m_keeper.onChange([this] { onKeeper(); });
}

void SharedWork::tick()
{
    if (!m_facts.shared)
        return;
    m_keeper.tick();
    const auto now = m_parts.clock.steady();
    if (now >= m_waitUntil)
        callWaiting(); // what is not known then is not waited for
    if (m_looking || now < m_next)
        return;
    m_next = now + lookEvery;
    look();
}

void SharedWork::whenSettled(std::function<void()> then)
{
    if (isSettled())
        return then();
    if (m_waiting.isEmpty())
        m_waitUntil = m_parts.clock.steady() + waitAtMost;
    m_waiting.append(std::move(then));
    tick();
}

void SharedWork::onKeeper()
{
    const bool owns = m_keeper.owns();
    m_facts.owner = owns;
    if (std::exchange(m_owned, owns) != owns) {
        m_parts.log.info(component, owns ? u"this engine owns the shop now"_s : u"this engine does not own the shop any more"_s);
        emit ownerChanged(owns);
    }
    emit changed();
    settleIfKnown();
}

void SharedWork::look()
{
    m_looking = true;
    m_parts.store.workers([this](const Result<QList<WorkerSeen>> &workers) {
        m_looking = false;
        if (workers)
            took(workers.value());
        else if (workers.error().code == Error::Code::Refused)
            takeUnknown();
        else
            callWaiting(); // the store's trouble is told elsewhere
    });
}

/// Whoever serves the queues stays unseen: what nobody chose is left alone.
void SharedWork::takeUnknown()
{
    if (!std::exchange(m_untold, true)) {
        m_others.clear();
        m_facts.othersUnknown = !m_listed;
        m_parts.log.warning(component, m_listed ? u"the server does not tell any more who works on its queues"_s
                                                : u"the server does not tell who works on its queues: they are only watched unless chosen. "
                                                  "ACL SETUSER … +client|list lets it tell"_s);
        m_looked = true;
        emit changed();
    }
    settleIfKnown();
}

void SharedWork::took(const QList<WorkerSeen> &workers)
{
    if (!m_keeper.knows()) { // our own engines could not be told from others
        m_next = {};
        return;
    }
    QList<WorkerSeen> others;
    for (WorkerSeen worker : workers) {
        if (worker.worker == m_parts.engine)
            continue;
        worker.lastSeen = {};
        others.append(worker);
    }
    m_looked = true;
    const bool told = std::exchange(m_untold, false);
    m_facts.othersUnknown = false;
    const bool first = !std::exchange(m_listed, true);
    if (first) {
        for (const WorkerSeen &worker : std::as_const(others))
            if (!isOurs(worker.worker))
                m_facts.taken.insert(worker.queue);
        for (const QueueName &queue : std::as_const(m_facts.taken))
            if (m_parts.works && dutyOf(queue, m_facts) == QueueDuty::Watch && m_facts.served.contains(queue))
                m_parts.log.info(component, u"%1 is served by others and only watched"_s.arg(queue.value));
    }
    if (std::exchange(m_others, others) != others || first || told)
        emit changed();
    settleIfKnown();
}

bool SharedWork::isOurs(const QString &worker) const
{
    const QList<EngineSeen> ours = engines();
    return std::ranges::any_of(ours, [&](const EngineSeen &engine) { return engine.name == worker; });
}

void SharedWork::settleIfKnown()
{
    if (isSettled())
        callWaiting();
}

void SharedWork::callWaiting()
{
    for (const auto &then : std::exchange(m_waiting, {}))
        then();
}

QueueOverview::Standing SharedWork::standing(const QueueName &queue) const
{
    QueueOverview::Standing standing{.duty = dutyOf(queue, m_facts), .othersUnknown = m_untold};
    for (const WorkerSeen &other : m_others)
        if (other.queue == queue)
            standing.others.append(other.worker.isEmpty() ? other.address : other.worker);
    standing.others.removeDuplicates();
    return standing;
}

QSet<QueueName> SharedWork::leftAlone() const
{
    QSet<QueueName> left;
    for (const QueueName &queue : m_parts.served)
        if (!isSettled() || dutyOf(queue, m_facts) != QueueDuty::Work)
            left.insert(queue);
    return left;
}

QList<WorkerView> SharedWork::workersElsewhere() const
{
    QList<WorkerView> views;
    for (const WorkerSeen &other : m_others) {
        WorkerView view{.name = other.worker, .queue = other.queue};
        view.elsewhere = true;
        view.address = other.address;
        views.append(view);
    }
    return views;
}

Result<Done> SharedWork::choose(const QueueName &queue, QueueDuty duty)
{
    if (!m_facts.shared)
        return Error{Error::Code::Refused, u"site.none"_s};
    if (!m_facts.served.contains(queue) || duty == QueueDuty::Standby)
        return Error{Error::Code::Invalid, u"site.no_handler"_s};
    QMap<QueueName, QueueDuty> chosen = m_facts.chosen;
    chosen.insert(queue, duty);
    setChosen(std::move(chosen));
    return Done{};
}

void SharedWork::setChosen(QMap<QueueName, QueueDuty> chosen)
{
    if (std::exchange(m_facts.chosen, chosen) != chosen)
        emit changed();
}

} // namespace trato
