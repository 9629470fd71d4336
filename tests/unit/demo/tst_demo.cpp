#include "app/composition/engine_graph.h"
#include "app/demo/demo_history.h"
#include "app/demo/demo_profile.h"
#include "app/demo/demo_traffic.h"
#include "engine/api/questions/engine.h"
#include "engine/api/questions/jobs.h"
#include "engine/api/questions/line.h"
#include "engine/api/questions/waits.h"
#include "engine/api/settings.h"
#include "engine/notify/channels/http_transport.h"
#include "engine/runtime/engine_thread.h"
#include "engine/shop/phone_number.h"
#include "tests/support/fake_clock.h"
#include "tests/support/serve_process.h"

#include <QFileInfo>
#include <QSignalSpy>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

const Instant moment = fromMs(1'795'455'128'000); // a Monday, 14:32 in São Paulo

bool sameVisits(const DemoShop &a, const DemoShop &b)
{
    for (qsizetype i = 0; i < a.diaries.size(); ++i)
        if (!(a.diaries[i].whole.visits == b.diaries[i].whole.visits))
            return false;
    return a.diaries.size() == b.diaries.size();
}

} // namespace

/// The made-up shop: always the same, alive on every page, and nothing of it leaves the computer.
class TestDemo : public QObject
{
    Q_OBJECT
private slots:
    void theShopIsTheSameForTheSameSeed()
    {
        QVERIFY(sameVisits(makeDemoShop(moment, 7), makeDemoShop(moment, 7)));
        QVERIFY(!sameVisits(makeDemoShop(moment, 7), makeDemoShop(moment, 8)));
    }

    void itHasTwoUnitsAMonthBehindAndAWeekAhead()
    {
        const DemoShop shop = makeDemoShop(moment, DemoProfile::seed);
        QCOMPARE(shop.diaries.size(), 2);
        for (const DemoDiary &diary : shop.diaries) {
            QVERIFY(diary.whole.visits.first().start < moment - Hours(24 * 29));
            QVERIFY(diary.whole.visits.last().start > moment + Hours(24 * 6));
            for (const ImportedVisit &visit : diary.whole.visits)
                QVERIFY(visit.phone.isEmpty() || readPhone(visit.phone).isMobile());
        }
    }

    void phonesBelongToOneClientEach()
    {
        QSet<QString> phones;
        for (int client = 0; client < demoClients; ++client)
            phones.insert(demoPhone(client));
        QCOMPARE(phones.size(), demoClients);
    }

    void theProviderMostlyTakesMessages()
    {
        QMap<DemoAnswer::Way, int> ways;
        for (int number = 0; number < 10'000; ++number) {
            const DemoAnswer answer = demoAnswer(DemoProfile::seed, number);
            QVERIFY(answer.after >= Millis(100) && answer.after < Seconds(2));
            ++ways[answer.way];
        }
        QVERIFY(ways[DemoAnswer::Way::Accept] > 9'500);
        QVERIFY(ways[DemoAnswer::Way::Refuse] > 50);
        QVERIFY(ways[DemoAnswer::Way::Silence] > 10);
    }

    void everyPageIsFilledAndNothingIsLate()
    {
        // An environment of the real shop must not reach the demo.
        qputenv("WHATSAPP_API_URL", "https://graph.facebook.example");
        qputenv("WHATSAPP_PHONE_NUMBER_ID", "4711");
        qputenv("WHATSAPP_API_TOKEN", "real-token");
        const auto clock = std::make_shared<FakeClock>(moment);
        QString folder;
        {
            DemoProfile demo(*clock);
            const Result<Done> prepared = demo.prepare();
            QVERIFY2(prepared, qPrintable(prepared ? QString() : prepared.error().detail));
            folder = demo.profile().folder;
            QCOMPARE(qgetenv("WHATSAPP_API_TOKEN"), QByteArray());
            QCOMPARE(qgetenv("WHATSAPP_ACCESS_TOKEN"), DemoProvider::token().toUtf8());

            EngineSetup setup;
            EngineThread engine([&setup] { return makeEngine(setup); });
            setup = {demo.profile(), {}, std::make_shared<QtMailbox>(engine.engineThread()), {}, clock};
            QSignalSpy started(&engine, &EngineThread::started);
            engine.start();
            QVERIFY(started.wait(20'000));
            checkShop(engine);
            checkTraffic(engine, *clock);
        }
        QVERIFY(!QFileInfo::exists(folder));
    }

private:
    static void checkShop(EngineApi &engine)
    {
        QCOMPARE(ServeProcess::ask(engine, ask::ListUnits{}).value().size(), 2);
        const auto settings = ServeProcess::ask(engine, ask::ReadSettings{}).value();
        QVERIFY(settings.value(u"whatsapp/url"_s).startsWith(u"http://127.0.0.1:"_s));
        QCOMPARE(settings.value(u"whatsapp/numberId"_s), DemoProvider::numberId());
        const auto month = ServeProcess::ask(engine, ask::ListVisits{moment - Hours(24 * 29), moment - Hours(24 * 20), {}}).value();
        QVERIFY(month.size() > 200);
        QTRY_COMPARE(ServeProcess::ask(engine, ask::ShowDiary{}).value().late, 0);
        const DiaryStatus diary = ServeProcess::ask(engine, ask::ShowDiary{}).value();
        QVERIFY(!diary.stale);
        QCOMPARE(diary.vanished, 1);
        const DeliveryPage deliveries = ServeProcess::ask(engine, ask::ListDeliveries{.limit = 1000}).value();
        QVERIFY(deliveries.total > 1000);
        QVERIFY(deliveries.byState.value(u"read"_s) > deliveries.byState.value(u"failed"_s) * 10);
        QCOMPARE(deliveries.byState.value(u"uncertain"_s), 1);
        const auto today = std::ranges::count_if(deliveries.rows, [](const DeliveryView &d) { return d.createdAt > moment - Hours(24); });
        QVERIFY(today > 30);
        // What was measured has a past, too.
        const TimingReport timings = ServeProcess::ask(engine, ask::ShowTimings{.minutes = 28 * 24 * 60}).value();
        QCOMPARE(timings.series.size(), 3);
        for (const TimingSeries &series : timings.series) {
            QCOMPARE(series.step, Millis(Hours(1)));
            QVERIFY(std::ranges::count_if(series.p95, [](const auto &value) { return value.has_value(); }) > 150);
        }
        QVERIFY(!timings.timings.isEmpty());
        const ResourceReport use = ServeProcess::ask(engine, ask::ShowResources{.minutes = 24 * 60}).value();
        QVERIFY(std::ranges::count_if(use.processor, [](const auto &value) { return value.has_value(); }) > 1430);
        const ResourceReport weeks = ServeProcess::ask(engine, ask::ShowResources{.minutes = 28 * 24 * 60}).value();
        QVERIFY(std::ranges::count_if(weeks.disk, [](const auto &value) { return value.has_value(); }) > 600);
        const QueueHistory flow = ServeProcess::ask(engine, ask::QueueThroughput{.queue = {u"whatsapp-notifications"_s}, .minutes = 7 * 24 * 60}).value();
        QVERIFY(std::ranges::count_if(flow.completed, [](qint64 count) { return count > 0; }) > 40);
        const QList<QueueView> queues = ServeProcess::ask(engine, ask::ListQueues{}).value();
        for (const QString &name : {u"appointment-reminders"_s, u"whatsapp-notifications"_s}) {
            const auto queue = std::ranges::find(queues, QueueName{name}, &QueueView::name);
            QVERIFY2(queue != queues.end() && queue->counts.completed > 20, qPrintable(name));
        }
        const auto line = ServeProcess::ask(engine, ask::ListLine{}).value();
        QVERIFY(std::ranges::count(line, LineEntry::State::Waiting, &LineEntry::state) >= 3);
        const WaitList waits = ServeProcess::ask(engine, ask::ListWaits{}).value();
        QVERIFY(waits.offering);
        QCOMPARE(waits.waits.size(), 5);
        const auto offered = [&waits](SlotOffer::State state) { return std::ranges::count(waits.offers, state, &SlotOffer::state); };
        QCOMPARE(offered(SlotOffer::State::Taken), 1);
        QCOMPARE(offered(SlotOffer::State::Open), 1);
    }

    static void checkTraffic(EngineApi &engine, const FakeClock &clock)
    {
        DemoTraffic traffic(engine, clock, DemoProfile::seed);
        QSignalSpy warm(&traffic, &DemoTraffic::warm);
        traffic.start();
        QVERIFY(warm.wait(20'000));
        const DeliveryPage newest = ServeProcess::ask(engine, ask::ListDeliveries{.limit = 10}).value();
        QVERIFY(std::ranges::any_of(newest.rows, [](const DeliveryView &d) { return d.providerId.startsWith(u"wamid.demo"_s); }));
    }
};

QTEST_GUILESS_MAIN(TestDemo)
#include "tst_demo.moc"
