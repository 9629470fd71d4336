#include "engine/notify/ways/twilio_watch.h"

#include "engine/notify/delivery_rows.h"
#include "engine/notify/ways/event_text.h"
#include "engine/notify/ways/twilio_events.h"
#include "engine/runtime/log_book.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSqlQuery>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostPolled = 50;          // a round
constexpr int mostLost = 20;
constexpr int mostPages = 5;            // of 200 messages, newest first
constexpr Seconds answerWithin{15};
constexpr Seconds lookEvery{30};
constexpr Seconds clockSlack{30};       // Twilio's clock and ours
constexpr Millis sendTakes = Minutes(3);
constexpr Hours lookFor{48};

} // namespace

QList<TwilioWatch::Listed> twilioPage(const QByteArray &body, Instant now, QString *next)
{
    const QJsonObject page = QJsonDocument::fromJson(body).object();
    *next = page[u"next_page_uri"].toString();
    QList<TwilioWatch::Listed> out;
    for (const QJsonValue &message : page[u"messages"].toArray()) {
        const auto state = twilioState(message.toObject(), now);
        const QDateTime created = QDateTime::fromString(message[u"date_created"].toString(), Qt::RFC2822Date);
        if (!state || !created.isValid() || message[u"direction"].toString().startsWith(u"inbound"))
            continue;
        const QString service = message[u"messaging_service_sid"].toString();
        out << TwilioWatch::Listed{state->providerId, message[u"to"].toString(), service.isEmpty() ? message[u"from"].toString() : service,
                                   fromMs(created.toMSecsSinceEpoch()), *state};
    }
    return out;
}

twilio::Config TwilioWatch::config() const
{
    return {m_parts.settings.smsUrl, m_parts.settings.smsAccountSid, m_parts.settings.smsFrom, m_parts.settings.smsCaFile};
}

void TwilioWatch::tick()
{
    if (m_busy || m_parts.settings.smsWay != ChannelWay::Live || m_parts.settings.smsAccountSid.isEmpty())
        return;
    const auto now = m_parts.clock.steady();
    if (now >= m_nextLook) {
        m_nextLook = now + lookEvery;
        return lookUp();
    }
    if (m_parts.settings.waysTwilioMinutes > 0 && now >= m_nextPoll) {
        m_nextPoll = now + Minutes(m_parts.settings.waysTwilioMinutes);
        poll();
    }
}

void TwilioWatch::get(const QString &tail, std::function<void(std::optional<QByteArray>)> then)
{
    m_parts.secrets.read(u"TWILIO_AUTH_TOKEN"_s, [this, tail, then = std::move(then)](const Result<Secret> &token) {
        if (!token || token.value().isEmpty())
            return then(std::nullopt);
        Result<HttpRequest> request = twilio::buildGet(config(), token.value(), tail, answerWithin);
        if (!request)
            return then(std::nullopt);
        m_parts.transport.send(request.value(), [then](const Result<HttpResult> &result) {
            const bool good = result && result.value().fate == HttpResult::Fate::Answered && result.value().status == 200 && result.value().bodyComplete;
            then(good ? std::optional(result.value().body) : std::nullopt);
        });
    });
}

void TwilioWatch::poll()
{
    m_busy = true;
    m_parts.console.run<QStringList>(
        [after = m_parts.clock.now() - youngFor](QSqlDatabase &db) -> Result<QStringList> {
            QSqlQuery query(db);
            // Those asked about longest ago first: a change of state makes a row younger.
            if (!execute(query, u"SELECT provider_id FROM delivery WHERE state IN ('accepted', 'sent') AND channel = 'sms' AND way = 'live'"
                                 " AND provider_id LIKE 'SM%' AND created_at > ? ORDER BY updated_at LIMIT ?"_s, {qint64(toMs(after)), mostPolled}))
                return ledger::trouble(query);
            QStringList out;
            while (query.next())
                out << query.value(0).toString();
            return out;
        },
        [this](const Result<QStringList> &young) { young ? pollNext(std::make_shared<QStringList>(young.value())) : done(m_trouble); });
}

void TwilioWatch::pollNext(std::shared_ptr<QStringList> sids)
{
    if (sids->isEmpty())
        return done({});
    const QString sid = sids->takeFirst();
    get(u"/Messages/"_s + sid + u".json"_s, [this, sids](const std::optional<QByteArray> &body) {
        if (!body)
            return done(u"ways.twilio"_s);
        const auto state = twilioState(QJsonDocument::fromJson(*body).object(), m_parts.clock.now());
        if (!state || state->state == DeliveryState::Accepted)
            return pollNext(sids);
        m_parts.intake.take(u"poll.twilio"_s, {*state}, std::nullopt, [this, sids](const Result<qint64> &taken) {
            taken ? pollNext(sids) : done(m_trouble);
        });
    });
}

void TwilioWatch::lookUp()
{
    m_busy = true;
    const Instant now = m_parts.clock.now();
    m_parts.console.run<QList<Lost>>(
        [now](QSqlDatabase &db) -> Result<QList<Lost>> {
            QSqlQuery query(db);
            if (!execute(query, u"SELECT d.seq, d.dedupe_key, d.opaque, d.recipient_hash, b.at, CASE WHEN l.opaque = d.opaque THEN l.looked ELSE 0 END"
                                 " FROM delivery d JOIN (SELECT delivery, MAX(at) AS at FROM delivery_step WHERE state = 'sending' GROUP BY delivery) b"
                                 " ON b.delivery = d.seq LEFT JOIN look_up l ON l.delivery = d.seq"
                                 " WHERE d.state = 'uncertain' AND d.channel = 'sms' AND d.way = 'live' AND d.opaque <> '' AND b.at > ? AND b.at <= ?"
                                 " AND (l.delivery IS NULL OR l.opaque <> d.opaque OR (l.looked < 2 AND l.last_at <= ?)) ORDER BY d.seq LIMIT ?"_s,
                         {qint64(toMs(now - lookFor)), qint64(toMs(now - lookAfter)), qint64(toMs(now - lookAfter)), mostLost}))
                return ledger::trouble(query);
            QList<Lost> out;
            while (query.next())
                out << Lost{query.value(0).toLongLong(), query.value(1).toString(), query.value(2).toString(), query.value(3).toString(),
                            fromMs(query.value(4).toLongLong()), query.value(5).toInt()};
            return out;
        },
        [this](const Result<QList<Lost>> &lost) {
            if (!lost || lost.value().isEmpty())
                return done(m_trouble);
            listPage(std::make_shared<QList<Lost>>(lost.value()), std::make_shared<QList<Listed>>(), u"/Messages.json?PageSize=200"_s, 1);
        });
}

void TwilioWatch::listPage(std::shared_ptr<QList<Lost>> lost, std::shared_ptr<QList<Listed>> found, const QString &path, int page)
{
    get(path, [this, lost, found, page](const std::optional<QByteArray> &body) {
        if (!body)
            return done(u"ways.twilio"_s);
        QString next;
        const QList<Listed> messages = twilioPage(*body, m_parts.clock.now(), &next);
        *found += messages;
        const Instant oldest = std::ranges::min(*lost, {}, &Lost::begunAt).begunAt - clockSlack;
        const bool isEnough = messages.isEmpty() || messages.constLast().createdAt < oldest;
        const qsizetype tail = next.indexOf(u"/Messages.json?"_s);
        if (isEnough || tail < 0 || page >= mostPages)
            return match(lost, found);
        listPage(lost, found, next.mid(tail), page + 1);
    });
}

void TwilioWatch::match(const std::shared_ptr<QList<Lost>> &lost, const std::shared_ptr<QList<Listed>> &found)
{
    struct Pair {
        Lost lost{};
        QList<Listed> fitting{};
    };
    m_parts.console.run<QList<Pair>>(
        [lost = *lost, found = *found, from = m_parts.settings.smsFrom, now = m_parts.clock.now()](QSqlDatabase &db) -> Result<QList<Pair>> {
            QHash<QString, QString> hashes;   // recipients are known by their keyed hash alone
            QSet<QString> known;              // messages that are others of ours
            for (const Listed &message : found) {
                if (!hashes.contains(message.to)) {
                    const Result<QString> hash = ledger::recipientHash(db, message.to);
                    if (!hash)
                        return hash.error();
                    hashes.insert(message.to, hash.value());
                }
                QSqlQuery query(db);
                if (!execute(query, u"SELECT 1 FROM delivery WHERE provider_id = ?"_s, {message.sid}))
                    return ledger::trouble(query);
                if (query.next())
                    known.insert(message.sid);
                query.finish();
            }
            QList<Pair> out;
            for (const Lost &one : lost) {
                Pair pair{one, {}};
                for (const Listed &message : found)
                    if (!known.contains(message.sid) && message.from == from && hashes.value(message.to) == one.recipientHash
                        && message.createdAt >= one.begunAt - clockSlack && message.createdAt <= one.begunAt + sendTakes)
                        pair.fitting << message;
                out << pair;
                const int looked = pair.fitting.size() == 1 ? 2 : one.looked + 1;
                QSqlQuery query(db);
                if (!execute(query, u"INSERT INTO look_up VALUES(?, ?, ?, ?)"
                                     " ON CONFLICT(delivery) DO UPDATE SET opaque = excluded.opaque, looked = excluded.looked, last_at = excluded.last_at"_s,
                             {one.number, one.opaque, looked, qint64(toMs(now))}))
                    return ledger::trouble(query);
            }
            return out;
        },
        [this](const Result<QList<Pair>> &pairs) {
            if (!pairs)
                return done(m_trouble);
            QList<ProviderEvent> events;
            for (const Pair &pair : pairs.value()) {
                if (pair.fitting.size() == 1) {
                    StatusEvent event = pair.fitting.first().state;
                    event.opaque = pair.lost.opaque;
                    events << event;
                } else {
                    note(pair.lost, !pair.fitting.isEmpty() ? u"lookup.twilio.several"_s : pair.lost.looked == 0 ? u"lookup.twilio.once"_s : u"lookup.twilio.none"_s);
                }
            }
            if (events.isEmpty())
                return done({});
            m_parts.intake.take(u"lookup.twilio"_s, events, std::nullopt, [this](const Result<qint64> &) { done({}); });
        });
}

/// It stays uncertain; people read what was looked up.
void TwilioWatch::note(const Lost &lost, const QString &reason)
{
    m_parts.ledger.move(lost.dedupeKey, {.state = DeliveryState::Uncertain, .reason = reason, .onlyFrom = DeliveryState::Uncertain, .source = MoveSource::Poll},
                        [](const Result<DeliveryView> &) {});
}

void TwilioWatch::done(const QString &trouble)
{
    m_busy = false;
    if (std::exchange(m_trouble, trouble) != trouble && !trouble.isEmpty())
        m_parts.log.warning("ways", u"Twilio was asked for messages and did not answer"_s);
}

} // namespace trato
