#include "app/cli/command.h"
#include "app/cli/input.h"
#include "engine/api/questions/line.h"

/// line
namespace trato::cli {

using namespace Qt::StringLiterals;

namespace {

const Option professionalOption{u"professional"_s, u"NAME"_s, u"who calls or serves"_s};

QString waitText(const LineEntry &entry)
{
    return entry.waitMinutes ? u"%1 min"_s.arg(*entry.waitMinutes) : u"-"_s;
}

void show(Session &s, const LineEntry &entry)
{
    s.print(entry, {{u"id"_s, entry.id.value}, {u"client"_s, entry.clientName}, {u"phone"_s, entry.phone}, {u"service"_s, entry.service},
                    {u"professional"_s, entry.professional}, {u"state"_s, nameOf(entry.state)},
                    {u"position"_s, entry.position > 0 ? QString::number(entry.position) : u"-"_s}});
    s.finish();
}

class LineList final : public Command
{
public:
    QString name() const override { return u"line list"_s; }
    QString summary() const override { return u"today's waiting line, with how long each may still wait"_s; }
    QList<Option> options() const override { return {{u"all"_s, {}, u"also who sat down or left"_s}, unitOption}; }
    void run(Session &s) override
    {
        s.ask(ask::ListLine{{s.value(u"unit"_s)}}, [&s](QList<LineEntry> line) {
            if (!s.has(u"all"_s))
                line.removeIf([](const LineEntry &e) { return e.state != LineEntry::State::Waiting && e.state != LineEntry::State::Called; });
            s.printList<LineEntry>(line, {{u"ID"_s, [](const auto &e) { return e.id.value; }},
                                          {u"POSITION"_s, [](const auto &e) { return e.position > 0 ? QString::number(e.position) : u"-"_s; }, true},
                                          {u"CLIENT"_s, [](const auto &e) { return e.clientName; }},
                                          {u"SERVICE"_s, [](const auto &e) { return e.service; }},
                                          {u"PROFESSIONAL"_s, [](const auto &e) { return e.professional; }},
                                          {u"STATE"_s, [](const auto &e) { return nameOf(e.state); }},
                                          {u"SINCE"_s, [](const auto &e) { return timeText(e.joinedAt, e.zone); }},
                                          {u"WAIT"_s, waitText, true}});
            s.finish();
        });
    }
};

class LineAdd final : public Command
{
public:
    QString name() const override { return u"line add"_s; }
    QString summary() const override { return u"puts a client at the end of the line"_s; }
    QList<Option> options() const override
    {
        return {{u"client"_s, u"NAME"_s, u"who waits"_s},
                {u"phone"_s, u"PHONE"_s, u"in any Brazilian spelling"_s},
                {u"service"_s, u"NAME"_s, u"what is wanted; its length makes the waiting time"_s},
                {u"professional"_s, u"NAME"_s, u"who is wanted; anybody by default"_s},
                unitOption};
    }
    void run(Session &s) override
    {
        if (s.value(u"client"_s).isEmpty())
            return s.usage(u"--client is needed"_s);
        s.ask(ask::JoinLine{{{s.value(u"unit"_s)}, s.value(u"client"_s), s.value(u"phone"_s), s.value(u"service"_s), s.value(u"professional"_s)}},
              [&s](const LineEntry &entry) { show(s, entry); });
    }
};

class LineNext final : public Command
{
public:
    QString name() const override { return u"line next"_s; }
    QString summary() const override { return u"calls the first who waits"_s; }
    QList<Option> options() const override { return {professionalOption, unitOption}; }
    void run(Session &s) override
    {
        s.ask(ask::CallNext{{s.value(u"unit"_s)}, s.value(u"professional"_s)}, [&s](const LineEntry &entry) { show(s, entry); });
    }
};

/// line call, line attend, line pass, line leave
class LineActs final : public Command
{
public:
    LineActs(LineAct act, QString summary) : m_act(act), m_summary(std::move(summary)) {}
    QString name() const override { return u"line "_s + nameOf(m_act); }
    QString summary() const override { return m_summary; }
    QString arguments() const override { return u"ID"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    QList<Option> options() const override
    {
        return m_act == LineAct::Call || m_act == LineAct::Attend ? QList<Option>{professionalOption} : QList<Option>{};
    }
    void run(Session &s) override
    {
        s.ask(ask::ActOnLine{{s.arguments().first()}, m_act, s.value(u"professional"_s)}, [&s](const LineEntry &entry) { show(s, entry); });
    }

private:
    const LineAct m_act;
    const QString m_summary;
};

class LineEvents final : public Command
{
public:
    QString name() const override { return u"line events"_s; }
    QString summary() const override { return u"what happened in today's line"_s; }
    QList<Option> options() const override { return {unitOption}; }
    void run(Session &s) override
    {
        s.ask(ask::ListLineEvents{{s.value(u"unit"_s)}}, [&s](const QList<LineEvent> &events) {
            s.printList<LineEvent>(events, {{u"TIME"_s, [](const auto &e) { return timeText(e.at); }},
                                            {u"EVENT"_s, [](const auto &e) { return nameOf(e.kind); }},
                                            {u"CLIENT"_s, [](const auto &e) { return e.clientName; }},
                                            {u"POSITION"_s, [](const auto &e) { return e.position > 0 ? QString::number(e.position) : u"-"_s; }, true},
                                            {u"ID"_s, [](const auto &e) { return e.entry.value; }}});
            s.finish();
        });
    }
};

} // namespace

void addLineCommands(CommandList &list)
{
    list.push_back(std::make_unique<LineList>());
    list.push_back(std::make_unique<LineAdd>());
    list.push_back(std::make_unique<LineNext>());
    list.push_back(std::make_unique<LineActs>(LineAct::Call, u"calls one client, whatever the position"_s));
    list.push_back(std::make_unique<LineActs>(LineAct::Attend, u"the client sat down"_s));
    list.push_back(std::make_unique<LineActs>(LineAct::Pass, u"the client lets the next one go first"_s));
    list.push_back(std::make_unique<LineActs>(LineAct::Leave, u"the client went away"_s));
    list.push_back(std::make_unique<LineEvents>());
}

} // namespace trato::cli
