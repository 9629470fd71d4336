#include "engine/shop/consent_tables.h"

#include "engine/api/mask.h"

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int historyLength = 500;
constexpr Channel channels[] = {Channel::WhatsApp, Channel::Email, Channel::Sms};
constexpr Purpose purposes[] = {Purpose::Service, Purpose::Marketing, Purpose::Birthday};
const QString any = QStringLiteral("any");   ///< every channel, or every purpose

/// The words that count, newest first; what is asked for are names of an enumeration.
QString wordsOf(const QString &client, const QString &phone, const QString &email, Channel channel, Purpose purpose)
{
    // Plain alternatives: nested ones would not be looked up in the indexes.
    QString whose = u"k.client = %1 OR (%2 <> '' AND k.phone = %2) OR (%2 <> '' AND k.client IN (SELECT o.id FROM client o WHERE "
                    "o.phone = %2))"_s.arg(client, phone);
    if (channel == Channel::Email)
        whose += u" OR (%1 <> '' AND k.client IN (SELECT o.id FROM client o WHERE o.email <> '' AND LOWER(o.email) = LOWER(%1)))"_s.arg(email);
    return u"FROM consent k WHERE k.channel IN ('any', '%1') AND k.purpose IN ('any', '%2') AND (%3) ORDER BY k.seq DESC LIMIT 1"_s
        .arg(nameOf(channel), nameOf(purpose), whose);
}

/// As the ledger keeps it: letters of an e-mail address are small.
QString kept(Channel channel, const QString &address) { return channel == Channel::Email ? address.trimmed().toLower() : address; }

QString addressOn(Channel channel, const Client &client) { return kept(channel, channel == Channel::Email ? client.email : client.phone); }

QString masked(Channel channel, const QString &address) { return channel == Channel::Email ? maskEmail(address) : maskPhone(address); }

template <NamedEnum E>
QString nameOrAny(std::optional<E> value)
{
    return value ? nameOf(*value) : any;
}

} // namespace

QString consentSql(const QString &client, const QString &phone, const QString &email, Channel channel, Purpose purpose)
{
    return u"COALESCE((SELECT k.allowed %1), %2)"_s.arg(wordsOf(client, phone, email, channel, purpose),
                                                        purpose == Purpose::Service ? u"1"_s : u"0"_s);
}

QString closedAddressSql(Channel channel, const QString &address)
{
    return u"COALESCE((SELECT w.what <> 'again' FROM address_word w WHERE w.address = %2 AND w.channel = '%1' "
           "ORDER BY w.seq DESC LIMIT 1), 0)"_s.arg(nameOf(channel), channel == Channel::Email ? u"LOWER(%1)"_s.arg(address) : address);
}

QString ConsentTables::hindrance(const Contact &contact)
{
    const std::optional<Client> known = contact.client.isEmpty() ? std::nullopt : m_tables.client(contact.client);
    const bool isMail = contact.channel == Channel::Email;
    const QString address = contact.address.isEmpty() && known ? addressOn(contact.channel, *known) : kept(contact.channel, contact.address);
    const QString phone = isMail ? (known ? known->phone : QString()) : address;
    bool may = false;
    m_tables.each(u"SELECT "_s + consentSql(u"w.client"_s, u"w.phone"_s, u"w.email"_s, contact.channel, contact.purpose)
                      + u" FROM (SELECT ? AS client, ? AS phone, ? AS email) w"_s,
                  {contact.client.value, phone, isMail ? address : QString()}, [&](const QSqlQuery &q) { may = q.value(0).toBool(); });
    if (!may)
        return u"no_consent"_s;
    return closedAddress(contact.channel, address) ? u"bad_address"_s : QString();
}

void ConsentTables::record(const Client &client, const ConsentWord &word)
{
    m_tables.exec(u"INSERT INTO consent(client, phone, channel, purpose, allowed, source, text_version, proof, said_by, at) "
                  "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                  {client.id.value, client.phone, nameOrAny(word.channel), nameOrAny(word.purpose), int(word.allowed), word.source,
                   word.textVersion, word.proof, word.by, qint64(toMs(m_tables.now()))});
    if (!word.allowed)
        return;
    for (const Channel channel : channels) {
        if (word.channel && *word.channel != channel)
            continue;
        const auto closed = closedAddress(channel, addressOn(channel, client));
        if (closed && closed->what != AddressWord::What::Bad)
            noteAddress({channel, closed->address, AddressWord::What::Again, word.source, word.proof, m_tables.now()});
    }
}

ConsentNow ConsentTables::now(const Client &client, Channel channel, Purpose purpose)
{
    ConsentNow out{channel, purpose, purpose == Purpose::Service, {}, {}};
    m_tables.each(u"WITH w AS (SELECT ? AS client, ? AS phone, ? AS email) SELECT k.allowed, k.source, k.at "_s
                      + wordsOf(u"(SELECT client FROM w)"_s, u"(SELECT phone FROM w)"_s, u"(SELECT email FROM w)"_s, channel, purpose),
                  {client.id.value, client.phone, client.email}, [&](const QSqlQuery &q) {
                      out.allowed = q.value(0).toBool();
                      out.source = q.value(1).toString();
                      out.since = fromMs(q.value(2).toLongLong());
                  });
    return out;
}

ConsentFile ConsentTables::file(const Client &client)
{
    ConsentFile out;
    for (const Channel channel : channels) {
        for (const Purpose purpose : purposes)
            out.now.append(now(client, channel, purpose));
        if (auto closed = closedAddress(channel, addressOn(channel, client))) {
            closed->address = masked(channel, closed->address);
            out.closed.append(*closed);
        }
    }
    m_tables.each(u"SELECT channel, purpose, allowed, source, text_version, proof, said_by, at FROM consent WHERE client = ? "
                  "ORDER BY seq DESC LIMIT ?"_s, {client.id.value, historyLength}, [&](const QSqlQuery &q) {
                      out.history.append({enumFromName<Channel>(q.value(0).toString()), enumFromName<Purpose>(q.value(1).toString()),
                                          q.value(2).toBool(), q.value(3).toString(), q.value(4).toString(), q.value(5).toString(),
                                          q.value(6).toString(), fromMs(q.value(7).toLongLong())});
                  });
    return out;
}

void ConsentTables::noteAddress(const AddressWord &word)
{
    const QString address = kept(word.channel, word.address);
    QString before;
    m_tables.each(u"SELECT what FROM address_word WHERE address = ? AND channel = ? ORDER BY seq DESC LIMIT 1"_s,
                  {address, nameOf(word.channel)}, [&](const QSqlQuery &q) { before = q.value(0).toString(); });
    if (address.isEmpty() || before == nameOf(word.what) || (before.isEmpty() && word.what == AddressWord::What::Again))
        return;
    m_tables.exec(u"INSERT INTO address_word(channel, address, what, reason, proof, at) VALUES (?, ?, ?, ?, ?, ?)"_s,
                  {nameOf(word.channel), address, nameOf(word.what), word.reason.left(500), word.proof.left(200), qint64(toMs(word.at))});
    if (word.what != AddressWord::What::OptedOut && word.what != AddressWord::What::Complained)
        return;
    const QString where = word.channel == Channel::Email ? u"c.email <> '' AND LOWER(c.email) = ?"_s : u"c.phone = ?"_s;
    for (const Client &client : m_tables.clients(where, {address}, historyLength))
        record(client, {.channel = word.channel, .allowed = false, .source = nameOf(word.what), .proof = word.proof});
}

std::optional<AddressWord> ConsentTables::closedAddress(Channel channel, const QString &address)
{
    std::optional<AddressWord> out;
    if (address.isEmpty())
        return out;
    m_tables.each(u"SELECT what, reason, proof, at FROM address_word WHERE address = ? AND channel = ? ORDER BY seq DESC LIMIT 1"_s,
                  {kept(channel, address), nameOf(channel)}, [&](const QSqlQuery &q) {
                      const auto what = enumFromName<AddressWord::What>(q.value(0).toString()).value_or(AddressWord::What::Bad);
                      if (what != AddressWord::What::Again)
                          out = AddressWord{channel, kept(channel, address), what, q.value(1).toString(), q.value(2).toString(), fromMs(q.value(3).toLongLong())};
                  });
    return out;
}

} // namespace trato
