#include "engine/api/flow_text.h"

#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Flows as people write them, in the words of BullMQ's FlowProducer.
class TestFlowText : public QObject
{
    Q_OBJECT

private slots:
    void aTreeBecomesAListWithParentsFirst()
    {
        const auto flow = flowFromJson(R"({"name": "sum", "queueName": "reports", "data": {"month": 11}, "opts": {"jobId": "nov", "priority": 3},
            "children": [
                {"name": "read", "queueName": "files", "data": [1, "x"], "children": [{"name": "fetch", "queueName": "net", "data": 7}]},
                {"name": "read", "queueName": "files", "opts": {"ignoreDependencyOnFailure": true, "attempts": 4, "delay": 500, "lifo": true,
                    "backoff": {"type": "exponential", "delay": 200, "jitter": 0.5}, "removeOnComplete": {"count": 10, "age": 60},
                    "removeOnFail": false, "keepLogs": 9}}]})");
        QVERIFY2(flow, qPrintable(flow ? QString() : flow.error().detail));
        const QList<FlowJob> &jobs = flow.value();
        QCOMPARE(jobs.size(), 4);
        QList<int> parents;
        for (const FlowJob &job : jobs)
            parents.append(job.parent);
        QCOMPARE(parents, (QList<int>{-1, 0, 1, 0}));
        QCOMPARE(jobs[0].job.queue, QueueName{u"reports"_s});
        QCOMPARE(jobs[0].job.data.utf8, QByteArray(R"({"month":11})"));
        QCOMPARE(jobs[0].job.options.jobId, u"nov"_s);
        QCOMPARE(jobs[1].job.data.utf8, QByteArray(R"([1,"x"])"));
        QCOMPARE(jobs[2].job.data.utf8, QByteArray("7"));
        JobOptions own;
        own.onFailure = ChildFailure::Ignore;
        own.attempts = 4;
        own.delay = 500ms;
        own.lifo = true;
        own.backoff = {Backoff::Kind::Exponential, 200ms, 0.5};
        own.keepCompleted = KeepRule{10, 60s};
        own.keepFailed = KeepRule{-1};
        own.keepLogs = 9;
        QCOMPARE(jobs[3].job.options, own);
        QCOMPARE(jobs[3].job.data.utf8, QByteArray("{}"));
    }

    void whatIsWrongIsToldWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("words");
        QTest::newRow("no JSON") << QByteArray("{") << u"no JSON"_s;
        QTest::newRow("a list") << QByteArray("[]") << u"a job is an object"_s;
        QTest::newRow("no queue") << QByteArray(R"({"name": "a"})") << u"needs \"name\" and \"queueName\""_s;
        QTest::newRow("unknown member") << QByteArray(R"({"name": "a", "queueName": "q", "childs": []})") << u"\"childs\""_s;
        QTest::newRow("unknown option") << QByteArray(R"({"name": "a", "queueName": "q", "opts": {"retries": 2}})") << u"opts: \"retries\""_s;
        QTest::newRow("bad value") << QByteArray(R"({"name": "a", "queueName": "q", "children": [{"name": "b", "queueName": "q", "opts": {"delay": -1}}]})")
                                   << u"children[0].opts: \"delay\""_s;
        QTest::newRow("two rules") << QByteArray(R"({"name": "a", "queueName": "q", "opts": {"failParentOnFailure": true, "removeDependencyOnFailure": true}})")
                                   << u"removeDependencyOnFailure"_s;
        QTest::newRow("children") << QByteArray(R"({"name": "a", "queueName": "q", "children": {}})") << u"\"children\" is a list"_s;
    }
    void whatIsWrongIsToldWithItsPlace()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, words);
        const auto flow = flowFromJson(json);
        QVERIFY(!flow);
        QCOMPARE(flow.error().code, Error::Code::Invalid);
        QVERIFY2(flow.error().detail.contains(words), qPrintable(flow.error().detail));
    }

    void depthAndNumberAreBounded()
    {
        QByteArray deep = R"({"name":"a","queueName":"q"})";
        for (int i = 0; i < 70; ++i)
            deep = R"({"name":"a","queueName":"q","children":[)" + deep + "]}";
        QVERIFY(!flowFromJson(deep));
        QByteArray many;
        for (int i = 0; i < 10'000; ++i)
            many += R"(,{"name":"a","queueName":"q"})";
        QVERIFY(!flowFromJson(R"({"name":"a","queueName":"q","children":[)" + many.mid(1) + "]}"));
    }
};

QTEST_GUILESS_MAIN(TestFlowText)
#include "tst_flow_text.moc"
