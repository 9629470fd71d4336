#include "app/cli/command.h"
#include "app/cli/input.h"
#include "engine/api/questions/kinds.h"
#include "engine/api/questions/messages.h"
#include "engine/api/words.h"

/// messages: which kinds a unit sends, and what is about to go out
namespace trato::cli {

using namespace Qt::StringLiterals;

namespace {


QString wantedText(const MessageKindView &kind)
{
    if (kind.wanted && kind.barred)
        return u"no (settings)"_s;
    return yesNo(kind.wanted);
}

QList<Column<MessageKindView>> kindColumns()
{
    return {{u"KIND"_s, [](const auto &k) { return nameOf(k.kind); }},
            {u"SENT"_s, wantedText},
            {u"TEMPLATE"_s, [](const auto &k) { return k.templateId.value; }},
            {u"EXAMPLE"_s, [](const auto &k) { return k.example.isEmpty() ? k.problem : k.example; }, false, true}};
}

class MessagesKinds final : public Command
{
public:
    QString name() const override { return u"messages kinds"_s; }
    QString summary() const override { return u"which messages a unit sends to its clients, and how they read"_s; }
    QList<Option> options() const override { return {unitOption}; }
    void run(Session &s) override
    {
        s.ask(ask::ListMessageKinds{{s.value(u"unit"_s)}}, [&s](const QList<MessageKindView> &kinds) {
            s.printList<MessageKindView>(kinds, kindColumns());
            s.finish();
        });
    }
};

class MessagesSet final : public Command
{
public:
    QString name() const override { return u"messages set"_s; }
    QString summary() const override { return u"switches one kind of message on or off for a unit; see `messages kinds`"_s; }
    QString arguments() const override { return u"KIND on|off"_s; }
    std::pair<int, int> argumentCount() const override { return {2, 2}; }
    QList<Option> options() const override { return {unitOption}; }
    void run(Session &s) override
    {
        const auto kind = choice<MessageKind>(s.arguments()[0]);
        if (!kind)
            return s.usage(kind.error().detail);
        const QString &word = s.arguments()[1];
        if (word != u"on" && word != u"off")
            return s.usage(u"\"%1\" is neither on nor off"_s.arg(word));
        s.ask(ask::SetMessageKind{{s.value(u"unit"_s)}, kind.value(), word == u"on"}, [&s](const MessageKindView &view) {
            s.print(view, {{u"unit"_s, view.unit.value}, {u"kind"_s, nameOf(view.kind)}, {u"sent"_s, wantedText(view)},
                           {u"template"_s, view.templateId.value}, {u"example"_s, view.example}});
            if (view.wanted && view.barred)
                s.say(u"the settings keep this reminder back in every unit: see `trato settings list`"_s);
            s.finish();
        });
    }
};

QList<Column<MessagePreview>> previewColumns()
{
    return {{u"DUE"_s, [](const auto &m) { return m.dueAt ? minuteText(*m.dueAt, m.zone) : u"when it happens"_s; }},
            {u"KIND"_s, [](const auto &m) { return nameOf(m.kind); }},
            {u"CLIENT"_s, [](const auto &m) { return m.clientName; }},
            {u"VISIT"_s, [](const auto &m) { return m.start ? minuteText(*m.start, m.zone) : QString(); }},
            {u"NOT SENT"_s, [](const auto &m) { return words::reason(m.reason); }},
            {u"TEXT"_s, [](const auto &m) { return m.text; }, false, true}};
}

class MessagesPreview final : public Command
{
public:
    QString name() const override { return u"messages preview"_s; }
    QString summary() const override { return u"every message of the next 24 hours; of one client also an example of each kind"_s; }
    QList<Option> options() const override { return {{u"client"_s, u"ID"_s, u"only what this client gets"_s}}; }
    void run(Session &s) override
    {
        const auto print = [&s](const QList<MessagePreview> &messages) {
            s.printList<MessagePreview>(messages, previewColumns());
            s.finish();
        };
        if (s.has(u"client"_s))
            return s.ask(ask::PreviewClient{{s.value(u"client"_s)}}, print);
        const Instant now = s.services().now();
        s.ask(ask::PreviewReminders{now, now + Hours(24)}, [print](const PreviewList &list) { print(allMessages(list)); });
    }
};

class MessagesLate final : public Command
{
public:
    QString name() const override { return u"messages late"_s; }
    QString summary() const override { return u"messages about what happened that did not leave in time; send or discard them"_s; }
    QString arguments() const override { return u"[send|discard]"_s; }
    std::pair<int, int> argumentCount() const override { return {0, 1}; }
    void run(Session &s) override
    {
        if (s.arguments().isEmpty())
            return s.ask(ask::ListLateMessages{}, [&s](const QList<MessagePreview> &late) {
                s.printList<MessagePreview>(late, previewColumns());
                s.finish();
            });
        const QString &decision = s.arguments().first();
        if (decision != u"send" && decision != u"discard")
            return s.usage(u"\"%1\" is neither send nor discard"_s.arg(decision));
        s.ask(ask::DecideLateMessages{decision == u"send"}, [&s, decision](const BulkReport &report) { s.finishBulk(report, decision); });
    }
};

} // namespace

void addKindCommands(CommandList &list)
{
    list.push_back(std::make_unique<MessagesKinds>());
    list.push_back(std::make_unique<MessagesSet>());
    list.push_back(std::make_unique<MessagesPreview>());
    list.push_back(std::make_unique<MessagesLate>());
}

} // namespace trato::cli
