#include "engine/shop/wish_tables.h"

#include "engine/shop/offer_rules.h"

namespace trato {

using namespace Qt::StringLiterals;

namespace {

/// As long as a message of before may be sent again by a person, its wish is needed; then it goes.
constexpr Hours kept{24 * 30};

/// How the column `late` is written.
enum class Late { No, Asked, Send };

QVariant sqlOf(const std::optional<Instant> &at)
{
    return at ? QVariant(qint64(toMs(*at))) : QVariant(QMetaType::fromType<qint64>());
}

bool hasAddress(const Client &client) { return !client.phone.isEmpty() || !client.email.isEmpty(); }

} // namespace

bool WishTables::wanted(const UnitId &unit, MessageKind kind)
{
    bool wanted = wantedAtFirst(kind);
    m_tables.each(u"SELECT wanted FROM message_kind WHERE unit = ? AND kind = ?"_s, {unit.value, nameOf(kind)},
                  [&](const QSqlQuery &q) { wanted = q.value(0).toBool(); });
    return wanted;
}

void WishTables::setWanted(const UnitId &unit, MessageKind kind, bool wanted)
{
    m_tables.exec(u"INSERT INTO message_kind(unit, kind, wanted) VALUES (?, ?, ?) ON CONFLICT(unit, kind) DO UPDATE SET "
                  "wanted = excluded.wanted"_s,
                  {unit.value, nameOf(kind), int(wanted)});
    if (!wanted)
        m_tables.exec(u"DELETE FROM message_wish WHERE unit = ? AND kind = ? AND taken_at IS NULL"_s, {unit.value, nameOf(kind)});
}

std::optional<MessageWish> WishTables::visitNews(const std::optional<VisitRecord> &before, const VisitRecord &after)
{
    std::optional<Instant> known = before ? knownStart(*before) : std::nullopt;
    if (!after.id.isEmpty())
        if (const std::optional<MessageWish> open = openAbout(after.id.value))
            known = open->known;
    const std::optional<MessageKind> kind = trato::visitNews(known, after, m_tables.now());
    if (!kind || !hasAddress(after.client) || !wanted(after.unit.id, *kind))
        return std::nullopt;
    return visitWish(*kind, known, after, m_tables.now());
}

void WishTables::noteVisit(const std::optional<VisitRecord> &before, const VisitRecord &after)
{
    const std::optional<MessageWish> wish = visitNews(before, after);
    const std::optional<MessageWish> open = openAbout(after.id.value);
    if (open && wish && open->kind == wish->kind && open->start == wish->start)
        return;
    forgetOpen(after.id.value);
    if (wish)
        keep(*wish);
}

void WishTables::notePayment(const PaymentRecord &payment, const VisitRecord &visit)
{
    if (hasAddress(visit.client) && wanted(visit.unit.id, MessageKind::Payment))
        keep(paymentWish(payment, visit, m_tables.now()));
}

void WishTables::noteLine(MessageKind kind, const QString &entry, const UnitId &unit, const ClientId &client, const QString &phone)
{
    const MessageWish wish = lineWish(kind, entry, unit, client, m_tables.now());
    if (phone.isEmpty() || !wanted(unit, kind) || find(wish.key))
        return;
    forgetOpen(entry);
    keep(wish);
}

void WishTables::noteAnswer(const MessageWish &wish)
{
    if (!find(wish.key))
        keep(wish);
}

void WishTables::noteOffer(const OfferId &offer, const UnitId &unit, const ClientId &client, Instant start, Instant expires)
{
    MessageWish wish;
    wish.key = offerKey(offer);
    wish.kind = MessageKind::SlotOffer;
    wish.unit = unit;
    wish.client = client;
    wish.about = offer.value;
    wish.start = start;
    wish.wishedAt = wish.dueAt = m_tables.now();
    wish.expiresAt = expires;
    keep(wish);
}

QList<MessageWish> WishTables::open(int limit)
{
    return read(u"taken_at IS NULL ORDER BY due_at, key LIMIT ?"_s, {limit});
}

std::optional<MessageWish> WishTables::find(const QString &key)
{
    const QList<MessageWish> found = read(u"key = ?"_s, {key});
    return found.isEmpty() ? std::nullopt : std::optional(found.first());
}

bool WishTables::take(const QString &key)
{
    return m_tables.exec(u"UPDATE message_wish SET taken_at = COALESCE(taken_at, ?) WHERE key = ?"_s,
                         {qint64(toMs(m_tables.now())), key}) > 0;
}

bool WishTables::askLate(int batch, int limit)
{
    const QStringList keys = lateToAsk(read(u"taken_at IS NULL AND late < ? ORDER BY due_at, key LIMIT ?"_s, {int(Late::Send), limit}), batch,
                                       m_tables.now());
    for (const QString &key : keys)
        m_tables.exec(u"UPDATE message_wish SET late = ? WHERE key = ?"_s, {int(Late::Asked), key});
    return !keys.isEmpty();
}

QStringList WishTables::decideLate(bool send, int limit)
{
    QStringList decided;
    const Instant now = m_tables.now();
    const QList<MessageWish> waiting = read(u"taken_at IS NULL AND late = ? ORDER BY due_at, key LIMIT ?"_s, {int(Late::Asked), limit});
    for (const MessageWish &wish : waiting) {
        const Instant end = lastUse(wish);
        if (!send)
            m_tables.exec(u"DELETE FROM message_wish WHERE key = ?"_s, {wish.key}); // its job finds nothing to say
        else if (now < end)
            m_tables.exec(u"UPDATE message_wish SET late = ?, expires_at = ? WHERE key = ?"_s, {int(Late::Send), qint64(toMs(end)), wish.key});
        else
            continue; // its job records that it came too late
        decided.append(wish.key);
    }
    return decided;
}

std::optional<std::pair<Instant, Instant>> WishTables::covered(const UnitId &unit)
{
    std::optional<std::pair<Instant, Instant>> period;
    m_tables.each(u"SELECT from_at, to_at FROM import_cover WHERE unit = ?"_s, {unit.value}, [&](const QSqlQuery &q) {
        period = {fromMs(q.value(0).toLongLong()), fromMs(q.value(1).toLongLong())};
    });
    return period;
}

void WishTables::cover(const UnitId &unit, Instant from, Instant to)
{
    const auto [first, last] = coveredAfter(covered(unit), from, to);
    m_tables.exec(u"INSERT INTO import_cover(unit, from_at, to_at) VALUES (?, ?, ?) ON CONFLICT(unit) DO UPDATE SET "
                  "from_at = excluded.from_at, to_at = excluded.to_at"_s,
                  {unit.value, qint64(toMs(first)), qint64(toMs(last))});
}

QList<MessageWish> WishTables::read(const QString &end, const QVariantList &values)
{
    QList<MessageWish> found;
    m_tables.each(u"SELECT key, kind, unit, client, about, known_start, start_at, wished_at, due_at, expires_at, taken_at, late "
                  "FROM message_wish WHERE "_s + end,
                  values, [&](const QSqlQuery &q) {
                      const auto kind = enumFromName<MessageKind>(q.value(1).toString());
                      if (!kind) // of a newer version of the program
                          return;
                      const auto at = [&q](int column) {
                          return q.isNull(column) ? std::nullopt : std::optional(fromMs(q.value(column).toLongLong()));
                      };
                      found.append({q.value(0).toString(), *kind, {q.value(2).toString()}, {q.value(3).toString()},
                                    q.value(4).toString(), at(5), at(6), fromMs(q.value(7).toLongLong()),
                                    fromMs(q.value(8).toLongLong()), fromMs(q.value(9).toLongLong()), !q.isNull(10),
                                    q.value(11).toInt() == int(Late::Asked)});
                  });
    return found;
}

std::optional<MessageWish> WishTables::openAbout(const QString &about)
{
    const QList<MessageWish> found = read(u"about = ? AND taken_at IS NULL"_s, {about});
    return found.isEmpty() ? std::nullopt : std::optional(found.first());
}

void WishTables::forgetOpen(const QString &about)
{
    m_tables.exec(u"DELETE FROM message_wish WHERE about = ? AND taken_at IS NULL"_s, {about});
}

void WishTables::keep(const MessageWish &wish)
{
    m_tables.exec(u"DELETE FROM message_wish WHERE expires_at < ?"_s, {qint64(toMs(m_tables.now() - kept))});
    m_tables.exec(u"INSERT OR REPLACE INTO message_wish(key, kind, unit, client, about, known_start, start_at, wished_at, due_at, "
                  "expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                  {wish.key, nameOf(wish.kind), wish.unit.value, wish.client.value, wish.about, sqlOf(wish.known), sqlOf(wish.start),
                   qint64(toMs(wish.wishedAt)), qint64(toMs(wish.dueAt)), qint64(toMs(wish.expiresAt))});
}

} // namespace trato
