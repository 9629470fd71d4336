#include "engine/tasks/http_handler.h"
#include "tests/unit/notify/send_house.h"

#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = JobOutcome::Kind;
using Way = FakeWhatsApp::Answer::Way;

class TestSending : public QObject
{
    Q_OBJECT

private slots:
    void liveReminderArrivesOnce()
    {
        House house(ChannelWay::Live);
        QCOMPARE(house.runReminder(house.visit().start).kind, Kind::Completed);
        const NewJob job = house.store.jobs.value(messageJobId(house.key)).job;
        QCOMPARE(job.queue.value, u"whatsapp-notifications"_s);
        QVERIFY(!job.data.utf8.contains("98765") && !job.data.utf8.contains("Ana"));
        const JobOutcome sent = house.runMessage();
        QCOMPARE(sent.kind, Kind::Completed);
        QCOMPARE(house.provider.accepted().size(), 1);
        const auto &got = house.provider.accepted().first();
        QCOMPARE(got.to, u"5511987650001"_s);
        QCOMPARE(got.templateName, u"appointment_reminder"_s);
        QCOMPARE(got.parameters.first(), u"Ana"_s);
        QVERIFY(sent.result.contains(got.wamid.toUtf8()));
        const DeliveryView row = house.deliveries().first();
        QCOMPARE(row.state, DeliveryState::Accepted);
        QCOMPARE(row.providerId, got.wamid);
        QCOMPARE(house.store.byKey.value(house.key).state, Fence::State::Accepted);
        // The same job again, by whatever way: nothing leaves.
        QCOMPARE(house.runMessage().kind, Kind::Completed);
        QCOMPARE(house.provider.posts(), 1);
    }

    void lostAnswerIsUncertainAndStaysSo()
    {
        House house(ChannelWay::Live);
        house.provider.queue({.way = Way::CloseSilently}, true);
        house.runReminder(house.visit().start);
        const JobOutcome first = house.runMessage();
        QCOMPARE(first.kind, Kind::Completed);
        QVERIFY(first.result.contains("uncertain"));
        QCOMPARE(house.deliveries().first().state, DeliveryState::Uncertain);
        QVERIFY(house.runMessage().result.contains("uncertain"));
        QCOMPARE(house.provider.posts(), 1);
        // Only a person's word sends it again.
        const auto again = house.ask(ask::JudgeDelivery{house.deliveries().first().id, Verdict::SendAgain});
        QVERIFY(again);
        QCOMPARE(house.store.jobs.value(messageJobId(house.key)).state, JobState::Waiting);
        QCOMPARE(house.runMessage().kind, Kind::Completed);
        QCOMPARE(house.provider.posts(), 2);
        QCOMPARE(house.deliveries().first().state, DeliveryState::Accepted);
    }

    /// An engine that is gone sent it; its ledger is not ours.
    void whatAnotherEngineSentHearsOfItsStates()
    {
        House house(ChannelWay::Live);
        house.runReminder(house.visit().start);
        house.store.byKey.insert(house.key, {house.key, Fence::State::Accepted, u"run-0"_s, "t0k3n", house.clock.now()});
        QCOMPARE(house.runMessage().kind, Kind::Completed);
        QCOMPARE(house.provider.posts(), 0);
        QCOMPARE(house.deliveries().first().state, DeliveryState::Accepted);
        const StatusEvent delivered{.providerId = u"wamid.of-run-0"_s, .opaque = u"t0k3n"_s, .state = DeliveryState::Delivered, .at = house.clock.now()};
        bool found = false;
        house.ledger.told(delivered, MoveSource::Webhook, [&found](const Result<DeliveryView> &row) { found = bool(row); });
        QTRY_VERIFY(found);
        QCOMPARE(house.deliveries().first().state, DeliveryState::Delivered);
        QCOMPARE(house.deliveries().first().providerId, u"wamid.of-run-0"_s);
    }

    void anEndedRunLeavesUncertainty()
    {
        House house(ChannelWay::Live);
        house.runReminder(house.visit().start);
        house.store.byKey.insert(house.key, {house.key, Fence::State::Sending, u"run-0"_s, "old", {}});
        std::optional<Result<qint64>> recovered;
        house.dispatcher->recover([&](Result<qint64> n) { recovered = n; });
        QTRY_VERIFY(recovered.has_value());
        QCOMPARE(recovered->value(), 1);
        QCOMPARE(house.store.byKey.value(house.key).state, Fence::State::Uncertain);
        QVERIFY(house.runMessage().result.contains("uncertain"));
        QCOMPARE(house.provider.posts(), 0);
        QCOMPARE(house.deliveries().first().state, DeliveryState::Uncertain);
    }

    /// What a rule says now cannot tell what an attempt before it has done.
    void neitherTimeNorARuleHidesALostAnswer_data()
    {
        QTest::addColumn<QString>("change");
        QTest::newRow("it expired meanwhile") << u"expired"_s;
        QTest::newRow("its visit was cancelled meanwhile") << u"cancelled"_s;
    }
    void neitherTimeNorARuleHidesALostAnswer()
    {
        QFETCH(QString, change);
        House house(ChannelWay::Live);
        house.runReminder(house.visit().start);
        house.store.byKey.insert(house.key, {house.key, Fence::State::Sending, u"run-0"_s, "old", {}});
        if (change == u"expired")
            house.clock.advance(22h);
        else
            house.visit().status = VisitStatus::Cancelled;
        QVERIFY(house.runMessage().result.contains("uncertain"));
        QCOMPARE(house.deliveries().first().state, DeliveryState::Uncertain);
        QCOMPARE(house.provider.posts(), 0);
    }

    void refusedCredentialStopsTheChannelAndDrainsAfterTheFix()
    {
        House house(ChannelWay::Live);
        house.provider.setToken(u"new-token"_s);
        house.runReminder(house.visit().start);
        const JobOutcome first = house.runMessage();
        QCOMPARE(first.kind, Kind::TryAgainIn);
        QCOMPARE(house.runMessage(2).kind, Kind::TryAgainIn); // the breaker answers, not the provider
        QCOMPARE(house.provider.posts(), 1);
        QVERIFY(!house.ask(ask::ListChannels{}).value().first().trouble.isEmpty());
        QCOMPARE(house.channel->problems().first().code, u"channel.stopped"_s);
        house.secrets.values[u"WHATSAPP_ACCESS_TOKEN"_s] = "new-token";
        house.clock.advance(30min);
        house.channel->probeIfDue();
        QTRY_VERIFY(house.channel->trouble().isEmpty());
        QCOMPARE(house.runMessage(3).kind, Kind::Completed);
        QCOMPARE(house.provider.accepted().size(), 1);
    }

    void limitsWaitAndRefusalsEnd()
    {
        House house(ChannelWay::Live);
        house.runReminder(house.visit().start);
        FakeWhatsApp::Answer limited = FakeWhatsApp::error(130429, 429);
        limited.headers = {{"Retry-After", "40"}};
        house.provider.queue(limited);
        const JobOutcome waits = house.runMessage();
        QCOMPARE(waits.kind, Kind::TryAgainIn);
        QVERIFY(waits.delay >= 40s && waits.delay <= 45s);
        QCOMPARE(house.store.byKey.value(house.key).state, Fence::State::Rejected);
        house.provider.queue(FakeWhatsApp::error(131026, 400));
        QCOMPARE(house.runMessage(2).kind, Kind::Unrecoverable);
        QCOMPARE(house.deliveries().first().state, DeliveryState::Failed);
    }

    void changedVisitsAreSkipped_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("reason");
        for (const auto &[change, reason] : std::initializer_list<std::pair<const char *, const char *>>{
                 {"moved", "moved"}, {"cancelled", "status"}, {"gone", "gone"}, {"expired", "expired"},
                 {"consent", "no_consent"}, {"phone", "no_phone"}})
            QTest::newRow(change) << QString::fromLatin1(change) << QString::fromLatin1(reason);
    }
    void changedVisitsAreSkipped()
    {
        QFETCH(QString, change);
        QFETCH(QString, reason);
        for (const bool beforeTheMessageJob : {true, false}) {
            House house(ChannelWay::Live);
            const Instant start = house.visit().start;
            if (!beforeTheMessageJob)
                QCOMPARE(house.runReminder(start).kind, Kind::Completed);
            if (change == u"moved")
                house.visit().start += 1h;
            else if (change == u"cancelled")
                house.visit().status = VisitStatus::Cancelled;
            else if (change == u"gone")
                house.diary.byId.clear();
            else if (change == u"expired")
                house.clock.advance(22h);
            else if (change == u"consent")
                house.visit().client.whatsappAllowed = false;
            else
                house.visit().client.phone.clear();
            const JobOutcome out = beforeTheMessageJob ? house.runReminder(start) : house.runMessage();
            QCOMPARE(out.kind, Kind::Completed);
            QVERIFY(out.result.contains("\"" + reason.toUtf8() + "\""));
            QCOMPARE(house.deliveries().first().state, DeliveryState::Skipped);
            QCOMPARE(house.deliveries().first().reason, reason);
            QCOMPARE(house.provider.posts(), 0);
        }
    }

    void staleDiaryHolds()
    {
        House house(ChannelWay::Live);
        house.diary.fresh.refreshedAt = house.clock.now() - 37h;
        QCOMPARE(house.runReminder(house.visit().start).kind, Kind::TryAgainIn);
        house.diary.fresh.refreshedAt = house.clock.now();
        house.visit().vanished = true;
        QCOMPARE(house.runReminder(house.visit().start).kind, Kind::TryAgainIn);
        QVERIFY(house.deliveries().isEmpty());
    }

    void trainingSendsNothing()
    {
        House house(ChannelWay::Training);
        house.runReminder(house.visit().start);
        QVERIFY(house.runMessage().result.contains("would_send"));
        QCOMPARE(house.deliveries().first().state, DeliveryState::WouldSend);
        QCOMPARE(house.provider.requests().size(), 0);
    }

    void assistedGoesThroughAPerson()
    {
        House house(ChannelWay::Assisted);
        house.runReminder(house.visit().start);
        house.runMessage();
        const DeliveryId id = house.deliveries().first().id;
        QCOMPARE(house.deliveries().first().state, DeliveryState::AwaitsPerson);
        const auto ready = house.ask(ask::PrepareAssisted{id});
        QVERIFY(ready);
        QVERIFY(ready.value().url.startsWith(u"https://wa.me/5511987650001?text=Ol%C3%A1%2C%20Ana%21"_s));
        QCOMPARE(house.ask(ask::JudgeDelivery{id, Verdict::Arrived}).error().code, Error::Code::Conflict);
        QCOMPARE(house.ask(ask::JudgeDelivery{id, Verdict::Sent}).value().state, DeliveryState::SentByHand);
        // Going live later does not send it a second time.
        house.settings.whatsappWay = ChannelWay::Live;
        house.runMessage();
        QCOMPARE(house.provider.posts(), 0);
        QCOMPARE(house.deliveries().first().state, DeliveryState::SentByHand);
    }

    void assistedLooksAtTheVisitAgain()
    {
        House house(ChannelWay::Assisted);
        house.runReminder(house.visit().start);
        house.runMessage();
        house.visit().status = VisitStatus::Cancelled;
        const auto refused = house.ask(ask::PrepareAssisted{house.deliveries().first().id});
        QCOMPARE(refused.error().code, Error::Code::Refused);
        QCOMPARE(house.deliveries().first().state, DeliveryState::Skipped);
    }

    void shortLeaseSendsNothing()
    {
        House house(ChannelWay::Live);
        Notification n;
        n.dedupeKey = u"k"_s;
        const auto context = std::make_shared<ContextDouble>();
        context->until = house.clock.now() + 4s;
        std::optional<Result<Dispatched>> got;
        house.dispatcher->dispatch(n, context, [&](Result<Dispatched> d) { got = d; });
        QTRY_VERIFY(got.has_value());
        QVERIFY(got->value().retryAfter.has_value());
        QVERIFY(house.store.byKey.isEmpty());
    }

    void storeInTroubleSendsNothing()
    {
        House house(ChannelWay::Live);
        house.runReminder(house.visit().start);
        house.store.trouble = Error{Error::Code::Full, u"jobs.db"_s};
        QCOMPARE(house.runMessage().kind, Kind::TryAgainIn);
        QCOMPARE(house.provider.posts(), 0);
        house.store.trouble.reset();
        // The answer came, but the fence cannot be settled: accepted all the same, and never a second time.
        house.store.settleTrouble = Error{Error::Code::Full, u"jobs.db"_s};
        QVERIFY(house.runMessage(2).result.contains("accepted"));
        house.store.settleTrouble.reset();
        QVERIFY(house.runMessage(3).result.contains("accepted"));
        QCOMPARE(house.provider.posts(), 1);
    }

    void webSystemsJobs()
    {
        House house(ChannelWay::Live);
        const QByteArray data = R"({"type":"whatsapp","phoneNumber":"(11) 98765-0002","message":"x","template":"appointment_reminder",
            "variables":{"clientName":"Caio","appointmentDate":"24/11/2026","appointmentTime":"10:00","professionalName":"Beto","unidadeName":"Exemplo"}})";
        QCOMPARE(house.run(*house.sender, u"17"_s, data).kind, Kind::Completed);
        QCOMPARE(house.provider.accepted().first().to, u"5511987650002"_s);
        QCOMPARE(house.provider.accepted().first().parameters.value(1), u"dia 24/11/2026"_s);
        const auto ends = [&](const QByteArray &json) { return house.run(*house.sender, u"18"_s, json).kind; };
        QCOMPARE(ends(R"({"type":"whatsapp","phoneNumber":"+55 11 9****-0002","template":"appointment_reminder"})"), Kind::Unrecoverable);
        QCOMPARE(ends(R"({"type":"whatsapp","phoneNumber":"11987650002","template":"nope"})"), Kind::Unrecoverable);
        QCOMPARE(ends(R"({"type":"whatsapp","phoneNumber":"11987650002","template":"appointment_reminder","variables":{}})"), Kind::Unrecoverable);
        QCOMPARE(ends("[1]"), Kind::Unrecoverable);
        // Free text needs an open window, which nobody knows of here.
        QCOMPARE(ends(R"({"type":"whatsapp","phoneNumber":"11987650002","message":"oi"})"), Kind::Unrecoverable);
        QCOMPARE(house.provider.posts(), 1);
    }

    void handMessages()
    {
        House house(ChannelWay::Training);
        ask::SendMessage question{.to = u"11 98765-0001"_s,
                                  .templateId = {u"appointment_cancelled"_s},
                                  .variables = {{u"clientName"_s, u"Ana"_s}, {u"appointmentDate"_s, u"24/11"_s}, {u"appointmentTime"_s, u"10:00"_s}},
                                  .dryRun = true};
        const auto dry = house.ask(question);
        QVERIFY(dry);
        QCOMPARE(dry.value().state, DeliveryState::WouldSend);
        QVERIFY(dry.value().reason.startsWith(u"Olá, Ana."_s));
        QVERIFY(house.store.jobs.isEmpty());
        question.dryRun = false;
        const auto sent = house.ask(question);
        QVERIFY(sent);
        QVERIFY(house.store.jobs.contains(sent.value().jobId));
        question.variables.remove(u"clientName"_s);
        QCOMPARE(house.ask(question).error().code, Error::Code::Invalid);
        house.visit().client.whatsappAllowed = false;
        question.variables.insert(u"clientName"_s, u"Ana"_s);
        QCOMPARE(house.ask(question).error().code, Error::Code::Refused);
    }

    void liveNeedsAPreview()
    {
        House house(ChannelWay::Training);
        const ask::SetChannelWay live{.way = ChannelWay::Live, .previewToken = u"seen"_s};
        QCOMPARE(house.ask(live).error().code, Error::Code::Refused);
        house.previewSeen = true;
        house.settings.whatsappNumberId.clear();
        QCOMPARE(house.ask(live).error().code, Error::Code::Refused);
        house.settings.whatsappNumberId = house.provider.numberId();
        QCOMPARE(house.ask(live).value().way, ChannelWay::Live);
        QCOMPARE(house.settings.whatsappWay, ChannelWay::Live);
        QCOMPARE(house.ask(ask::SetChannelWay{.way = ChannelWay::Training}).value().way, ChannelWay::Training);
    }

    void retryLaw()
    {
        SendOutcome out{.kind = SendOutcome::Kind::NotSent};
        QCOMPARE(sendRetryDelay(out, 1, 0.999), Millis(1998));
        QCOMPARE(sendRetryDelay(out, 3, 0.5), Millis(4000));
        QVERIFY(sendRetryDelay(out, 50, 0.999) <= 15min);
        out = {.kind = SendOutcome::Kind::Rate, .pair = true};
        QCOMPARE(sendRetryDelay(out, 2, 0.1), Millis(16s));
    }

    void jobsAreForwardedOverHttp()
    {
        House house(ChannelWay::Training);
        RawHttpFake server(false, [](const auto &request) {
            return RawHttpFake::Answer{.body = request.path == "/text" ? QByteArray("plain words") : QByteArray("42")};
        });
        HttpHandler handler(house.transport, QUrl(server.url() + u"/run"_s), house.settings, house.clock);
        const JobOutcome out = house.run(handler, u"a b"_s, "12345678901234567890");
        QCOMPARE(out.kind, Kind::Completed);
        QCOMPARE(out.result, QByteArray("42"));
        const QByteArray body = server.requests().first().body;
        QVERIFY(body.startsWith("{\"id\":\"a b\","));
        QVERIFY(body.endsWith("\"data\":12345678901234567890}")); // numbers go through unchanged
        HttpHandler text(house.transport, QUrl(server.url() + u"/text"_s), house.settings, house.clock);
        QCOMPARE(house.run(text, u"c"_s, "{}").result, QByteArray(R"({"text":"plain words"})"));
        HttpResult told{.fate = HttpResult::Fate::Answered, .status = 404, .bodyComplete = true};
        QCOMPARE(judgeHttpJob(told, {}).kind, Kind::Unrecoverable);
        told.status = 500;
        QCOMPARE(judgeHttpJob(told, {}).kind, Kind::Failed);
        told.headers = {{"retry-after", "40"}};
        QCOMPARE(judgeHttpJob(told, {}).delay, Millis(Seconds(40)));
        told.headers = {{"x-do-not-retry", "true"}};
        QCOMPARE(judgeHttpJob(told, {}).kind, Kind::Unrecoverable);
        told.headers = {{"x-do-not-retry", "false"}};
        QCOMPARE(judgeHttpJob(told, {}).kind, Kind::Failed);
        told.headers.clear();
        told.status = 429;
        QCOMPARE(judgeHttpJob(told, {}).kind, Kind::TryAgainIn);
    }

    void aServerThatSaysAtOnceIsNotAskedWithoutEnd()
    {
        const Instant now = FakeClock().now();
        for (const int status : {429, 503})
            for (const QByteArray &after : {QByteArray("0"), QByteArray("Wed, 01 Jan 2020 00:00:00 GMT")}) {
                const HttpResult told{.fate = HttpResult::Fate::Answered, .status = status, .headers = {{"retry-after", after}}, .bodyComplete = true};
                QList<Millis> waits;
                for (const int before : {0, 1, 2, 5, 6, 700})
                    waits << judgeHttpJob(told, now, before).delay;
                QCOMPARE(waits, (QList<Millis>{1s, 2s, 4s, 32s, 60s, 60s}));
            }
        const HttpResult later{.fate = HttpResult::Fate::Answered, .status = 429, .headers = {{"retry-after", "90"}}, .bodyComplete = true};
        QCOMPARE(judgeHttpJob(later, now, 700).delay, Millis(90s)); // what it names is kept when it is longer
        const HttpResult week{.fate = HttpResult::Fate::Answered, .status = 503, .headers = {{"retry-after", "500000"}}, .bodyComplete = true};
        QCOMPARE(judgeHttpJob(week, now).delay, Millis(24h));
        const HttpResult broken{.fate = HttpResult::Fate::Answered, .status = 500, .headers = {{"retry-after", "500000"}}, .bodyComplete = true};
        QCOMPARE(judgeHttpJob(broken, now).delay, Millis(24h));
    }

    void anAnswerTooLargeToKeepIsAnAnswer()
    {
        House house(ChannelWay::Training);
        RawHttpFake server(false, [](const auto &) { return RawHttpFake::Answer{.body = '"' + QByteArray(2 * 1024 * 1024, 'x') + '"'}; });
        HttpHandler handler(house.transport, QUrl(server.url()), house.settings, house.clock);
        const JobOutcome out = house.run(handler, u"1"_s, "{}");
        QCOMPARE(out.kind, Kind::Completed);
        QCOMPARE(QJsonDocument::fromJson(out.result).object().value(u"tooLarge"_s).toBool(), true);
        HttpResult told{.fate = HttpResult::Fate::Answered, .status = 500, .bodyTooLarge = true};
        QCOMPARE(judgeHttpJob(told, {}).kind, Kind::Failed);
        told.status = 404;
        QCOMPARE(judgeHttpJob(told, {}).kind, Kind::Unrecoverable);
        told = {.fate = HttpResult::Fate::Answered, .status = 200};
        QCOMPARE(judgeHttpJob(told, {}).kind, Kind::Failed); // the connection broke
    }

    void theSiteCanTellARepetition()
    {
        House house(ChannelWay::Training);
        RawHttpFake server(false, [](const auto &) { return RawHttpFake::Answer{.body = "1"}; });
        HttpHandler handler(house.transport, QUrl(server.url()), house.settings, house.clock);
        const Instant made = house.clock.now();
        house.run(handler, u"ação 1"_s, "{}", 1, made);
        house.run(handler, u"ação 1"_s, "{}", 2, made);
        house.run(handler, u"ação 1"_s, "{}", 1, made + Millis(1)); // of a queue that counts again
        QCOMPARE(server.requests().size(), 3);
        const auto key = [&](int n) { return server.requests()[n].headers.value("idempotency-key"); };
        QCOMPARE(key(0), "whatsapp-notifications:a%C3%A7%C3%A3o%201:" + QByteArray::number(toMs(made)));
        QCOMPARE(key(1), key(0));
        QVERIFY(key(2) != key(0));
        QCOMPARE(server.requests()[0].headers.value("x-attempt"), QByteArray("1"));
        QCOMPARE(server.requests()[1].headers.value("x-attempt"), QByteArray("2"));
    }

    void theTimeOutIsASetting()
    {
        House house(ChannelWay::Training);
        QVERIFY(applyText({{u"http/timeoutSeconds"_s, u"1"_s}}, house.settings));
        RawHttpFake server(false, [](const auto &) { return RawHttpFake::Answer{.way = RawHttpFake::Answer::Way::Stall}; });
        HttpHandler handler(house.transport, QUrl(server.url()), house.settings, house.clock);
        const JobOutcome out = house.run(handler, u"1"_s, "{}");
        QCOMPARE(out.kind, Kind::Failed);
        QVERIFY2(out.reason.contains(u"1000 ms"), qPrintable(out.reason));
        QVERIFY(!applyText({{u"http/timeoutSeconds"_s, u"601"_s}}, house.settings));
        QVERIFY(handler.traits().timeLimit > Minutes(10)); // the job is not cut before its request
    }
};

QTEST_GUILESS_MAIN(TestSending)
#include "tst_sending.moc"
