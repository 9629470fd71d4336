#pragma once

#include "engine/api/codec.h"

/// Ways in: how states of messages and clients' answers reach the engine, and who may ask it by HTTP.
namespace trato {

/// Something that was posted to us, or to a relay before us, as it came. Nothing in it is trusted before it is verified.
struct WebhookCall {
    QString provider{};                ///< "whatsapp", "sendgrid", "twilio"
    QString method{QStringLiteral("POST")};
    QString url{};                     ///< as the provider asked for it: the public address with path and query; or the path and query alone
    QMap<QString, QString> headers{};  ///< names in lower case; at least those that carry signature and content type
    QByteArray body{};
    friend bool operator==(const WebhookCall &, const WebhookCall &) = default;
    static constexpr auto fields()
    {
        using W = WebhookCall;
        return fieldList(field("provider", &W::provider), field("method", &W::method), field("url", &W::url),
                          field("headers", &W::headers), field("body", &W::body));
    }
};

/// What the poster is told: 200 only when all of it is written durably.
struct WebhookAnswer {
    int status = 200;
    QString text{};       ///< of the handshake: the challenge
    friend bool operator==(const WebhookAnswer &, const WebhookAnswer &) = default;
    static constexpr auto fields()
    {
        return fieldList(field("status", &WebhookAnswer::status), field("text", &WebhookAnswer::text));
    }
};

/// One way in.
struct WayIn {
    QString name{};                    ///< "webhook.whatsapp", "webhook.sendgrid", "webhook.twilio", "stream", "pull", "poll.twilio", "lookup.twilio"
    bool open = false;                 ///< everything it needs is there
    QStringList missing{};             ///< names of settings and secrets that it needs
    qint64 taken = 0;                  ///< events that came this way, doubles left out
    std::optional<Instant> lastAt{};   ///< when the newest came
    QString trouble{};                 ///< why it does not work now; empty when fine
    friend bool operator==(const WayIn &, const WayIn &) = default;
    static constexpr auto fields()
    {
        using W = WayIn;
        return fieldList(field("name", &W::name), field("open", &W::open), field("missing", &W::missing), field("taken", &W::taken),
                          field("lastAt", &W::lastAt), field("trouble", &W::trouble));
    }
};

/// The ways in, and what none of them can bring.
struct WaysReport {
    QList<WayIn> ways{};
    QStringList unseen{};              ///< "whatsapp.states", "whatsapp.replies", "email.states", "sms.states", "sms.replies"
    qint64 parked = 0;                 ///< events about messages that are not known (yet)
    QString http{};                    ///< where the HTTP interface listens: "http://127.0.0.1:8088"; empty: nowhere
    QString httpTrouble{};
    friend bool operator==(const WaysReport &, const WaysReport &) = default;
    static constexpr auto fields()
    {
        using W = WaysReport;
        return fieldList(field("ways", &W::ways), field("unseen", &W::unseen), field("parked", &W::parked), field("http", &W::http),
                          field("httpTrouble", &W::httpTrouble));
    }
};

/// What the bearer of a token may do.
enum class TokenScope { Read, Send };
template <>
struct EnumNames<TokenScope> {
    static constexpr std::array names{"read", "send"};
};

/// A token of the HTTP interface; only its hash is kept.
struct TokenView {
    QString id{};                      ///< 8 hex digits, the beginning of the token
    QString name{};
    QList<TokenScope> scopes{};
    Instant createdAt{};
    std::optional<Instant> usedAt{};   ///< to the minute
    std::optional<Instant> revokedAt{};
    friend bool operator==(const TokenView &, const TokenView &) = default;
    static constexpr auto fields()
    {
        using T = TokenView;
        return fieldList(field("id", &T::id), field("name", &T::name), field("scopes", &T::scopes), field("createdAt", &T::createdAt),
                          field("usedAt", &T::usedAt), field("revokedAt", &T::revokedAt));
    }
};

/// A token that was just made: the only time that it is seen.
struct NewToken {
    QString token{};
    TokenView view{};
    friend bool operator==(const NewToken &, const NewToken &) = default;
    static constexpr auto fields() { return fieldList(field("token", &NewToken::token), field("view", &NewToken::view)); }
};

} // namespace trato
