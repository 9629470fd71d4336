#include "engine/notify/ways/event_intake.h"

#include "engine/runtime/log_book.h"

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int eventsAtOnce = 100;
constexpr Millis afterChange{200};   ///< changes of the ledger come in bursts
constexpr Seconds intakeRest{10};
constexpr Hours pruneEvery{6};

} // namespace

EventIntake::EventIntake(Parts parts) : m_parts(std::move(parts))
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &EventIntake::useNext);
    connect(&m_prune, &QTimer::timeout, this, [this] { m_parts.book.prune([](const Result<qint64> &) {}); });
    m_parts.ledger.onChange([this] {
        m_lookAtParked = true;
        if (m_hasParked && !m_busy && !m_again.isActive())
            m_again.start(afterChange);
    });
}

void EventIntake::start()
{
    m_prune.start(pruneEvery);
    m_parts.book.reopenUnread([this](const Result<Done> &) { useNext(); });
}

void EventIntake::take(const QString &way, QList<ProviderEvent> events, std::optional<QString> cursor, Reply<qint64> reply)
{
    m_parts.book.add(way, std::move(events), std::move(cursor), [this, reply = std::move(reply)](const Result<qint64> &added) {
        reply(added);
        if (added && added.value() > 0)
            useNext();
    });
}

void EventIntake::useNext()
{
    if (m_busy)
        return;
    m_again.stop();
    if (!m_waiting.isEmpty()) {
        m_busy = true;
        return use(m_waiting.takeFirst());
    }
    m_busy = true;
    m_parts.book.list(EventFate::Open, eventsAtOnce, [this](Result<QList<OpenEvent>> found) {
        m_busy = false;
        if (!found)
            return stumble(found.error());
        m_waiting = std::move(found).value();
        if (!m_waiting.isEmpty())
            return useNext();
        if (!m_hasParked || !std::exchange(m_lookAtParked, false))
            return;
        m_busy = true;
        m_parts.book.list(EventFate::Parked, eventsAtOnce, [this](Result<QList<OpenEvent>> fitting) {
            m_busy = false;
            if (!fitting)
                return stumble(fitting.error());
            m_waiting = std::move(fitting).value();
            if (!m_waiting.isEmpty())
                return useNext();
            m_parts.book.parked([this](const Result<qint64> &left) { m_hasParked |= !left || left.value() > 0; });
            m_hasParked = false;
        });
    });
}

void EventIntake::use(const OpenEvent &open)
{
    if (const auto *status = std::get_if<StatusEvent>(&open.event))
        return useState(open, *status);
    if (!m_parts.use)
        return settle(open, EventFate::Unread);
    m_parts.use({open.event}, [this, open](const Result<Done> &used) {
        if (used)
            return settle(open, EventFate::Used);
        if (used.error().code == Error::Code::Invalid) // it never can be used
            return settle(open, EventFate::Foreign);
        m_busy = false;
        stumble(used.error());
    });
}

void EventIntake::useState(const OpenEvent &open, const StatusEvent &event)
{
    // While a send runs its own answer comes first: it brings the id and closes the fence.
    if (!open.state || *open.state == DeliveryState::Sending) {
        if (event.providerId.isEmpty() && event.opaque.isEmpty())
            return settle(open, EventFate::Foreign);
        return settle(open, EventFate::Parked);
    }
    if (*open.state != DeliveryState::Uncertain)
        return move(open, event);
    // The provider knows the message: it was taken, and no later job may send it over.
    m_parts.store.settleFence(open.dedupeKey, {}, Fence::State::Accepted, true, [this, open, event](const Result<Done> &closed) {
        if (closed || closed.error().code == Error::Code::NotFound)
            return move(open, event);
        m_busy = false;
        stumble(closed.error());
    });
}

void EventIntake::move(const OpenEvent &open, const StatusEvent &event)
{
    const bool wasAsked = open.way.startsWith(u"poll.") || open.way.startsWith(u"lookup.");
    m_parts.ledger.told(event, wasAsked ? MoveSource::Poll : MoveSource::Webhook, [this, open](const Result<DeliveryView> &moved) {
        // Conflict: late or told before. NotFound: the message was cleaned up meanwhile.
        if (moved || moved.error().code == Error::Code::Conflict || moved.error().code == Error::Code::NotFound)
            return settle(open, EventFate::Used);
        m_busy = false;
        stumble(moved.error());
    });
}

void EventIntake::settle(const OpenEvent &open, EventFate fate)
{
    m_hasParked |= fate == EventFate::Parked;
    m_parts.book.settle({open.number}, fate, [this](const Result<Done> &settled) {
        m_busy = false;
        settled ? useNext() : stumble(settled.error());
    });
}

void EventIntake::stumble(const Error &error)
{
    if (error.code == Error::Code::Cancelled)
        return;
    m_waiting.clear(); // read again, in order
    m_lookAtParked = true;
    if (!m_again.isActive())
        m_parts.log.warning("ways", u"events wait: "_s + error.detail);
    m_again.start(intakeRest);
}

} // namespace trato
