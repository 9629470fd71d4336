#include "tests/interop/twin_test.h"

#include <QJsonDocument>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Flows of which each part may be made, run or removed by either side (row M9): "ours-q" is shared by us and Node, "node-q"
/// has the same done by Node alone, and both must hold the same keys.
class TestBullmqFlows : public TwinTest
{
    Q_OBJECT
    const QString m_node{u"node-q"_s};
    const QString m_both{u"ours-q"_s};

    /// A job of a flow; its queue's name is what follows that of the side.
    static FlowJob tied(const QString &suffix, const QString &id, int parent = -1, ChildFailure rule = ChildFailure::Wait, QByteArray data = "{}")
    {
        JobOptions own;
        own.jobId = id;
        own.onFailure = rule;
        return FlowJob{{{suffix}, u"part"_s, {std::move(data)}, own}, parent};
    }
    static QJsonObject treeOf(const QList<FlowJob> &jobs, int at, const QString &side)
    {
        static const QHash<ChildFailure, QString> flags{{ChildFailure::Fail, u"failParentOnFailure"_s},
                                                        {ChildFailure::Continue, u"continueParentOnFailure"_s},
                                                        {ChildFailure::Ignore, u"ignoreDependencyOnFailure"_s},
                                                        {ChildFailure::Remove, u"removeDependencyOnFailure"_s}};
        const NewJob &job = jobs[at].job;
        QJsonObject opts{{u"jobId"_s, job.options.jobId}};
        if (job.options.delay > 0ms)
            opts.insert(u"delay"_s, qint64(job.options.delay.count()));
        if (job.options.priority > 0)
            opts.insert(u"priority"_s, job.options.priority);
        if (const QString flag = flags.value(job.options.onFailure); !flag.isEmpty())
            opts.insert(flag, true);
        QJsonObject tree{{u"name"_s, job.name}, {u"queueName"_s, side + job.queue.value}, {u"opts"_s, opts},
                         {u"data"_s, QJsonDocument::fromJson(job.data.utf8).object()}};
        QJsonArray children;
        for (int i = at + 1; i < jobs.size(); ++i)
            if (jobs[i].parent == at)
                children.append(treeOf(jobs, i, side));
        if (!children.isEmpty())
            tree.insert(u"children"_s, children);
        return tree;
    }
    /// `who`: n = Node, o = ours; so below.
    void addFlow(QChar who, const QString &side, QList<FlowJob> jobs)
    {
        if (who == u'n') {
            const QByteArray tree = QJsonDocument(treeOf(jobs, 0, side)).toJson(QJsonDocument::Compact);
            js(u"globalThis.flows ||= new b.FlowProducer({connection: b.connection}); await globalThis.flows.add(%1)"_s.arg(QString::fromUtf8(tree)));
            return;
        }
        for (FlowJob &one : jobs)
            one.job.queue.value.prepend(side);
        const auto added = ourSide().call<QList<Added>>(&JobStore::addFlow, jobs);
        QVERIFY2(added, qPrintable(added ? QString() : added.error().detail));
    }
    void addBoth(QChar who, const QList<FlowJob> &jobs)
    {
        addFlow(u'n', m_node, jobs);
        addFlow(who, m_both, jobs);
    }
    /// Node at its own queue, `who` at the shared one, until nothing is left.
    void run(QChar who, const QString &suffix)
    {
        const QString theirs = m_node + suffix, shared = m_both + suffix;
        js(u"await b.work('%1', {concurrency: 1})"_s.arg(theirs));
        if (who == u'n')
            js(u"await b.work('%1', {concurrency: 1})"_s.arg(shared));
        else
            ourSide().serve(shared, handler(), 1);
        QVERIFY(QTest::qWaitFor([&] { return atRest(theirs, Until::NothingIsLeft) && atRest(shared, Until::NothingIsLeft); }, 20'000));
        js(u"await b.stop('%1')"_s.arg(theirs));
        if (who == u'n')
            js(u"await b.stop('%1')"_s.arg(shared));
        else
            ourSide().stop();
    }
    void removeBoth(QChar who, const QString &suffix, const QString &id)
    {
        const QString remove = u"await (await b.queue('%1').getJob('%2')).remove()"_s;
        js(remove.arg(m_node + suffix, id));
        if (who == u'n')
            (void)js(remove.arg(m_both + suffix, id));
        else
            QCOMPARE(ourSide().call<QList<ActCode>>(&JobStore::remove, QueueName{m_both + suffix}, JobChoice{JobId{id}}).value(), QList<ActCode>{ActCode::Done});
    }
    QString stateOf(const QString &queue, const QString &id)
    {
        return js(u"return await (await b.queue('%1').getJob('%2')).getState()"_s.arg(queue, id)).toString();
    }
    QJsonValue field(const QString &queue, const QString &id, const QString &name)
    {
        return js(u"return (await b.redis.hget('bull:%1:%2', '%3'))"_s.arg(queue, id, name));
    }

private slots:
    void initTestCase()
    {
        for (const auto &suffix : {u""_s, u"-parts"_s, u"-bits"_s})
            m_atRest.append(m_both + suffix);
    }

    void m09_parentsThatFail_data()
    {
        QTest::addColumn<QString>("who"); // makes the flow, runs the child that fails, fails the parent
        for (const char *who : {"non", "nno", "ono", "oon"})
            QTest::newRow(who) << QString::fromLatin1(who);
    }
    void m09_parentsThatFail()
    {
        QFETCH(QString, who);
        addBoth(who[0], {tied({}, u"sum"_s), tied(u"-parts"_s, u"a"_s, 0, ChildFailure::Fail, "{\"unrecoverable\":true}"),
                         tied(u"-parts"_s, u"b"_s, 0, ChildFailure::Fail)});
        run(who[1], u"-parts"_s);
        compare(u"-parts"_s);
        compare();
        QCOMPARE(stateOf(m_both, u"sum"_s), u"waiting"_s);
        run(who[2], {});
        QCOMPARE(stateOf(m_both, u"sum"_s), u"failed"_s);
        QCOMPARE(field(m_both, u"sum"_s, u"failedReason"_s), QJsonValue(u"child bull:ours-q-parts:a failed"_s));
        QCOMPARE(field(m_both, u"sum"_s, u"defa"_s), QJsonValue(QJsonValue::Null));
        compare();
    }

    void m09_grandchildrenInOtherQueues_data()
    {
        QTest::addColumn<QString>("who"); // makes the flow, runs the grandchildren, the children, the root
        for (const char *who : {"onon", "nono"})
            QTest::newRow(who) << QString::fromLatin1(who);
    }
    void m09_grandchildrenInOtherQueues()
    {
        QFETCH(QString, who);
        addBoth(who[0], {tied({}, u"sum"_s), tied(u"-parts"_s, u"a"_s, 0), tied(u"-bits"_s, u"x"_s, 1, ChildFailure::Wait, "{\"n\":1}"),
                         tied(u"-bits"_s, u"y"_s, 1), tied(u"-parts"_s, u"b"_s, 0)});
        const QString family = u"const names = ({job, children = []}) => [job.queueName.slice(7) + '/' + job.id, ...children.map(names).sort()];"
                               "globalThis.flows ||= new b.FlowProducer({connection: b.connection});"
                               "return JSON.stringify(names(await globalThis.flows.getFlow({queueName: '%1', id: 'sum'})))"_s;
        QCOMPARE(js(family.arg(m_both)), js(family.arg(m_node)));
        for (const auto &[suffix, at] : {std::pair(u"-bits"_s, 1), std::pair(u"-parts"_s, 2), std::pair(QString(), 3)}) {
            QCOMPARE(stateOf(m_both, u"sum"_s), at < 3 ? u"waiting-children"_s : u"waiting"_s);
            run(who[at], suffix);
            for (const auto &queue : {u""_s, u"-parts"_s, u"-bits"_s})
                compare(queue);
        }
        QCOMPARE(stateOf(m_both, u"sum"_s), u"completed"_s);
        QCOMPARE(js(u"return (await (await b.queue('ours-q-parts').getJob('a')).getChildrenValues())['bull:ours-q-bits:x'].got.n"_s).toInt(), 1);
        QCOMPARE(js(family.arg(m_both)), js(family.arg(m_node)));
    }

    void m09_aGrandchildThatFails_data()
    {
        QTest::addColumn<QString>("who");
        for (const char *who : {"onon", "nono"})
            QTest::newRow(who) << QString::fromLatin1(who);
    }
    void m09_aGrandchildThatFails()
    {
        QFETCH(QString, who);
        addBoth(who[0], {tied({}, u"sum"_s), tied(u"-parts"_s, u"a"_s, 0, ChildFailure::Fail),
                         tied(u"-bits"_s, u"x"_s, 1, ChildFailure::Fail, "{\"unrecoverable\":true}")});
        run(who[1], u"-bits"_s);
        run(who[2], u"-parts"_s);
        QCOMPARE(stateOf(m_both + u"-parts"_s, u"a"_s), u"failed"_s);
        compare(u"-parts"_s);
        compare();
        run(who[3], {});
        QCOMPARE(stateOf(m_both, u"sum"_s), u"failed"_s);
        QCOMPARE(field(m_both, u"sum"_s, u"failedReason"_s), QJsonValue(u"child bull:ours-q-parts:a failed"_s));
        compare();
    }

    void m09_parentsWithDelayOrPriority_data()
    {
        QTest::addColumn<QString>("who"); // makes the flow, runs the child, runs the parent
        QTest::addColumn<int>("delay");
        QTest::addColumn<int>("priority");
        QTest::newRow("delay non") << u"non"_s << 150 << 0;
        QTest::newRow("delay oon") << u"oon"_s << 150 << 0;
        QTest::newRow("priority nno") << u"nno"_s << 0 << 5;
        QTest::newRow("priority oon") << u"oon"_s << 0 << 5;
        QTest::newRow("both non") << u"non"_s << 150 << 5;
    }
    void m09_parentsWithDelayOrPriority()
    {
        QFETCH(QString, who);
        QFETCH(int, delay);
        QFETCH(int, priority);
        QList<FlowJob> flow{tied({}, u"sum"_s), tied(u"-parts"_s, u"a"_s, 0)};
        flow[0].job.options.delay = Millis(delay);
        flow[0].job.options.priority = priority;
        addBoth(who[0], flow);
        compare();
        run(who[1], u"-parts"_s);
        if (delay == 0) {
            QCOMPARE(stateOf(m_both, u"sum"_s), u"prioritized"_s);
            compare();
        }
        run(who[2], {});
        QCOMPARE(stateOf(m_both, u"sum"_s), u"completed"_s);
        compare();
        if (delay > 0) { // it begins with the release: the event tells when it is due, its own time is that of the release
            const double waits = js(u"const [id, f] = (await b.redis.xrange('bull:ours-q:events', '-', '+')).find(([, f]) => f[1] === 'delayed');"
                                    "return Number(f[f.indexOf('delay') + 1]) - Number(id.split('-')[0])"_s).toDouble();
            QVERIFY2(waits > delay - 100 && waits <= delay + 2, qPrintable(QString::number(waits)));
        }
    }

    void m09_childrenThatAreRemoved_data()
    {
        QTest::addColumn<QString>("who"); // makes the flow, removes, runs what is left
        for (const char *who : {"non", "ono"})
            QTest::newRow(who) << QString::fromLatin1(who);
    }
    void m09_childrenThatAreRemoved()
    {
        QFETCH(QString, who);
        addBoth(who[0], {tied({}, u"sum"_s), tied(u"-parts"_s, u"a"_s, 0), tied(u"-parts"_s, u"b"_s, 0), tied(u"-parts"_s, u"c"_s, 0)});
        removeBoth(who[1], u"-parts"_s, u"a"_s);
        compare(u"-parts"_s);
        compare();
        QCOMPARE(stateOf(m_both, u"sum"_s), u"waiting-children"_s);
        removeBoth(who[1], u"-parts"_s, u"b"_s);
        run(who[2], u"-parts"_s);
        compare();
        QCOMPARE(stateOf(m_both, u"sum"_s), u"waiting"_s);
        run(who[2], {});
        compare();
        QCOMPARE(stateOf(m_both, u"sum"_s), u"completed"_s);
    }

    void m09_theLastChildIsRemoved_data()
    {
        QTest::addColumn<QString>("who"); // makes the flow, removes, runs the parent
        for (const char *who : {"noo", "onn"})
            QTest::newRow(who) << QString::fromLatin1(who);
    }
    void m09_theLastChildIsRemoved()
    {
        QFETCH(QString, who);
        addBoth(who[0], {tied({}, u"sum"_s), tied(u"-parts"_s, u"a"_s, 0)});
        removeBoth(who[1], u"-parts"_s, u"a"_s);
        compare();
        QCOMPARE(stateOf(m_both, u"sum"_s), u"waiting"_s);
        run(who[2], {});
        compare();
        QCOMPARE(stateOf(m_both, u"sum"_s), u"completed"_s);
    }

    void m09_aFailedChildIsTriedAgain_data()
    {
        QTest::addColumn<int>("rule");
        QTest::addColumn<QString>("who"); // makes the flow and fails the child, tries it again
        QTest::newRow("none no") << int(ChildFailure::Wait) << u"no"_s;
        QTest::newRow("fail no") << int(ChildFailure::Fail) << u"no"_s;
        QTest::newRow("continue on") << int(ChildFailure::Continue) << u"on"_s;
        QTest::newRow("ignore no") << int(ChildFailure::Ignore) << u"no"_s;
        QTest::newRow("remove no") << int(ChildFailure::Remove) << u"no"_s;
        QTest::newRow("remove on") << int(ChildFailure::Remove) << u"on"_s;
    }
    void m09_aFailedChildIsTriedAgain()
    {
        QFETCH(int, rule);
        QFETCH(QString, who);
        addBoth(who[0], {tied({}, u"sum"_s), tied(u"-parts"_s, u"a"_s, 0, ChildFailure(rule), "{\"unrecoverable\":true}"),
                         tied(u"-bits"_s, u"b"_s, 0, ChildFailure(rule))}); // the second one has not run yet
        run(who[0], u"-parts"_s);
        compare();
        const QString again = u"const job = await b.queue('%1-parts').getJob('a'); await job.updateData({}); await job.retry('failed')"_s;
        js(again.arg(m_node));
        if (who[1] == u'n') {
            js(again.arg(m_both));
        } else {
            QVERIFY(ourSide().call<Done>(&JobStore::changeData, QueueName{u"ours-q-parts"_s}, JobId{u"a"_s}, QByteArray("{}")));
            QCOMPARE(ourSide().call<QList<ActCode>>(&JobStore::retry, QueueName{u"ours-q-parts"_s}, JobChoice{JobId{u"a"_s}}).value(),
                     QList<ActCode>{ActCode::Done});
        }
        if (!isLine(u"bullmq-floor")) // which leaves the parent alone
            compare();
        run(u'n', u"-parts"_s);
        run(u'o', u"-bits"_s);
        if (!isLine(u"bullmq-floor"))
            compare();
        run(who[1], {});
        if (!isLine(u"bullmq-floor"))
            compare();
        QCOMPARE(stateOf(m_both, u"sum"_s), stateOf(m_node, u"sum"_s));
    }

    void e22_aRunOfASchedulerWaitsForAChild_data()
    {
        QTest::addColumn<QString>("who"); // runs the child, runs the parent again
        QTest::addColumn<bool>("fails");
        for (const char *who : {"oo", "on", "no"})
            QTest::addRow("%s", who) << QString::fromLatin1(who) << false;
        for (const char *who : {"on", "no"})
            QTest::addRow("%s, the child fails", who) << QString::fromLatin1(who) << true;
    }
    void e22_aRunOfASchedulerWaitsForAChild()
    {
        QFETCH(QString, who);
        QFETCH(bool, fails);
        js(u"await b.queue('ours-q').upsertJobScheduler('x', {every: 3600000}, {name: 'beat'}); globalThis.taker = b.idle('ours-q');"
           "globalThis.job = await globalThis.taker.getNextJob('token', {block: false})"_s);
        const QString id = js(u"return globalThis.job.id"_s).toString();
        QVERIFY(id.startsWith(u"repeat:x:"));
        const QString data = fails ? u"{\"unrecoverable\":true}"_s : u"{}"_s;
        js(u"await b.queue('ours-q-parts').add('part', %1, {jobId: 'a', failParentOnFailure: true, parent: {id: globalThis.job.id, queue: 'bull:ours-q'}})"_s.arg(data));
        QVERIFY(js(u"const waits = await globalThis.job.moveToWaitingChildren('token', {}); await globalThis.taker.close(); return waits"_s).toBool());
        QCOMPARE(stateOf(m_both, id), u"waiting-children"_s);
        run(who[0], u"-parts"_s);
        QCOMPARE(stateOf(m_both, id), u"waiting"_s);
        js(u"await b.queue('ours-q').removeJobScheduler('x')"_s); // its next run would be waited for
        run(who[1], {});
        QCOMPARE(stateOf(m_both, id), fails ? u"failed"_s : u"completed"_s);
        if (fails)
            QCOMPARE(field(m_both, id, u"failedReason"_s), QJsonValue(u"child bull:ours-q-parts:a failed"_s));
    }

    void e22_parentsWithColons_data()
    {
        QTest::addColumn<QString>("act");
        QTest::addColumn<int>("rule");
        QTest::newRow("completes") << u"run"_s << int(ChildFailure::Wait);
        QTest::newRow("fail") << u"fail"_s << int(ChildFailure::Fail);
        QTest::newRow("continue") << u"fail"_s << int(ChildFailure::Continue);
        QTest::newRow("ignore") << u"fail"_s << int(ChildFailure::Ignore);
        QTest::newRow("remove") << u"fail"_s << int(ChildFailure::Remove);
        QTest::newRow("removed") << u"removed"_s << int(ChildFailure::Wait);
    }
    void e22_parentsWithColons()
    {
        QFETCH(QString, act);
        QFETCH(int, rule);
        const QList<FlowJob> flow{tied({}, u"order:12:x"_s), tied(u"-parts"_s, u"a"_s, 0, ChildFailure(rule), act == u"fail" ? "{\"unrecoverable\":true}" : "{}")};
        addFlow(u'n', m_node, flow);
        addFlow(u'n', m_both, flow);
        if (act == u"removed")
            removeBoth(u'o', u"-parts"_s, u"a"_s);
        else
            run(u'o', u"-parts"_s);
        const bool comparable = act != u"removed"; // Node itself forgets to release such a parent
        if (comparable) {
            compare(u"-parts"_s);
            compare();
        }
        QCOMPARE(stateOf(m_both, u"order:12:x"_s), u"waiting"_s);
        run(u'o', {});
        if (comparable)
            compare();
        QCOMPARE(stateOf(m_both, u"order:12:x"_s), ChildFailure(rule) == ChildFailure::Fail ? u"failed"_s : u"completed"_s);
    }

    void e22_weShowFamiliesWithColons()
    {
        addFlow(u'n', m_both, {tied({}, u"order:12:x"_s), tied(u"-parts"_s, u"part:1:a"_s, 0)});
        const auto child = ourSide().call<JobFlow>(&JobStore::flow, QueueName{u"ours-q-parts"_s}, JobId{u"part:1:a"_s}, QString(), 10);
        QVERIFY(child && child.value().parent);
        QCOMPARE(child.value().parent->queue.value + u'/' + child.value().parent->id.value, u"ours-q/order:12:x"_s);
        const auto root = ourSide().call<JobFlow>(&JobStore::flow, m_queue, JobId{u"order:12:x"_s}, QString(), 10);
        QVERIFY(root && root.value().children.size() == 1);
        const JobRef shown = root.value().children.first().job;
        QCOMPARE(shown.queue.value + u'/' + shown.id.value, u"ours-q-parts/part:1:a"_s);
    }

    /// We make none ourselves (the rule of E22).
    void e22_weMakeNoFlowsWithColons()
    {
        QList<FlowJob> flow{tied(u"ours-q"_s, u"order:12:x"_s), tied(u"ours-q-parts"_s, u"a"_s, 0)};
        const auto refused = ourSide().call<QList<Added>>(&JobStore::addFlow, flow);
        QVERIFY(!refused && refused.error().code == Error::Code::Invalid);
        JobOptions child;
        child.parent = JobRef{m_queue, {u"order:12:x"_s}};
        const auto alone = ourSide().call<QList<Added>>(&JobStore::add, QList<NewJob>{{{u"ours-q-parts"_s}, u"part"_s, {"{}"}, child}});
        QVERIFY(!alone && alone.error().code == Error::Code::Invalid);
        QCOMPARE(cli(u"EXISTS bull:ours-q:order:12:x bull:ours-q-parts:a bull:ours-q:id"_s), u"0"_s);
    }
};

QTEST_GUILESS_MAIN(TestBullmqFlows)
#include "tst_bullmq_flows.moc"
