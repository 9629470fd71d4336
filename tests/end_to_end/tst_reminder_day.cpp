#include "app/composition/engine_graph.h"
#include "engine/api/questions/diary.h"
#include "engine/api/questions/jobs.h"
#include "engine/api/questions/messages.h"
#include "engine/runtime/engine_thread.h"
#include "engine/runtime/profile_lock.h"
#include "tests/support/diary_export.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_provider_process.h"
#include "tests/support/serve_process.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

const QTimeZone saoPaulo("America/Sao_Paulo");

Instant local(const QDate &day, int hour, int minute = 0)
{
    return fromMs(QDateTime(day, QTime(hour, minute), saoPaulo).toMSecsSinceEpoch());
}

/// A message that has to arrive: phone, kind and when it is due.
struct Expected {
    QString phone{};
    ReminderKind kind{};
    friend bool operator==(const Expected &, const Expected &) = default;
    friend size_t qHash(const Expected &e, size_t seed) { return qHashMulti(seed, e.phone, int(e.kind)); }
};

} // namespace

/// Four days of a shop on a clock that the test turns: 300 visits from a booking system's file, some moved and
/// cancelled meanwhile. The provider gets each due reminder exactly once, and ledger, queue and command line say the same.
class TestReminderDay : public QObject
{
    Q_OBJECT
private slots:
    void everyDueReminderGoesOutOnce()
    {
        QTemporaryDir folder;
        const QString profile = folder.filePath(u"profile"_s);
        FakeProviderProcess provider(folder.filePath(u"record.jsonl"_s));
        QVERIFY(provider.start());
        ServeProcess cli(profile, provider.url());
        QVERIFY(cli.prepare(ChannelWay::Live, {{u"reminders/diaryStaleHours"_s, u"240"_s}}));
        qputenv("WHATSAPP_ACCESS_TOKEN", "test-token");

        const QDate monday(2026, 11, 23);
        const auto clock = std::make_shared<FakeClock>(local(monday, 8));
        ProfileLock lock(profile);
        QVERIFY(lock.tryLock());
        EngineSetup setup;
        EngineThread engine([&setup] { return makeEngine(setup); });
        setup = {{profile}, {}, std::make_shared<QtMailbox>(engine.engineThread()), {}, clock};
        QSignalSpy started(&engine, &EngineThread::started);
        engine.start();
        QVERIFY(started.wait(20'000));

        importDiary(engine, makeDiaryExport({.now = clock->now(), .rows = 300}));
        QList<VisitView> visits = ServeProcess::ask(engine, ask::ListVisits{clock->now(), clock->now() + Hours(24 * 10)}).value();
        QVERIFY2(visits.size() > 200, qPrintable(QString::number(visits.size())));
        QHash<Expected, int> expected;
        for (const VisitView &visit : visits)
            expect(expected, engine, visit, clock->now(), 1);

        // Two visits of the last day move by some hours, two are cancelled: nothing of them was due yet.
        const QDate lastDay = QDateTime::fromMSecsSinceEpoch(toMs(visits.last().start), saoPaulo).date();
        QList<VisitView> later;
        for (const VisitView &visit : std::as_const(visits))
            if (visit.start >= local(lastDay, 9) && !visit.phone.isEmpty() && visit.status == VisitStatus::Scheduled)
                later.append(visit);
        QVERIFY(later.size() >= 4);
        for (int i = 0; i < 2; ++i) {
            const auto moved = ServeProcess::ask(engine, ask::MoveVisit{later[i].id, lastDay.toString(Qt::ISODate) + u"T20:%1"_s.arg(i * 15, 2, 10, QLatin1Char('0'))});
            QVERIFY2(moved, qPrintable(moved ? QString() : moved.error().detail));
        }
        for (int i = 2; i < 4; ++i) {
            QVERIFY(ServeProcess::ask(engine, ask::SetVisitStatus{later[i].id, VisitStatus::Cancelled}));
            expect(expected, engine, later[i], clock->now(), -1);
        }
        // The same file again changes nothing: the diary stays, moved visits are the shop's own.
        turn(engine, cli, *clock, local(lastDay, 21));

        const QHash<QString, int> received = provider.countByRecipient();
        QHash<QString, int> wanted;
        for (auto it = expected.begin(); it != expected.end(); ++it)
            if (it.value() > 0)
                wanted[it.key().phone] += it.value();
        for (auto it = wanted.begin(); it != wanted.end(); ++it)
            QVERIFY2(received.value(it.key()) == it.value(),
                     qPrintable(u"…%1: wanted %2, got %3"_s.arg(it.key().right(4)).arg(it.value()).arg(received.value(it.key()))));
        QCOMPARE(received.size(), wanted.size());

        const int sent = std::accumulate(received.begin(), received.end(), 0);
        QVERIFY(sent > 200);
        const auto ledger = ServeProcess::ask(engine, ask::ListDeliveries{.state = DeliveryState::Accepted, .limit = 1});
        QCOMPARE(ledger.value().total, sent);
        int lines = 0;
        for (qint64 offset = 0;; offset += 100) { // the command line tells the same, as another process
            int code = -1;
            const QByteArray out = cli.run({u"--json"_s, u"deliveries"_s, u"--state"_s, u"accepted"_s, u"--limit"_s, u"100"_s,
                                            u"--offset"_s, QString::number(offset)}, &code);
            QCOMPARE(code, 0);
            if (out.trimmed().isEmpty())
                break;
            lines += int(out.trimmed().count('\n')) + 1;
        }
        QCOMPARE(lines, sent);
        const auto queues = ServeProcess::ask(engine, ask::ListQueues{}).value();
        for (const QueueView &queue : queues) {
            QCOMPARE(queue.counts.failed, 0);
            if (queue.name.value == u"whatsapp-notifications")
                QCOMPARE(queue.counts.completed, sent);
        }
        qInfo("%lld visits, %d reminders sent", qlonglong(visits.size()), sent);
    }

private:
    static void importDiary(EngineApi &engine, const QByteArray &file)
    {
        const auto preview = ServeProcess::ask(engine, ask::PreviewImport{u"agenda.csv"_s, file});
        QVERIFY2(preview, qPrintable(preview ? QString() : preview.error().detail));
        const auto applied = ServeProcess::ask(engine, ask::ApplyImport{preview.value().token});
        QVERIFY2(applied, qPrintable(applied ? QString() : applied.error().detail));
    }

    /// Adds (or takes away) what the rules of the shop want for this visit, imported at `booked`.
    static void expect(QHash<Expected, int> &expected, EngineApi &engine, const VisitView &visit, Instant booked, int sign)
    {
        if ((visit.status != VisitStatus::Scheduled && visit.status != VisitStatus::Confirmed) || visit.phone.isEmpty())
            return;
        const auto client = ServeProcess::ask(engine, ask::ShowClient{visit.client});
        QVERIFY(client);
        if (client.value().phone.size() != 14) // not a mobile number
            return;
        if (visit.start - Hours(24) >= booked)
            expected[{client.value().phone, ReminderKind::DayBefore}] += sign;
        if (visit.start - Minutes(90) >= booked)
            expected[{client.value().phone, ReminderKind::HourBefore}] += sign;
    }

    /// Lets time pass in half hours, quickly through the nights, and waits each time until what is due has been done.
    static void turn(EngineApi &engine, ServeProcess &, FakeClock &clock, Instant until)
    {
        while (clock.now() < until) {
            const int hour = QDateTime::fromMSecsSinceEpoch(toMs(clock.now()), saoPaulo).time().hour();
            clock.advance(hour >= 21 ? Hours(10) : Minutes(30));
            QVERIFY2(QTest::qWaitFor([&] { return ServeProcess::nothingIsDue(engine, clock.now()); }, 30'000), "due work was left");
        }
    }
};

QTEST_GUILESS_MAIN(TestReminderDay)
#include "tst_reminder_day.moc"
