#include "engine/notify/ways/relayed_call.h"

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostHeaders = 50;
constexpr qsizetype longestHeader = 8 * 1024;

struct Walk {
    WebhookDoor &door;
    EventIntake &intake;
    const QString way;
    const QList<RelayedCall> calls;
    const Reply<qint64> reply;
    qsizetype at = 0;

    static void on(const std::shared_ptr<Walk> &walk)
    {
        if (walk->at >= walk->calls.size())
            return walk->reply(walk->calls.size());
        const RelayedCall &next = walk->calls[walk->at];
        const auto passed = [walk] {
            ++walk->at;
            on(walk);
        };
        const auto passOver = [walk, passed, cursor = next.cursor] {
            walk->intake.take(walk->way, {}, cursor, [walk, passed](const Result<qint64> &noted) {
                noted ? passed() : walk->reply(noted.error());
            });
        };
        if (next.call.provider.isEmpty())
            return passOver();
        walk->door.take(walk->way, next.call, next.cursor, [walk, passed, passOver](const Result<WebhookAnswer> &said) {
            if (!said)
                return walk->reply(said.error());
            if (said.value().status == 503)
                return walk->reply(qint64(walk->at));
            said.value().status < 300 ? passed() : passOver();
        });
    }
};

} // namespace

WebhookCall relayedCallOf(const QJsonObject &event)
{
    const auto body = QByteArray::fromBase64Encoding(event[u"body"].toString().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!body || !WebhookDoor::providers().contains(event[u"provider"].toString()))
        return {};
    WebhookCall out{.provider = event[u"provider"].toString(), .method = event[u"method"].toString(u"POST"_s), .url = event[u"url"].toString().left(longestHeader),
                    .body = body.decoded};
    const QJsonObject headers = event[u"headers"].toObject();
    for (auto it = headers.begin(); it != headers.end() && out.headers.size() < mostHeaders; ++it)
        out.headers.insert(it.key().toLower(), it.value().toString().left(longestHeader));
    return out;
}

void takeRelayed(WebhookDoor &door, EventIntake &intake, const QString &way, QList<RelayedCall> calls, Reply<qint64> reply)
{
    Walk::on(std::make_shared<Walk>(Walk{door, intake, way, std::move(calls), std::move(reply)}));
}

} // namespace trato
