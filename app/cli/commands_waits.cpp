#include "app/cli/command.h"
#include "engine/api/questions/waits.h"

/// waits: clients who would come on a full day, and the places that were offered to them
namespace trato::cli {

using namespace Qt::StringLiterals;

namespace {

class WaitsList final : public Command
{
public:
    QString name() const override { return u"waits list"_s; }
    QString summary() const override { return u"who would come on which day, from today on"_s; }
    QList<Option> options() const override { return {unitOption}; }
    void run(Session &s) override
    {
        s.ask(ask::ListWaits{{s.value(u"unit"_s)}}, [&s](const WaitList &list) {
            s.printList<WaitEntry>(list.waits, {{u"ID"_s, [](const auto &w) { return w.id.value; }},
                                                {u"DAY"_s, [](const auto &w) { return w.day; }},
                                                {u"CLIENT"_s, [](const auto &w) { return w.clientName; }},
                                                {u"PHONE"_s, [](const auto &w) { return w.phone; }},
                                                {u"SERVICE"_s, [](const auto &w) { return w.service; }},
                                                {u"PROFESSIONAL"_s, [](const auto &w) { return w.professional; }},
                                                {u"STATE"_s, [](const auto &w) { return nameOf(w.state); }}});
            s.finish();
        });
    }
};

class WaitsOffers final : public Command
{
public:
    QString name() const override { return u"waits offers"_s; }
    QString summary() const override { return u"free places that were offered in the last seven days, newest first"_s; }
    QList<Option> options() const override { return {unitOption}; }
    void run(Session &s) override
    {
        s.ask(ask::ListWaits{{s.value(u"unit"_s)}}, [&s](const WaitList &list) {
            s.printList<SlotOffer>(list.offers, {{u"START"_s, [](const auto &o) { return timeText(o.start, o.zone); }},
                                                 {u"CLIENT"_s, [](const auto &o) { return o.clientName; }},
                                                 {u"PROFESSIONAL"_s, [](const auto &o) { return o.professional; }},
                                                 {u"STATE"_s, [](const auto &o) { return nameOf(o.state); }},
                                                 {u"OFFERED"_s, [](const auto &o) { return timeText(o.offeredAt, o.zone); }},
                                                 {u"UNTIL"_s, [](const auto &o) { return timeText(o.expiresAt, o.zone); }}});
            s.finish();
        });
    }
};

class WaitsAdd final : public Command
{
public:
    QString name() const override { return u"waits add"_s; }
    QString summary() const override { return u"notes a client who would come on a day when a place becomes free"_s; }
    QList<Option> options() const override
    {
        return {{u"client"_s, u"NAME"_s, u"who waits"_s},
                {u"phone"_s, u"PHONE"_s, u"a mobile number in any Brazilian spelling"_s},
                {u"day"_s, u"D"_s, u"yyyy-MM-dd"_s},
                {u"service"_s, u"NAME"_s, u"what is done"_s},
                {u"professional"_s, u"NAME"_s, u"only with this one"_s},
                unitOption};
    }
    void run(Session &s) override
    {
        if (s.value(u"client"_s).isEmpty() || s.value(u"phone"_s).isEmpty() || s.value(u"day"_s).isEmpty())
            return s.usage(u"--client, --phone and --day are needed"_s);
        s.ask(ask::AddWait{{{s.value(u"unit"_s)}, s.value(u"client"_s), s.value(u"phone"_s), s.value(u"day"_s), s.value(u"service"_s),
                            s.value(u"professional"_s)}},
              [&s](const WaitEntry &entry) {
                  s.print(entry, {{u"id"_s, entry.id.value}, {u"day"_s, entry.day}, {u"client"_s, entry.clientName}, {u"phone"_s, entry.phone},
                                  {u"service"_s, entry.service}, {u"professional"_s, entry.professional}});
                  s.finish();
              });
    }
};

class WaitsRemove final : public Command
{
public:
    QString name() const override { return u"waits remove"_s; }
    QString summary() const override { return u"takes a client from the waiting list; an open offer is withdrawn"_s; }
    QString arguments() const override { return u"ID"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    void run(Session &s) override
    {
        s.ask(ask::RemoveWait{{s.arguments().first()}}, [&s](const Done &done) {
            s.printDone(done, u"removed"_s);
            s.finish();
        });
    }
};

} // namespace

void addWaitCommands(CommandList &list)
{
    list.push_back(std::make_unique<WaitsList>());
    list.push_back(std::make_unique<WaitsOffers>());
    list.push_back(std::make_unique<WaitsAdd>());
    list.push_back(std::make_unique<WaitsRemove>());
}

} // namespace trato::cli
