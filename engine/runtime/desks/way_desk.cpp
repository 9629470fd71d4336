#include "engine/runtime/desks/way_desk.h"

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

const QStringList wanted{u"WHATSAPP_APP_SECRET"_s, u"WHATSAPP_VERIFY_TOKEN"_s, u"TWILIO_AUTH_TOKEN"_s, u"RELAY_TOKEN"_s};

} // namespace

QList<WayIn> waysOf(const EngineSettings &settings, const QSet<QString> &secrets, bool attached, bool http)
{
    QList<WayIn> out;
    const auto add = [&](const QString &name, const QList<std::pair<QString, bool>> &needs) {
        WayIn way{.name = name};
        for (const auto &[need, there] : needs)
            if (!there)
                way.missing << need;
        way.open = way.missing.isEmpty();
        out << way;
    };
    const auto has = [&](const QString &secret) { return std::pair(secret, secrets.contains(secret)); };
    const QString listen = u"http/listen"_s;
    const std::pair<QString, bool> signedByTwilio[] = {has(u"TWILIO_AUTH_TOKEN"_s), {u"sms/accountSid"_s, !settings.smsAccountSid.isEmpty()}};
    const std::pair<QString, bool> number{u"whatsapp/numberId"_s, !settings.whatsappNumberId.isEmpty()};
    add(u"webhook.whatsapp"_s, {{listen, http}, has(u"WHATSAPP_APP_SECRET"_s), has(u"WHATSAPP_VERIFY_TOKEN"_s), number});
    add(u"webhook.sendgrid"_s, {{listen, http}, {u"sendgrid/webhookKey"_s, !settings.sendgridWebhookKey.isEmpty()}});
    add(u"webhook.twilio"_s, {{listen, http}, {u"http/publicUrl"_s, !settings.httpPublicUrl.isEmpty()}, signedByTwilio[0], signedByTwilio[1]});
    add(u"stream"_s, {{u"store/redis"_s, attached}, {u"ways/stream"_s, settings.waysStream}});
    add(u"pull"_s, {{u"ways/relay"_s, !settings.waysRelay.isEmpty()}, has(u"RELAY_TOKEN"_s)});
    const std::pair<QString, bool> live{u"sms/way"_s, settings.smsWay == ChannelWay::Live};
    add(u"poll.twilio"_s, {{u"ways/twilioMinutes"_s, settings.waysTwilioMinutes > 0}, live, signedByTwilio[0], signedByTwilio[1]});
    add(u"lookup.twilio"_s, {live, signedByTwilio[0], signedByTwilio[1]});
    return out;
}

QStringList unseenBy(const QList<WayIn> &ways, const EngineSettings &settings)
{
    const auto open = [&](QStringView name) {
        return std::ranges::any_of(ways, [&](const WayIn &way) { return way.name == name && way.open; });
    };
    // Stream and relay bring what every provider posts; each is verified with that provider's secret here.
    const bool outside = open(u"stream") || open(u"pull");
    const auto known = [&](QStringView webhook) {
        const auto way = std::ranges::find(ways, webhook, &WayIn::name);
        return way != ways.end()
            && std::ranges::all_of(way->missing, [](const QString &need) { return need.startsWith(u"http/") || need == u"WHATSAPP_VERIFY_TOKEN"; });
    };
    const auto comes = [&](QStringView webhook) { return open(webhook) || (outside && known(webhook)); };
    QStringList out;
    if (settings.whatsappWay == ChannelWay::Live && !comes(u"webhook.whatsapp"))
        out << u"whatsapp.states"_s << u"whatsapp.replies"_s;
    if (settings.emailWay == ChannelWay::Live && (settings.emailProvider == MailProvider::Smtp || !comes(u"webhook.sendgrid")))
        out << u"email.states"_s; // a mail server tells nobody but the sender's mailbox
    if (settings.smsWay == ChannelWay::Live && !comes(u"webhook.twilio")) {
        if (!open(u"poll.twilio"))
            out << u"sms.states"_s;
        out << u"sms.replies"_s;
    }
    return out;
}

void WayDesk::answer(const ask::TakeWebhook &question, Reply<WebhookAnswer> reply)
{
    m_parts.door.take(u"webhook"_s, question.call, std::nullopt, std::move(reply));
}

void WayDesk::answer(const ask::ListWays &, Reply<WaysReport> reply)
{
    struct Walk {
        QSet<QString> found{};
        qsizetype open = wanted.size();
    };
    const auto walk = std::make_shared<Walk>();
    const auto known = [this, walk, reply] {
        m_parts.book.marks([this, walk, reply](const Result<QMap<QString, WayMark>> &marks) {
            if (!marks)
                return reply(marks.error());
            m_parts.book.parked([this, walk, marks = marks.value(), reply](const Result<qint64> &parked) {
                if (!parked)
                    return reply(parked.error());
                const auto [address, trouble] = m_parts.http();
                WaysReport out{.ways = waysOf(m_parts.settings, walk->found, m_parts.isAttached(), !address.isEmpty()),
                               .parked = parked.value(), .http = address, .httpTrouble = trouble};
                for (WayIn &way : out.ways) {
                    const WayMark mark = marks.value(way.name);
                    way.taken = mark.taken;
                    way.lastAt = mark.lastAt;
                    if (way.open)
                        way.trouble = way.name.startsWith(u"webhook.") ? m_parts.door.trouble(way.name.section(u'.', 1)) : m_parts.trouble(way.name);
                }
                out.unseen = unseenBy(out.ways, m_parts.settings);
                reply(out);
            });
        });
    };
    for (const QString &name : wanted)
        m_parts.secrets.read(name, [walk, name, known](const Result<Secret> &secret) {
            if (secret && !secret.value().isEmpty())
                walk->found.insert(name);
            if (--walk->open == 0)
                known();
        });
}

void WayDesk::answer(const ask::CreateToken &question, Reply<NewToken> reply)
{
    m_parts.tokens.create(question.label, question.scopes, std::move(reply));
}

void WayDesk::answer(const ask::ListTokens &, Reply<QList<TokenView>> reply) { m_parts.tokens.list(std::move(reply)); }

void WayDesk::answer(const ask::RevokeToken &question, Reply<TokenView> reply) { m_parts.tokens.revoke(question.id, std::move(reply)); }

void WayDesk::answer(const ask::CheckToken &question, Reply<TokenView> reply)
{
    m_parts.tokens.check(question.token, question.scope, std::move(reply));
}

} // namespace trato
