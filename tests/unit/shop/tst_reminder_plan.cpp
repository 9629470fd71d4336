#include "engine/shop/planner.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using State = ReminderView::State;

/// When a visit is reminded, when not, and which jobs that makes.
class TestReminderPlan : public QObject
{
    Q_OBJECT

    const Instant m_now = fromMs(1'790'000'000'000);
    const DiaryFreshness m_fresh{m_now - Hours(1), u"agenda.csv"_s, 1};
    const EngineSettings m_settings{};

    VisitRecord visitIn(Millis ahead) const
    {
        VisitRecord visit;
        visit.id = {u"v1"_s};
        visit.client.id = {u"c1"_s};
        visit.client.phone = u"+5511900000001"_s;
        visit.unit.id = {u"u1"_s};
        visit.start = m_now + ahead;
        visit.end = visit.start + Minutes(30);
        visit.bookedAt = m_now - Hours(24 * 7);
        return visit;
    }
    ReminderPlan plan(const VisitRecord &visit, ReminderKind kind) const
    {
        return planReminder(visit, kind, m_settings, m_fresh, m_now);
    }
    WantedReminder wanted(const QString &key, State state) const
    {
        WantedReminder reminder{key, visitIn(Hours(20)), {}};
        reminder.plan.state = state;
        return reminder;
    }

private slots:
    void distance_data()
    {
        QTest::addColumn<int>("minutes");
        QTest::addColumn<int>("dayBefore");
        QTest::addColumn<int>("hourBefore");
        QTest::newRow("far") << 48 * 60 << int(State::Planned) << int(State::Planned);
        QTest::newRow("at the due moment") << 24 * 60 << int(State::Planned) << int(State::Planned);
        QTest::newRow("due a minute ago") << 24 * 60 - 1 << int(State::Late) << int(State::Planned);
        QTest::newRow("last useful minute") << 121 << int(State::Late) << int(State::Planned);
        QTest::newRow("day before useless") << 120 << int(State::Expired) << int(State::Planned);
        QTest::newRow("hour before late") << 59 << int(State::Expired) << int(State::Late);
        QTest::newRow("hour before useless") << 10 << int(State::Expired) << int(State::Expired);
        QTest::newRow("past") << 0 << int(State::NotNeeded) << int(State::NotNeeded);
    }
    void distance()
    {
        QFETCH(int, minutes);
        const VisitRecord visit = visitIn(Minutes(minutes));
        QTEST(int(plan(visit, ReminderKind::DayBefore).state), "dayBefore");
        QTEST(int(plan(visit, ReminderKind::HourBefore).state), "hourBefore");
        QCOMPARE(plan(visit, ReminderKind::DayBefore).dueAt, visit.start - Hours(24));
        QCOMPARE(plan(visit, ReminderKind::DayBefore).expiresAt, visit.start - Hours(2));
        QCOMPARE(plan(visit, ReminderKind::HourBefore).expiresAt, visit.start - Minutes(10));
    }

    void reasons()
    {
        const auto reason = [this](auto change) {
            VisitRecord visit = visitIn(Hours(30));
            change(visit);
            return plan(visit, ReminderKind::HourBefore).reason;
        };
        QCOMPARE(reason([](VisitRecord &) {}), QString());
        for (const VisitStatus status : {VisitStatus::InService, VisitStatus::Done, VisitStatus::Cancelled,
                                         VisitStatus::NoShow, VisitStatus::Blocked})
            QCOMPARE(reason([status](VisitRecord &v) { v.status = status; }), u"status"_s);
        QCOMPARE(reason([](VisitRecord &v) { v.status = VisitStatus::Confirmed; }), QString());
        QCOMPARE(reason([](VisitRecord &v) { v.client.phone.clear(); }), u"no_phone"_s);
        QCOMPARE(reason([](VisitRecord &v) { v.client.phone = u"+551134567890"_s; }), u"phone.landline"_s);
        QCOMPARE(reason([](VisitRecord &v) { v.client.whatsappAllowed = false; }), u"no_consent"_s);
        QCOMPARE(reason([](VisitRecord &v) { v.vanished = true; }), u"vanished"_s);
    }

    void bookedInsideTheLead()
    {
        VisitRecord visit = visitIn(Hours(20));
        visit.bookedAt = visit.start - Hours(23);
        QCOMPARE(plan(visit, ReminderKind::DayBefore).reason, u"booked_late"_s);
        QCOMPARE(plan(visit, ReminderKind::HourBefore).state, State::Planned);
        visit = visitIn(Minutes(80));
        visit.bookedAt = visit.start - Minutes(89);
        QCOMPARE(plan(visit, ReminderKind::HourBefore).reason, u"booked_late"_s);
        visit.bookedAt = visit.start - Minutes(90);
        QCOMPARE(plan(visit, ReminderKind::HourBefore).state, State::Planned);
    }

    void oldDiaryHolds()
    {
        DiaryFreshness old = m_fresh;
        old.refreshedAt = m_now - Hours(m_settings.diaryStaleHours) - Minutes(1);
        const ReminderPlan held = planReminder(visitIn(Hours(30)), ReminderKind::DayBefore, m_settings, old, m_now);
        QCOMPARE(held.state, State::Held);
        QCOMPARE(held.reason, u"stale"_s);
        QVERIFY(isStale({}, m_settings, m_now));
        QVERIFY(!isStale(m_fresh, m_settings, m_now));
    }

    void switchedOff()
    {
        EngineSettings settings;
        settings.hourBefore = false;
        const VisitRecord visit = visitIn(Hours(30));
        QCOMPARE(planReminder(visit, ReminderKind::HourBefore, settings, m_fresh, m_now).reason, u"off"_s);
        QCOMPARE(planReminder(visit, ReminderKind::DayBefore, settings, m_fresh, m_now).state, State::Planned);
    }

    void keyAndJob()
    {
        VisitRecord visit = visitIn(Hours(30));
        visit.start = fromMs(QDateTime(QDate(2026, 11, 24), QTime(17, 30), Qt::UTC).toMSecsSinceEpoch());
        WantedReminder reminder;
        reminder.key = reminderKey(visit.id, ReminderKind::DayBefore, visit.start);
        QCOMPARE(reminder.key, u"rem_v1_d1_20261124T1730Z"_s);
        QCOMPARE(reminderKey(visit.id, ReminderKind::HourBefore, visit.start), u"rem_v1_h1_20261124T1730Z"_s);
        reminder.visit = visit;
        reminder.plan.dueAt = m_now + Hours(6);
        const NewJob job = reminderJob(reminder, m_now);
        QCOMPARE(job.queue.value, u"appointment-reminders"_s);
        QCOMPARE(job.options.jobId, reminder.key);
        QCOMPARE(job.options.delay, Millis(Hours(6)));
        QCOMPARE(job.options.attempts, 10);
        const QJsonObject data = QJsonDocument::fromJson(job.data.utf8).object();
        QCOMPARE(data.value(u"appointmentDate"_s).toString(), u"2026-11-24T17:30:00.000Z"_s);
        QCOMPARE(data.value(u"reminderType"_s).toString(), u"day_before"_s);
        QCOMPARE(data.value(u"unidadeId"_s).toString(), u"u1"_s);
        QVERIFY(!job.data.utf8.contains("+55"));
    }

    void orders()
    {
        PlannerView view;
        view.lateBatch = 2;
        view.reminders = {wanted(u"rem_new"_s, State::Planned),       wanted(u"rem_there"_s, State::Planned),
                          wanted(u"rem_told"_s, State::Late),         wanted(u"rem_off"_s, State::NotNeeded),
                          wanted(u"rem_held"_s, State::Held),         wanted(u"rem_expired"_s, State::Expired),
                          wanted(u"rem_late"_s, State::Late),         wanted(u"rem_discarded"_s, State::Late)};
        view.jobs = {u"rem_there"_s};
        view.handled = {u"rem_told"_s};
        view.discarded = {u"rem_discarded"_s};
        view.pending = {u"rem_there"_s, u"rem_off"_s, u"rem_held"_s, u"rem_moved"_s};
        const PlannerOrders orders = decideReminders(view);
        QStringList add;
        for (const WantedReminder &reminder : orders.add)
            add.append(reminder.key);
        QCOMPARE(add, (QStringList{u"rem_new"_s, u"rem_late"_s}));
        QCOMPARE(orders.remove, (QList<JobId>{{u"rem_moved"_s}, {u"rem_off"_s}}));
        QVERIFY(orders.late.isEmpty());
    }

    void manyLateOnesAsk()
    {
        PlannerView view;
        view.lateBatch = 1;
        view.reminders = {wanted(u"rem_a"_s, State::Late), wanted(u"rem_b"_s, State::Late)};
        QCOMPARE(decideReminders(view).late.size(), 2);
        QVERIFY(decideReminders(view).add.isEmpty());
        view.reminders.removeLast(); // one has expired: the other still waits for the person
        view.asked = {u"rem_a"_s, u"rem_b"_s};
        QCOMPARE(decideReminders(view).late.size(), 1);
        view.asked.clear();
        QCOMPARE(decideReminders(view).add.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestReminderPlan)
#include "tst_reminder_plan.moc"
