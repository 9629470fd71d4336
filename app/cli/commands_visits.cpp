#include "app/cli/command.h"
#include "app/cli/input.h"
#include "engine/api/questions/diary.h"
#include "engine/api/questions/shop.h"
#include "engine/api/questions/visit_story.h"
#include "engine/api/words.h"

#include <QFileInfo>

/// appointments
namespace trato::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longestImport = 32 * 1024 * 1024;

Facts visitFacts(const VisitView &visit)
{
    return {{u"id"_s, visit.id.value}, {u"unit"_s, visit.unitName}, {u"client"_s, visit.clientName}, {u"phone"_s, visit.phone},
            {u"professional"_s, visit.professional}, {u"service"_s, visit.service}, {u"price"_s, priceText(visit.priceCents)},
            {u"paid"_s, priceText(visit.paidCents)},
            {u"start"_s, timeText(visit.start, visit.zone)}, {u"end"_s, timeText(visit.end, visit.zone)},
            {u"status"_s, nameOf(visit.status)}, {u"answer"_s, nameOf(visit.answer)}};
}

void show(Session &s, const VisitView &visit)
{
    s.print(visit, visitFacts(visit));
    s.finish();
}

/// One thing that happened, for people.
QString momentText(const VisitMoment &moment, const QString &zone)
{
    using What = VisitMoment::What;
    QString text = nameOf(moment.what);
    switch (moment.what) {
    case What::Booked:
    case What::Moved: text += (moment.what == What::Booked ? u" for "_s : u" to "_s) + timeText(moment.start, zone); break;
    case What::Status: text = nameOf(moment.status.value_or(VisitStatus::Scheduled)); break;
    case What::Paid:
    case What::PaidBack: text += u' ' + priceText(moment.amountCents) + (moment.method ? u' ' + nameOf(*moment.method) : QString()); break;
    case What::Answer: text += u' ' + nameOf(moment.answer) + (moment.words.isEmpty() ? QString() : u" “%1”"_s.arg(moment.words.simplified())); break;
    case What::Message:
        text += u" %1 %2"_s.arg(moment.delivery.value, moment.templateId.value)
            + (moment.channel ? u" by "_s + nameOf(*moment.channel) : QString()) + u": "_s + (moment.state ? nameOf(*moment.state) : QString());
        break;
    }
    text += u" ("_s + nameOf(moment.by) + u')';
    return moment.reason.isEmpty() ? text : text + u", "_s + words::reason(moment.reason);
}

QString remindersText(const VisitView &visit)
{
    QStringList texts;
    for (const ReminderView &reminder : visit.reminders)
        texts.append(nameOf(reminder.kind) + u'=' + (reminder.deliveryState ? nameOf(*reminder.deliveryState) : nameOf(reminder.state)));
    return texts.join(u' ');
}

/// Says what speaks against the time of a visit that now stands in the diary, then ends.
void showChecked(Session &s, const VisitView &visit)
{
    const QString local = minuteText(visit.start, visit.zone).replace(u' ', u'T');
    const qint64 minutes = std::chrono::duration_cast<Minutes>(visit.end - visit.start).count();
    s.askOr<ask::CheckSlot>(
        {visit.unit, visit.id, visit.professional, local, int(minutes)},
        [&s, visit](const SlotCheck &check) {
            for (const VisitView &other : check.overlaps)
                s.say(u"double booked: %1 has %2 at %3"_s.arg(other.professional, other.clientName, minuteText(other.start, other.zone)));
            if (!check.closedDay.isEmpty())
                s.say(u"the shop is closed on that day: "_s + words::holiday(check.closedDay));
            else if (check.outsideHours)
                s.say(u"that time is outside the working hours"_s);
            show(s, visit);
        },
        [&s, visit](const Error &) { show(s, visit); }); // the visit is there; only the advice is missing
}

class AppointmentsList final : public Command
{
public:
    QString name() const override { return u"appointments list"_s; }
    QString summary() const override { return u"visits of the next seven days, or from a day to a day"_s; }
    QList<Option> options() const override
    {
        return {{u"from"_s, u"D"_s, u"first day, yyyy-MM-dd; today by default"_s},
                {u"to"_s, u"D"_s, u"last day; six days later by default"_s},
                {u"search"_s, u"TEXT"_s, u"part of client, professional or service"_s}};
    }
    void run(Session &s) override
    {
        const auto from = s.has(u"from"_s) ? date(s.value(u"from"_s)) : Result<QDate>(dayOf(s.services().now()));
        if (!from)
            return s.usage(from.error().detail);
        const auto to = s.has(u"to"_s) ? date(s.value(u"to"_s)) : Result<QDate>(from.value().addDays(6));
        if (!to)
            return s.usage(to.error().detail);
        if (to.value() < from.value())
            return s.usage(u"--to is before --from"_s);
        s.ask(ask::ListVisits{startOf(from.value()), startOf(to.value().addDays(1)), s.value(u"search"_s)},
              [&s](const QList<VisitView> &visits) {
                  s.printList<VisitView>(visits, {{u"ID"_s, [](const auto &v) { return v.id.value; }},
                                                  {u"START"_s, [](const auto &v) { return timeText(v.start, v.zone); }},
                                                  {u"CLIENT"_s, [](const auto &v) { return v.clientName; }},
                                                  {u"PROFESSIONAL"_s, [](const auto &v) { return v.professional; }},
                                                  {u"SERVICE"_s, [](const auto &v) { return v.service; }},
                                                  {u"STATUS"_s, [](const auto &v) { return v.vanished ? u"vanished"_s : nameOf(v.status); }},
                                                  {u"REMINDERS"_s, [](const auto &v) { return remindersText(v); }}});
                  s.finish();
              });
    }
};

class AppointmentsShow final : public Command
{
public:
    QString name() const override { return u"appointments show"_s; }
    QString summary() const override { return u"one visit's story: booked, moved, messages and their states, answers, payments, what is to come"_s; }
    QString arguments() const override { return u"ID"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    void run(Session &s) override
    {
        s.ask(ask::ShowVisitStory{{s.arguments().first()}}, [&s](const VisitStory &story) {
            Facts facts = visitFacts(story.visit);
            for (const VisitMoment &moment : story.moments)
                facts.append({timeText(moment.at, story.visit.zone), momentText(moment, story.visit.zone)});
            for (const ReminderView &reminder : story.visit.reminders)
                if (reminder.state != ReminderView::State::Told)
                    facts.append({timeText(reminder.dueAt, story.visit.zone),
                                  u"reminder %1: %2"_s.arg(nameOf(reminder.kind), nameOf(reminder.state))
                                      + (reminder.reason.isEmpty() ? QString() : u", "_s + words::reason(reminder.reason))});
            s.print(story, facts);
            s.finish();
        });
    }
};

class AppointmentsUnanswered final : public Command
{
public:
    QString name() const override { return u"appointments unanswered"_s; }
    QString summary() const override { return u"whom to call: clients who said no, were not understood, did not answer or could not be asked"_s; }
    void run(Session &s) override
    {
        s.ask(ask::ListCalls{}, [&s](const QList<CallEntry> &calls) {
            s.printList<CallEntry>(calls, {{u"ID"_s, [](const auto &c) { return c.visit.id.value; }},
                                           {u"START"_s, [](const auto &c) { return timeText(c.visit.start, c.visit.zone); }},
                                           {u"CLIENT"_s, [](const auto &c) { return c.visit.clientName; }},
                                           {u"PHONE"_s, [](const auto &c) { return c.phone; }},
                                           {u"WHY"_s, [](const auto &c) { return nameOf(c.why); }},
                                           {u"WROTE"_s, [](const auto &c) { return c.said.simplified(); }, false, true}});
            s.finish();
        });
    }
};

class AppointmentsAdd final : public Command
{
public:
    QString name() const override { return u"appointments add"_s; }
    QString summary() const override { return u"adds a visit"_s; }
    QList<Option> options() const override
    {
        return {{u"client"_s, u"NAME"_s, u"who comes"_s},
                {u"phone"_s, u"PHONE"_s, u"in any Brazilian spelling"_s},
                {u"start"_s, u"TIME"_s, u"yyyy-MM-ddTHH:mm, where the unit is"_s},
                {u"minutes"_s, u"N"_s, u"30 by default"_s},
                {u"professional"_s, u"NAME"_s, u"who serves"_s},
                {u"service"_s, u"NAME"_s, u"what is done"_s},
                {u"price"_s, u"PRICE"_s, u"45.00 or 45,00"_s},
                {u"unit"_s, u"ID"_s, u"the first unit by default"_s}};
    }
    void run(Session &s) override
    {
        if (s.value(u"client"_s).isEmpty() || s.value(u"start"_s).isEmpty())
            return s.usage(u"--client and --start are needed"_s);
        const auto minutes = number(s.value(u"minutes"_s, u"30"_s), 1, 24 * 60);
        const auto price = cents(s.value(u"price"_s, u"0"_s));
        if (!minutes || !price)
            return s.usage(!minutes ? minutes.error().detail : price.error().detail);
        s.ask(ask::AddVisit{{.unit = {s.value(u"unit"_s)}, .clientName = s.value(u"client"_s), .phone = s.value(u"phone"_s),
                             .professional = s.value(u"professional"_s), .service = s.value(u"service"_s),
                             .localStart = s.value(u"start"_s), .minutes = int(minutes.value()), .priceCents = price.value()}},
              [&s](const VisitView &visit) { showChecked(s, visit); });
    }
};

class AppointmentsMove final : public Command
{
public:
    QString name() const override { return u"appointments move"_s; }
    QString summary() const override { return u"gives a visit a new start: yyyy-MM-ddTHH:mm, where the unit is"_s; }
    QString arguments() const override { return u"ID START"_s; }
    std::pair<int, int> argumentCount() const override { return {2, 2}; }
    QList<Option> options() const override { return {{u"professional"_s, u"NAME"_s, u"who serves from now on"_s}}; }
    void run(Session &s) override
    {
        s.ask(ask::MoveVisit{{s.arguments()[0]}, s.arguments()[1],
                             s.has(u"professional"_s) ? std::optional(s.value(u"professional"_s)) : std::nullopt},
              [&s](const VisitView &visit) { showChecked(s, visit); });
    }
};

class AppointmentsCancel final : public Command
{
public:
    QString name() const override { return u"appointments cancel"_s; }
    QString summary() const override { return u"cancels a visit"_s; }
    QString arguments() const override { return u"ID"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    void run(Session &s) override
    {
        s.ask(ask::SetVisitStatus{{s.arguments().first()}, VisitStatus::Cancelled}, [&s](const VisitView &visit) { show(s, visit); });
    }
};

class AppointmentsStatus final : public Command
{
public:
    QString name() const override { return u"appointments status"_s; }
    QString summary() const override { return u"says what became of a visit: scheduled, confirmed, in_service, done, no_show, cancelled"_s; }
    QString arguments() const override { return u"ID STATUS"_s; }
    std::pair<int, int> argumentCount() const override { return {2, 2}; }
    void run(Session &s) override
    {
        const Result<VisitStatus> status = choice<VisitStatus>(s.arguments()[1]);
        if (!status)
            return s.usage(status.error().detail);
        s.ask(ask::SetVisitStatus{{s.arguments()[0]}, status.value()}, [&s](const VisitView &visit) { show(s, visit); });
    }
};

class AppointmentsPay final : public Command
{
public:
    QString name() const override { return u"appointments pay"_s; }
    QString summary() const override { return u"records money received for a visit"_s; }
    QString arguments() const override { return u"ID AMOUNT"_s; }
    std::pair<int, int> argumentCount() const override { return {2, 2}; }
    QList<Option> options() const override { return {{u"method"_s, u"METHOD"_s, u"pix (by default), cash, debit, credit, other"_s}}; }
    void run(Session &s) override
    {
        const Result<qint64> amount = cents(s.arguments()[1]);
        const Result<PaymentMethod> method = choice<PaymentMethod>(s.value(u"method"_s, u"pix"_s));
        if (!amount || !method)
            return s.usage(!amount ? amount.error().detail : method.error().detail);
        s.ask(ask::PayVisit{{s.arguments()[0]}, amount.value(), method.value()}, [&s](const VisitView &visit) { show(s, visit); });
    }
};

class AppointmentsUnpay final : public Command
{
public:
    QString name() const override { return u"appointments unpay"_s; }
    QString summary() const override { return u"takes back the newest payment of a visit, which was a mistake"_s; }
    QString arguments() const override { return u"ID"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    void run(Session &s) override
    {
        s.ask(ask::UnpayVisit{{s.arguments().first()}}, [&s](const VisitView &visit) { show(s, visit); });
    }
};

class AppointmentsImport final : public Command
{
public:
    QString name() const override { return u"appointments import"_s; }
    QString summary() const override { return u"takes the diary from a CSV or iCalendar file; bad entries are listed, good ones taken"_s; }
    QString arguments() const override { return u"FILE"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    QList<Option> options() const override
    {
        return {{u"dry-run"_s, {}, u"shows what would change, changes nothing"_s},
                {u"vanished"_s, u"keep|cancel"_s, u"what becomes of visits that the file has no more"_s}};
    }
    void run(Session &s) override
    {
        const QString vanished = s.value(u"vanished"_s);
        if (s.has(u"vanished"_s) && vanished != u"keep" && vanished != u"cancel")
            return s.usage(u"--vanished is keep or cancel"_s);
        const QString file = s.arguments().first();
        const Result<QByteArray> content = readSource(file, s.in(), longestImport);
        if (!content)
            return s.fail(content.error());
        s.ask(ask::PreviewImport{QFileInfo(file).fileName(), content.value()}, [&s](const ImportReport &preview) {
            if (s.has(u"dry-run"_s))
                return end(s, preview);
            s.ask(ask::ApplyImport{preview.token}, [&s](const ImportReport &report) { settle(s, report); });
        });
    }

private:
    /// One sentence, then the rows that need a hand.
    static void tell(Session &s, const ImportReport &report)
    {
        QString sentence = u"%1%2 new, %3 moved, %4 updated, %5 unchanged"_s
                               .arg(s.has(u"dry-run"_s) ? u"nothing was changed; it would be: "_s : QString()).arg(report.added)
                               .arg(report.moved).arg(report.updated).arg(report.unchanged);
        if (!report.vanished.isEmpty())
            sentence += u", %1 no longer in the file"_s.arg(report.vanished.size());
        if (report.messages > 0)
            sentence += u", %1 message(s) to clients follow"_s.arg(report.messages);
        if (report.unsaid > 0)
            sentence += u", %1 client(s) are told nothing: more than one import may cause (messages/perImport)"_s.arg(report.unsaid);
        if (report.from && report.to)
            sentence += period(report);
        if (report.bad.isEmpty())
            return s.say(sentence + u'.');
        s.say(sentence + u". %1 row(s) could not be read:"_s.arg(report.bad.size()));
        for (const BadRow &row : report.bad)
            s.say(u"  line %1, %2: %3%4. %5."_s.arg(QString::number(row.line), words::columnName(row.column), words::badRow(row.reason),
                                                    row.value.isEmpty() ? QString() : u" (\"%1\")"_s.arg(row.value),
                                                    words::badRowFix(row.fix)));
    }

    /// First and last day of the file where the unit is; `to` is the start of the day after.
    static QString period(const ImportReport &report)
    {
        const QList<VisitView> &known = report.sample.isEmpty() ? report.vanished : report.sample;
        const QString zone = known.isEmpty() ? QString() : known.first().zone;
        const QString days = u", from %1 to %2"_s.arg(dayText(*report.from, zone), dayText(*report.to - Millis(1), zone));
        return zone.isEmpty() ? days : days + u" ("_s + zone + u')';
    }

    static void settle(Session &s, const ImportReport &report)
    {
        if (report.vanished.isEmpty())
            return end(s, report);
        if (!s.has(u"vanished"_s)) {
            end(s, report);
            for (const VisitView &visit : report.vanished)
                s.say(u"vanished: %1  %2  %3"_s.arg(visit.id.value, minuteText(visit.start, visit.zone), visit.clientName));
            return s.say(u"%1 visit(s) are in the diary but not in the file; their reminders are held. Say --vanished keep or --vanished cancel"_s
                             .arg(report.vanished.size()));
        }
        QList<VisitId> ids;
        for (const VisitView &visit : report.vanished)
            ids.append(visit.id);
        s.ask(ask::ResolveVanished{ids, s.value(u"vanished"_s) == u"cancel"}, [&s, report](const Done &) { end(s, report); });
    }

    static void end(Session &s, const ImportReport &report)
    {
        s.json() ? s.print(report, {}) : tell(s, report);
        const bool nothingGood = !report.bad.isEmpty() && report.added + report.moved + report.updated + report.unchanged == 0;
        s.finish(nothingGood ? ExitCode::Failed : ExitCode::Done);
    }
};

} // namespace

void addVisitCommands(CommandList &list)
{
    list.push_back(std::make_unique<AppointmentsList>());
    list.push_back(std::make_unique<AppointmentsShow>());
    list.push_back(std::make_unique<AppointmentsUnanswered>());
    list.push_back(std::make_unique<AppointmentsAdd>());
    list.push_back(std::make_unique<AppointmentsMove>());
    list.push_back(std::make_unique<AppointmentsCancel>());
    list.push_back(std::make_unique<AppointmentsStatus>());
    list.push_back(std::make_unique<AppointmentsPay>());
    list.push_back(std::make_unique<AppointmentsUnpay>());
    list.push_back(std::make_unique<AppointmentsImport>());
}

} // namespace trato::cli
