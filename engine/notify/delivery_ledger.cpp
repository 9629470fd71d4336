#include "engine/notify/delivery_ledger.h"

#include "engine/api/mask.h"

#include <QMessageAuthenticationCode>
#include <QRegularExpression>
#include <QSqlError>
#include <QSqlQuery>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

const QString columns = u"seq, channel, way, template, state, recipient, client_name, visit_id, queue, job_id, "
                        "provider_id, reason, created_at, updated_at, expires_at, dedupe_key, client_id, "
                        "reminder_type, start_at, open_recipient, open_text, attempts"_s;

std::optional<Instant> instantOf(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(fromMs(value.toLongLong()));
}
QVariant sqlOf(const std::optional<Instant> &at)
{
    return at ? QVariant(qint64(toMs(*at))) : QVariant();
}

DeliveryRecord recordOf(const QSqlQuery &row)
{
    DeliveryRecord out;
    DeliveryView &v = out.view;
    out.number = row.value(0).toLongLong();
    v.id = {u"d"_s + row.value(0).toString()};
    v.channel = enumFromName<Channel>(row.value(1).toString()).value_or(Channel::WhatsApp);
    v.way = enumFromName<ChannelWay>(row.value(2).toString()).value_or(ChannelWay::Training);
    v.templateId = {row.value(3).toString()};
    v.state = enumFromName<DeliveryState>(row.value(4).toString()).value_or(DeliveryState::Uncertain);
    v.recipient = row.value(5).toString();
    v.clientName = row.value(6).toString();
    v.visitId = row.value(7).toString();
    v.queue = row.value(8).toString();
    v.jobId = row.value(9).toString();
    v.providerId = row.value(10).toString();
    v.reason = row.value(11).toString();
    v.createdAt = fromMs(row.value(12).toLongLong());
    v.updatedAt = fromMs(row.value(13).toLongLong());
    v.expiresAt = instantOf(row.value(14));
    out.dedupeKey = row.value(15).toString();
    out.clientId = row.value(16).toString();
    out.reminderType = row.value(17).toString();
    out.startAt = instantOf(row.value(18));
    out.openRecipient = row.value(19).toString();
    out.openText = row.value(20).toString();
    out.attempts = row.value(21).toInt();
    return out;
}

Error trouble(const QSqlQuery &query)
{
    return sqlError(query.lastError(), u"console.db"_s);
}

/// The row that `where` finds; NotFound when there is none.
Result<DeliveryRecord> fetch(QSqlDatabase &db, const QString &where, const QVariant &value)
{
    QSqlQuery query(db);
    if (!execute(query, u"SELECT "_s + columns + u" FROM delivery WHERE "_s + where + u" LIMIT 1"_s, {value}))
        return trouble(query);
    if (!query.next())
        return Error{Error::Code::NotFound, u"no such delivery"_s};
    const DeliveryRecord out = recordOf(query);
    query.finish();
    return out;
}

Result<QString> recipientHash(QSqlDatabase &db, const QString &recipient)
{
    QSqlQuery query(db);
    if (!execute(query, u"SELECT value FROM meta WHERE key = 'recipient_key'"_s) || !query.next())
        return trouble(query);
    const QByteArray key = QByteArray::fromHex(query.value(0).toByteArray());
    query.finish();
    return QString::fromLatin1(
        QMessageAuthenticationCode::hash(recipient.toUtf8(), key, QCryptographicHash::Sha256).toHex().left(32));
}

Result<Done> addStep(QSqlDatabase &db, qint64 seq, Instant at, const DeliveryMove &move, Channel channel)
{
    QSqlQuery query(db);
    if (!execute(query, u"INSERT INTO delivery_step(delivery, at, state, reason, channel) VALUES(?, ?, ?, ?, ?)"_s,
                 {seq, qint64(toMs(at)), nameOf(move.state), move.reason.isNull() ? u""_s : move.reason, nameOf(channel)}))
        return trouble(query);
    return Done{};
}

Result<DeliveryView> applyMove(QSqlDatabase &db, const DeliveryRecord &row, const DeliveryMove &move, Instant at,
                               const QString &openRecipient = {}, const QString &openText = {})
{
    if (!advances(row.view.state, move.state) || (move.onlyFrom && *move.onlyFrom != row.view.state))
        return Error{Error::Code::Conflict, nameOf(row.view.state)};
    const qint64 seq = row.number;
    const bool open = move.state == DeliveryState::AwaitsPerson;
    const Channel channel = move.channel.value_or(row.view.channel);
    const auto text = [](const QString &value) { return value.isNull() ? u""_s : value; };
    QSqlQuery query(db);
    if (!execute(query,
                 u"UPDATE delivery SET state = ?, reason = ?, updated_at = ?, way = ?,"
                 " provider_id = COALESCE(NULLIF(?, ''), provider_id), contact_id = COALESCE(NULLIF(?, ''), contact_id),"
                 " opaque = COALESCE(NULLIF(?, ''), opaque), attempts = attempts + ?,"
                 " queue = COALESCE(NULLIF(?, ''), queue), job_id = COALESCE(NULLIF(?, ''), job_id),"
                 " channel = ?, template = COALESCE(NULLIF(?, ''), template), open_recipient = ?, open_text = ? WHERE seq = ?"_s,
                 {nameOf(move.state), text(move.reason), qint64(toMs(at)), nameOf(move.way.value_or(row.view.way)),
                  text(move.providerId), text(move.contactId), text(move.opaque), move.opaque.isEmpty() ? 0 : 1,
                  text(move.queue), text(move.jobId), nameOf(channel), text(move.templateId.value), open ? text(openRecipient) : u""_s, open ? text(openText) : u""_s, seq}))
        return trouble(query);
    if (const Result<Done> step = addStep(db, seq, at, move, channel); !step)
        return step.error();
    const Result<DeliveryRecord> now = fetch(db, u"seq = ?"_s, seq);
    if (!now)
        return now.error();
    return now.value().view;
}

QString masked(const Notification &m)
{
    return m.channel == Channel::Email ? maskEmail(m.recipient) : maskPhone(m.recipient);
}

/// A message that goes on may have another job and another address than the one its row was made for, as when a
/// reminder that was skipped is planned again. Its `search` stays.
Result<DeliveryView> readdress(QSqlDatabase &db, qint64 seq, const Notification &m)
{
    const auto text = [](const QString &value) { return value.isNull() ? u""_s : value; };
    QSqlQuery query(db);
    if (!execute(query,
                 u"UPDATE delivery SET queue = COALESCE(NULLIF(?, ''), queue), job_id = COALESCE(NULLIF(?, ''), job_id),"
                 " client_id = COALESCE(NULLIF(?, ''), client_id), client_name = COALESCE(NULLIF(?, ''), client_name)"
                 " WHERE seq = ?"_s,
                 {text(m.queue), text(m.jobId), text(m.clientId), text(shortName(m.clientName)), seq}))
        return trouble(query);
    if (!m.recipient.isEmpty()) {
        const Result<QString> hash = recipientHash(db, m.recipient);
        if (!hash)
            return hash.error();
        if (!execute(query, u"UPDATE delivery SET recipient = ?, recipient_hash = ? WHERE seq = ?"_s,
                     {text(masked(m)), hash.value(), seq}))
            return trouble(query);
    }
    const Result<DeliveryRecord> now = fetch(db, u"seq = ?"_s, seq);
    if (!now)
        return now.error();
    return now.value().view;
}

Result<DeliveryView> insertRow(QSqlDatabase &db, const Notification &m, const DeliveryMove &move, Instant at)
{
    const Result<QString> hash = recipientHash(db, m.recipient);
    if (!hash)
        return hash.error();
    const QString recipient = masked(m);
    const QString name = shortName(m.clientName);
    const bool open = move.state == DeliveryState::AwaitsPerson;
    const auto text = [](const QString &value) { return value.isNull() ? u""_s : value; };
    const QString search = QStringList{name, recipient.right(4), m.visitId, m.jobId}.join(u' ');
    QSqlQuery query(db);
    if (!execute(query,
                 u"INSERT INTO delivery(dedupe_key, channel, way, template, state, recipient, recipient_hash, client_id,"
                 " client_name, visit_id, reminder_type, start_at, queue, job_id, provider_id, contact_id, opaque, reason,"
                 " attempts, created_at, updated_at, expires_at, open_recipient, open_text, search)"
                 " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULLIF(?, ''), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                 {m.dedupeKey, nameOf(m.channel), nameOf(move.way.value_or(ChannelWay::Training)), text(m.templateId.value),
                  nameOf(move.state), text(recipient), hash.value(), text(m.clientId), text(name), text(m.visitId),
                  text(m.reminderType), sqlOf(m.startAt), text(m.queue), text(m.jobId), text(move.providerId),
                  text(move.contactId), text(move.opaque), text(move.reason), move.opaque.isEmpty() ? 0 : 1,
                  qint64(toMs(at)), qint64(toMs(at)), sqlOf(m.expiresAt), open ? text(m.recipient) : u""_s,
                  open ? text(m.text) : u""_s, search}))
        return trouble(query);
    const qint64 seq = query.lastInsertId().toLongLong();
    if (const Result<Done> step = addStep(db, seq, at, move, m.channel); !step)
        return step.error();
    const Result<DeliveryRecord> now = fetch(db, u"seq = ?"_s, seq);
    if (!now)
        return now.error();
    return now.value().view;
}

Result<QList<DeliveryStep>> stepsWhere(QSqlDatabase &db, const QString &where, const QVariant &value)
{
    QList<DeliveryStep> out;
    QSqlQuery query(db);
    // Steps of before messages had more than one channel name none.
    if (!execute(query, u"SELECT s.at, s.state, s.reason, COALESCE(NULLIF(s.channel, ''), d.channel) FROM delivery d"
                         " JOIN delivery_step s ON s.delivery = d.seq WHERE "_s + where + u" ORDER BY s.rowid"_s, {value}))
        return trouble(query);
    while (query.next())
        out << DeliveryStep{fromMs(query.value(0).toLongLong()),
                            enumFromName<DeliveryState>(query.value(1).toString()).value_or(DeliveryState::Uncertain),
                            enumFromName<Channel>(query.value(3).toString()).value_or(Channel::WhatsApp), query.value(2).toString()};
    return out;
}

/// Whether a search is for a message's id at its provider (WhatsApp, Twilio, a mail server).
bool isProviderId(const QString &search)
{
    static const QRegularExpression twilio(QStringLiteral("^(SM|MM)[0-9a-f]{32}$"));
    return search.startsWith(u"wamid.") || (search.startsWith(u'<') && search.endsWith(u'>')) || twilio.match(search).hasMatch();
}

/// Words as FTS5 prefixes; quoting keeps its operators out.
QString matchOf(const QString &search)
{
    static const QRegularExpression gap(QStringLiteral(R"([^\p{L}\p{N}]+)"));
    QStringList words;
    for (const QString &word : search.split(gap, Qt::SkipEmptyParts))
        words << u"\"%1\"*"_s.arg(word);
    return words.join(u' ');
}

constexpr qint64 mostCounted = 10'000;  ///< matches of a search whose states are looked up

Result<DeliveryPage> pageOf(QSqlDatabase &db, const ask::ListDeliveries &q)
{
    DeliveryPage out;
    const QString search = q.search.trimmed();
    const bool byProvider = isProviderId(search);
    const QString match = byProvider ? search : matchOf(search);
    if (!search.isEmpty() && match.isEmpty())
        return out;
    // Words are looked up newest first and counted up to a limit: the first hits are there at once however common a
    // word is.
    const bool byWords = !search.isEmpty() && !byProvider;
    const QString from = byWords ? u" FROM delivery_search JOIN delivery ON seq = delivery_search.rowid WHERE delivery_search MATCH ?"_s
        : byProvider             ? u" FROM delivery WHERE provider_id = ?"_s
                                 : u" FROM delivery WHERE 1"_s;
    QVariantList values;
    if (!search.isEmpty())
        values << match;

    QSqlQuery query(db);
    const QString counts = search.isEmpty()
        ? u"SELECT state, n FROM delivery_count WHERE n > 0"_s
        : u"SELECT state, COUNT(*) FROM (SELECT state%1 LIMIT %2) GROUP BY state"_s.arg(from).arg(mostCounted);
    if (!execute(query, counts, values))
        return trouble(query);
    while (query.next()) {
        out.byState.insert(query.value(0).toString(), query.value(1).toLongLong());
        out.total += query.value(1).toLongLong();
    }
    if (!search.isEmpty() && out.total >= mostCounted) {
        out.byState.clear();
        if (!execute(query, u"SELECT COUNT(*) FROM delivery_search WHERE delivery_search MATCH ?"_s, values) || !query.next())
            return trouble(query);
        out.total = query.value(0).toLongLong();
        query.finish();
    } else if (q.state) {
        out.total = out.byState.value(nameOf(*q.state));
    }
    QString where = from;
    if (q.state) {
        where += u" AND state = ?"_s;
        values << nameOf(*q.state);
    }
    values << qBound(0, q.limit, 1000) << qMax<qint64>(0, q.offset);
    const QString order = byWords ? u" ORDER BY delivery_search.rowid DESC LIMIT ? OFFSET ?"_s : u" ORDER BY seq DESC LIMIT ? OFFSET ?"_s;
    if (!execute(query, u"SELECT "_s + columns + where + order, values))
        return trouble(query);
    while (query.next())
        out.rows << recordOf(query).view;
    return out;
}

} // namespace

bool advances(std::optional<DeliveryState> from, DeliveryState to)
{
    using enum DeliveryState;
    if (!from)
        return to != Delivered && to != Read && to != SentByHand && to != NotSent;
    const auto oneOf = [to](std::initializer_list<DeliveryState> states) {
        return std::find(states.begin(), states.end(), to) != states.end();
    };
    switch (*from) {
    case Sending:
        return oneOf({Sending, WouldSend, AwaitsPerson, Accepted, Delivered, Read, Failed, Uncertain, Skipped});
    case WouldSend:
    case Skipped:
        return oneOf({Sending, WouldSend, AwaitsPerson, Skipped, Failed, Accepted, Uncertain});
    case AwaitsPerson:
        return oneOf({SentByHand, NotSent, Skipped});
    case NotSent:
    case Failed:
        return oneOf({Sending, WouldSend, AwaitsPerson, Skipped, Accepted, Uncertain});
    case Accepted:
        return oneOf({Delivered, Read, Failed});
    case Delivered:
        return to == Read;
    case Uncertain:
        return oneOf({Uncertain, Sending, AwaitsPerson, Accepted, Delivered, Read, Failed, NotSent, Skipped});
    case SentByHand:
    case Read:
        return false;
    }
    return false;
}

Reply<DeliveryView> DeliveryLedger::changing(Reply<DeliveryView> reply)
{
    return [this, reply = std::move(reply)](Result<DeliveryView> result) {
        if (result) {
            ++m_revision;
            for (const auto &listener : m_listeners)
                listener();
        }
        reply(std::move(result));
    };
}

void DeliveryLedger::record(const Notification &message, DeliveryMove move, Reply<DeliveryView> reply)
{
    m_db.run<DeliveryView>(
        [message, move, at = m_clock.now()](QSqlDatabase &db) mutable -> Result<DeliveryView> {
            const Result<DeliveryRecord> row = fetch(db, u"dedupe_key = ?"_s, message.dedupeKey);
            if (row) {
                if (move.state != DeliveryState::Skipped) {
                    move.channel = message.channel;
                    move.templateId = message.templateId;
                }
                Result<DeliveryView> moved = applyMove(db, row.value(), move, at, message.recipient, message.text);
                return moved && move.state != DeliveryState::Skipped ? readdress(db, row.value().number, message) : moved;
            }
            if (row.error().code != Error::Code::NotFound)
                return row.error();
            if (!advances(std::nullopt, move.state))
                return Error{Error::Code::Conflict, u"new"_s};
            return insertRow(db, message, move, at);
        },
        changing(std::move(reply)));
}

void DeliveryLedger::move(const QString &dedupeKey, DeliveryMove move, Reply<DeliveryView> reply)
{
    m_db.run<DeliveryView>(
        [dedupeKey, move, at = m_clock.now()](QSqlDatabase &db) -> Result<DeliveryView> {
            const Result<DeliveryRecord> row = fetch(db, u"dedupe_key = ?"_s, dedupeKey);
            if (!row)
                return row.error();
            return applyMove(db, row.value(), move, at);
        },
        changing(std::move(reply)));
}

void DeliveryLedger::moveByProviderId(const QString &providerId, DeliveryMove move, Reply<DeliveryView> reply)
{
    m_db.run<DeliveryView>(
        [providerId, move, at = m_clock.now()](QSqlDatabase &db) -> Result<DeliveryView> {
            const Result<DeliveryRecord> row = fetch(db, u"provider_id = ?"_s, providerId);
            if (!row)
                return row.error();
            return applyMove(db, row.value(), move, at);
        },
        changing(std::move(reply)));
}

void DeliveryLedger::takeOver(QList<PastDelivery> past, Reply<qint64> reply)
{
    m_db.run<qint64>(
        [past = std::move(past)](QSqlDatabase &db) -> Result<qint64> {
            for (const PastDelivery &each : past) {
                std::optional<DeliveryRecord> row;
                for (const auto &[at, move] : each.moves) {
                    if (!row && !advances(std::nullopt, move.state))
                        return Error{Error::Code::Conflict, u"new"_s};
                    const Result<DeliveryView> moved = row ? applyMove(db, *row, move, at, each.message.recipient, each.message.text)
                                                           : insertRow(db, each.message, move, at);
                    if (!moved)
                        return moved.error();
                    row = DeliveryRecord{.view = moved.value(), .number = moved.value().id.value.mid(1).toLongLong()};
                }
            }
            return past.size();
        },
        [this, reply = std::move(reply)](Result<qint64> taken) {
            if (taken) {
                ++m_revision;
                for (const auto &listener : m_listeners)
                    listener();
            }
            reply(std::move(taken));
        });
}

void DeliveryLedger::page(const ask::ListDeliveries &question, Reply<DeliveryPage> reply)
{
    m_db.run<DeliveryPage>([question](QSqlDatabase &db) { return pageOf(db, question); }, std::move(reply));
}

void DeliveryLedger::byId(DeliveryId id, Reply<DeliveryRecord> reply)
{
    m_db.run<DeliveryRecord>(
        [id](QSqlDatabase &db) -> Result<DeliveryRecord> {
            bool ok = false;
            const qint64 seq = id.value.mid(1).toLongLong(&ok);
            if (!ok || !id.value.startsWith(u'd'))
                return Error{Error::Code::NotFound, u"no such delivery"_s};
            return fetch(db, u"seq = ?"_s, seq);
        },
        std::move(reply));
}

void DeliveryLedger::inState(DeliveryState state, qint64 after, int limit, Reply<QList<DeliveryRecord>> reply)
{
    m_db.run<QList<DeliveryRecord>>(
        [=](QSqlDatabase &db) -> Result<QList<DeliveryRecord>> {
            QList<DeliveryRecord> out;
            QSqlQuery query(db);
            if (!execute(query, u"SELECT "_s + columns + u" FROM delivery WHERE state = ? AND seq > ? ORDER BY seq LIMIT ?"_s,
                         {nameOf(state), after, limit}))
                return trouble(query);
            while (query.next())
                out << recordOf(query);
            return out;
        },
        std::move(reply));
}

void DeliveryLedger::byKeys(QStringList keys, Reply<QMap<QString, DeliveryView>> reply)
{
    m_db.run<QMap<QString, DeliveryView>>(
        [keys = std::move(keys)](QSqlDatabase &db) -> Result<QMap<QString, DeliveryView>> {
            QMap<QString, DeliveryView> out;
            QSqlQuery query(db);
            if (!query.prepare(u"SELECT "_s + columns + u" FROM delivery WHERE dedupe_key = ?"_s))
                return trouble(query);
            for (const QString &key : keys) {
                query.bindValue(0, key);
                if (!query.exec())
                    return trouble(query);
                if (query.next())
                    out.insert(key, recordOf(query).view);
                query.finish();
            }
            return out;
        },
        std::move(reply));
}

DeliveryLookup DeliveryLedger::lookup()
{
    return [this](QStringList keys, Reply<QMap<QString, DeliveryView>> reply) { byKeys(std::move(keys), std::move(reply)); };
}

void DeliveryLedger::history(DeliveryId id, Reply<QList<DeliveryStep>> reply)
{
    m_db.run<QList<DeliveryStep>>([id](QSqlDatabase &db) { return stepsWhere(db, u"d.seq = ?"_s, id.value.mid(1).toLongLong()); },
                                  std::move(reply));
}

void DeliveryLedger::historyOf(const QString &dedupeKey, Reply<QList<DeliveryStep>> reply)
{
    m_db.run<QList<DeliveryStep>>([dedupeKey](QSqlDatabase &db) { return stepsWhere(db, u"d.dedupe_key = ?"_s, dedupeKey); },
                                  std::move(reply));
}

void DeliveryLedger::countTo(const QString &recipient, Instant from, Reply<qint64> reply)
{
    m_db.run<qint64>(
        [recipient, from](QSqlDatabase &db) -> Result<qint64> {
            const Result<QString> hash = recipientHash(db, recipient);
            if (!hash)
                return hash.error();
            QSqlQuery query(db);
            if (!execute(query,
                         u"SELECT COUNT(*) FROM delivery WHERE recipient_hash = ? AND created_at >= ? AND"
                         " state IN ('accepted', 'delivered', 'read', 'uncertain', 'sent_by_hand')"_s,
                         {hash.value(), qint64(toMs(from))})
                || !query.next())
                return trouble(query);
            const qint64 count = query.value(0).toLongLong();
            query.finish();
            return count;
        },
        std::move(reply));
}

} // namespace trato
