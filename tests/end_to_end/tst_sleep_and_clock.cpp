#include "app/composition/engine_graph.h"
#include "engine/api/questions/diary.h"
#include "engine/api/questions/jobs.h"
#include "engine/api/questions/messages.h"
#include "engine/runtime/engine_thread.h"
#include "engine/runtime/profile_lock.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_whatsapp.h"
#include "tests/support/serve_process.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

const QTimeZone saoPaulo("America/Sao_Paulo");
const QDate monday(2026, 11, 23);

Instant local(const QDate &day, int hour, int minute = 0)
{
    return fromMs(QDateTime(day, QTime(hour, minute), saoPaulo).toMSecsSinceEpoch());
}

} // namespace

/// A laptop that sleeps, and a clock that somebody sets: what is due goes out once, what is useless does not.
class TestSleepAndClock : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeWhatsApp> m_provider;
    std::shared_ptr<FakeClock> m_clock;
    EngineSetup m_setup;
    std::unique_ptr<EngineThread> m_engine;

    VisitId addVisit(const QString &client, const QString &phone, const QString &start)
    {
        VisitDraft draft;
        draft.clientName = client;
        draft.phone = phone;
        draft.professional = u"Barbeiro Um"_s;
        draft.service = u"Corte"_s;
        draft.localStart = start;
        const auto added = ServeProcess::ask(*m_engine, ask::AddVisit{draft});
        return added ? added.value().id : VisitId{};
    }
    ReminderView::State stateOf(const VisitId &visit, ReminderKind kind)
    {
        const auto visits = ServeProcess::ask(*m_engine, ask::ListVisits{local(monday, 0), local(monday.addDays(9), 0), {}});
        for (const VisitView &each : visits.value())
            if (each.id == visit)
                for (const ReminderView &reminder : each.reminders)
                    if (reminder.kind == kind)
                        return reminder.state;
        return ReminderView::State::Held;
    }
    bool planned()
    {
        const auto delayed = ServeProcess::ask(*m_engine, ask::ListJobs{{.queue = {u"appointment-reminders"_s}, .state = JobState::Delayed}});
        return delayed && delayed.value().total > 0;
    }
    /// Two beats of the engine with nothing new: whatever it wanted to do, it did.
    void letItLook()
    {
        QSignalSpy logs(m_engine.get(), &EngineApi::frameReady);
        for (int beat = 0; beat < 4; ++beat) {
            static_cast<void>(ServeProcess::ask(*m_engine, ask::ListQueues{}));
            logs.wait(300);
        }
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_provider = std::make_unique<FakeWhatsApp>();
        const QString profile = m_folder->filePath(u"profile"_s);
        ServeProcess cli(profile, m_provider->url());
        QVERIFY(cli.prepare(ChannelWay::Live, {{u"reminders/diaryStaleHours"_s, u"240"_s}, {u"whatsapp/timeoutSeconds"_s, u"2"_s}}));
        qputenv("WHATSAPP_ACCESS_TOKEN", "test-token");
        m_clock = std::make_shared<FakeClock>(local(monday, 8));
        m_engine = std::make_unique<EngineThread>([this] { return makeEngine(m_setup); });
        m_setup = {{profile}, {}, std::make_shared<QtMailbox>(m_engine->engineThread()), {}, m_clock};
        QSignalSpy started(m_engine.get(), &EngineThread::started);
        m_engine->start();
        QVERIFY(started.wait(20'000));
    }
    void cleanup() { m_engine.reset(); }

    void whatCameDueInSleepGoesOutOnWaking()
    {
        addVisit(u"João Exemplo"_s, u"(11) 90000-0001"_s, u"2026-11-24T10:00"_s);
        QTRY_VERIFY(planned());
        QCOMPARE(m_provider->posts(), 0);
        m_clock->advance(Hours(4));   // asleep from eight to noon, over the reminder of ten o'clock
        QTRY_COMPARE_WITH_TIMEOUT(m_provider->posts(), 1, 20'000);
        letItLook();
        QCOMPARE(m_provider->posts(), 1);
    }

    void whatBecameUselessInSleepIsNotSent()
    {
        const VisitId visit = addVisit(u"Pedro Exemplo"_s, u"(11) 90000-0002"_s, u"2026-11-23T14:00"_s);
        QTRY_VERIFY(planned());
        m_clock->advance(Minutes(60 * 5 + 55));   // it woke five minutes before the visit
        letItLook();
        QTRY_VERIFY(stateOf(visit, ReminderKind::HourBefore) != ReminderView::State::Planned);
        QCOMPARE(m_provider->posts(), 0);
    }

    void aClockSetBackSendsNothingTwice()
    {
        addVisit(u"Caio Exemplo"_s, u"(11) 90000-0003"_s, u"2026-11-24T10:00"_s);
        QTRY_VERIFY(planned());
        m_clock->advance(Hours(3));
        QTRY_COMPARE_WITH_TIMEOUT(m_provider->posts(), 1, 20'000);
        m_clock->setWallClock(local(monday, 7));
        letItLook();
        m_clock->setWallClock(local(monday, 12));
        letItLook();
        QCOMPARE(m_provider->posts(), 1);
    }

    void aReminderFollowsAClockThatIsSetForward()
    {
        addVisit(u"Davi Exemplo"_s, u"(11) 90000-0004"_s, u"2026-11-24T10:00"_s);
        QTRY_VERIFY(planned());
        m_clock->setWallClock(local(monday, 10, 30));   // wall time only: no time has passed
        QTRY_COMPARE_WITH_TIMEOUT(m_provider->posts(), 1, 20'000);
    }

    /// The lid closes between the bytes and the answer: the lease is over when the computer wakes.
    void aSendThatSleepInterruptsIsNotRepeated()
    {
        m_provider->queue({.way = FakeWhatsApp::Answer::Way::Stall}, true);
        addVisit(u"Raí Exemplo"_s, u"(11) 90000-0005"_s, u"2026-11-24T10:00"_s);
        QTRY_VERIFY(planned());
        m_clock->advance(Hours(3));
        QTRY_COMPARE_WITH_TIMEOUT(m_provider->posts(), 1, 20'000);
        m_clock->advance(Minutes(40));
        QTRY_COMPARE_WITH_TIMEOUT(ServeProcess::ask(*m_engine, ask::ListDeliveries{.state = DeliveryState::Uncertain}).value().total, 1, 20'000);
        letItLook();
        QCOMPARE(m_provider->posts(), 1);
    }
};

QTEST_GUILESS_MAIN(TestSleepAndClock)
#include "tst_sleep_and_clock.moc"
