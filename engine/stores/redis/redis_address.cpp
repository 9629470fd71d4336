#include "engine/stores/redis/redis_address.h"

#include <QUrl>
#include <QUrlQuery>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

Error invalid(const QString &detail)
{
    return {Error::Code::Invalid, detail};
}

Error severalServers()
{
    return {Error::Code::Refused, u"Sentinel and Cluster are not supported: name the one Redis server that takes the writes"_s};
}

std::optional<int> databaseOf(const QString &text)
{
    bool ok = false;
    const int number = text.toInt(&ok);
    return ok && number >= 0 && number <= 65'535 ? std::optional(number) : std::nullopt;
}

/// The web system's documents write true, others 1 or yes.
std::optional<bool> switchOf(const QString &text)
{
    const QString word = text.trimmed().toLower();
    if (word == u"true" || word == u"1" || word == u"yes" || word == u"on")
        return true;
    if (word == u"false" || word == u"0" || word == u"no" || word == u"off")
        return false;
    return std::nullopt;
}

/// Takes one `name=value` of the query; false when it is not known or not usable.
bool takeQuery(RedisAddress &address, const QString &name, const QString &value)
{
    if (name == u"db") {
        const auto database = databaseOf(value);
        address.database = database.value_or(0);
        return database.has_value();
    }
    if (name == u"verify") {
        const auto check = switchOf(value);
        address.tls.check = check.value_or(true);
        return check.has_value();
    }
    QString *text = name == u"ca"            ? &address.tls.caFile
                    : name == u"cert"        ? &address.tls.certificateFile
                    : name == u"key"         ? &address.tls.keyFile
                    : name == u"server_name" ? &address.tls.serverName
                                             : nullptr;
    if (text)
        *text = value;
    return text && !value.isEmpty();
}

/// The user and the password of the environment and the TLS files, where `address` has none.
Result<RedisAddress> fill(RedisAddress address, const std::function<QString(const QString &)> &value)
{
    if (address.user.isEmpty())
        address.user = value(u"REDIS_USERNAME"_s).toUtf8();
    if (address.password.isEmpty())
        address.password = value(u"REDIS_PASSWORD"_s).toUtf8();
    const std::pair<QString *, QString> files[] = {
        {&address.tls.caFile, u"REDIS_TLS_CA_FILE"_s},
        {&address.tls.certificateFile, u"REDIS_TLS_CERT_FILE"_s},
        {&address.tls.keyFile, u"REDIS_TLS_KEY_FILE"_s},
        {&address.tls.serverName, u"REDIS_TLS_SERVER_NAME"_s},
    };
    for (const auto &[text, name] : files)
        if (text->isEmpty())
            *text = value(name);
    if (const QString verify = value(u"REDIS_TLS_VERIFY"_s); !verify.isEmpty()) {
        const auto check = switchOf(verify);
        if (!check)
            return invalid(u"REDIS_TLS_VERIFY must be true or false"_s);
        address.tls.check = address.tls.check && *check;
    }
    return address;
}

} // namespace

QString RedisAddress::display() const
{
    const QString who = user.isEmpty() ? QString() : QString::fromUtf8(user) + u'@';
    if (!localSocket.isEmpty())
        return u"redis+unix://%1%2?db=%3"_s.arg(who, localSocket).arg(database);
    const QString name = host.contains(u':') ? u'[' + host + u']' : host;
    return (tls.on ? u"rediss://"_s : u"redis://"_s) + who + name + u":%1/%2"_s.arg(port).arg(database);
}

QDebug operator<<(QDebug log, const RedisAddress &address)
{
    return log << address.display();
}

Result<RedisAddress> redisAddressOf(const QString &text, UrlSecret secret)
{
    const QString trimmed = text.trimmed();
    const qsizetype colon = trimmed.indexOf(u"://");
    const QString scheme = trimmed.left(qMax<qsizetype>(colon, 0)).toLower();
    if (scheme.contains(u"sentinel") || scheme.contains(u"cluster"))
        return severalServers();
    const bool tls = scheme == u"rediss";
    const bool local = scheme == u"redis+unix" || scheme == u"unix" || scheme == u"redis+socket";
    if (scheme != u"redis" && !tls && !local)
        return invalid(u"a Redis address begins with redis://, rediss:// or redis+unix://"_s);
    const QString authority = trimmed.sliced(colon + 3).section(u'/', 0, 0).section(u'?', 0, 0);
    if (!local && authority.sliced(authority.lastIndexOf(u'@') + 1).contains(u','))
        return severalServers();

    const QUrl url(trimmed, QUrl::StrictMode);
    // QUrl's own words would quote the text, and with it the password.
    if (!url.isValid() || url.hasFragment())
        return invalid(u"not a usable address; special characters in the password must be percent-encoded"_s);
    RedisAddress address;
    address.user = url.userName(QUrl::FullyDecoded).toUtf8();
    address.password = url.password(QUrl::FullyDecoded).toUtf8();
    if (secret == UrlSecret::Refused && !address.password.isEmpty())
        return Error{Error::Code::Refused, u"a password may not stand here, where others can read it; set REDIS_PASSWORD"_s};
    address.tls.on = tls;
    const QString path = url.path(QUrl::FullyDecoded);
    if (local) {
        if (!url.host().isEmpty() || !path.startsWith(u'/') || path.size() < 2)
            return invalid(u"a local socket needs its whole path: redis+unix:///run/redis/redis.sock"_s);
        address.localSocket = path;
    } else {
        if (url.host().isEmpty())
            return invalid(u"the address has no host"_s);
        address.host = url.host();
        address.port = quint16(url.port(6379));
        if (url.port(6379) < 1)
            return invalid(u"the port must be from 1 to 65535"_s);
        if (path.size() > 1) {
            const auto database = databaseOf(path.sliced(1));
            if (!database)
                return invalid(u"what follows the host must be the number of a database"_s);
            address.database = *database;
        }
    }
    const auto items = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items)
        if (!takeQuery(address, name, value))
            return invalid(u"not understood in the address: "_s + name);
    return address;
}

Result<RedisAddress> redisAddressFrom(const std::function<QString(const QString &)> &value)
{
    if (!value(u"REDIS_SENTINELS"_s).isEmpty() || !value(u"REDIS_SENTINEL_HOST"_s).isEmpty()
        || !value(u"REDIS_CLUSTER_NODES"_s).isEmpty())
        return severalServers();
    if (const QString url = value(u"REDIS_URL"_s); !url.isEmpty()) {
        auto address = redisAddressOf(url);
        return address ? fill(std::move(address).value(), value) : address;
    }
    RedisAddress address;
    const QString host = value(u"REDIS_HOST"_s).trimmed();
    const QString port = value(u"REDIS_PORT"_s).trimmed();
    address.localSocket = value(u"REDIS_SOCKET"_s);
    if (host.isEmpty() && port.isEmpty() && address.localSocket.isEmpty())
        return Error{Error::Code::NotFound, u"none of REDIS_URL, REDIS_HOST, REDIS_PORT and REDIS_SOCKET is set"_s};
    if (host.contains(u','))
        return severalServers();
    if (!host.isEmpty())
        address.host = host;
    if (!port.isEmpty()) {
        bool ok = false;
        address.port = port.toUShort(&ok);
        if (!ok || address.port == 0)
            return invalid(u"REDIS_PORT must be from 1 to 65535"_s);
    }
    if (const QString database = value(u"REDIS_DB"_s).trimmed(); !database.isEmpty()) {
        const auto number = databaseOf(database);
        if (!number)
            return invalid(u"REDIS_DB must be the number of a database"_s);
        address.database = *number;
    }
    if (const QString tls = value(u"REDIS_TLS_ENABLED"_s); !tls.isEmpty()) {
        const auto on = switchOf(tls);
        if (!on)
            return invalid(u"REDIS_TLS_ENABLED must be true or false"_s);
        address.tls.on = *on;
    }
    return fill(std::move(address), value);
}

Result<RedisAddress> withRedisSecrets(RedisAddress address, const std::function<QString(const QString &)> &value)
{
    return fill(std::move(address), value);
}

Result<QByteArray> redisPrefixOf(const QString &text)
{
    const QByteArray prefix = text.toUtf8();
    if (prefix.isEmpty() || prefix.size() > 100)
        return invalid(u"the prefix must have 1 to 100 characters"_s);
    if (prefix.startsWith(':') || prefix.endsWith(':'))
        return invalid(u"the prefix may not begin or end with a colon"_s);
    for (const char c : prefix)
        if (uchar(c) <= ' ' || c == 0x7f)
            return invalid(u"the prefix may not have spaces or control characters"_s);
    const qsizetype open = prefix.indexOf('{');
    if (open >= 0 && prefix.indexOf('}', open) <= open + 1)
        return invalid(u"the hash tag of the prefix must be closed and not empty: {bull}"_s);
    return prefix;
}

} // namespace trato
