#include "engine/notify/ways/site_stream.h"

#include "engine/runtime/log_book.h"
#include "engine/stores/redis/bullmq_keys.h"

#include <QJsonDocument>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

const QString streamWay = u"stream"_s;
constexpr int entriesAtOnce = 50;
constexpr Millis waitFor{5'000};      // for an entry
constexpr Millis answerMargin{5'000};
constexpr Seconds streamRest{10};
constexpr qsizetype longestEvent = 6 * 1024 * 1024;

RedisConnectionOptions optionsOf(RedisAddress address)
{
    RedisConnectionOptions out;
    out.address = std::move(address);
    out.clientName = "trato-events";
    return out;
}

} // namespace

SiteStream::SiteStream(RedisAddress address, const QByteArray &prefix, Parts parts)
    : m_parts(parts), m_key(BullmqKeys(prefix).own("events")), m_connection(optionsOf(std::move(address)), parts.clock)
{
}

void SiteStream::tick(bool mayRead)
{
    const bool reads = mayRead && m_parts.settings.waysStream;
    if (std::exchange(m_reading, reads) != reads) {
        reads ? m_connection.open() : m_connection.close();
        m_trouble.clear();
    }
    if (m_reading && !m_busy && m_parts.clock.steady() >= m_next)
        readNext();
}

void SiteStream::readNext()
{
    m_busy = true;
    m_parts.book.marks([this](const Result<QMap<QString, WayMark>> &marks) {
        if (!marks || !m_reading)
            return rest({});
        ask(marks.value().value(streamWay).cursor);
    });
}

void SiteStream::ask(const QString &cursor)
{
    RedisCommand command{"XREAD", "COUNT", QByteArray::number(entriesAtOnce), "BLOCK", QByteArray::number(qint64(waitFor.count())), "STREAMS", m_key,
                         cursor.isEmpty() ? QByteArray("0") : cursor.toLatin1()};
    command.answerWithin(waitFor + answerMargin);
    m_connection.call(command, [this](const Result<RedisValue> &answer) {
        if (!answer || answer.value().isError())
            return rest(m_reading ? u"ways.stream"_s : QString());
        m_trouble.clear();
        take(answer.value());
    });
}

void SiteStream::take(const RedisValue &answer)
{
    QList<RelayedCall> calls;
    QList<QByteArray> ids;
    for (const RedisValue &entry : answer.at(0).at(1).items()) { // of the one stream
        const QByteArray id = entry.at(0).bytes();
        const QByteArray event = entry.at(1).pairs().value("event");
        ids << id;
        calls << RelayedCall{QString::fromLatin1(id), event.size() > longestEvent ? WebhookCall{.provider = {}} : relayedCallOf(QJsonDocument::fromJson(event).object())};
    }
    if (calls.isEmpty()) {
        m_busy = false;
        return;
    }
    takeRelayed(m_parts.door, m_parts.intake, streamWay, calls, [this, ids](const Result<qint64> &taken) {
        if (taken && taken.value() > 0)
            drop(ids.first(taken.value()));
        if (!taken || taken.value() < ids.size())
            return rest({});
        m_busy = false;
    });
}

void SiteStream::drop(const QList<QByteArray> &ids)
{
    m_connection.call(RedisCommand("XDEL").add(m_key).addAll(ids), [](const Result<RedisValue> &) {}); // else the cursor passes them over
}

void SiteStream::rest(const QString &trouble)
{
    m_busy = false;
    m_next = m_parts.clock.steady() + streamRest;
    if (std::exchange(m_trouble, trouble) != trouble && !trouble.isEmpty())
        m_parts.log.warning("ways", u"the site's stream cannot be read: "_s + m_connection.lastError().detail);
}

} // namespace trato
