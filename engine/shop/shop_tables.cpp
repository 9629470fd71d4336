#include "engine/shop/shop_tables.h"

#include "engine/shop/consent_tables.h"
#include "engine/shop/visit_changes.h"

#include <QSqlError>
#include <QUuid>

namespace trato
{
namespace
{

using namespace Qt::StringLiterals;

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

VisitStatus statusFrom(const QString &text)
{
    return enumFromName<VisitStatus>(text).value_or(VisitStatus::Blocked); // an unknown state is never reminded
}

constexpr Channel addressed[] = {Channel::WhatsApp, Channel::Email, Channel::Sms};

/// Columns that say of a row's client `c` where service messages may go: consent of each channel, then its address.
const QString openChannels = [] {
    QStringList columns;
    for (const Channel channel : addressed)
        columns << consentSql(u"c.id"_s, u"c.phone"_s, u"c.email"_s, channel, Purpose::Service);
    for (const Channel channel : addressed)
        columns << closedAddressSql(channel, channel == Channel::Email ? u"c.email"_s : u"c.phone"_s);
    return columns.join(u", "_s);
}();

void readOpenChannels(const QSqlQuery &q, int column, Client &client)
{
    client.whatsappAllowed = q.value(column).toBool();
    client.emailAllowed = q.value(column + 1).toBool();
    client.smsAllowed = q.value(column + 2).toBool();
    for (const Channel channel : addressed)
        if (q.value(column + 3 + int(channel)).toBool())
            client.badAddress.append(channel);
}

} // namespace

QString likeAnywhere(const QString &text)
{
    QString escaped = text;
    escaped.replace(u'\\', u"\\\\"_s).replace(u'%', u"\\%"_s).replace(u'_', u"\\_"_s);
    return u'%' + escaped + u'%';
}

QSqlQuery *ShopTables::run(const QString &sql, const QVariantList &values)
{
    if (m_error)
        return nullptr;
    auto it = m_prepared.find(sql);
    if (it == m_prepared.end()) {
        QSqlQuery query(m_db);
        query.setForwardOnly(true);
        if (!query.prepare(sql)) {
            m_error = sqlError(query.lastError(), u"shop.db"_s);
            return nullptr;
        }
        it = m_prepared.emplace(sql, std::move(query)).first;
    }
    QSqlQuery &query = it->second;
    for (qsizetype i = 0; i < values.size(); ++i) {
        // The driver would store a null text as NULL; here NULL is a null QVariant only.
        const bool nullText = !values[i].isNull() && values[i].typeId() == QMetaType::QString && values[i].toString().isNull();
        query.bindValue(int(i), nullText ? QVariant(u""_s) : values[i]);
    }
    if (!query.exec()) {
        m_error = sqlError(query.lastError(), u"shop.db"_s);
        query.finish();
        return nullptr;
    }
    return &query;
}

int ShopTables::exec(const QString &sql, const QVariantList &values)
{
    QSqlQuery *query = run(sql, values);
    if (!query)
        return 0;
    const int changed = query->numRowsAffected();
    query->finish();
    return changed;
}

void ShopTables::each(const QString &sql, const QVariantList &values,
                      const std::function<void(const QSqlQuery &)> &row)
{
    QSqlQuery *query = run(sql, values);
    if (!query)
        return;
    while (query->next())
        row(*query);
    query->finish(); // an unfinished read would pin the WAL
}

QList<Unit> ShopTables::units(const Unit &first)
{
    QList<Unit> units;
    const auto read = [&] {
        each(u"SELECT id, name, zone, phone FROM unit ORDER BY position"_s, {}, [&](const QSqlQuery &q) {
            units.append({{q.value(0).toString()}, q.value(1).toString(), q.value(2).toString(), q.value(3).toString()});
        });
    };
    read();
    if (units.isEmpty() && !failed()) {
        exec(u"INSERT INTO unit(id, name, zone, phone, position) VALUES (?, ?, ?, ?, 1)"_s,
             {newId(), first.name, first.zone, first.phone});
        read();
    }
    return units;
}

std::optional<Unit> ShopTables::unit(const UnitId &id, const Unit &first)
{
    for (const Unit &unit : units(first))
        if (id.isEmpty() || unit.id == id)
            return unit;
    return std::nullopt;
}

Unit ShopTables::saveUnit(Unit unit)
{
    if (unit.id.isEmpty()) {
        unit.id = {newId()};
        exec(u"INSERT INTO unit(id, name, zone, phone, position) SELECT ?, ?, ?, ?, COALESCE(MAX(position), 0) + 1 FROM unit"_s,
             {unit.id.value, unit.name, unit.zone, unit.phone.isNull() ? u""_s : unit.phone});
    } else {
        exec(u"UPDATE unit SET name = ?, zone = ?, phone = ? WHERE id = ?"_s,
             {unit.name, unit.zone, unit.phone.isNull() ? u""_s : unit.phone, unit.id.value});
    }
    return unit;
}

QList<KnownVisit> ShopTables::visits(const QString &where, const QVariantList &values, int limit)
{
    return readVisits(where + u" ORDER BY v.start_at, v.id LIMIT ?"_s, values + QVariantList{limit});
}

QList<KnownVisit> ShopTables::newestVisits(const ClientId &client, int limit)
{
    return readVisits(u"v.client = ? ORDER BY v.start_at DESC, v.id LIMIT ?"_s, {client.value, limit});
}

QList<KnownVisit> ShopTables::readVisits(const QString &end, const QVariantList &values)
{
    static const QString select =
        u"SELECT v.id, v.external_id, v.price, v.start_at, v.end_at, v.status, v.vanished, v.booked_at, v.changed_at, "
        "v.imported_start, v.imported_status, v.kept, u.id, u.name, u.zone, u.phone, c.id, c.name, c.phone, c.email, "
        "c.notes, "_s
        + openChannels
        + u", p.name, s.name, "
          "(SELECT COALESCE(SUM(y.amount), 0) FROM payment y WHERE y.visit = v.id AND y.taken_back_at IS NULL), "
          "COALESCE((SELECT k.wanted FROM message_kind k WHERE k.unit = v.unit AND k.kind = 'day_before'), 1), "
          "COALESCE((SELECT k.wanted FROM message_kind k WHERE k.unit = v.unit AND k.kind = 'hour_before'), 1), "
          "(SELECT a.answer FROM visit_answer a WHERE a.visit = v.id AND a.start_at = v.start_at) "
          "FROM visit v JOIN unit u ON u.id = v.unit LEFT JOIN client c ON c.id = v.client "
          "LEFT JOIN professional p ON p.id = v.professional LEFT JOIN service s ON s.id = v.service WHERE "_s;
    QList<KnownVisit> found;
    each(select + end, values, [&](const QSqlQuery &q) {
        KnownVisit known;
        VisitRecord &visit = known.record;
        visit.id = {q.value(0).toString()};
        visit.externalId = q.value(1).toString();
        visit.priceCents = q.value(2).toLongLong();
        visit.start = fromMs(q.value(3).toLongLong());
        visit.end = fromMs(q.value(4).toLongLong());
        visit.status = statusFrom(q.value(5).toString());
        visit.vanished = q.value(6).toBool();
        visit.bookedAt = fromMs(q.value(7).toLongLong());
        visit.changedAt = fromMs(q.value(8).toLongLong());
        if (!q.isNull(9))
            known.importedStart = fromMs(q.value(9).toLongLong());
        if (!q.isNull(10))
            known.importedStatus = statusFrom(q.value(10).toString());
        known.kept = q.value(11).toBool();
        visit.unit = {{q.value(12).toString()}, q.value(13).toString(), q.value(14).toString(), q.value(15).toString()};
        visit.client.id = {q.value(16).toString()};
        visit.client.name = q.value(17).toString();
        visit.client.phone = q.value(18).toString();
        visit.client.email = q.value(19).toString();
        visit.client.notes = q.value(20).toString();
        readOpenChannels(q, 21, visit.client);
        visit.professional = q.value(27).toString();
        visit.service = q.value(28).toString();
        visit.paidCents = q.value(29).toLongLong();
        visit.dayBeforeWanted = q.value(30).toBool();
        visit.hourBeforeWanted = q.value(31).toBool();
        visit.answer = enumFromName<VisitAnswer>(q.value(32).toString()).value_or(VisitAnswer::None);
        found.append(known);
    });
    return found;
}

std::optional<VisitRecord> ShopTables::visit(const VisitId &id)
{
    const QList<KnownVisit> found = visits(u"v.id = ?"_s, {id.value}, 1);
    return found.isEmpty() ? std::nullopt : std::optional(found.first().record);
}

VisitId ShopTables::saveVisit(VisitRecord visit)
{
    const ClientId client = findOrMakeClient(visit.client);
    const QString professional = findOrMakeNamed(u"professional"_s, visit.unit.id, visit.professional);
    const QString service = findOrMakeService(visit);
    const auto orNull = [](const QString &id) { return id.isEmpty() ? QVariant(QMetaType::fromType<QString>()) : QVariant(id); };
    QVariantList values{orNull(visit.externalId), orNull(client.value), orNull(professional), orNull(service),
                        visit.priceCents, toMs(visit.start), toMs(visit.end), nameOf(visit.status),
                        int(visit.vanished), toMs(visit.bookedAt), toMs(visit.changedAt)};
    if (visit.id.isEmpty()) {
        visit.id = {newId()};
        exec(u"INSERT INTO visit(external_id, client, professional, service, price, start_at, end_at, status, vanished, "
             "booked_at, changed_at, id, unit) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
             values << visit.id.value << visit.unit.id.value);
        VisitChanges(*this).note(visit.id, VisitMoment::What::Booked, visit.start, visit.status);
    } else {
        std::optional<std::pair<qint64, QString>> before;
        each(u"SELECT start_at, status FROM visit WHERE id = ?"_s, {visit.id.value},
             [&](const QSqlQuery &q) { before.emplace(q.value(0).toLongLong(), q.value(1).toString()); });
        exec(u"UPDATE visit SET external_id = ?, client = ?, professional = ?, service = ?, price = ?, start_at = ?, "
             "end_at = ?, status = ?, vanished = ?, booked_at = ?, changed_at = ? WHERE id = ?"_s,
             values << visit.id.value);
        if (before && before->first != toMs(visit.start))
            VisitChanges(*this).note(visit.id, VisitMoment::What::Moved, visit.start, visit.status);
        if (before && before->second != nameOf(visit.status))
            VisitChanges(*this).note(visit.id, VisitMoment::What::Status, visit.start, visit.status);
    }
    return visit.id;
}

void ShopTables::noteImport(const VisitId &id, const ImportedVisit &row)
{
    exec(u"UPDATE visit SET imported_start = ?, imported_status = ?, kept = 0 WHERE id = ?"_s,
         {toMs(row.start), nameOf(row.status), id.value});
}

/// The same phone may serve several people, so a client is phone and name; a client without a name takes
/// the first one that comes.
ClientId ShopTables::findOrMakeClient(const Client &client)
{
    if (client.name.isEmpty() && client.phone.isEmpty())
        return {};
    const QString folded = foldText(client.name);
    ClientId found;
    bool unnamed = false;
    each(u"SELECT id, folded FROM client WHERE phone = ? AND (folded = ? OR folded = '' OR ? = '') "
         "ORDER BY folded = ? DESC, created_at, id LIMIT 1"_s,
         {client.phone, folded, client.phone.isEmpty() ? u"-"_s : folded, folded}, [&](const QSqlQuery &q) {
             found = {q.value(0).toString()};
             unnamed = q.value(1).toString().isEmpty();
         });
    if (found.isEmpty()) {
        Client fresh = client;
        fresh.id = {};
        return saveClient(fresh);
    }
    if (unnamed && !folded.isEmpty())
        exec(u"UPDATE client SET name = ?, folded = ? WHERE id = ?"_s, {client.name, folded, found.value});
    if (!client.email.isEmpty())
        exec(u"UPDATE client SET email = ? WHERE id = ? AND email = ''"_s, {client.email, found.value});
    return found;
}

QString ShopTables::findOrMakeNamed(const QString &table, const UnitId &unit, const QString &name)
{
    if (name.isEmpty())
        return {};
    QString id;
    each(u"SELECT id FROM "_s + table + u" WHERE unit = ? AND folded = ?"_s, {unit.value, foldText(name)},
         [&](const QSqlQuery &q) { id = q.value(0).toString(); });
    if (id.isEmpty()) {
        id = newId();
        exec(u"INSERT INTO "_s + table + u"(id, unit, name, folded) VALUES (?, ?, ?, ?)"_s,
             {id, unit.value, name, foldText(name)});
    }
    return id;
}

/// A service that comes with a visit takes the visit's length and price as its usual ones.
QString ShopTables::findOrMakeService(const VisitRecord &visit)
{
    bool known = false;
    each(u"SELECT 1 FROM service WHERE unit = ? AND folded = ?"_s, {visit.unit.id.value, foldText(visit.service)},
         [&](const QSqlQuery &) { known = true; });
    const QString id = findOrMakeNamed(u"service"_s, visit.unit.id, visit.service);
    if (!known && !id.isEmpty())
        exec(u"UPDATE service SET minutes = ?, price = ? WHERE id = ?"_s,
             {std::max<qint64>(1, std::chrono::duration_cast<Minutes>(visit.end - visit.start).count()), visit.priceCents, id});
    return id;
}

QList<Client> ShopTables::clients(const QString &where, const QVariantList &values, int limit)
{
    static const QString select =
        u"SELECT c.id, c.name, c.phone, c.email, c.notes, "_s + openChannels
        + u", (SELECT COUNT(*) FROM visit v WHERE v.client = c.id AND v.start_at <= ? AND v.status IN ('scheduled', "
          "'confirmed', 'in_service', 'done')), (SELECT MAX(v.start_at) FROM visit v WHERE v.client = c.id AND "
          "v.start_at <= ? AND v.status IN ('scheduled', 'confirmed', 'in_service', 'done')) FROM client c WHERE "_s;
    QList<Client> found;
    const QVariantList all = QVariantList{toMs(m_now), toMs(m_now)} + values + QVariantList{limit};
    each(select + where + u" ORDER BY c.folded, c.id LIMIT ?"_s, all, [&](const QSqlQuery &q) {
        Client client;
        client.id = {q.value(0).toString()};
        client.name = q.value(1).toString();
        client.phone = q.value(2).toString();
        client.email = q.value(3).toString();
        client.notes = q.value(4).toString();
        readOpenChannels(q, 5, client);
        client.visits = q.value(11).toLongLong();
        if (!q.isNull(12))
            client.lastVisit = fromMs(q.value(12).toLongLong());
        found.append(client);
    });
    return found;
}

std::optional<Client> ShopTables::client(const ClientId &id)
{
    const QList<Client> found = clients(u"c.id = ?"_s, {id.value}, 1);
    return found.isEmpty() ? std::nullopt : std::optional(found.first());
}

ClientId ShopTables::saveClient(const Client &client)
{
    ClientId id = client.id;
    const QVariantList values{client.name, foldText(client.name), client.phone, client.email, client.notes, toMs(m_now)};
    if (id.isEmpty()) {
        id = {newId()};
        exec(u"INSERT INTO client(name, folded, phone, email, notes, created_at, id) VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
             values + QVariantList{id.value});
    } else {
        exec(u"UPDATE client SET name = ?, folded = ?, phone = ?, email = ?, notes = ?, changed_at = ? WHERE id = ?"_s,
             values + QVariantList{id.value});
    }
    return id;
}

DiaryFreshness ShopTables::freshness()
{
    DiaryFreshness freshness;
    each(u"SELECT refreshed_at, source, revision FROM diary"_s, {}, [&](const QSqlQuery &q) {
        if (!q.isNull(0))
            freshness.refreshedAt = fromMs(q.value(0).toLongLong());
        freshness.source = q.value(1).toString();
        freshness.revision = q.value(2).toULongLong();
    });
    each(u"SELECT (SELECT MIN(start_at) FROM visit), (SELECT MAX(start_at) FROM visit)"_s, {}, [&](const QSqlQuery &q) {
        if (q.isNull(0))
            return;
        freshness.first = fromMs(q.value(0).toLongLong());
        freshness.last = fromMs(q.value(1).toLongLong());
    });
    return freshness;
}

void ShopTables::refresh(const QString &source, bool changed)
{
    exec(u"UPDATE diary SET refreshed_at = ?, source = ?, revision = revision + ?"_s,
         {toMs(m_now), source, int(changed)});
}

} // namespace trato
