#include "app/cli/command.h"
#include "app/cli/input.h"
#include "engine/api/questions/ways.h"
#include "engine/api/way_words.h"

/// ways, token create|list|revoke
namespace trato::cli {

using namespace Qt::StringLiterals;

namespace {

QString stateOf(const WayIn &way)
{
    if (!way.open)
        return u"closed"_s;
    return way.trouble.isEmpty() ? u"open"_s : u"trouble"_s;
}

QString missingText(const WayIn &way)
{
    return !way.trouble.isEmpty() ? words::wayWords(way.trouble) : way.missing.isEmpty() ? QString() : u"missing: "_s + way.missing.join(u", "_s);
}

class Ways final : public Command
{
public:
    QString name() const override { return u"ways"_s; }
    QString summary() const override { return u"how states of messages and answers of clients come in, and what none of the ways brings"_s; }
    void run(Session &s) override
    {
        s.ask(ask::ListWays{}, [&s](const WaysReport &report) {
            if (s.json()) {
                s.print(report, {});
                return s.finish();
            }
            s.printList<WayIn>(report.ways, {{u"WAY"_s, [](const auto &w) { return w.name; }},
                                             {u"STATE"_s, stateOf},
                                             {u"EVENTS"_s, [](const auto &w) { return QString::number(w.taken); }, true},
                                             {u"NEWEST"_s, [](const auto &w) { return timeText(w.lastAt); }},
                                             {u"DETAIL"_s, missingText, false, true}});
            Facts facts{{u"HTTP interface"_s, !report.httpTrouble.isEmpty() ? words::wayWords(report.httpTrouble) : report.http.isEmpty() ? u"off"_s : report.http},
                        {u"waiting for their message"_s, QString::number(report.parked)}};
            for (const QString &what : report.unseen)
                facts.append({u"cannot be seen"_s, words::wayWords(u"unseen."_s + what)});
            s.write(factsText(facts).toUtf8());
            s.finish();
        });
    }
};

Result<QList<TokenScope>> scopesOf(const QString &text)
{
    QList<TokenScope> out;
    for (const QString &word : text.split(u',', Qt::SkipEmptyParts)) {
        const auto scope = choice<TokenScope>(word.trimmed());
        if (!scope)
            return scope.error();
        out << scope.value();
    }
    return out;
}

QString scopesText(const TokenView &token)
{
    QStringList names;
    for (const TokenScope scope : token.scopes)
        names << nameOf(scope);
    return names.join(u',');
}

class TokenCreate final : public Command
{
public:
    QString name() const override { return u"token create"_s; }
    QString summary() const override { return u"makes a token for the HTTP interface and shows it, this once"_s; }
    QString arguments() const override { return u"NAME"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    QList<Option> options() const override { return {{u"scope"_s, u"LIST"_s, u"what it may do: read, send; read by default"_s}}; }
    void run(Session &s) override
    {
        const auto scopes = scopesOf(s.value(u"scope"_s, u"read"_s));
        if (!scopes)
            return s.usage(scopes.error().detail);
        s.ask(ask::CreateToken{s.arguments().first(), scopes.value()}, [&s](const NewToken &made) {
            if (s.json())
                s.print(made, {});
            else
                s.write(made.token.toUtf8() + '\n');
            s.say(u"Keep it now: only its hash is stored. Revoke it with: trato token revoke "_s + made.view.id);
            s.finish();
        });
    }
};

class TokenList final : public Command
{
public:
    QString name() const override { return u"token list"_s; }
    QString summary() const override { return u"the tokens of the HTTP interface"_s; }
    void run(Session &s) override
    {
        s.ask(ask::ListTokens{}, [&s](const QList<TokenView> &tokens) {
            s.printList<TokenView>(tokens, {{u"ID"_s, [](const auto &t) { return t.id; }},
                                            {u"NAME"_s, [](const auto &t) { return t.name; }, false, true},
                                            {u"MAY"_s, scopesText},
                                            {u"MADE"_s, [](const auto &t) { return timeText(t.createdAt); }},
                                            {u"USED"_s, [](const auto &t) { return timeText(t.usedAt); }},
                                            {u"REVOKED"_s, [](const auto &t) { return timeText(t.revokedAt); }}});
            s.finish();
        });
    }
};

class TokenRevoke final : public Command
{
public:
    QString name() const override { return u"token revoke"_s; }
    QString summary() const override { return u"ends a token at once"_s; }
    QString arguments() const override { return u"ID"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    void run(Session &s) override
    {
        s.ask(ask::RevokeToken{s.arguments().first()}, [&s](const TokenView &token) {
            s.printDone(token, u"revoked"_s);
            s.finish();
        });
    }
};

} // namespace

void addWayCommands(CommandList &list)
{
    list.push_back(std::make_unique<Ways>());
    list.push_back(std::make_unique<TokenCreate>());
    list.push_back(std::make_unique<TokenList>());
    list.push_back(std::make_unique<TokenRevoke>());
}

} // namespace trato::cli
