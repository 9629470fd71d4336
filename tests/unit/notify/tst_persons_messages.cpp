#include "engine/api/mask.h"
#include "engine/notify/lost_rows.h"
#include "tests/unit/notify/send_house.h"

using namespace trato;
using namespace Qt::StringLiterals;
using Kind = JobOutcome::Kind;
using Way = FakeWhatsApp::Answer::Way;

/// What a person asks of messages: once more, by hand, in free words, or never.
class TestPersonsMessages : public QObject
{
    Q_OBJECT
private slots:
    void sendAgainMayBeCutAnywhere()
    {
        for (const bool jobKept : {true, false}) {
            House house(ChannelWay::Live);
            house.provider.queue({.way = Way::CloseSilently}, true);
            house.runReminder(house.visit().start);
            house.runMessage();
            const DeliveryId id = house.deliveries().first().id;
            QCOMPARE(house.deliveries().first().state, DeliveryState::Uncertain);
            if (!jobKept)
                house.store.jobs.clear();
            // The program ends between the open fence and the job: the row says what it said before.
            house.store.jobTrouble = Error{Error::Code::Cancelled, u"killed"_s};
            QVERIFY(!house.ask(ask::JudgeDelivery{id, Verdict::SendAgain}));
            QCOMPARE(house.deliveries().first().state, DeliveryState::Uncertain);
            QCOMPARE(house.provider.posts(), 1);
            house.store.jobTrouble.reset();
            if (jobKept) // it ends after the job was put in line, before the row was changed
                house.store.jobs[messageJobId(house.key)].state = JobState::Waiting;
            else         // the person says it again
                QVERIFY(house.ask(ask::JudgeDelivery{id, Verdict::SendAgain}));
            QCOMPARE(house.store.jobs.value(messageJobId(house.key)).state, JobState::Waiting);
            house.runMessage();
            QCOMPARE(house.provider.posts(), 2);
            QCOMPARE(house.deliveries().first().state, DeliveryState::Accepted);
        }
    }

    void lostRowsAreClosedAtStart()
    {
        const auto close = [](House &house) {
            std::optional<Result<qint64>> closed;
            closeLostRows(house.store, house.ledger, [&](Result<qint64> n) { closed = n; });
            [&] { QTRY_VERIFY(closed.has_value()); }();
            return closed && *closed ? closed->value() : qint64(-1);
        };
        House house(ChannelWay::Live);
        house.runReminder(house.visit().start);
        house.provider.queue(FakeWhatsApp::error(130429, 429));
        QCOMPARE(house.runMessage().kind, Kind::TryAgainIn);
        QCOMPARE(house.deliveries().first().state, DeliveryState::Sending);
        QCOMPARE(close(house), 0); // its job goes on
        house.store.jobs[messageJobId(house.key)].state = JobState::Completed;
        QCOMPARE(close(house), 1);
        QCOMPARE(house.deliveries().first().state, DeliveryState::Failed);
        QVERIFY(house.ask(ask::JudgeDelivery{house.deliveries().first().id, Verdict::SendAgain}));
        house.store.jobs.clear(); // somebody removed it
        house.store.byKey[house.key].state = Fence::State::Uncertain;
        QCOMPARE(close(house), 1);
        QCOMPARE(house.deliveries().first().state, DeliveryState::Uncertain);
        QCOMPARE(close(house), 0);
    }

    void aSkippedReminderThatGoesOutNamesItsMessage()
    {
        House house(ChannelWay::Live);
        const VisitRecord visit = house.visit();
        house.diary.byId.remove(u"v1"_s);
        house.runReminder(visit.start);
        QCOMPARE(house.deliveries().first().state, DeliveryState::Skipped);
        house.visit() = visit;
        house.runReminder(visit.start);
        house.provider.queue({.way = Way::CloseSilently}, true);
        house.runMessage();
        const DeliveryView row = house.deliveries().first();
        QCOMPARE(row.state, DeliveryState::Uncertain);
        QCOMPARE(row.jobId, messageJobId(house.key));
        QCOMPARE(row.queue, messageQueue().value);
        QCOMPARE(row.recipient, maskPhone(visit.client.phone));
        QVERIFY(house.ask(ask::JudgeDelivery{row.id, Verdict::SendAgain}));
        house.runMessage();
        QCOMPARE(house.deliveries().first().state, DeliveryState::Accepted);
    }

    void freeTextNeedsAPerson()
    {
        House house(ChannelWay::Assisted);
        const QString text = u"Olá! O Beto atrasou 10 minutos.\nAté já"_s;
        ask::SendMessage question{.to = u"11 98765-0001"_s, .message = text};
        const auto sent = house.ask(question);
        QVERIFY(sent);
        const QByteArray data = house.store.jobs.value(sent.value().jobId).job.data.utf8;
        QVERIFY(house.run(*house.sender, sent.value().jobId, data).result.contains("awaits_person"));
        QCOMPARE(house.ask(ask::PrepareAssisted{house.deliveries().first().id}).value().text, text);
        house.settings.whatsappWay = ChannelWay::Training;
        QVERIFY(house.run(*house.sender, u"other"_s, QByteArray(data).replace("hand_", "hand_2")).result.contains("would_send"));

        house.settings.whatsappWay = ChannelWay::Live;
        QCOMPARE(house.ask(question).error(), (Error{Error::Code::Refused, u"free text"_s}));
        question.dryRun = true;
        QCOMPARE(house.ask(question).error().code, Error::Code::Refused);
        // One that was queued before the switch does not get through either.
        const JobOutcome late = house.run(*house.sender, u"late"_s, QByteArray(data).replace("hand_", "hand_3"));
        QCOMPARE(late.kind, Kind::Unrecoverable);
        QCOMPARE(late.reason, u"whatsapp: free text"_s);
        QCOMPARE(house.provider.posts(), 0);
        QCOMPARE(house.deliveries().first().state, DeliveryState::Failed);

        house.settings.whatsappWay = ChannelWay::Training;
        for (const QString &bad : {QString(), u"  "_s, QString(4097, u'a'), u"a\u0007b"_s})
            QCOMPARE(house.ask(ask::SendMessage{.to = question.to, .message = bad}).error().code, Error::Code::Invalid);
        QCOMPARE(house.ask(ask::SendMessage{.to = question.to, .templateId = {u"queue_position"_s}, .message = text}).error().code,
                 Error::Code::Invalid);
    }

    void silentNumbersGetNothing()
    {
        House house(ChannelWay::Live);
        const QByteArray data = R"({"type":"whatsapp","phoneNumber":"(11) 98765-0009","template":"appointment_cancelled",
            "variables":{"clientName":"Caio","appointmentDate":"24/11","appointmentTime":"10:00"}})";
        house.diary.silent.insert(u"+5511987650009"_s); // of a client who has another number by now
        QVERIFY(house.run(*house.sender, u"17"_s, data).result.contains("no_consent"));
        QCOMPARE(house.provider.posts(), 0);
        // A no that comes while the message waits for a person counts too.
        house.diary.silent.clear();
        house.settings.whatsappWay = ChannelWay::Assisted;
        QVERIFY(house.run(*house.sender, u"18"_s, data).result.contains("awaits_person"));
        const DeliveryId id = house.deliveries().first().id;
        QVERIFY(house.ask(ask::PrepareAssisted{id}));
        house.diary.silent.insert(u"+5511987650009"_s);
        QCOMPARE(house.ask(ask::PrepareAssisted{id}).error().detail, u"no_consent"_s);
        QCOMPARE(house.deliveries().first().state, DeliveryState::Skipped);
    }
};

QTEST_GUILESS_MAIN(TestPersonsMessages)
#include "tst_persons_messages.moc"
