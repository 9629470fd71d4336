#include "tests/interop/twin_test.h"

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What adding, running and retrying leaves on the server, key by key.
class TestBullmqKeys : public TwinTest
{
    Q_OBJECT

private slots:
    void initTestCase_data()
    {
        QTest::addColumn<QString>("line"); // older ones differ in words of their own
        for (const auto &line : {u"bullmq5"_s, u"bullmq6"_s})
            QTest::newRow(qPrintable(line)) << line;
    }

    void adding()
    {
        JobOptions lifo, delayed, prioritized, both, named, rules;
        lifo.lifo = true;
        delayed.delay = 1h;
        prioritized.priority = 5;
        both.delay = 1h;
        both.priority = 7;
        named.jobId = u"visit-7"_s;
        rules.attempts = 3;
        rules.backoff = {Backoff::Kind::Exponential, 500ms, 0};
        rules.keepCompleted = KeepRule{0};
        rules.keepFailed = KeepRule{10, Seconds(3600)};
        rules.keepLogs = 5;
        add(u"plain"_s, "{\"a\":1}", "{}", {});
        add(u"lifo"_s, "1", "{\"lifo\":true}", lifo);
        add(u"delayed"_s, "null", "{\"delay\":3600000}", delayed);
        add(u"prioritized"_s, "[1,2]", "{\"priority\":5}", prioritized);
        add(u"both"_s, "\"x\"", "{\"delay\":3600000,\"priority\":7}", both);
        add(u"named"_s, "{}", "{\"jobId\":\"visit-7\"}", named);
        add(u"twice"_s, "{\"other\":1}", "{\"jobId\":\"visit-7\"}", named);
        add(u"rules"_s, "{}",
            "{\"attempts\":3,\"backoff\":{\"type\":\"exponential\",\"delay\":500},\"removeOnComplete\":true,"
            "\"removeOnFail\":{\"count\":10,\"age\":3600},\"keepLogs\":5}",
            rules);
        compare({}, {u"stalled-check"_s});
    }

    void finishing()
    {
        JobOptions gone;
        gone.keepCompleted = KeepRule{0};
        add(u"kept"_s, "{\"n\":1}", "{}", {});
        add(u"gone"_s, "{\"n\":2}", "{\"removeOnComplete\":true}", gone);
        add(u"failed"_s, "{\"unrecoverable\":true}", "{}", {});
        work({}, Until::NothingIsLeft);
        compare();
    }

    void retryingAtOnce()
    {
        JobOptions three;
        three.attempts = 3;
        add(u"again"_s, "{\"failures\":2}", "{\"attempts\":3}", three);
        add(u"never"_s, "{\"failures\":9}", "{\"attempts\":3}", three);
        work({}, Until::NothingIsLeft);
        compare();
    }

    void retryingLater()
    {
        JobOptions two;
        two.attempts = 2;
        two.backoff = {Backoff::Kind::Fixed, 50ms, 0};
        add(u"later"_s, "{\"failures\":1}", "{\"attempts\":2,\"backoff\":{\"type\":\"fixed\",\"delay\":50}}", two);
        work({}, Until::NothingIsLeft);
        compare();
    }

    void delayedWithPriority()
    {
        JobOptions options;
        options.delay = 100ms;
        options.priority = 3;
        add(u"due"_s, "{}", "{\"delay\":100,\"priority\":3}", options);
        work({}, Until::NothingIsLeft);
        compare();
    }
};

QTEST_GUILESS_MAIN(TestBullmqKeys)
#include "tst_bullmq_keys.moc"
