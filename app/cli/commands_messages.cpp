#include "app/cli/command.h"
#include "app/cli/input.h"
#include "engine/api/questions/jobs.h"
#include "engine/api/questions/messages.h"
#include "engine/api/words.h"

#include <algorithm>

/// send, channels, templates, deliveries, reminders
namespace trato::cli {

using namespace Qt::StringLiterals;

namespace {

Facts factsOf(const DeliveryView &d)
{
    return {{u"id"_s, d.id.value}, {u"channel"_s, nameOf(d.channel)}, {u"way"_s, nameOf(d.way)}, {u"template"_s, d.templateId.value},
            {u"state"_s, nameOf(d.state)}, {u"recipient"_s, d.recipient}, {u"job"_s, d.jobId}, {u"provider id"_s, d.providerId},
            {u"reason"_s, words::reason(d.reason)}, {u"category"_s, d.category},
            {u"segments"_s, d.segments > 0 ? QString::number(d.segments) : QString()},
            {u"cost"_s, d.costMicros ? amountText(*d.costMicros) : QString()}, {u"updated"_s, timeText(d.updatedAt)}};
}

ExitCode codeOf(DeliveryState state)
{
    switch (state) {
    case DeliveryState::Failed:
    case DeliveryState::Uncertain:
        return ExitCode::Failed;
    case DeliveryState::Skipped:
        return ExitCode::Refused;
    default:
        return ExitCode::Done;
    }
}

class Send final : public Command
{
public:
    explicit Send(Channel channel) : m_channel(channel) {}
    QString name() const override { return u"send "_s + nameOf(m_channel); }
    QString summary() const override
    {
        switch (m_channel) {
        case Channel::WhatsApp: return u"sends one WhatsApp message by hand"_s;
        case Channel::Email: return u"sends one e-mail by hand"_s;
        case Channel::Sms: break;
        }
        return u"sends one SMS by hand"_s;
    }
    QList<Option> options() const override
    {
        const bool isMail = m_channel == Channel::Email;
        QList<Option> out{{u"to"_s, isMail ? u"ADDRESS"_s : u"PHONE"_s, u"the recipient"_s},
                          {u"template"_s, u"ID"_s, u"what to say; see `templates list`"_s},
                          {u"var"_s, u"KEY=VALUE"_s, u"a variable of the template; repeat for more"_s},
                          {u"message"_s, u"TEXT"_s,
                           m_channel == Channel::WhatsApp ? u"free text instead of a template; live only with --client-wrote"_s
                                                          : u"free text instead of a template"_s}};
        if (isMail)
            out << Option{u"subject"_s, u"TEXT"_s, u"the subject of free text"_s};
        if (m_channel == Channel::WhatsApp)
            out << Option{u"client-wrote"_s, {}, u"within the last 24 hours: free text may go out live"_s}
                << Option{u"choice"_s, u"ID=TITLE"_s, u"an answer with one tap, up to three; repeat for more"_s}
                << Option{u"list"_s, u"TEXT"_s, u"shows the choices, up to ten, as a list behind this button"_s};
        out << Option{u"dry-run"_s, {}, u"renders and checks, sends and stores nothing"_s};
        return out;
    }
    void run(Session &s) override
    {
        const auto variables = pairs(s.values(u"var"_s));
        if (!variables)
            return s.usage(variables.error().detail);
        if (s.value(u"to"_s).isEmpty() || s.value(u"template"_s).isEmpty() == s.value(u"message"_s).isEmpty())
            return s.usage(u"--to and either --template or --message are needed"_s);
        ask::SendMessage question{.channel = m_channel, .to = s.value(u"to"_s), .templateId = {s.value(u"template"_s)},
                                  .variables = variables.value(), .message = s.value(u"message"_s), .dryRun = s.has(u"dry-run"_s)};
        if (m_channel == Channel::Email)
            question.subject = s.value(u"subject"_s);
        if (m_channel == Channel::WhatsApp) {
            question.clientWrote = s.has(u"client-wrote"_s);
            question.listButton = s.value(u"list"_s);
            for (const QString &choice : s.values(u"choice"_s)) {
                const qsizetype equals = choice.indexOf(u'=');
                if (equals < 1)
                    return s.usage(u"--choice %1: write ID=TITLE"_s.arg(choice));
                question.choices.append({choice.left(equals), choice.mid(equals + 1)});
            }
        }
        s.ask(question,
              [&s](const DeliveryView &delivery) {
                  s.print(delivery, factsOf(delivery));
                  if (delivery.jobId.isEmpty())
                      return s.finish(codeOf(delivery.state));
                  s.ask(ask::ListWorkers{}, [&s, delivery](const QList<WorkerView> &workers) {
                      if (std::ranges::none_of(workers, [&](const WorkerView &w) { return w.queue.value == delivery.queue; }))
                          s.say(u"it waits in %1: the window or `trato serve` sends it, and nothing works on that queue now"_s.arg(delivery.queue));
                      s.finish(codeOf(delivery.state));
                  });
              });
    }

private:
    const Channel m_channel;
};

QString missingText(const ChannelView &channel)
{
    QStringList names;
    for (const QString &key : channel.missing)
        names.append(words::settingName(key));
    return names.join(u", "_s);
}

class Channels final : public Command
{
public:
    explicit Channels(QString name) : m_name(std::move(name)) {}
    QString name() const override { return m_name; }
    QString summary() const override { return u"how each channel treats messages, and what it lacks"_s; }
    void run(Session &s) override
    {
        s.ask(ask::ListChannels{}, [&s](const QList<ChannelView> &channels) {
            s.printList<ChannelView>(channels, {{u"CHANNEL"_s, [](const auto &c) { return nameOf(c.channel); }},
                                                {u"WAY"_s, [](const auto &c) { return nameOf(c.way); }},
                                                {u"CONFIGURED"_s, [](const auto &c) { return yesNo(c.configured); }},
                                                {u"MISSING"_s, [](const auto &c) { return missingText(c); }},
                                                {u"TROUBLE"_s, [](const auto &c) { return words::reason(c.trouble); }}});
            s.finish();
        });
    }

private:
    const QString m_name;
};

class ChannelsTest final : public Command
{
public:
    QString name() const override { return u"channels test"_s; }
    QString summary() const override { return u"asks a provider whether it takes the credential; sends nothing"_s; }
    QString arguments() const override { return u"[CHANNEL]"_s; }
    std::pair<int, int> argumentCount() const override { return {0, 1}; }
    void run(Session &s) override
    {
        const auto channel = choice<Channel>(s.arguments().value(0, u"whatsapp"_s));
        if (!channel)
            return s.usage(channel.error().detail);
        s.ask(ask::TestChannel{channel.value()}, [&s](const ChannelTest &test) {
            s.print(test, {{u"channel"_s, nameOf(test.channel)}, {u"works"_s, yesNo(test.works)}, {u"reason"_s, words::reason(test.reason)}});
            s.finish(test.works ? ExitCode::Done : ExitCode::Failed);
        });
    }
};

QString stateText(const ReminderView &reminder)
{
    const QString state = nameOf(reminder.state);
    return reminder.reason.isEmpty() ? state : state + u": "_s + words::reason(reminder.reason);
}

class ChannelTo final : public Command
{
public:
    explicit ChannelTo(ChannelWay way) : m_way(way) {}
    QString name() const override { return u"channels "_s + nameOf(m_way); }
    QString summary() const override
    {
        switch (m_way) {
        case ChannelWay::Training:
            return u"renders and records, sends nothing"_s;
        case ChannelWay::Assisted:
            return u"a person sends what is due"_s;
        case ChannelWay::Live:
            break;
        }
        return u"sends by itself; first shows what would go out in the next 24 hours"_s;
    }
    QString arguments() const override { return u"[CHANNEL]"_s; }
    std::pair<int, int> argumentCount() const override { return {0, 1}; }
    QList<Option> options() const override
    {
        if (m_way != ChannelWay::Live)
            return {};
        return {{u"token"_s, u"TOKEN"_s, u"of the preview you have seen"_s}};
    }
    void run(Session &s) override
    {
        const auto channel = choice<Channel>(s.arguments().value(0, u"whatsapp"_s));
        if (!channel)
            return s.usage(channel.error().detail);
        if (m_way == ChannelWay::Live && !s.has(u"token"_s))
            return showFirst(s, channel.value());
        s.ask(ask::SetChannelWay{channel.value(), m_way, s.value(u"token"_s)}, [&s](const ChannelView &view) {
            s.print(view, {{u"channel"_s, nameOf(view.channel)}, {u"way"_s, nameOf(view.way)}, {u"trouble"_s, words::reason(view.trouble)}});
            s.finish();
        });
    }

private:
    static void showFirst(Session &s, Channel channel)
    {
        const Instant now = s.services().now();
        s.ask(ask::PreviewReminders{now, now + Hours(24)}, [&s, channel](const PreviewList &list) {
            int leaving = 0;
            for (const ReminderPreview &one : list.reminders) {
                leaving += !one.text.isEmpty();
                s.say(u"%1  %2: %3"_s.arg(timeText(one.reminder.dueAt, one.visit.zone), one.visit.clientName,
                                          one.text.isEmpty() ? stateText(one.reminder) : one.text));
            }
            for (const MessagePreview &one : list.wishes) {
                leaving += one.reason.isEmpty();
                s.say(u"%1  %2: %3"_s.arg(timeText(*one.dueAt, one.zone), one.clientName,
                                          one.reason.isEmpty() ? one.text : nameOf(one.kind) + u": "_s + words::reason(one.reason)));
            }
            if (list.token.isEmpty())
                return s.fail({Error::Code::Unavailable, u"this look could not be noted: see `trato status`"_s});
            s.say(u"%1 messages would go out in the next 24 hours. To go on: trato channels live %2 --token %3"_s
                      .arg(leaving).arg(nameOf(channel), list.token));
            s.finish(ExitCode::Refused);
        });
    }

    const ChannelWay m_way;
};

class TemplatesList final : public Command
{
public:
    QString name() const override { return u"templates list"_s; }
    QString summary() const override { return u"what can be said"_s; }
    void run(Session &s) override
    {
        s.ask(ask::ListTemplates{}, [&s](const QList<TemplateView> &templates) {
            s.printList<TemplateView>(templates, {{u"ID"_s, [](const auto &t) { return t.id.value; }},
                                                  {u"CHANNEL"_s, [](const auto &t) { return nameOf(t.channel); }},
                                                  {u"LANGUAGE"_s, [](const auto &t) { return t.language; }},
                                                  {u"OWN"_s, [](const auto &t) { return yesNo(t.overridden); }},
                                                  {u"VARIABLES"_s, [](const auto &t) { return t.variables.join(u", "_s); }},
                                                  {u"PROBLEM"_s, [](const auto &t) { return t.problem; }}});
            s.finish();
        });
    }
};

class TemplatesShow final : public Command
{
public:
    QString name() const override { return u"templates show"_s; }
    QString summary() const override { return u"one template with its text"_s; }
    QString arguments() const override { return u"ID"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    void run(Session &s) override
    {
        s.ask(ask::ListTemplates{}, [&s](const QList<TemplateView> &templates) {
            for (const TemplateView &t : templates) {
                if (t.id.value != s.arguments().first())
                    continue;
                s.print(t, {{u"id"_s, t.id.value}, {u"channel"_s, nameOf(t.channel)}, {u"name at the provider"_s, t.providerName},
                            {u"language"_s, t.language}, {u"variables"_s, t.variables.join(u", "_s)}, {u"problem"_s, t.problem},
                            {u"text"_s, t.text}});
                return s.finish();
            }
            s.fail({Error::Code::NotFound, s.arguments().first()});
        });
    }
};

class TemplatesPreview final : public Command
{
public:
    QString name() const override { return u"templates preview"_s; }
    QString summary() const override { return u"the text a template makes"_s; }
    QString arguments() const override { return u"ID"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    QList<Option> options() const override { return {{u"var"_s, u"KEY=VALUE"_s, u"a variable; repeat for more"_s}}; }
    void run(Session &s) override
    {
        const auto variables = pairs(s.values(u"var"_s));
        if (!variables)
            return s.usage(variables.error().detail);
        s.ask(ask::PreviewTemplate{{s.arguments().first()}, variables.value()}, [&s](const QString &text) {
            s.write((s.json() ? codec::toJson(text) : text.toUtf8()) + '\n');
            s.finish();
        });
    }
};

class Deliveries final : public Command
{
public:
    explicit Deliveries(QString name) : m_name(std::move(name)) {}
    QString name() const override { return m_name; }
    QString summary() const override { return u"what became of each message"_s; }
    QList<Option> options() const override
    {
        return {{u"search"_s, u"TEXT"_s, u"words of client, visit or job, a phone in any form, an e-mail address, or a provider's id"_s},
                {u"state"_s, u"STATE"_s, u"only in this state"_s},
                {u"visit"_s, u"ID"_s, u"only about this visit"_s},
                {u"client"_s, u"ID"_s, u"only to this client"_s},
                {u"limit"_s, u"N"_s, u"100 by default"_s},
                {u"offset"_s, u"N"_s, u"skips the first N"_s}};
    }
    void run(Session &s) override
    {
        ask::ListDeliveries question{.search = s.value(u"search"_s)};
        const auto limit = number(s.value(u"limit"_s, u"100"_s), 1, 1000);
        const auto offset = number(s.value(u"offset"_s, u"0"_s), 0, std::numeric_limits<qint64>::max());
        if (!limit || !offset)
            return s.usage(!limit ? limit.error().detail : offset.error().detail);
        question.limit = int(limit.value());
        question.offset = offset.value();
        question.visit = {s.value(u"visit"_s)};
        question.client = {s.value(u"client"_s)};
        if (s.has(u"state"_s)) {
            const auto state = choice<DeliveryState>(s.value(u"state"_s));
            if (!state)
                return s.usage(state.error().detail);
            question.state = state.value();
        }
        s.ask(question, [&s](const DeliveryPage &page) {
            s.printList<DeliveryView>(page.rows, {{u"ID"_s, [](const auto &d) { return d.id.value; }},
                                                  {u"STATE"_s, [](const auto &d) { return nameOf(d.state); }},
                                                  {u"CHANNEL"_s, [](const auto &d) { return nameOf(d.channel); }},
                                                  {u"WAY"_s, [](const auto &d) { return nameOf(d.way); }},
                                                  {u"TEMPLATE"_s, [](const auto &d) { return d.templateId.value; }},
                                                  {u"CLIENT"_s, [](const auto &d) { return d.clientName; }},
                                                  {u"RECIPIENT"_s, [](const auto &d) { return d.recipient; }},
                                                  {u"UPDATED"_s, [](const auto &d) { return timeText(d.updatedAt); }},
                                                  {u"REASON"_s, [](const auto &d) { return words::reason(d.reason); }, false, true}});
            if (!s.json())
                s.say(u"%1 of %2"_s.arg(page.rows.size()).arg(page.total));
            s.finish();
        });
    }

private:
    const QString m_name;
};

class DeliveriesShow final : public Command
{
public:
    QString name() const override { return u"deliveries show"_s; }
    QString summary() const override { return u"one message with every step and channel it took"_s; }
    QString arguments() const override { return u"ID"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    void run(Session &s) override
    {
        s.ask(ask::ShowDelivery{{s.arguments().first()}}, [&s](const DeliveryStory &story) {
            Facts facts = factsOf(story.delivery);
            for (const DeliveryStep &step : story.steps) {
                const QString what = nameOf(step.channel) + u": "_s + nameOf(step.state) + u" ("_s + nameOf(step.source) + u')';
                facts.append({timeText(step.at), step.reason.isEmpty() ? what : what + u", "_s + words::reason(step.reason)});
            }
            s.print(story, facts);
            s.finish();
        });
    }
};

class DeliveriesMark final : public Command
{
public:
    QString name() const override { return u"deliveries mark"_s; }
    QString summary() const override { return u"a person's word: sent, not_sent, arrived, send_again, give_up"_s; }
    QString arguments() const override { return u"ID VERDICT"_s; }
    std::pair<int, int> argumentCount() const override { return {2, 2}; }
    void run(Session &s) override
    {
        const auto verdict = choice<Verdict>(s.arguments()[1]);
        if (!verdict)
            return s.usage(verdict.error().detail);
        s.ask(ask::JudgeDelivery{{s.arguments()[0]}, verdict.value()}, [&s](const DeliveryView &delivery) {
            s.print(delivery, factsOf(delivery));
            s.finish();
        });
    }
};

class DeliveriesLink final : public Command
{
public:
    QString name() const override { return u"deliveries link"_s; }
    QString summary() const override { return u"the address that opens WhatsApp with the message"_s; }
    QString arguments() const override { return u"ID"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    void run(Session &s) override
    {
        s.ask(ask::PrepareAssisted{{s.arguments()[0]}}, [&s](const AssistedMessage &message) {
            s.print(message, {{u"link"_s, message.url}, {u"text"_s, message.text}});
            s.finish();
        });
    }
};

QList<Column<ReminderPreview>> reminderColumns()
{
    return {{u"DUE"_s, [](const auto &r) { return minuteText(r.reminder.dueAt, r.visit.zone); }},
            {u"KIND"_s, [](const auto &r) { return nameOf(r.reminder.kind); }},
            {u"STATE"_s, [](const auto &r) { return stateText(r.reminder); }},
            {u"CLIENT"_s, [](const auto &r) { return r.visit.clientName; }},
            {u"VISIT"_s, [](const auto &r) { return minuteText(r.visit.start, r.visit.zone); }},
            {u"TEXT"_s, [](const auto &r) { return r.text; }, false, true}};
}

class RemindersPreview final : public Command
{
public:
    QString name() const override { return u"reminders preview"_s; }
    QString summary() const override { return u"the reminders of the next 24 hours, or of a day, with their texts"_s; }
    QList<Option> options() const override { return {{u"date"_s, u"D"_s, u"the reminders of that day (yyyy-MM-dd)"_s}}; }
    void run(Session &s) override
    {
        ask::PreviewReminders question{s.services().now(), s.services().now() + Hours(24)};
        if (s.has(u"date"_s)) {
            const auto day = date(s.value(u"date"_s));
            if (!day)
                return s.usage(day.error().detail);
            question = {startOf(day.value()), startOf(day.value().addDays(1))};
        }
        s.ask(question, [&s](const PreviewList &list) {
            s.json() ? s.print(list, {}) : s.printList<ReminderPreview>(list.reminders, reminderColumns());
            s.finish();
        });
    }
};

class RemindersLate final : public Command
{
public:
    QString name() const override { return u"reminders late"_s; }
    QString summary() const override { return u"reminders that were due while nothing ran; send or discard them"_s; }
    QString arguments() const override { return u"[send|discard]"_s; }
    std::pair<int, int> argumentCount() const override { return {0, 1}; }
    void run(Session &s) override
    {
        if (s.arguments().isEmpty())
            return s.ask(ask::ListLateReminders{}, [&s](const QList<ReminderPreview> &late) {
                s.printList<ReminderPreview>(late, reminderColumns());
                s.finish();
            });
        const QString &decision = s.arguments().first();
        if (decision != u"send" && decision != u"discard")
            return s.usage(u"\"%1\" is neither send nor discard"_s.arg(decision));
        s.ask(ask::DecideLateReminders{decision == u"send"}, [&s, decision](const BulkReport &report) { s.finishBulk(report, decision); });
    }
};

} // namespace

void addMessageCommands(CommandList &list)
{
    for (const Channel channel : {Channel::WhatsApp, Channel::Email, Channel::Sms})
        list.push_back(std::make_unique<Send>(channel));
    list.push_back(std::make_unique<Channels>(u"channels"_s));
    list.push_back(std::make_unique<Channels>(u"channels list"_s));
    list.push_back(std::make_unique<ChannelsTest>());
    for (const ChannelWay way : {ChannelWay::Training, ChannelWay::Assisted, ChannelWay::Live})
        list.push_back(std::make_unique<ChannelTo>(way));
    list.push_back(std::make_unique<TemplatesList>());
    list.push_back(std::make_unique<TemplatesShow>());
    list.push_back(std::make_unique<TemplatesPreview>());
    list.push_back(std::make_unique<Deliveries>(u"deliveries"_s));
    list.push_back(std::make_unique<Deliveries>(u"deliveries list"_s));
    list.push_back(std::make_unique<DeliveriesShow>());
    list.push_back(std::make_unique<DeliveriesMark>());
    list.push_back(std::make_unique<DeliveriesLink>());
    list.push_back(std::make_unique<RemindersPreview>());
    list.push_back(std::make_unique<RemindersLate>());
}

} // namespace trato::cli
