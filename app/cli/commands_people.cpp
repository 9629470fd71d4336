#include "app/cli/command.h"
#include "engine/api/questions/diary.h"
#include "engine/api/questions/shop.h"

/// units, clients
namespace trato::cli {

using namespace Qt::StringLiterals;

namespace {

void show(Session &s, const Unit &unit)
{
    s.print(unit, {{u"id"_s, unit.id.value}, {u"name"_s, unit.name}, {u"zone"_s, unit.zone}, {u"phone"_s, unit.phone}});
    s.finish();
}

QList<Option> unitOptions()
{
    return {{u"name"_s, u"NAME"_s, u"as it stands in messages"_s},
            {u"zone"_s, u"ZONE"_s, u"IANA name, America/Sao_Paulo"_s},
            {u"phone"_s, u"PHONE"_s, u"the shop's own number"_s}};
}

class UnitsList final : public Command
{
public:
    QString name() const override { return u"units list"_s; }
    QString summary() const override { return u"the shop's units"_s; }
    void run(Session &s) override
    {
        s.ask(ask::ListUnits{}, [&s](const QList<Unit> &units) {
            s.printList<Unit>(units, {{u"ID"_s, [](const auto &unit) { return unit.id.value; }},
                                      {u"NAME"_s, [](const auto &unit) { return unit.name; }},
                                      {u"ZONE"_s, [](const auto &unit) { return unit.zone; }},
                                      {u"PHONE"_s, [](const auto &unit) { return unit.phone; }}});
            s.finish();
        });
    }
};

/// units add and units edit
class UnitsSave final : public Command
{
public:
    explicit UnitsSave(bool fresh) : m_fresh(fresh) {}
    QString name() const override { return m_fresh ? u"units add"_s : u"units edit"_s; }
    QString summary() const override { return m_fresh ? u"adds a unit"_s : u"changes what is given of a unit"_s; }
    QString arguments() const override { return m_fresh ? QString() : u"UNIT"_s; }
    std::pair<int, int> argumentCount() const override { return m_fresh ? std::pair(0, 0) : std::pair(1, 1); }
    QList<Option> options() const override { return unitOptions(); }
    void run(Session &s) override
    {
        if (m_fresh && s.value(u"name"_s).isEmpty())
            return s.usage(u"--name is needed"_s);
        s.ask(ask::ListUnits{}, [&s, fresh = m_fresh](const QList<Unit> &units) {
            Unit unit;
            const auto known = std::find_if(units.begin(), units.end(), [&](const Unit &each) {
                return !fresh && each.id.value == s.arguments().first();
            });
            if (!fresh && known == units.end())
                return s.fail({Error::Code::NotFound, u"unit"_s});
            if (!fresh)
                unit = *known;
            unit.name = s.value(u"name"_s, unit.name);
            unit.zone = s.value(u"zone"_s, unit.zone);
            unit.phone = s.value(u"phone"_s, unit.phone);
            s.ask(ask::SaveUnit{unit}, [&s](const Unit &saved) { show(s, saved); });
        });
    }

private:
    const bool m_fresh;
};

void show(Session &s, const Client &client)
{
    s.print(client, {{u"id"_s, client.id.value}, {u"name"_s, client.name}, {u"phone"_s, client.phone}, {u"e-mail"_s, client.email},
                     {u"notes"_s, client.notes}, {u"WhatsApp allowed"_s, yesNo(client.whatsappAllowed)},
                     {u"e-mail allowed"_s, yesNo(client.emailAllowed)}, {u"SMS allowed"_s, yesNo(client.smsAllowed)},
                     {u"visits"_s, QString::number(client.visits)}, {u"last visit"_s, timeText(client.lastVisit)}});
    s.finish();
}

class ClientsList final : public Command
{
public:
    QString name() const override { return u"clients list"_s; }
    QString summary() const override { return u"clients, phones masked"_s; }
    QList<Option> options() const override { return {{u"search"_s, u"TEXT"_s, u"part of name or phone"_s}}; }
    void run(Session &s) override
    {
        s.ask(ask::ListClients{s.value(u"search"_s)}, [&s](const QList<Client> &clients) {
            s.printList<Client>(clients, {{u"ID"_s, [](const auto &c) { return c.id.value; }},
                                          {u"NAME"_s, [](const auto &c) { return c.name; }},
                                          {u"PHONE"_s, [](const auto &c) { return c.phone; }},
                                          {u"WHATSAPP"_s, [](const auto &c) { return yesNo(c.whatsappAllowed); }},
                                          {u"VISITS"_s, [](const auto &c) { return QString::number(c.visits); }, true},
                                          {u"LAST VISIT"_s, [](const auto &c) { return timeText(c.lastVisit); }}});
            s.finish();
        });
    }
};

class ClientsShow final : public Command
{
public:
    QString name() const override { return u"clients show"_s; }
    QString summary() const override { return u"one client, unmasked"_s; }
    QString arguments() const override { return u"CLIENT"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    void run(Session &s) override
    {
        s.ask(ask::ShowClient{{s.arguments().first()}}, [&s](const Client &client) { show(s, client); });
    }
};

class ClientsVisits final : public Command
{
public:
    QString name() const override { return u"clients visits"_s; }
    QString summary() const override { return u"the visits of a client, newest first"_s; }
    QString arguments() const override { return u"CLIENT"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    void run(Session &s) override
    {
        s.ask(ask::ShowClientFile{{s.arguments().first()}}, [&s](const ClientFile &file) {
            s.printList<VisitView>(file.visits, {{u"ID"_s, [](const auto &v) { return v.id.value; }},
                                                 {u"START"_s, [](const auto &v) { return timeText(v.start, v.zone); }},
                                                 {u"SERVICE"_s, [](const auto &v) { return v.service; }},
                                                 {u"PROFESSIONAL"_s, [](const auto &v) { return v.professional; }},
                                                 {u"PRICE"_s, [](const auto &v) { return priceText(v.priceCents); }, true},
                                                 {u"STATUS"_s, [](const auto &v) { return nameOf(v.status); }}});
            s.say(u"%1 took place, %2 no-show(s)"_s.arg(file.done).arg(file.noShows));
            s.finish();
        });
    }
};

QList<Option> clientOptions()
{
    return {{u"name"_s, u"NAME"_s, u"full name"_s},
            {u"phone"_s, u"PHONE"_s, u"in any Brazilian spelling"_s},
            {u"email"_s, u"ADDRESS"_s, u"e-mail address"_s},
            {u"notes"_s, u"TEXT"_s, u"what the shop should know"_s}};
}

void applyOptions(const Session &s, Client &client)
{
    client.name = s.value(u"name"_s, client.name);
    client.phone = s.value(u"phone"_s, client.phone);
    client.email = s.value(u"email"_s, client.email);
    client.notes = s.value(u"notes"_s, client.notes);
}

class ClientsAdd final : public Command
{
public:
    QString name() const override { return u"clients add"_s; }
    QString summary() const override { return u"adds a client"_s; }
    QList<Option> options() const override { return clientOptions(); }
    void run(Session &s) override
    {
        if (s.value(u"name"_s).isEmpty())
            return s.usage(u"--name is needed"_s);
        Client client;
        applyOptions(s, client);
        s.ask(ask::SaveClient{client}, [&s](const Client &saved) { show(s, saved); });
    }
};

class ClientsEdit final : public Command
{
public:
    QString name() const override { return u"clients edit"_s; }
    QString summary() const override { return u"changes what is given of a client"_s; }
    QString arguments() const override { return u"CLIENT"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    QList<Option> options() const override { return clientOptions(); }
    void run(Session &s) override
    {
        const QList<Option> known = clientOptions();
        if (std::none_of(known.begin(), known.end(), [&](const Option &option) { return s.has(option.name); }))
            return s.usage(u"nothing to change"_s);
        s.ask(ask::ShowClient{{s.arguments().first()}}, [&s](Client client) {
            applyOptions(s, client);
            s.ask(ask::SaveClient{client}, [&s](const Client &saved) { show(s, saved); });
        });
    }
};

} // namespace

void addPeopleCommands(CommandList &list)
{
    list.push_back(std::make_unique<UnitsList>());
    list.push_back(std::make_unique<UnitsSave>(true));
    list.push_back(std::make_unique<UnitsSave>(false));
    list.push_back(std::make_unique<ClientsList>());
    list.push_back(std::make_unique<ClientsShow>());
    list.push_back(std::make_unique<ClientsVisits>());
    list.push_back(std::make_unique<ClientsAdd>());
    list.push_back(std::make_unique<ClientsEdit>());
}

} // namespace trato::cli
