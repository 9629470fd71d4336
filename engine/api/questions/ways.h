#pragma once

#include "engine/api/question.h"
#include "engine/api/ways.h"

/// Ways in and the tokens of the HTTP interface. Each is answered by exactly one desk (engine/runtime/desks).
namespace trato {

namespace ask {

/// Verifies, reads and keeps what a provider posted. The answer is for the poster; an Error only when the engine stops.
struct TakeWebhook {
    static constexpr auto name = "ways.webhook";
    using Answer = WebhookAnswer;
    WebhookCall call{};
    static constexpr auto fields() { return fieldList(field("call", &TakeWebhook::call)); }
};
struct ListWays {
    static constexpr auto name = "ways.list";
    using Answer = WaysReport;
    static constexpr auto fields() { return fieldList(); }
};
/// Invalid: no name, or no scope.
struct CreateToken {
    static constexpr auto name = "tokens.create";
    using Answer = NewToken;
    QString label{};                 ///< who it is for
    QList<TokenScope> scopes{};
    static constexpr auto fields() { return fieldList(field("label", &CreateToken::label), field("scopes", &CreateToken::scopes)); }
};
/// Newest first, revoked ones too.
struct ListTokens {
    static constexpr auto name = "tokens.list";
    using Answer = QList<TokenView>;
    static constexpr auto fields() { return fieldList(); }
};
/// NotFound: no such token. A revoked one stays in the list.
struct RevokeToken {
    static constexpr auto name = "tokens.revoke";
    using Answer = TokenView;
    QString id{};
    static constexpr auto fields() { return fieldList(field("id", &RevokeToken::id)); }
};
/// NotFound: unknown or revoked. Refused: it may not do this.
struct CheckToken {
    static constexpr auto name = "tokens.check";
    using Answer = TokenView;
    QString token{};
    TokenScope scope = TokenScope::Read;
    static constexpr auto fields() { return fieldList(field("token", &CheckToken::token), field("scope", &CheckToken::scope)); }
};

} // namespace ask

namespace questions {
using namespace ask;
using WayQuestions = Questions<TakeWebhook, ListWays, CreateToken, ListTokens, RevokeToken, CheckToken>;
} // namespace questions

} // namespace trato
