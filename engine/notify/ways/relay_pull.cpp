#include "engine/notify/ways/relay_pull.h"

#include "engine/runtime/log_book.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrlQuery>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

const QString pullWay = u"pull"_s;
constexpr qint64 longestAnswer = 24 * 1024 * 1024;   // a hundred events; one has up to 4 MB
constexpr Seconds patience{20};
constexpr Seconds relayRest{60};
constexpr qsizetype longestCursor = 200;

} // namespace

void RelayPull::tick()
{
    if (m_busy || m_parts.settings.waysRelay.isEmpty() || m_parts.clock.steady() < m_next)
        return;
    m_busy = true;
    m_parts.secrets.read(u"RELAY_TOKEN"_s, [this](Result<Secret> secret) {
        if (!secret || secret.value().isEmpty())
            return done({}); // it is listed as missing
        const auto token = std::make_shared<Secret>(std::move(secret).value());
        m_parts.book.marks([this, token](const Result<QMap<QString, WayMark>> &marks) {
            marks ? ask(marks.value().value(pullWay).cursor, *token) : done({});
        });
    });
}

void RelayPull::ask(const QString &cursor, const Secret &token)
{
    QString start = m_parts.settings.waysRelay;
    while (start.endsWith(u'/'))
        start.chop(1);
    HttpRequest request{.method = "GET", .url = QUrl(start + u"/events"_s), .headers = {{"Authorization", "Bearer " + token.reveal().toByteArray()}},
                        .timeout = patience, .bodyLimit = longestAnswer};
    QUrlQuery query;
    query.addQueryItem(u"after"_s, QString::fromLatin1(QUrl::toPercentEncoding(cursor)));
    request.url.setQuery(query);
    m_parts.transport.send(request, [this, cursor](const Result<HttpResult> &result) {
        result ? answered(result.value(), cursor) : done(u"ways.relay"_s);
    });
}

void RelayPull::answered(const HttpResult &result, const QString &cursor)
{
    if (result.fate == HttpResult::Fate::Answered && (result.status == 401 || result.status == 403))
        return done(u"ways.relay_token"_s);
    const QJsonObject told = QJsonDocument::fromJson(result.body).object();
    if (result.fate != HttpResult::Fate::Answered || result.status != 200 || !result.bodyComplete || !told[u"events"].isArray())
        return done(u"ways.relay"_s);
    QList<RelayedCall> calls;
    for (const QJsonValue &event : told[u"events"].toArray()) {
        const QString id = event[u"id"].toString();
        if (id.isEmpty() || id.size() > longestCursor || id == cursor)
            return done(u"ways.relay"_s); // it would be asked for the same for ever
        calls << RelayedCall{id, relayedCallOf(event.toObject())};
    }
    const bool more = told[u"more"].toBool() && !calls.isEmpty();
    takeRelayed(m_parts.door, m_parts.intake, pullWay, calls, [this, more, all = calls.size()](const Result<qint64> &taken) {
        done({}, more && taken && taken.value() == all);
    });
}

void RelayPull::done(const QString &trouble, bool more)
{
    m_busy = false;
    if (std::exchange(m_trouble, trouble) != trouble && !trouble.isEmpty())
        m_parts.log.warning("ways", u"the relay: "_s + trouble);
    const Seconds wait = more ? Seconds(0) : trouble.isEmpty() ? Seconds(m_parts.settings.waysRelaySeconds) : relayRest;
    m_next = m_parts.clock.steady() + wait;
}

} // namespace trato
