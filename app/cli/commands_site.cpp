#include "app/cli/command.h"
#include "app/cli/input.h"
#include "engine/api/questions/site.h"
#include "engine/api/words.h"

#include <algorithm>

/// site, queues work|watch
namespace trato::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longestPassword = 1024;

SiteAddress siteOf(Session &s)
{
    return {.url = s.arguments().first(), .prefix = s.value(u"prefix"_s, u"bull"_s)};
}

/// From a person at the terminal, else a line of standard input.
QString passwordFor(Session &s)
{
    if (const auto typed = s.services().askPassword(u"Password for %1: "_s.arg(s.arguments().first())))
        return QString::fromUtf8(*typed);
    QByteArray line = s.in().readLine(longestPassword);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    return QString::fromUtf8(line);
}

/// Looks at the site's Redis; when it wants a password that nobody knows yet, asks for it and looks again.
void lookAt(Session &s, std::function<void(const SiteAddress &, const SiteReport &)> then)
{
    s.ask(ask::CheckSite{siteOf(s)}, [&s, then](const SiteReport &report) {
        const bool locked = std::ranges::any_of(report.checks, [](const HealthCheck &check) { return check.way == u"redis.needs-password"; });
        SiteAddress site = siteOf(s);
        if (locked)
            site.password = passwordFor(s);
        if (site.password.isEmpty())
            return then(site, report);
        s.ask(ask::CheckSite{site}, [site, then](const SiteReport &again) { then(site, again); });
    });
}

void printFound(Session &s, const SiteReport &report)
{
    if (s.json())
        return s.print(report, {});
    s.printList<HealthCheck>(report.checks, {{u"CHECK"_s, [](const auto &c) { return words::healthName(c.name); }},
                                             {u"RESULT"_s, [](const auto &c) { return !c.ok ? u"BAD"_s : c.warning ? u"look"_s : u"good"_s; }},
                                             {u"DETAIL"_s, [](const auto &c) { return c.detail; }},
                                             {u"WAY OUT"_s, [](const auto &c) { return words::wayOut(c.way); }}});
    s.printList<SiteQueue>(report.queues, {{u"QUEUE"_s, [](const auto &q) { return q.name.value; }},
                                           {u"DUTY"_s, [](const auto &q) { return nameOf(q.duty); }},
                                           {u"VERSION"_s, [](const auto &q) { return q.version; }},
                                           {u"WORKERS"_s, [](const auto &q) { return q.workersUnknown ? u"unknown"_s : q.workers.join(u' '); }}});
}

ExitCode foundCode(const SiteReport &report)
{
    return report.usable ? ExitCode::Done : isReached(report.checks) ? ExitCode::Refused : ExitCode::Unavailable;
}

/// Why a duty that was named cannot be: nothing here works on the queue, or there is none of this name. Empty when all can.
QString badDuty(const SiteReport &report, const QMap<QString, QString> &given)
{
    for (auto it = given.begin(); it != given.end(); ++it) {
        const auto found = std::ranges::find(report.queues, QueueName{it.key()}, &SiteQueue::name);
        if (found == report.queues.end())
            return u"there is no queue %1"_s.arg(it.key());
        if (!found->ours && it.value() == u"work")
            return u"nothing here can work on %1: it is only watched"_s.arg(it.key());
    }
    return {};
}

class SiteCheck final : public Command
{
public:
    QString name() const override { return u"site check"_s; }
    QString summary() const override { return u"looks at the site's Redis and its queues; asks for the password unless REDIS_PASSWORD holds it"_s; }
    QString arguments() const override { return u"URL"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    void run(Session &s) override
    {
        lookAt(s, [&s](const SiteAddress &, const SiteReport &report) {
            printFound(s, report);
            s.finish(foundCode(report));
        });
    }
};

class SiteConnect final : public Command
{
public:
    QString name() const override { return u"site connect"_s; }
    QString summary() const override
    {
        return u"moves the profile to the site's Redis; queues that others serve are only watched. A password is asked for, or read from "
               "standard input, and kept in the system's keychain"_s;
    }
    QString arguments() const override { return u"URL [QUEUE=work|watch…]"_s; }
    std::pair<int, int> argumentCount() const override { return {1, -1}; }
    void run(Session &s) override
    {
        const auto given = pairs(s.arguments().mid(1));
        if (!given)
            return s.usage(given.error().detail);
        for (const QString &word : given.value())
            if (word != u"work" && word != u"watch")
                return s.usage(u"\"%1\" is none of work, watch"_s.arg(word));
        lookAt(s, [&s, given = given.value()](const SiteAddress &site, const SiteReport &report) {
            if (!report.usable) { // what stands against it says more than a refusal
                printFound(s, report);
                return s.finish(foundCode(report));
            }
            if (const QString wrong = badDuty(report, given); !wrong.isEmpty())
                return s.usage(wrong);
            QMap<QString, QString> duties;
            for (const SiteQueue &queue : report.queues)
                if (queue.ours && !queue.workersUnknown) // else what nobody chose follows what the server tells later
                    duties.insert(queue.name.value, nameOf(queue.duty));
            duties.insert(given);
            s.ask(ask::ConnectSite{site, duties}, [&s](const Done &done) {
                s.printDone(done, u"connected"_s);
                s.finish();
            });
        });
    }
};

/// Commands that ask one question and say what was done.
template <Askable Q>
class Plain final : public Command
{
public:
    Plain(QString name, QString summary, QString said) : m_name(std::move(name)), m_summary(std::move(summary)), m_said(std::move(said)) {}
    QString name() const override { return m_name; }
    QString summary() const override { return m_summary; }
    void run(Session &s) override
    {
        s.ask(Q{}, [&s, said = m_said](const Done &done) {
            s.printDone(done, said);
            s.finish();
        });
    }

private:
    const QString m_name;
    const QString m_summary;
    const QString m_said;
};

class ChooseQueue final : public Command
{
public:
    explicit ChooseQueue(QueueDuty duty) : m_duty(duty) {}
    QString name() const override { return u"queues "_s + nameOf(m_duty); }
    QString summary() const override
    {
        return m_duty == QueueDuty::Work ? u"works on a queue of the site from now on"_s : u"only watches a queue of the site from now on"_s;
    }
    QString arguments() const override { return u"QUEUE"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    void run(Session &s) override
    {
        s.ask(ask::ChooseDuty{{s.arguments().first()}, m_duty}, [&s](const Done &done) {
            s.printDone(done, u"chosen"_s);
            s.finish();
        });
    }

private:
    const QueueDuty m_duty;
};

} // namespace

void addSiteCommands(CommandList &list)
{
    list.push_back(std::make_unique<SiteCheck>());
    list.push_back(std::make_unique<SiteConnect>());
    list.push_back(std::make_unique<Plain<ask::LeaveSite>>(u"site leave"_s, u"back to the profile's own store"_s, u"left"_s));
    list.push_back(std::make_unique<Plain<ask::TakeOver>>(u"site take-over"_s, u"makes this engine the owner of the shop"_s, u"taken over"_s));
    list.push_back(std::make_unique<ChooseQueue>(QueueDuty::Work));
    list.push_back(std::make_unique<ChooseQueue>(QueueDuty::Watch));
}

} // namespace trato::cli
