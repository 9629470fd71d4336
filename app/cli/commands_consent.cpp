#include "app/cli/command.h"
#include "app/cli/input.h"
#include "engine/api/questions/diary.h"

/// consent: what a client said about being written to, and which addresses are closed
namespace trato::cli {

using namespace Qt::StringLiterals;

namespace {

template <NamedEnum E>
QString nameOrAll(std::optional<E> value)
{
    return value ? nameOf(*value) : u"all"_s;
}

void sayClosed(Session &s, const ConsentFile &file)
{
    for (const AddressWord &word : file.closed)
        s.say(u"%1 %2: %3 since %4%5"_s.arg(nameOf(word.channel), word.address, nameOf(word.what), timeText(word.at),
                                            word.reason.isEmpty() ? QString() : u" ("_s + word.reason + u')'));
}

void show(Session &s, const ConsentFile &file)
{
    if (s.json()) {
        s.print(file, {});
        return s.finish();
    }
    s.printList<ConsentNow>(file.now, {{u"CHANNEL"_s, [](const auto &now) { return nameOf(now.channel); }},
                                       {u"PURPOSE"_s, [](const auto &now) { return nameOf(now.purpose); }},
                                       {u"ALLOWED"_s, [](const auto &now) { return yesNo(now.allowed); }},
                                       {u"SINCE"_s, [](const auto &now) { return timeText(now.since); }},
                                       {u"SOURCE"_s, [](const auto &now) { return now.source; }, false, true}});
    sayClosed(s, file);
    s.finish();
}

class ConsentShow final : public Command
{
public:
    QString name() const override { return u"consent show"_s; }
    QString summary() const override { return u"by which channel and for what a client may be written to"_s; }
    QString arguments() const override { return u"CLIENT"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    void run(Session &s) override
    {
        s.ask(ask::ShowConsent{{s.arguments().first()}}, [&s](const ConsentFile &file) { show(s, file); });
    }
};

class ConsentHistory final : public Command
{
public:
    QString name() const override { return u"consent history"_s; }
    QString summary() const override { return u"every word of a client about being written to, newest first"_s; }
    QString arguments() const override { return u"CLIENT"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    void run(Session &s) override
    {
        s.ask(ask::ShowConsent{{s.arguments().first()}}, [&s](const ConsentFile &file) {
            s.printList<ConsentWord>(file.history, {{u"AT"_s, [](const auto &word) { return timeText(word.at); }},
                                                    {u"SAID"_s, [](const auto &word) { return word.allowed ? u"yes"_s : u"no"_s; }},
                                                    {u"CHANNEL"_s, [](const auto &word) { return nameOrAll(word.channel); }},
                                                    {u"PURPOSE"_s, [](const auto &word) { return nameOrAll(word.purpose); }},
                                                    {u"TEXT"_s, [](const auto &word) { return word.textVersion; }},
                                                    {u"PROOF"_s, [](const auto &word) { return word.proof; }},
                                                    {u"BY"_s, [](const auto &word) { return word.by; }},
                                                    {u"SOURCE"_s, [](const auto &word) { return word.source; }, false, true}});
            s.finish();
        });
    }
};

/// consent grant and consent withdraw
class ConsentSay final : public Command
{
public:
    explicit ConsentSay(bool allowed) : m_allowed(allowed) {}
    QString name() const override { return m_allowed ? u"consent grant"_s : u"consent withdraw"_s; }
    QString summary() const override { return m_allowed ? u"the client may be written to"_s : u"the client must not be written to"_s; }
    QString arguments() const override { return u"CLIENT"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    QList<Option> options() const override
    {
        return {{u"channel"_s, u"CHANNEL"_s, u"whatsapp, email or sms; every one by default"_s},
                {u"purpose"_s, u"PURPOSE"_s, m_allowed ? u"service, marketing or birthday; service by default"_s
                                                       : u"service, marketing or birthday; everything by default"_s},
                {u"source"_s, u"TEXT"_s, u"where it was said; \"command line\" by default"_s},
                {u"text-version"_s, u"TEXT"_s, u"which text the client agreed to"_s},
                {u"proof"_s, u"TEXT"_s, u"id of the message, or number of the paper"_s},
                {u"by"_s, u"NAME"_s, u"who writes it down"_s}};
    }
    void run(Session &s) override
    {
        ask::SetConsent question{{s.arguments().first()}, m_allowed, s.value(u"source"_s, u"command line"_s)};
        question.textVersion = s.value(u"text-version"_s);
        question.proof = s.value(u"proof"_s);
        question.by = s.value(u"by"_s);
        if (s.has(u"channel"_s)) {
            const auto channel = choice<Channel>(s.value(u"channel"_s));
            if (!channel)
                return s.usage(channel.error().detail);
            question.channel = channel.value();
        }
        if (s.has(u"purpose"_s)) {
            const auto purpose = choice<Purpose>(s.value(u"purpose"_s));
            if (!purpose)
                return s.usage(purpose.error().detail);
            question.purpose = purpose.value();
        }
        s.ask(question, [&s](const Client &client) {
            s.ask(ask::ShowConsent{client.id}, [&s](const ConsentFile &file) { show(s, file); });
        });
    }

private:
    const bool m_allowed;
};

class ConsentRetry final : public Command
{
public:
    QString name() const override { return u"consent retry"_s; }
    QString summary() const override { return u"tries an address again that its provider refused"_s; }
    QString arguments() const override { return u"CLIENT CHANNEL"_s; }
    std::pair<int, int> argumentCount() const override { return {2, 2}; }
    void run(Session &s) override
    {
        const auto channel = choice<Channel>(s.arguments()[1]);
        if (!channel)
            return s.usage(channel.error().detail);
        s.ask(ask::RetryAddress{{s.arguments()[0]}, channel.value()}, [&s](const ConsentFile &file) { show(s, file); });
    }
};

} // namespace

void addConsentCommands(CommandList &list)
{
    list.push_back(std::make_unique<ConsentShow>());
    list.push_back(std::make_unique<ConsentHistory>());
    list.push_back(std::make_unique<ConsentSay>(true));
    list.push_back(std::make_unique<ConsentSay>(false));
    list.push_back(std::make_unique<ConsentRetry>());
}

} // namespace trato::cli
