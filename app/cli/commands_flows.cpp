#include "app/cli/commands_flows.h"

#include "app/cli/input.h"
#include "engine/api/flow_text.h"
#include "engine/api/questions/jobs.h"

namespace trato::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longestFlow = 32 * 1024 * 1024;
constexpr int childrenAtOnce = 500;

/// Children by page, until all are there.
void readChildren(Session &s, const ask::ShowFlow &question, const std::shared_ptr<JobFlow> &all, const std::function<void()> &then)
{
    s.ask(question, [&s, question, all, then](const JobFlow &page) {
        const QList<FlowChild> before = all->children;
        *all = page;
        all->children = before + page.children;
        if (page.next.isEmpty())
            return then();
        ask::ShowFlow next = question;
        next.cursor = page.next;
        readChildren(s, next, all, then);
    });
}

QString refText(const JobRef &job)
{
    return job.queue.value + u'/' + job.id.value;
}

} // namespace

void addFlowFrom(Session &s, const QString &source)
{
    const Result<QByteArray> text = readSource(source, s.in(), longestFlow);
    if (!text)
        return s.fail(text.error());
    const Result<QList<FlowJob>> flow = flowFromJson(text.value());
    if (!flow)
        return s.usage(flow.error().detail);
    s.ask(ask::AddFlow{flow.value()}, [&s](const QList<Added> &added) {
        s.printList<Added>(added, {{u"ID"_s, [](const auto &a) { return a.id.value; }},
                                   {u"NEW"_s, [](const auto &a) { return yesNo(!a.duplicate); }}});
        if (!s.json())
            s.say(u"%1 jobs; the first one waits for the others"_s.arg(added.size()));
        s.finish();
    });
}

void showFlow(Session &s, const QueueName &queue, const JobId &id)
{
    auto all = std::make_shared<JobFlow>();
    readChildren(s, {.queue = queue, .id = id, .limit = childrenAtOnce}, all, [&s, all] {
        if (s.json()) {
            s.write(codec::toJson(*all) + '\n');
            return s.finish();
        }
        s.say(all->parent ? u"parent: "_s + refText(*all->parent) : u"no parent"_s);
        s.printList<FlowChild>(all->children, {{u"KIN"_s, [](const auto &c) { return nameOf(c.kin); }},
                                               {u"JOB"_s, [](const auto &c) { return refText(c.job); }},
                                               {u"NAME"_s, [](const auto &c) { return c.name; }},
                                               {u"STATE"_s, [](const auto &c) { return c.state == JobState::Unknown ? u"removed"_s : nameOf(c.state); }},
                                               {u"CHILDREN"_s, [](const auto &c) { return QString::number(c.children); }, true},
                                               {u"OUTCOME"_s, [](const auto &c) { return c.outcome; }, false, true}});
        const ChildCounts &n = all->counts;
        s.say(u"%1 pending, %2 failed, %3 ignored, %4 processed"_s.arg(n.pending).arg(n.failed).arg(n.ignored).arg(n.processed));
        s.finish();
    });
}

} // namespace trato::cli
