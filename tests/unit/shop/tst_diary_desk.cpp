#include "engine/api/questions/diary.h"
#include "engine/api/questions/messages.h"
#include "engine/notify/message_job.h"
#include "engine/runtime/desks/diary_desk.h"
#include "engine/runtime/log_book.h"
#include "engine/shop/sqlite_consent_ledger.h"
#include "engine/shop/sqlite_replies.h"
#include "engine/shop/sqlite_shop_database.h"
#include "engine/shop/sqlite_till.h"
#include "tests/support/diary_export.h"
#include "tests/support/fake_clock.h"
#include "tests/support/manual_mailbox.h"
#include "tests/unit/shop/reminder_jobs.h"

#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using State = ReminderView::State;

/// Planner and desk on the real shop database, with jobs and deliveries scripted.
class TestDiaryDesk : public QObject
{
    Q_OBJECT

    struct Shop {
        QTemporaryDir folder{};
        std::shared_ptr<ManualMailbox> box = std::make_shared<ManualMailbox>();
        FakeClock clock{fromMs(QDateTime(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC).toMSecsSinceEpoch())};
        EngineSettings settings{};
        LogBook log{{}, clock};
        ReminderJobs jobs{};
        QMap<QString, DeliveryView> told{};
        bool ledgerDown = false;
        DeliveryLookup lookup = [this](QStringList, Reply<QMap<QString, DeliveryView>> reply) {
            ledgerDown ? reply(Error{Error::Code::Corrupt, u"console.db"_s}) : reply(told);
        };
        SqliteShopDatabase data{folder.filePath(u"shop.db"_s), settings, box, clock};
        Planner planner{data, jobs, lookup, settings, clock, log};
        SqliteTill till{data.file()};
        SqliteConsentLedger consents{data.file()};
        SqliteReplies replies{data.file()};
        DiaryDesk desk{{data, jobs, planner, lookup, settings, clock, [](const VisitRecord &visit, ReminderKind) {
                            return Result<QString>(u"Olá, "_s + visit.client.name);
                        },
                        [this](Reply<QString> reply) { reply(u"seen %1"_s.arg(++looked)); },
                        [](Instant, Instant, Reply<QList<MessagePreview>> reply) { reply(QList<MessagePreview>()); }, till, consents, replies, readDiaryHere,
                        [this](const QString &zone) { zones << zone; }}};
        QStringList zones{};
        int looked = 0;
        int looks = 0;

        Shop()
        {
            planner.onPlanned([this] { ++looks; });
        }
        template <typename Q>
        Result<typename Q::Answer> ask(Q question)
        {
            return await<typename Q::Answer>(*box, [&](auto reply) { desk.answer(question, reply); });
        }
        /// A complete look that begins now.
        bool plan()
        {
            const int before = looks;
            planner.tick();
            return box->runUntil([&] { return looks > before; });
        }
        Result<ImportReport> import(const QByteArray &rows)
        {
            const auto preview = ask(ask::PreviewImport{u"agenda.csv"_s, "Código;Data;Cliente;Celular;Status\n" + rows});
            return preview ? ask(ask::ApplyImport{preview.value().token}) : preview;
        }
        VisitView visit()
        {
            const auto all = ask(ask::ListVisits{clock.now() - Hours(48), clock.now() + Hours(24 * 30), {}});
            return all && !all.value().isEmpty() ? all.value().first() : VisitView();
        }
    };

private slots:
    void unitsAreAddedAndChanged()
    {
        Shop shop;
        Unit first = shop.ask(ask::ListUnits{}).value().first();
        first.name = u"  Barbearia   Modelo "_s;
        first.phone = u"(11) 90000-0001"_s;
        const Unit saved = shop.ask(ask::SaveUnit{first}).value();
        QCOMPARE(saved.name, u"Barbearia Modelo"_s);
        QCOMPARE(saved.phone, u"+5511900000001"_s);
        const Unit second = shop.ask(ask::SaveUnit{{{}, u"Vila"_s, u"America/Manaus"_s, {}}}).value();
        QVERIFY(!second.id.isEmpty());
        QCOMPARE(shop.zones, QStringList{first.zone}); // schedules follow the first shop alone
        QCOMPARE(shop.ask(ask::ListUnits{}).value(), (QList<Unit>{saved, second}));
    }

    void wrongUnitsNameTheField_data()
    {
        QTest::addColumn<Unit>("unit");
        QTest::addColumn<Error::Code>("code");
        QTest::addColumn<QString>("detail");
        QTest::newRow("name") << Unit{{}, u" "_s, u"America/Sao_Paulo"_s, {}} << Error::Code::Invalid << u"name: missing"_s;
        QTest::newRow("zone") << Unit{{}, u"A"_s, u"Nowhere/City"_s, {}} << Error::Code::Invalid << u"zone: unknown"_s;
        QTest::newRow("phone") << Unit{{}, u"A"_s, u"America/Sao_Paulo"_s, u"123"_s} << Error::Code::Invalid << u"phone: phone.too_short"_s;
        QTest::newRow("unknown") << Unit{{u"nobody"_s}, u"A"_s, u"America/Sao_Paulo"_s, {}} << Error::Code::NotFound << u"unit"_s;
    }
    void wrongUnitsNameTheField()
    {
        QFETCH(Unit, unit);
        QFETCH(Error::Code, code);
        QFETCH(QString, detail);
        Shop shop;
        const Result<Unit> saved = shop.ask(ask::SaveUnit{unit});
        QVERIFY(!saved);
        QCOMPARE(saved.error(), (Error{code, detail}));
        QCOMPARE(shop.ask(ask::ListUnits{}).value().size(), 1);
    }

    void importPlansMoveAndCancel()
    {
        Shop shop;
        QVERIFY(shop.import("1;25/11/2026 10:00;Zeca;11900000001;Agendado\n"));
        QVERIFY(shop.plan());
        const QString id = shop.visit().id.value;
        QCOMPARE(shop.jobs.jobs.keys(),
                 (QStringList{u"rem_%1_d1_20261125T1300Z"_s.arg(id), u"rem_%1_h1_20261125T1300Z"_s.arg(id)}));
        QCOMPARE(shop.jobs.jobs.first().options.delay, Millis(Hours(25)));
        QVERIFY(shop.import("1;25/11/2026 15:00;Zeca;11900000001;Agendado\n"));
        QVERIFY(shop.plan());
        QCOMPARE(shop.jobs.jobs.size(), 2);
        QVERIFY(shop.jobs.jobs.contains(u"rem_%1_h1_20261125T1800Z"_s.arg(id)));
        QVERIFY(shop.ask(ask::SetVisitStatus{{id}, VisitStatus::Cancelled}));
        QVERIFY(shop.plan());
        QVERIFY(shop.jobs.jobs.isEmpty());
    }

    void storeInTroubleIsTriedAgain()
    {
        Shop shop;
        shop.jobs.down = true;
        QVERIFY(shop.import("1;25/11/2026 10:00;Zeca;11900000001;Agendado\n"));
        shop.planner.tick();
        QVERIFY(shop.box->runUntil([&] { return !shop.log.newest(LogLevel::Warning, 1).isEmpty(); }));
        QVERIFY(shop.jobs.jobs.isEmpty());
        shop.jobs.down = false;
        QVERIFY(shop.plan());
        QCOMPARE(shop.jobs.jobs.size(), 2);
    }

    void lateOnesWaitForAPerson()
    {
        Shop shop;
        shop.settings.lateBatch = 1;
        shop.jobs.down = true; // nothing runs while they come due
        QVERIFY(shop.import("1;25/11/2026 10:00;Zeca;11900000001;\n2;25/11/2026 10:30;Raí;11900000002;\n"));
        shop.clock.advance(Hours(30));
        shop.jobs.down = false;
        QVERIFY(shop.plan());
        QCOMPARE(shop.jobs.jobs.size(), 2); // the hour-before ones
        QCOMPARE(shop.ask(ask::ShowDiary{}).value().late, 2);
        const auto late = shop.ask(ask::ListLateReminders{});
        QCOMPARE(late.value().size(), 2);
        QCOMPARE(late.value()[0].text, u"Olá, Zeca"_s);
        QCOMPARE(shop.visit().reminders[0].state, State::Late);
        QCOMPARE(shop.ask(ask::DecideLateReminders{true}).value().done, 2);
        QCOMPARE(shop.jobs.jobs.size(), 4);
        QCOMPARE(shop.visit().reminders[0].state, State::Queued);
    }

    void discardedOnesNeverGoOut()
    {
        Shop shop;
        shop.settings.lateBatch = 0;
        shop.jobs.down = true;
        QVERIFY(shop.import("1;25/11/2026 10:00;Zeca;11900000001;\n"));
        shop.clock.advance(Hours(30));
        shop.jobs.down = false;
        QVERIFY(shop.plan());
        QCOMPARE(shop.ask(ask::DecideLateReminders{false}).value().done, 1);
        QVERIFY(shop.plan());
        QCOMPARE(shop.jobs.jobs.size(), 1);
        QVERIFY(shop.planner.late().isEmpty());
        QCOMPARE(shop.visit().reminders[0].state, State::NotNeeded);
        QCOMPARE(shop.visit().reminders[0].reason, u"discarded"_s);
    }

    void toldOnesAreNotPlannedAgain()
    {
        Shop shop;
        shop.jobs.down = true;
        QVERIFY(shop.import("1;25/11/2026 10:00;Zeca;11900000001;\n"));
        DeliveryView delivery;
        delivery.id = {u"d1"_s};
        delivery.state = DeliveryState::Accepted;
        shop.told.insert(u"rem_%1_d1_20261125T1300Z"_s.arg(shop.visit().id.value), delivery);
        shop.jobs.down = false;
        QVERIFY(shop.plan());
        QCOMPARE(shop.jobs.jobs.size(), 1);
        QCOMPARE(shop.visit().reminders[0].state, State::Told);
        QCOMPARE(shop.visit().reminders[0].deliveryState, std::optional(DeliveryState::Accepted));
    }

    void skippedOnesComeBack()
    {
        Shop shop;
        QVERIFY(shop.import("1;25/11/2026 10:00;Zeca;11900000001;\n"));
        QVERIFY(shop.plan());
        const QString id = shop.visit().id.value;
        const QString key = u"rem_%1_d1_20261125T1300Z"_s.arg(id);
        // The reminder came due, its message waited, and then the visit was cancelled.
        shop.jobs.states.insert(key, JobState::Completed);
        NewJob message;
        message.options.jobId = messageJobId(key);
        shop.jobs.jobs.insert(message.options.jobId, message);
        shop.jobs.states.insert(message.options.jobId, JobState::Active);
        QVERIFY(shop.ask(ask::SetVisitStatus{{id}, VisitStatus::Cancelled}));
        DeliveryView delivery;
        delivery.id = {u"d1"_s};
        delivery.state = DeliveryState::Skipped;
        delivery.reason = u"status"_s;
        shop.told.insert(key, delivery);
        QVERIFY(shop.plan());
        QCOMPARE(shop.visit().reminders[0].state, State::Told);

        QVERIFY(shop.ask(ask::SetVisitStatus{{id}, VisitStatus::Confirmed}));
        QVERIFY(shop.plan()); // the message's job still runs: not now
        QCOMPARE(shop.jobs.states.value(key), JobState::Completed);
        shop.jobs.states.insert(message.options.jobId, JobState::Completed);
        QVERIFY(shop.plan());
        QVERIFY(!shop.jobs.jobs.contains(message.options.jobId));
        QVERIFY(shop.jobs.jobs.contains(key) && !shop.jobs.states.contains(key));
        QCOMPARE(shop.visit().reminders[0].state, State::Planned);
        QCOMPARE(shop.visit().reminders[0].deliveryState, std::nullopt);
        const qsizetype jobs = shop.jobs.jobs.size();
        QVERIFY(shop.plan()); // once
        QCOMPARE(shop.jobs.jobs.size(), jobs);
    }

    void whatIsNeverPlannedAgain()
    {
        for (const QString &reason : {u"status"_s, u"moved"_s, u"gone"_s, u"no_consent"_s, u"no_phone"_s, u"off"_s})
            QVERIFY2(mayBePlannedAgain({.state = DeliveryState::Skipped, .reason = reason}), qPrintable(reason));
        for (const QString &reason : {u"expired"_s, u"expired, never sent: whatsapp.130429"_s, u"past"_s})
            QVERIFY2(!mayBePlannedAgain({.state = DeliveryState::Skipped, .reason = reason}), qPrintable(reason));
        for (const DeliveryState state : {DeliveryState::Accepted, DeliveryState::Uncertain, DeliveryState::WouldSend,
                                          DeliveryState::NotSent, DeliveryState::Failed, DeliveryState::Sending})
            QVERIFY2(!mayBePlannedAgain({.state = state, .reason = u"status"_s}), qPrintable(nameOf(state)));
    }

    void aBrokenLedgerHidesNoVisit()
    {
        Shop shop;
        QVERIFY(shop.import("1;25/11/2026 10:00;Zeca;11900000001;\n"));
        shop.ledgerDown = true;
        const VisitView visit = shop.visit();
        QCOMPARE(visit.clientName, u"Zeca"_s);
        QCOMPARE(visit.reminders.size(), 2);
        for (const ReminderView &reminder : visit.reminders) {
            QCOMPARE(reminder.state, State::Unknown);
            QCOMPARE(reminder.reason, u"ledger unreadable"_s);
        }
        const Instant now = shop.clock.now();
        const auto seen = shop.ask(ask::PreviewReminders{now, now + Hours(24)});
        QVERIFY(seen && seen.value().token.isEmpty()); // nobody has seen what would go out
        shop.planner.tick(); // and nothing is planned over it
        QVERIFY(shop.box->runUntil([&] { return !shop.log.newest(LogLevel::Warning, 1).isEmpty(); }));
        QVERIFY(shop.jobs.jobs.isEmpty());
    }

    void previewTokenNeedsTheNextDay()
    {
        Shop shop;
        const Instant now = shop.clock.now();
        QVERIFY(shop.import("1;25/11/2026 10:00;Zeca;11900000001;\n"));
        const auto shortLook = shop.ask(ask::PreviewReminders{now, now + Hours(12)});
        QVERIFY(shortLook && shortLook.value().token.isEmpty());
        QCOMPARE(shop.looked, 0);
        const auto look = shop.ask(ask::PreviewReminders{now, now + Hours(26)});
        QCOMPARE(look.value().reminders.size(), 1);
        QCOMPARE(look.value().reminders[0].text, u"Olá, Zeca"_s);
        QVERIFY(!look.value().reminders[0].visit.phone.contains(u"90000"_s));
        QCOMPARE(look.value().token, u"seen 1"_s);
    }

    void importTokens()
    {
        Shop shop;
        const QByteArray file = makeDiaryExport({.now = shop.clock.now(), .rows = 50});
        const auto preview = shop.ask(ask::PreviewImport{u"agenda.csv"_s, file});
        QCOMPARE(preview.value().added, 50);
        QCOMPARE(preview.value().rows, 50);
        QCOMPARE(preview.value().sample.size(), 50);
        const auto other = shop.ask(ask::PreviewImport{u"agenda.csv"_s, file});
        QVERIFY(shop.ask(ask::ApplyImport{preview.value().token}));
        QCOMPARE(shop.ask(ask::ApplyImport{preview.value().token}).error().code, Error::Code::NotFound);
        QCOMPARE(shop.ask(ask::ApplyImport{other.value().token}).error().code, Error::Code::Conflict);
        QCOMPARE(shop.ask(ask::PreviewImport{u"x"_s, "lixo"}).error().code, Error::Code::Invalid);
        QCOMPARE(shop.ask(ask::ShowDiary{}).value().source, u"agenda.csv"_s);
    }

    void typedVisits()
    {
        Shop shop;
        VisitDraft draft;
        draft.clientName = u"Zeca Exemplo"_s;
        draft.phone = u"(11) 90000-0001"_s;
        draft.localStart = u"2026-11-25T10:00"_s;
        const auto added = shop.ask(ask::AddVisit{draft});
        QVERIFY(added);
        QCOMPARE(toUtc(added.value().start).toString(Qt::ISODate), u"2026-11-25T13:00:00Z"_s);
        QCOMPARE(added.value().reminders.size(), 2);
        const auto moved = shop.ask(ask::MoveVisit{added.value().id, u"2026-11-26T10:00"_s});
        QCOMPARE(moved.value().start - added.value().start, Millis(Hours(24)));
        draft.phone = u"98765-4321"_s;
        QCOMPARE(shop.ask(ask::AddVisit{draft}).error().detail, u"phone: phone.too_short"_s);
        QCOMPARE(shop.ask(ask::MoveVisit{{u"nobody"_s}, draft.localStart}).error().code, Error::Code::NotFound);
        const auto clients = shop.ask(ask::ListClients{});
        QVERIFY(!clients.value()[0].phone.contains(u"90000"_s));
        QCOMPARE(shop.ask(ask::ShowClient{clients.value()[0].id}).value().phone, u"+5511900000001"_s);
        QVERIFY(!shop.ask(ask::SetConsent{clients.value()[0].id, false, u" "_s}));
        QVERIFY(shop.ask(ask::SetConsent{clients.value()[0].id, false, u"balcão"_s}));
        QCOMPARE(shop.visit().reminders[0].reason, u"no_consent"_s);
    }
};

QTEST_GUILESS_MAIN(TestDiaryDesk)
#include "tst_diary_desk.moc"
