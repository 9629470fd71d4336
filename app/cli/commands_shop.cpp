#include "app/cli/command.h"
#include "app/cli/input.h"
#include "engine/api/hours_text.h"
#include "engine/api/questions/shop.h"
#include "engine/api/words.h"

/// professionals, services, hours, days
namespace trato::cli {

using namespace Qt::StringLiterals;

namespace {

const char *const weekdays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

/// yes or no.
Result<bool> yesOrNo(const QString &text)
{
    if (text != u"yes" && text != u"no")
        return Error{Error::Code::Invalid, u"\"%1\" is neither yes nor no"_s.arg(text)};
    return text == u"yes";
}

/// The one whose id or name was typed.
template <typename T>
const T *named(const QList<T> &all, const QString &text)
{
    for (const T &one : all)
        if (one.id.value == text || one.name.compare(text, Qt::CaseInsensitive) == 0)
            return &one;
    return nullptr;
}

void show(Session &s, const Professional &one)
{
    s.print(one, {{u"id"_s, one.id.value}, {u"name"_s, one.name}, {u"active"_s, yesNo(one.active)}});
    s.finish();
}

void show(Session &s, const Service &one)
{
    s.print(one, {{u"id"_s, one.id.value}, {u"name"_s, one.name}, {u"minutes"_s, QString::number(one.minutes)},
                  {u"price"_s, priceText(one.priceCents)}, {u"active"_s, yesNo(one.active)}});
    s.finish();
}

class ProfessionalsList final : public Command
{
public:
    QString name() const override { return u"professionals list"_s; }
    QString summary() const override { return u"who works in the shop"_s; }
    QList<Option> options() const override { return {unitOption}; }
    void run(Session &s) override
    {
        s.ask(ask::ListProfessionals{{s.value(u"unit"_s)}}, [&s](const QList<Professional> &team) {
            s.printList<Professional>(team, {{u"ID"_s, [](const auto &p) { return p.id.value; }},
                                             {u"NAME"_s, [](const auto &p) { return p.name; }},
                                             {u"ACTIVE"_s, [](const auto &p) { return yesNo(p.active); }}});
            s.finish();
        });
    }
};

class ProfessionalsAdd final : public Command
{
public:
    QString name() const override { return u"professionals add"_s; }
    QString summary() const override { return u"adds a professional"_s; }
    QList<Option> options() const override { return {{u"name"_s, u"NAME"_s, u"as it stands in the diary"_s}, unitOption}; }
    void run(Session &s) override
    {
        if (s.value(u"name"_s).isEmpty())
            return s.usage(u"--name is needed"_s);
        s.ask(ask::SaveProfessional{{{}, {s.value(u"unit"_s)}, s.value(u"name"_s), true}},
              [&s](const Professional &saved) { show(s, saved); });
    }
};

class ProfessionalsEdit final : public Command
{
public:
    QString name() const override { return u"professionals edit"_s; }
    QString summary() const override { return u"renames a professional, or says whether new visits are offered"_s; }
    QString arguments() const override { return u"ID|NAME"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    QList<Option> options() const override
    {
        return {{u"name"_s, u"NAME"_s, u"the new name"_s}, {u"active"_s, u"yes|no"_s, u"whether new visits are offered"_s}, unitOption};
    }
    void run(Session &s) override
    {
        const Result<bool> active = yesOrNo(s.value(u"active"_s, u"yes"_s));
        if (!active || (!s.has(u"name"_s) && !s.has(u"active"_s)))
            return s.usage(!active ? active.error().detail : u"nothing to change"_s);
        s.ask(ask::ListProfessionals{{s.value(u"unit"_s)}}, [&s, active](const QList<Professional> &team) {
            const Professional *known = named(team, s.arguments().first());
            if (!known)
                return s.fail({Error::Code::NotFound, u"professional"_s});
            Professional changed = *known;
            changed.name = s.value(u"name"_s, changed.name);
            if (s.has(u"active"_s))
                changed.active = active.value();
            s.ask(ask::SaveProfessional{changed}, [&s](const Professional &saved) { show(s, saved); });
        });
    }
};

class ServicesList final : public Command
{
public:
    QString name() const override { return u"services list"_s; }
    QString summary() const override { return u"what the shop does, for how long and how much"_s; }
    QList<Option> options() const override { return {unitOption}; }
    void run(Session &s) override
    {
        s.ask(ask::ListServices{{s.value(u"unit"_s)}}, [&s](const QList<Service> &services) {
            s.printList<Service>(services, {{u"ID"_s, [](const auto &v) { return v.id.value; }},
                                            {u"NAME"_s, [](const auto &v) { return v.name; }},
                                            {u"MINUTES"_s, [](const auto &v) { return QString::number(v.minutes); }, true},
                                            {u"PRICE"_s, [](const auto &v) { return priceText(v.priceCents); }, true},
                                            {u"ACTIVE"_s, [](const auto &v) { return yesNo(v.active); }}});
            s.finish();
        });
    }
};

/// services add and services edit
class ServicesSave final : public Command
{
public:
    explicit ServicesSave(bool adds) : m_adds(adds) {}
    QString name() const override { return m_adds ? u"services add"_s : u"services edit"_s; }
    QString summary() const override { return m_adds ? u"adds a service"_s : u"changes what is given of a service"_s; }
    QString arguments() const override { return m_adds ? QString() : u"ID|NAME"_s; }
    std::pair<int, int> argumentCount() const override { return m_adds ? std::pair(0, 0) : std::pair(1, 1); }
    QList<Option> options() const override
    {
        return {{u"name"_s, u"NAME"_s, u"as it stands in the diary"_s},
                {u"minutes"_s, u"N"_s, u"how long it usually takes"_s},
                {u"price"_s, u"PRICE"_s, u"45.00 or 45,00"_s},
                {u"active"_s, u"yes|no"_s, u"whether it is offered"_s},
                unitOption};
    }
    void run(Session &s) override
    {
        const auto minutes = number(s.value(u"minutes"_s, u"30"_s), 1, 24 * 60);
        const auto price = cents(s.value(u"price"_s, u"0"_s));
        const auto active = yesOrNo(s.value(u"active"_s, u"yes"_s));
        if (!minutes || !price || !active)
            return s.usage(!minutes ? minutes.error().detail : !price ? price.error().detail : active.error().detail);
        const auto apply = [&s, minutes, price, active](Service service) {
            service.name = s.value(u"name"_s, service.name);
            if (s.has(u"minutes"_s))
                service.minutes = int(minutes.value());
            if (s.has(u"price"_s))
                service.priceCents = price.value();
            if (s.has(u"active"_s))
                service.active = active.value();
            s.ask(ask::SaveService{service}, [&s](const Service &saved) { show(s, saved); });
        };
        if (m_adds) {
            if (s.value(u"name"_s).isEmpty())
                return s.usage(u"--name is needed"_s);
            return apply(Service{{}, {s.value(u"unit"_s)}, {}, 30, 0, true});
        }
        if (!s.has(u"name"_s) && !s.has(u"minutes"_s) && !s.has(u"price"_s) && !s.has(u"active"_s))
            return s.usage(u"nothing to change"_s);
        s.ask(ask::ListServices{{s.value(u"unit"_s)}}, [&s, apply](const QList<Service> &services) {
            const Service *known = named(services, s.arguments().first());
            known ? apply(*known) : s.fail({Error::Code::NotFound, u"service"_s});
        });
    }

private:
    const bool m_adds;
};

class HoursShow final : public Command
{
public:
    QString name() const override { return u"hours show"_s; }
    QString summary() const override { return u"the working hours of the shop and of those who keep their own"_s; }
    QList<Option> options() const override { return {unitOption}; }
    void run(Session &s) override
    {
        s.ask(ask::ListHours{{s.value(u"unit"_s)}}, [&s](const QList<WorkWeek> &weeks) {
            s.ask(ask::ListProfessionals{{s.value(u"unit"_s)}}, [&s, weeks](const QList<Professional> &team) {
                QList<Column<WorkWeek>> columns{{u"WHO"_s, [team](const WorkWeek &week) {
                                                     const Professional *one = named(team, week.professional.value);
                                                     return one ? one->name : u"the shop"_s;
                                                 }}};
                for (int weekday = 1; weekday <= 7; ++weekday)
                    columns.append(Column<WorkWeek>{QString::fromLatin1(weekdays[weekday - 1]).toUpper(), [weekday](const WorkWeek &week) {
                                                        const QString text = hours::toText(week.spans, weekday);
                                                        return text.isEmpty() ? u"closed"_s : text;
                                                    }});
                s.printList<WorkWeek>(weeks, columns);
                s.finish();
            });
        });
    }
};

class HoursSet final : public Command
{
public:
    QString name() const override { return u"hours set"_s; }
    QString summary() const override { return u"sets a whole week: days that are not named are closed"_s; }
    QString arguments() const override { return u"DAY[-DAY]=HOURS… | none"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 7}; }
    QList<Option> options() const override
    {
        return {{u"professional"_s, u"NAME"_s, u"whose hours; the shop's by default. none: the same as the shop"_s}, unitOption};
    }
    void run(Session &s) override
    {
        WorkWeek week{{s.value(u"unit"_s)}, {}, {}};
        if (s.arguments() != QStringList{u"none"_s})
            for (const QString &argument : s.arguments()) {
                const Result<QList<OpenSpan>> spans = read(argument);
                if (!spans)
                    return s.usage(spans.error().detail);
                week.spans += spans.value();
            }
        if (!s.has(u"professional"_s))
            return set(s, week);
        s.ask(ask::ListProfessionals{week.unit}, [&s, week](const QList<Professional> &team) {
            const Professional *one = named(team, s.value(u"professional"_s));
            if (!one)
                return s.fail({Error::Code::NotFound, u"professional"_s});
            set(s, {week.unit, one->id, week.spans});
        });
    }

private:
    static int weekdayOf(const QString &name)
    {
        for (int i = 0; i < 7; ++i)
            if (name == QLatin1String(weekdays[i]))
                return i + 1;
        return 0;
    }
    /// mon-fri=09:00-12:00,13:00-19:00
    static Result<QList<OpenSpan>> read(const QString &argument)
    {
        const QString days = argument.section(u'=', 0, 0).toLower();
        const int first = weekdayOf(days.section(u'-', 0, 0));
        const int last = days.contains(u'-') ? weekdayOf(days.section(u'-', 1)) : first;
        if (first == 0 || last < first || !argument.contains(u'='))
            return Error{Error::Code::Invalid, u"\"%1\" is not like mon-fri=09:00-12:00,13:00-19:00"_s.arg(argument)};
        QList<OpenSpan> spans;
        for (int weekday = first; weekday <= last; ++weekday) {
            const Result<QList<OpenSpan>> one = hours::fromText(argument.section(u'=', 1), weekday);
            if (!one)
                return Error{Error::Code::Invalid, argument + u": "_s + words::reason(one.error().detail)};
            spans += one.value();
        }
        return spans;
    }
    static void set(Session &s, const WorkWeek &week)
    {
        s.ask(ask::SetHours{week}, [&s](const WorkWeek &saved) {
            s.printDone(saved, saved.spans.isEmpty() ? u"taken back"_s : u"saved"_s);
            s.finish();
        });
    }
};

class DaysList final : public Command
{
public:
    QString name() const override { return u"days list"_s; }
    QString summary() const override { return u"national holidays and closed days of a year"_s; }
    QList<Option> options() const override { return {{u"year"_s, u"YYYY"_s, u"this year by default"_s}, unitOption}; }
    void run(Session &s) override
    {
        const auto year = number(s.value(u"year"_s, QString::number(dayOf(s.services().now()).year())), 1900, 2200);
        if (!year)
            return s.usage(year.error().detail);
        s.ask(ask::ListClosedDays{{s.value(u"unit"_s)}, u"%1-01-01"_s.arg(year.value()), u"%1-12-31"_s.arg(year.value())},
              [&s](const QList<ClosedDay> &days) {
                  s.printList<ClosedDay>(days, {{u"DAY"_s, [](const auto &d) { return d.day; }},
                                                {u"NAME"_s, [](const auto &d) { return words::holiday(d.name); }},
                                                {u"KIND"_s, [](const auto &d) { return nameOf(d.kind); }},
                                                {u"SHOP"_s, [](const auto &d) { return d.closed ? u"closed"_s : u"open"_s; }},
                                                {u"EVERY YEAR"_s, [](const auto &d) { return yesNo(d.everyYear); }}});
                  s.finish();
              });
    }
};

/// days close and days open
class DaysSet final : public Command
{
public:
    explicit DaysSet(bool closes) : m_closes(closes) {}
    QString name() const override { return m_closes ? u"days close"_s : u"days open"_s; }
    QString summary() const override
    {
        return m_closes ? u"the shop is closed on a day"_s : u"the shop works on a national holiday"_s;
    }
    QString arguments() const override { return u"DAY"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    QList<Option> options() const override
    {
        if (!m_closes)
            return {unitOption};
        return {{u"name"_s, u"TEXT"_s, u"why; needed unless it is a national holiday"_s},
                {u"every-year"_s, {}, u"again on the same date of later years"_s},
                unitOption};
    }
    void run(Session &s) override
    {
        const Result<QDate> day = date(s.arguments().first());
        if (!day)
            return s.usage(day.error().detail);
        s.ask(ask::SetClosedDay{{{s.value(u"unit"_s)}, day.value().toString(Qt::ISODate), s.value(u"name"_s), ClosedDay::Kind::Local,
                                 m_closes, s.has(u"every-year"_s)}},
              [&s](const ClosedDay &saved) {
                  s.print(saved, {{u"day"_s, saved.day}, {u"name"_s, words::holiday(saved.name)},
                                  {u"shop"_s, saved.closed ? u"closed"_s : u"open"_s}});
                  s.finish();
              });
    }

private:
    const bool m_closes;
};

class DaysForget final : public Command
{
public:
    QString name() const override { return u"days forget"_s; }
    QString summary() const override { return u"takes back what was said about a day"_s; }
    QString arguments() const override { return u"DAY"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    QList<Option> options() const override { return {unitOption}; }
    void run(Session &s) override
    {
        s.ask(ask::ForgetClosedDay{{s.value(u"unit"_s)}, s.arguments().first()}, [&s](const Done &done) {
            s.printDone(done, u"taken back"_s);
            s.finish();
        });
    }
};

class DaysVisits final : public Command
{
public:
    QString name() const override { return u"days visits"_s; }
    QString summary() const override { return u"coming visits that are booked on closed days"_s; }
    void run(Session &s) override
    {
        s.ask(ask::ListClosedVisits{}, [&s](const QList<ClosedVisit> &visits) {
            s.printList<ClosedVisit>(visits, {{u"ID"_s, [](const auto &v) { return v.visit.id.value; }},
                                              {u"START"_s, [](const auto &v) { return timeText(v.visit.start, v.visit.zone); }},
                                              {u"CLIENT"_s, [](const auto &v) { return v.visit.clientName; }},
                                              {u"PROFESSIONAL"_s, [](const auto &v) { return v.visit.professional; }},
                                              {u"CLOSED"_s, [](const auto &v) { return words::holiday(v.name); }}});
            s.finish();
        });
    }
};

} // namespace

void addShopCommands(CommandList &list)
{
    list.push_back(std::make_unique<ProfessionalsList>());
    list.push_back(std::make_unique<ProfessionalsAdd>());
    list.push_back(std::make_unique<ProfessionalsEdit>());
    list.push_back(std::make_unique<ServicesList>());
    list.push_back(std::make_unique<ServicesSave>(true));
    list.push_back(std::make_unique<ServicesSave>(false));
    list.push_back(std::make_unique<HoursShow>());
    list.push_back(std::make_unique<HoursSet>());
    list.push_back(std::make_unique<DaysList>());
    list.push_back(std::make_unique<DaysSet>(true));
    list.push_back(std::make_unique<DaysSet>(false));
    list.push_back(std::make_unique<DaysForget>());
    list.push_back(std::make_unique<DaysVisits>());
}

} // namespace trato::cli
