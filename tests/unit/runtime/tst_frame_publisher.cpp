#include "engine/runtime/frame_publisher.h"
#include "engine/stores/open_store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/manual_mailbox.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// Faces learn what happened from frames alone: nothing new makes no frame, many changes make one.
class TestFramePublisher : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_store = openStore({u"sqlite:"_s + m_folder->filePath(u"jobs.db"_s)}, m_box, m_clock).value().release();
        m_overview = std::make_unique<QueueOverview>(*m_store, m_clock, QHash<QueueName, QueueOverview::Served>());
        m_problems.clear();
        m_diary = 0;
        m_frames = std::make_unique<FramePublisher>(*m_store, *m_overview, m_log, m_clock,
                                                    FramePublisher::Sources{[this] { return m_problems; }, [this] { return m_diary; },
                                                                            [] { return quint64(0); }, [] { return quint64(0); }});
        connect(m_frames.get(), &FramePublisher::frameReady, this, [this](const Frame &frame) { m_seen.append(frame); });
        m_frames->watch({queue});
        tick();
        m_seen.clear();
    }
    void cleanup()
    {
        m_frames.reset();
        m_overview.reset();
        delete m_store;
        m_box->drain();
        m_seen.clear();
    }

    void nothingNewMakesNoFrame()
    {
        tick();
        tick();
        QCOMPARE(m_seen.size(), 0);
    }
    void manyChangesMakeOneFrameWithTheLastState()
    {
        add(3);
        QVERIFY((await<Exchanged>(*m_box, [&](auto reply) {
            m_store->exchange({{}, {{.queue = queue, .limit = 1, .token = "t"}}}, reply);
        })));
        tick();
        QCOMPARE(m_seen.size(), 1);
        QCOMPARE(m_seen.first().jobs.size(), 3);
        QCOMPARE(std::count_if(m_seen.first().jobs.begin(), m_seen.first().jobs.end(),
                               [](const JobRow &row) { return row.state == JobState::Active; }),
                 1);
        QCOMPARE(m_seen.first().queues.first().counts.waiting, 2);
        QVERIFY(!m_seen.first().moreJobs);
    }
    void moreThanAFrameHoldsIsSaid()
    {
        add(300);
        tick();
        QCOMPARE(m_seen.size(), 1);
        QVERIFY(m_seen.first().moreJobs);
        QVERIFY(m_seen.first().jobs.size() <= 200);
    }
    void unwatchedQueuesBringCountsOnly()
    {
        m_frames->watch({});
        tick();
        m_seen.clear();
        add(2);
        tick();
        QCOMPARE(m_seen.size(), 1);
        QCOMPARE(m_seen.first().jobs.size(), 0);
        QCOMPARE(m_seen.first().queues.size(), 1);
    }
    void aNewWatcherIsToldToAskAgain()
    {
        m_frames->watch({queue});
        tick();
        QCOMPARE(m_seen.size(), 1);
        QVERIFY(m_seen.first().moreJobs);
    }
    void problemsAndRevisionsMakeFrames()
    {
        m_problems = {Problem{u"store.full"_s, u"jobs.db"_s, {}, true, {}}};
        tick();
        QCOMPARE(m_seen.size(), 1);
        ++m_diary;
        tick();
        QCOMPARE(m_seen.size(), 2);
        QCOMPARE(m_seen.last().diaryRevision, 1u);
        QVERIFY(m_seen.last().number > m_seen.first().number);
        m_problems.clear();
        tick();
        QCOMPARE(m_seen.size(), 3);
    }
    void logLinesTravelOnce()
    {
        m_log.warning("test", u"call +5511987654821"_s);
        tick();
        QCOMPARE(m_seen.size(), 1);
        QCOMPARE(m_seen.first().log.first().text, u"call +55 11 9····-4821"_s);
        tick();
        QCOMPARE(m_seen.size(), 1);
    }

private:
    /// One turn: the tick and everything the store answers to it.
    void tick()
    {
        m_frames->tick();
        for (int i = 0; i < 4; ++i) { // feed, counts, histories, rows: each answer may ask on
            QVERIFY((await<QList<QueueInfo>>(*m_box, [&](auto reply) { m_store->queues(reply); })));
            QVERIFY((await<QueueHistory>(*m_box, [&](auto reply) { m_store->history(queue, 1, reply); })));
        }
    }
    void add(int count)
    {
        QVERIFY((await<QList<Added>>(*m_box, [&](auto reply) {
            m_store->add(QList<NewJob>(count, NewJob{.queue = queue, .name = u"x"_s}), reply);
        })));
    }

    const QueueName queue{u"load"_s};
    std::shared_ptr<ManualMailbox> m_box = std::make_shared<ManualMailbox>();
    FakeClock m_clock;
    LogBook m_log{{}, m_clock};
    std::unique_ptr<QTemporaryDir> m_folder;
    JobStore *m_store = nullptr;
    std::unique_ptr<QueueOverview> m_overview;
    std::unique_ptr<FramePublisher> m_frames;
    QList<Problem> m_problems;
    quint64 m_diary = 0;
    QList<Frame> m_seen;
};

QTEST_GUILESS_MAIN(TestFramePublisher)
#include "tst_frame_publisher.moc"
