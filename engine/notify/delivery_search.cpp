#include "engine/api/mail_address.h"
#include "engine/notify/delivery_rows.h"
#include "engine/shop/phone_number.h"

#include <QRegularExpression>
#include <QSqlQuery>

namespace trato::ledger {

using namespace Qt::StringLiterals;

namespace {

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

/// The addresses that a search may mean: a whole phone number however it is written, with and without its ninth digit
/// (domain 6.5), or an e-mail address. Empty: it is words.
QStringList addressesOf(const QString &search)
{
    if (isMailAddress(search))
        return {search, search.toLower()};
    static const QRegularExpression form(QStringLiteral(R"(^\+?[\d\s().\-/]{8,24}$)"));
    if (!form.match(search).hasMatch())
        return {};
    const QString number = readPhone(search).e164;
    if (number.isEmpty())
        return {};
    QStringList out{number};
    constexpr qsizetype areaEnd = 5;       // "+5511"
    constexpr qsizetype withNinth = 14;    // "+5511987654321"
    if (number.startsWith(u"+55") && number.size() == withNinth && number[areaEnd] == u'9')
        out << number.left(areaEnd) + number.mid(areaEnd + 1);
    else if (number.startsWith(u"+55") && number.size() == withNinth - 1)
        out << number.left(areaEnd) + u'9' + number.mid(areaEnd);
    return out;
}

/// Digits that are no whole number are looked up by the last four, which is what a row shows of its number.
QString wordsOf(const QString &search)
{
    static const QRegularExpression local(QStringLiteral(R"(^\d{4,5}[\s\-]?\d{4}$)"));
    return local.match(search).hasMatch() ? search.right(4) : search;
}

/// Which rows are asked for, as SQL.
struct Filter {
    QString from{};
    QVariantList values{};
    bool byWords = false;   ///< through the search index
    bool all = false;
};

Result<std::optional<Filter>> filterOf(QSqlDatabase &db, const ask::ListDeliveries &q)
{
    Filter out;
    const QString search = q.search.trimmed();
    QString where = u" WHERE 1"_s;
    if (search.isEmpty()) {
        out.all = q.visit.isEmpty() && q.client.isEmpty();
    } else if (isProviderId(search)) {
        where = u" WHERE provider_id = ?"_s;
        out.values << search;
    } else if (const QStringList addresses = addressesOf(search); !addresses.isEmpty()) {
        QStringList places;
        for (const QString &address : addresses) {
            const Result<QString> hash = recipientHash(db, address);
            if (!hash)
                return hash.error();
            out.values << hash.value();
            places << u"?"_s;
        }
        where = u" WHERE recipient_hash IN ("_s + places.join(u',') + u')';
    } else {
        const QString match = matchOf(wordsOf(search));
        if (match.isEmpty())
            return std::optional<Filter>();
        out.byWords = true;
        where = u" WHERE delivery_search MATCH ?"_s;
        out.values << match;
    }
    // Words are looked up newest first and counted up to a limit: the first hits are there at once however common a word is.
    out.from = (out.byWords ? u" FROM delivery_search JOIN delivery ON seq = delivery_search.rowid"_s : u" FROM delivery"_s) + where;
    // The second condition is the indexes' own: without it they are not used.
    if (!q.visit.isEmpty()) {
        out.from += u" AND visit_id = ? AND visit_id <> ''"_s;
        out.values << q.visit.value;
    }
    if (!q.client.isEmpty()) {
        out.from += u" AND client_id = ? AND client_id <> ''"_s;
        out.values << q.client.value;
    }
    return std::optional(out);
}

constexpr qint64 mostCounted = 10'000;  ///< matches of a search whose states are looked up

} // namespace

Result<DeliveryPage> pageOf(QSqlDatabase &db, const ask::ListDeliveries &q)
{
    DeliveryPage out;
    const Result<std::optional<Filter>> filter = filterOf(db, q);
    if (!filter)
        return filter.error();
    if (!filter.value())
        return out;
    const Filter &by = *filter.value();
    QSqlQuery query(db);
    const QString counts = by.all ? u"SELECT state, n FROM delivery_count WHERE n > 0"_s
                                  : u"SELECT state, COUNT(*) FROM (SELECT state%1 LIMIT %2) GROUP BY state"_s.arg(by.from).arg(mostCounted);
    if (!execute(query, counts, by.values))
        return trouble(query);
    while (query.next()) {
        out.byState.insert(query.value(0).toString(), query.value(1).toLongLong());
        out.total += query.value(1).toLongLong();
    }
    if (!by.all && out.total >= mostCounted) {
        out.byState.clear();
        const bool onlyWords = by.byWords && by.values.size() == 1;
        const QString all = onlyWords ? u"SELECT COUNT(*) FROM delivery_search WHERE delivery_search MATCH ?"_s : u"SELECT COUNT(*)"_s + by.from;
        if (!execute(query, all, by.values) || !query.next())
            return trouble(query);
        out.total = query.value(0).toLongLong();
        query.finish();
    } else if (q.state) {
        out.total = out.byState.value(nameOf(*q.state));
    }
    QString from = by.from;
    QVariantList values = by.values;
    if (q.state) {
        from += u" AND state = ?"_s;
        values << nameOf(*q.state);
    }
    values << qBound(0, q.limit, 1000) << qMax<qint64>(0, q.offset);
    const QString order = by.byWords ? u" ORDER BY delivery_search.rowid DESC LIMIT ? OFFSET ?"_s : u" ORDER BY seq DESC LIMIT ? OFFSET ?"_s;
    if (!execute(query, u"SELECT "_s + columns() + from + order, values))
        return trouble(query);
    while (query.next())
        out.rows << recordOf(query).view;
    return out;
}

} // namespace trato::ledger
