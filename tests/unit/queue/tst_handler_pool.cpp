#include "engine/queue/handler_pool.h"

#include <QTest>

#include <atomic>
#include <future>

using namespace trato;
using namespace std::chrono_literals;

/// The threads of handlers that block: bounded, and never a reason for the program to hang.
class TestHandlerPool : public QObject
{
    Q_OBJECT
private slots:
    void usesAsManyThreadsAsItMay();
    void dropsWhatHasNotBegun();
    void aHungHandlerDoesNotHangTheEnd();
};

void TestHandlerPool::usesAsManyThreadsAsItMay()
{
    HandlerPool pool(3);
    QCOMPARE(pool.threads(), 0);
    std::promise<void> gate;
    const std::shared_future<void> open = gate.get_future().share();
    std::array<std::promise<void>, 3> begun;
    std::promise<void> last;
    for (auto &one : begun) {
        pool.post([&one, open] {
            one.set_value();
            open.wait();
        });
    }
    pool.post([&last] { last.set_value(); });
    for (auto &one : begun)
        QCOMPARE(one.get_future().wait_for(20s), std::future_status::ready);
    QCOMPARE(pool.threads(), 3);
    QCOMPARE(pool.waiting(), 1);
    gate.set_value();
    QCOMPARE(last.get_future().wait_for(20s), std::future_status::ready);
}

void TestHandlerPool::dropsWhatHasNotBegun()
{
    std::atomic<bool> ran = false;
    std::promise<void> gate;
    const auto kept = std::make_shared<int>(1);
    {
        auto begun = std::make_shared<std::promise<void>>();
        HandlerPool pool(1, 1ms);
        pool.post([begun, open = gate.get_future().share()] {
            begun->set_value();
            open.wait();
        });
        begun->get_future().wait();
        pool.post([&ran, kept] { ran = true; });
    }
    QVERIFY(!ran);
    QCOMPARE(kept.use_count(), 1); // what it held is free
    gate.set_value();
}

void TestHandlerPool::aHungHandlerDoesNotHangTheEnd()
{
    auto gate = std::make_shared<std::promise<void>>();
    auto ended = std::make_shared<std::promise<void>>();
    const std::future<void> end = ended->get_future();
    {
        HandlerPool pool(1, 1ms);
        auto begun = std::make_shared<std::promise<void>>();
        pool.post([begun, ended, open = gate->get_future().share()] {
            begun->set_value();
            open.wait();
            ended->set_value();
        });
        begun->get_future().wait();
    } // comes back although the handler still waits
    QCOMPARE(end.wait_for(0s), std::future_status::timeout);
    gate->set_value();
    QCOMPARE(end.wait_for(20s), std::future_status::ready);
}

QTEST_APPLESS_MAIN(TestHandlerPool)
#include "tst_handler_pool.moc"
