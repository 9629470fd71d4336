#include "engine/notify/delivery_ledger.h"

#include "engine/api/mask.h"
#include "engine/notify/channels/sms_text.h"
#include "engine/notify/delivery_rows.h"

#include <QSqlQuery>

namespace trato {

using namespace Qt::StringLiterals;
using namespace ledger;

namespace {

constexpr int mostAboutVisit = 200;

QVariant sqlOf(const std::optional<Instant> &at)
{
    return at ? QVariant(qint64(toMs(*at))) : QVariant();
}

Result<Done> addStep(QSqlDatabase &db, qint64 seq, Instant at, const DeliveryMove &move, Channel channel)
{
    QSqlQuery query(db);
    if (!execute(query, u"INSERT INTO delivery_step(delivery, at, state, reason, channel, source) VALUES(?, ?, ?, ?, ?, ?)"_s,
                 {seq, qint64(toMs(at)), nameOf(move.state), move.reason.isNull() ? u""_s : move.reason, nameOf(channel), nameOf(move.source)}))
        return trouble(query);
    return Done{};
}

Result<DeliveryView> applyMove(QSqlDatabase &db, const CostRules &rules, const DeliveryRecord &row, const DeliveryMove &move, Instant at,
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
                 " opaque = COALESCE(NULLIF(?, ''), opaque), attempts = attempts + (? NOT IN ('', opaque)),"
                 " queue = COALESCE(NULLIF(?, ''), queue), job_id = COALESCE(NULLIF(?, ''), job_id),"
                 " channel = ?, template = COALESCE(NULLIF(?, ''), template), open_recipient = ?, open_text = ?,"
                 " category = COALESCE(NULLIF(?, ''), category) WHERE seq = ?"_s,
                 {nameOf(move.state), text(move.reason), qint64(toMs(at)), nameOf(move.way.value_or(row.view.way)),
                  text(move.providerId), text(move.contactId), text(move.opaque), text(move.opaque),
                  text(move.queue), text(move.jobId), nameOf(channel), text(move.templateId.value), open ? text(openRecipient) : u""_s, open ? text(openText) : u""_s,
                  text(move.category), seq}))
        return trouble(query);
    if (const Result<Done> step = addStep(db, seq, at, move, channel); !step)
        return step.error();
    if (const Result<Done> billed = billRow(db, rules, seq, at); !billed)
        return billed.error();
    const Result<DeliveryRecord> now = fetch(db, u"seq = ?"_s, seq);
    if (!now)
        return now.error();
    return now.value().view;
}

QString masked(const Notification &m)
{
    return m.channel == Channel::Email ? maskEmail(m.recipient) : maskPhone(m.recipient);
}

QString billedAs(const Notification &m)
{
    // Free text goes out inside the 24-hour window, which Meta calls a service message.
    return m.category.isEmpty() && m.channel == Channel::WhatsApp && m.providerTemplate.isEmpty() && m.inWindow ? u"service"_s : m.category;
}

int segmentsOf(const Notification &m)
{
    return m.channel == Channel::Sms && !m.text.isEmpty() ? smsSize(m.text).segments : 0;
}

/// A message that goes on may have another job and another address than the one its row was made for, as when a
/// reminder that was skipped is planned again. Its `search` stays.
Result<DeliveryView> readdress(QSqlDatabase &db, qint64 seq, const Notification &m)
{
    const auto text = [](const QString &value) { return value.isNull() ? u""_s : value; };
    QSqlQuery query(db);
    if (!execute(query,
                 u"UPDATE delivery SET queue = COALESCE(NULLIF(?, ''), queue), job_id = COALESCE(NULLIF(?, ''), job_id),"
                 " client_id = COALESCE(NULLIF(?, ''), client_id), client_name = COALESCE(NULLIF(?, ''), client_name),"
                 " category = ?, segments = ? WHERE seq = ?"_s,
                 {text(m.queue), text(m.jobId), text(m.clientId), text(shortName(m.clientName)), text(billedAs(m)), segmentsOf(m), seq}))
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

Result<DeliveryView> insertRow(QSqlDatabase &db, const CostRules &rules, const Notification &m, const DeliveryMove &move, Instant at)
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
                 " attempts, created_at, updated_at, expires_at, open_recipient, open_text, search, category, segments)"
                 " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULLIF(?, ''), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                 {m.dedupeKey, nameOf(m.channel), nameOf(move.way.value_or(ChannelWay::Training)), text(m.templateId.value),
                  nameOf(move.state), text(recipient), hash.value(), text(m.clientId), text(name), text(m.visitId),
                  text(m.reminderType), sqlOf(m.startAt), text(m.queue), text(m.jobId), text(move.providerId),
                  text(move.contactId), text(move.opaque), text(move.reason), move.opaque.isEmpty() ? 0 : 1,
                  qint64(toMs(at)), qint64(toMs(at)), sqlOf(m.expiresAt), open ? text(m.recipient) : u""_s,
                  open ? text(m.text) : u""_s, search, text(move.category.isEmpty() ? billedAs(m) : move.category), segmentsOf(m)}))
        return trouble(query);
    const qint64 seq = query.lastInsertId().toLongLong();
    if (const Result<Done> step = addStep(db, seq, at, move, m.channel); !step)
        return step.error();
    if (const Result<Done> billed = billRow(db, rules, seq, at); !billed)
        return billed.error();
    const Result<DeliveryRecord> now = fetch(db, u"seq = ?"_s, seq);
    if (!now)
        return now.error();
    return now.value().view;
}

Result<bool> isTo(QSqlDatabase &db, qint64 seq, const QString &recipient)
{
    const Result<QString> hash = recipientHash(db, recipient);
    if (!hash)
        return hash.error();
    QSqlQuery query(db);
    if (!execute(query, u"SELECT recipient_hash FROM delivery WHERE seq = ?"_s, {seq}) || !query.next())
        return trouble(query);
    return query.value(0).toString() == hash.value();
}

/// What was sent to one person never stands for a message to another, whatever key a producer gave them.
Result<Done> checkPerson(QSqlDatabase &db, const DeliveryRecord &row, const Notification &m, DeliveryState to)
{
    using enum DeliveryState;
    const DeliveryState is = row.view.state;
    const bool neverLeft = is == Failed || is == NotSent || is == Skipped || (is == Sending && to == Sending);
    if (m.contentMark.isEmpty() || m.recipient.isEmpty() || row.view.recipient.isEmpty() || neverLeft)
        return Done{};
    const Result<bool> same = isTo(db, row.number, m.recipient);
    if (!same)
        return same.error();
    if (!same.value())
        return Error{Error::Code::Refused, u"not sent: another message with this key went to another address"_s};
    return Done{};
}

Result<QList<DeliveryStep>> stepsWhere(QSqlDatabase &db, const QString &where, const QVariant &value)
{
    QList<DeliveryStep> out;
    QSqlQuery query(db);
    // Steps of before messages had more than one channel name none.
    if (!execute(query, u"SELECT s.at, s.state, s.reason, COALESCE(NULLIF(s.channel, ''), d.channel), s.source FROM delivery d"
                         " JOIN delivery_step s ON s.delivery = d.seq WHERE "_s + where + u" ORDER BY s.rowid"_s, {value}))
        return trouble(query);
    while (query.next())
        out << DeliveryStep{fromMs(query.value(0).toLongLong()),
                            enumFromName<DeliveryState>(query.value(1).toString()).value_or(DeliveryState::Uncertain),
                            enumFromName<Channel>(query.value(3).toString()).value_or(Channel::WhatsApp), query.value(2).toString(),
                            enumFromName<MoveSource>(query.value(4).toString()).value_or(MoveSource::Engine)};
    return out;
}

const QString &carrierOf(Channel channel)
{
    static const QString names[] = {u"whatsapp"_s, u"sendgrid"_s, u"twilio"_s};
    return names[int(channel)];
}

} // namespace

QString reasonOf(const StatusEvent &event)
{
    const QString words = maskText(event.reason.left(300)).simplified();
    if (event.code.isEmpty() && words.isEmpty())
        return {};
    const QString who = event.code.isEmpty() ? carrierOf(event.channel) : carrierOf(event.channel) + u'.' + event.code.left(20);
    return words.isEmpty() ? who : who + u": "_s + words;
}

bool advances(std::optional<DeliveryState> from, DeliveryState to)
{
    using enum DeliveryState;
    if (!from)
        return to != Sent && to != Delivered && to != Read && to != SentByHand && to != NotSent;
    const auto oneOf = [to](std::initializer_list<DeliveryState> states) {
        return std::find(states.begin(), states.end(), to) != states.end();
    };
    switch (*from) {
    case Sending:
        return oneOf({Sending, WouldSend, AwaitsPerson, Accepted, Sent, Delivered, Read, Failed, Uncertain, Skipped});
    case WouldSend:
    case Skipped:
        return oneOf({Sending, WouldSend, AwaitsPerson, Skipped, Failed, Accepted, Uncertain});
    case AwaitsPerson:
        return oneOf({SentByHand, NotSent, Skipped});
    case NotSent:
    case Failed:
        return oneOf({Sending, WouldSend, AwaitsPerson, Skipped, Accepted, Uncertain});
    case Accepted:
        return oneOf({Sent, Delivered, Read, Failed});
    case Sent:
        return oneOf({Delivered, Read, Failed});
    case Delivered:
        return to == Read;
    case Uncertain:
        return oneOf({Uncertain, Sending, AwaitsPerson, Accepted, Sent, Delivered, Read, Failed, NotSent, Skipped});
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
        [message, move, rules = m_rules(), at = m_clock.now()](QSqlDatabase &db) mutable -> Result<DeliveryView> {
            const Result<DeliveryRecord> row = fetch(db, u"dedupe_key = ?"_s, message.dedupeKey);
            if (row) {
                if (const Result<Done> ours = checkPerson(db, row.value(), message, move.state); !ours)
                    return ours.error();
                if (move.state != DeliveryState::Skipped) {
                    move.channel = message.channel;
                    move.templateId = message.templateId;
                }
                Result<DeliveryView> moved = applyMove(db, rules, row.value(), move, at, message.recipient, message.text);
                return moved && move.state != DeliveryState::Skipped ? readdress(db, row.value().number, message) : moved;
            }
            if (row.error().code != Error::Code::NotFound)
                return row.error();
            if (!advances(std::nullopt, move.state))
                return Error{Error::Code::Conflict, u"new"_s};
            return insertRow(db, rules, message, move, at);
        },
        changing(std::move(reply)));
}

void DeliveryLedger::move(const QString &dedupeKey, DeliveryMove move, Reply<DeliveryView> reply)
{
    m_db.run<DeliveryView>(
        [dedupeKey, move, rules = m_rules(), at = m_clock.now()](QSqlDatabase &db) -> Result<DeliveryView> {
            const Result<DeliveryRecord> row = fetch(db, u"dedupe_key = ?"_s, dedupeKey);
            if (!row)
                return row.error();
            return applyMove(db, rules, row.value(), move, at);
        },
        changing(std::move(reply)));
}

void DeliveryLedger::moveByProviderId(const QString &providerId, DeliveryMove move, Reply<DeliveryView> reply)
{
    m_db.run<DeliveryView>(
        [providerId, move, rules = m_rules(), at = m_clock.now()](QSqlDatabase &db) -> Result<DeliveryView> {
            const Result<DeliveryRecord> row = fetch(db, u"provider_id = ?"_s, providerId);
            if (!row)
                return row.error();
            return applyMove(db, rules, row.value(), move, at);
        },
        changing(std::move(reply)));
}

void DeliveryLedger::told(const StatusEvent &event, MoveSource source, Reply<DeliveryView> reply)
{
    m_db.run<DeliveryView>(
        [event, source, rules = m_rules(), now = m_clock.now()](QSqlDatabase &db) -> Result<DeliveryView> {
            Result<DeliveryRecord> row = Error{Error::Code::NotFound, u"no such delivery"_s};
            if (!event.providerId.isEmpty())
                row = fetch(db, u"provider_id = ?"_s, event.providerId);
            if (!row && row.error().code == Error::Code::NotFound && !event.opaque.isEmpty())
                row = fetch(db, u"opaque = ? AND opaque <> ''"_s, event.opaque);
            if (!row)
                return row.error();
            const DeliveryView &view = row.value().view;
            if (view.channel != event.channel) // it goes another way by now
                return Error{Error::Code::Conflict, nameOf(view.state)};
            DeliveryMove move{.state = event.state, .providerId = event.providerId, .category = event.category.left(40).toLower(), .source = source};
            if (event.state == DeliveryState::Failed || event.state == DeliveryState::Uncertain)
                move.reason = reasonOf(event);
            // By the provider's clock, which may be wrong: never before what is known, never ahead of ours.
            const Instant at = event.at == Instant{} ? now : std::clamp(event.at, std::min(view.updatedAt, now), now);
            return applyMove(db, rules, row.value(), move, at);
        },
        changing(std::move(reply)));
}

void DeliveryLedger::costs(const QString &month, Reply<CostReport> reply)
{
    m_db.run<CostReport>([month](QSqlDatabase &db) { return costsOf(db, month); }, std::move(reply));
}

void DeliveryLedger::takeOver(QList<PastDelivery> past, Reply<qint64> reply)
{
    m_db.run<qint64>(
        [past = std::move(past), rules = m_rules()](QSqlDatabase &db) -> Result<qint64> {
            for (const PastDelivery &each : past) {
                std::optional<DeliveryRecord> row;
                for (const auto &[at, move] : each.moves) {
                    if (!row && !advances(std::nullopt, move.state))
                        return Error{Error::Code::Conflict, u"new"_s};
                    const Result<DeliveryView> moved = row ? applyMove(db, rules, *row, move, at, each.message.recipient, each.message.text)
                                                           : insertRow(db, rules, each.message, move, at);
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

void DeliveryLedger::byProviderId(QString providerId, Reply<DeliveryRecord> reply)
{
    m_db.run<DeliveryRecord>([providerId](QSqlDatabase &db) { return fetch(db, u"provider_id = ?"_s, providerId); }, std::move(reply));
}

void DeliveryLedger::inState(DeliveryState state, qint64 after, int limit, Reply<QList<DeliveryRecord>> reply)
{
    m_db.run<QList<DeliveryRecord>>(
        [=](QSqlDatabase &db) -> Result<QList<DeliveryRecord>> {
            QList<DeliveryRecord> out;
            QSqlQuery query(db);
            if (!execute(query, u"SELECT "_s + columns() + u" FROM delivery WHERE state = ? AND seq > ? ORDER BY seq LIMIT ?"_s,
                         {nameOf(state), after, limit}))
                return trouble(query);
            while (query.next())
                out << recordOf(query);
            return out;
        },
        std::move(reply));
}

void DeliveryLedger::compare(const QString &dedupeKey, const QString &recipient, Reply<Known> reply)
{
    m_db.run<Known>(
        [dedupeKey, recipient](QSqlDatabase &db) -> Result<Known> {
            const Result<DeliveryRecord> row = fetch(db, u"dedupe_key = ?"_s, dedupeKey);
            if (!row)
                return row.error();
            const Result<bool> same = isTo(db, row.value().number, recipient);
            return same ? Result<Known>(Known{row.value().view, same.value()}) : Result<Known>(same.error());
        },
        std::move(reply));
}

void DeliveryLedger::byKeys(QStringList keys, Reply<QMap<QString, DeliveryView>> reply)
{
    m_db.run<QMap<QString, DeliveryView>>(
        [keys = std::move(keys)](QSqlDatabase &db) -> Result<QMap<QString, DeliveryView>> {
            QMap<QString, DeliveryView> out;
            QSqlQuery query(db);
            if (!query.prepare(u"SELECT "_s + columns() + u" FROM delivery WHERE dedupe_key = ?"_s))
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

void DeliveryLedger::aboutVisit(const VisitId &visit, Reply<QList<DeliveryStory>> reply)
{
    m_db.run<QList<DeliveryStory>>(
        [visit](QSqlDatabase &db) -> Result<QList<DeliveryStory>> {
            QList<DeliveryStory> out;
            QSqlQuery query(db);
            // The second condition is the index's own.
            if (!execute(query, u"SELECT "_s + columns() + u" FROM delivery WHERE visit_id = ? AND visit_id <> '' ORDER BY seq DESC LIMIT ?"_s,
                         {visit.value, mostAboutVisit}))
                return trouble(query);
            while (query.next())
                out.prepend({recordOf(query).view, {}});
            for (DeliveryStory &story : out) {
                const Result<QList<DeliveryStep>> steps = stepsWhere(db, u"d.seq = ?"_s, story.delivery.id.value.mid(1).toLongLong());
                if (!steps)
                    return steps.error();
                story.steps = steps.value();
            }
            return out;
        },
        std::move(reply));
}

void DeliveryLedger::countTo(const QString &recipient, Instant from, Reply<qint64> reply, bool ads)
{
    m_db.run<qint64>(
        [recipient, from, ads](QSqlDatabase &db) -> Result<qint64> {
            const Result<QString> hash = recipientHash(db, recipient);
            if (!hash)
                return hash.error();
            QSqlQuery query(db);
            if (!execute(query,
                         u"SELECT COUNT(*) FROM delivery WHERE recipient_hash = ? AND created_at >= ? AND"
                         " state IN ('accepted', 'sent', 'delivered', 'read', 'uncertain', 'sent_by_hand')"_s
                             + (ads ? u" AND category IN ('marketing', 'birthday')"_s : QString()),
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
