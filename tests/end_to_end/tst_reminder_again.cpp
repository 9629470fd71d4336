#include "app/composition/engine_graph.h"
#include "engine/api/questions/diary.h"
#include "engine/api/questions/messages.h"
#include "engine/runtime/engine_thread.h"
#include "engine/runtime/profile_lock.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_provider_process.h"
#include "tests/support/serve_process.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace trato;
using namespace Qt::StringLiterals;

/// A visit that is cancelled while its reminder waits and then comes back to the same time: the client is reminded
/// after all, and once.
class TestReminderAgain : public QObject
{
    Q_OBJECT
private slots:
    void cancelledAndBack()
    {
        QTemporaryDir folder;
        const QString profile = folder.filePath(u"profile"_s);
        QFile script(folder.filePath(u"script"_s));
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("error 130429 429\n"); // the first message has to wait
        script.close();
        FakeProviderProcess provider(folder.filePath(u"record.jsonl"_s));
        QVERIFY(provider.start({u"--script"_s, script.fileName()}));
        QVERIFY(ServeProcess(profile, provider.url()).prepare(ChannelWay::Live));
        qputenv("WHATSAPP_ACCESS_TOKEN", "test-token");

        const QTimeZone zone("America/Sao_Paulo");
        const auto local = [&zone](int day, int hour) {
            return fromMs(QDateTime(QDate(2026, 11, day), QTime(hour, 0), zone).toMSecsSinceEpoch());
        };
        const auto clock = std::make_shared<FakeClock>(local(23, 8));
        ProfileLock lock(profile);
        QVERIFY(lock.tryLock());
        EngineSetup setup;
        EngineThread engine([&setup] { return makeEngine(setup); });
        setup = {{profile}, {}, std::make_shared<QtMailbox>(engine.engineThread()), {}, clock};
        QSignalSpy started(&engine, &EngineThread::started);
        engine.start();
        QVERIFY(started.wait(20'000));
        const auto status = [&engine](const VisitId &id, VisitStatus to) {
            return bool(ServeProcess::ask(engine, ask::SetVisitStatus{id, to}));
        };
        const auto newestIs = [&engine](DeliveryState state) {
            return QTest::qWaitFor([&] {
                const auto page = ServeProcess::ask(engine, ask::ListDeliveries{});
                return page && !page.value().rows.isEmpty() && page.value().rows.first().state == state;
            }, 20'000);
        };
        const QString phone = u"+5511900000001"_s;

        VisitDraft draft;
        draft.clientName = u"Zeca Exemplo"_s;
        draft.phone = phone;
        draft.localStart = u"2026-11-24T10:00"_s;
        const auto visit = ServeProcess::ask(engine, ask::AddVisit{draft});
        QVERIFY(visit);
        clock->advance(local(23, 10) - clock->now());
        QVERIFY(newestIs(DeliveryState::Sending)); // refused for now
        QVERIFY(status(visit.value().id, VisitStatus::Cancelled));
        clock->advance(Minutes(2));
        QVERIFY(newestIs(DeliveryState::Skipped));
        QVERIFY(provider.countByRecipient().isEmpty());

        QVERIFY(status(visit.value().id, VisitStatus::Confirmed));
        QVERIFY(newestIs(DeliveryState::Accepted));
        QCOMPARE(provider.countByRecipient().value(phone), 1);

        // Again and again: what was sent is not sent once more. The second one is the hour-before reminder.
        for (const VisitStatus to : {VisitStatus::Cancelled, VisitStatus::Confirmed})
            QVERIFY(status(visit.value().id, to));
        clock->advance(local(24, 9) - clock->now());
        QVERIFY(QTest::qWaitFor([&] { return provider.countByRecipient().value(phone) == 2; }, 20'000));
        const auto seen = ServeProcess::ask(engine, ask::ListVisits{local(24, 0), local(25, 0)});
        QVERIFY(seen);
        for (const ReminderView &reminder : seen.value().first().reminders)
            QCOMPARE(reminder.state, ReminderView::State::Told);
        QCOMPARE(ServeProcess::ask(engine, ask::ListDeliveries{}).value().total, 2);
    }
};

QTEST_GUILESS_MAIN(TestReminderAgain)
#include "tst_reminder_again.moc"
