#include "engine/local/console_schema.h"
#include "engine/notify/budget_watch.h"
#include "engine/notify/delivery_ledger.h"
#include "tests/support/fake_clock.h"
#include "tests/support/manual_mailbox.h"

#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using enum DeliveryState;

/// What messages cost, what providers told of them, and how a message is found again.
class TestCosts : public QObject
{
    Q_OBJECT
    struct Fixture {
        QTemporaryDir folder;
        FakeClock clock;
        std::shared_ptr<ManualMailbox> box = std::make_shared<ManualMailbox>();
        SqlThread db{{u"console.db"_s, folder.filePath(u"console.db"_s), consoleMigrations()}, box};
        DeliveryLedger ledger{db, clock};
        EngineSettings settings;

        Fixture()
        {
            settings.priceWhatsappUtility = u"0,04"_s;
            settings.priceWhatsappMarketing = u"0.35"_s;
            settings.priceSms = u"0,10"_s;
            ledger.setCostRules([this] { return costRulesOf(settings); });
        }
        Result<DeliveryView> record(const Notification &n, DeliveryMove m)
        {
            m.way = ChannelWay::Live;
            return await<DeliveryView>(*box, [&](auto reply) { ledger.record(n, m, reply); });
        }
        Result<DeliveryView> told(StatusEvent event, MoveSource source = MoveSource::Webhook)
        {
            return await<DeliveryView>(*box, [&](auto reply) { ledger.told(event, source, reply); });
        }
        CostReport costs(const QString &month = {})
        {
            const auto got = await<CostReport>(*box, [&](auto reply) { costReport(ledger, settings, clock, month, reply); });
            return got ? got.value() : CostReport{};
        }
        DeliveryPage page(const ask::ListDeliveries &q)
        {
            const auto got = await<DeliveryPage>(*box, [&](auto reply) { ledger.page(q, reply); });
            return got ? got.value() : DeliveryPage{};
        }
    };
    static Notification message(const QString &key, Channel channel = Channel::WhatsApp, const QString &category = u"utility"_s)
    {
        Notification n;
        n.dedupeKey = key;
        n.channel = channel;
        n.templateId = {u"appointment_reminder"_s};
        n.category = category;
        n.text = u"Oi, Ana! Seu horario."_s;
        n.recipient = channel == Channel::Email ? u"Ana.Exemplo@example.com"_s : u"+5511987650001"_s;
        n.clientId = u"c1"_s;
        n.clientName = u"Ana Exemplo"_s;
        n.visitId = u"v1"_s;
        return n;
    }

private slots:
    void amountsAreRead()
    {
        QCOMPARE(microsOf(u"0,0425"_s), std::optional<qint64>(42'500));
        QCOMPARE(microsOf(u" R$ 12.5 "_s), std::optional<qint64>(12'500'000));
        QCOMPARE(microsOf(u"80"_s), std::optional<qint64>(80'000'000));
        for (const QString &wrong : {u""_s, u"-1"_s, u"1,2,3"_s, u"0,1234567"_s, u"200000"_s, u"dez"_s})
            QVERIFY2(!microsOf(wrong), qPrintable(wrong));
        EngineSettings settings;
        settings.priceSms = u"muito"_s;
        QCOMPARE(checkTogether(settings).error().detail, u"prices/sms"_s);
    }

    void anAcceptedMessageIsBilledOnce()
    {
        Fixture f;
        QVERIFY(f.record(message(u"a"_s), {.state = Sending, .opaque = u"t"_s}));
        QCOMPARE(f.costs().micros, 0);
        QCOMPARE(f.record(message(u"a"_s), {.state = Accepted, .providerId = u"wamid.1"_s}).value().costMicros, std::optional<qint64>(40'000));
        QVERIFY(f.told({.providerId = u"wamid.1"_s, .state = Sent}));
        f.settings.priceWhatsappUtility = u"9"_s; // what it cost when it left stands
        QVERIFY(f.told({.providerId = u"wamid.1"_s, .state = Delivered, .category = u"utility"_s}));
        const CostReport report = f.costs();
        QCOMPARE(report.micros, 40'000);
        QCOMPARE(report.rows, (QList<CostRow>{{Channel::WhatsApp, u"utility"_s, 1, 0, 40'000, 0}}));
    }

    void metaMayBillAnotherCategory()
    {
        Fixture f;
        QVERIFY(f.record(message(u"a"_s), {.state = Accepted, .providerId = u"wamid.1"_s}));
        QVERIFY(f.told({.providerId = u"wamid.1"_s, .state = Delivered, .category = u"MARKETING"_s}));
        QCOMPARE(f.costs().rows, (QList<CostRow>{{Channel::WhatsApp, u"marketing"_s, 1, 0, 350'000, 0}}));
        QCOMPARE(f.page({}).rows.first().costMicros, std::optional<qint64>(350'000));
    }

    void whatWhatsAppDidNotDeliverCostsNothing()
    {
        Fixture f;
        QVERIFY(f.record(message(u"a"_s), {.state = Accepted, .providerId = u"wamid.1"_s}));
        QVERIFY(f.told({.providerId = u"wamid.1"_s, .state = Failed, .code = u"131026"_s, .reason = u"Message undeliverable to +5511987650001"_s}));
        QCOMPARE(f.costs().micros, 0);
        QVERIFY(f.costs().rows.isEmpty());
        const DeliveryView row = f.page({}).rows.first();
        QVERIFY2(row.reason.startsWith(u"whatsapp.131026: Message undeliverable"), qPrintable(row.reason));
        QVERIFY(!row.reason.contains(u"98765"_s));
        // Its SMS costs its segments, also when the carrier cannot deliver it.
        QVERIFY(f.record(message(u"a"_s, Channel::Sms), {.state = Sending, .opaque = u"t2"_s}));
        QVERIFY(f.record(message(u"a"_s, Channel::Sms), {.state = Accepted, .providerId = u"SM1"_s}));
        QVERIFY(f.told({.channel = Channel::Sms, .providerId = u"SM1"_s, .state = Failed, .code = u"30003"_s}, MoveSource::Poll));
        QCOMPARE(f.costs().rows, (QList<CostRow>{{Channel::Sms, u"utility"_s, 1, 1, 100'000, 0}}));
    }

    void trainingCostsNothingAndUnknownPricesAreCounted()
    {
        Fixture f;
        const Notification n = message(u"a"_s);
        QVERIFY(await<DeliveryView>(*f.box, [&](auto reply) { f.ledger.record(n, {.state = WouldSend}, reply); }));
        QVERIFY(f.costs().rows.isEmpty());
        QVERIFY(f.record(message(u"b"_s, Channel::Email), {.state = Accepted}));
        QCOMPARE(f.costs().unpriced, 1);
        QVERIFY(!f.page({.search = u"ana.exemplo@example.com"_s}).rows.value(0).costMicros);
    }

    void theMonthIsTheShops()
    {
        Fixture f;
        f.settings.zone = u"America/Sao_Paulo"_s;
        f.clock.setWallClock(fromMs(QDateTime(QDate(2026, 12, 1), QTime(1, 30), Qt::UTC).toMSecsSinceEpoch())); // still November there
        QVERIFY(f.record(message(u"a"_s), {.state = Accepted}));
        QCOMPARE(f.costs(u"2026-11"_s).micros, 40'000);
        QCOMPARE(f.costs(u"2026-12"_s).micros, 0);
        QCOMPARE(await<CostReport>(*f.box, [&](auto reply) { costReport(f.ledger, f.settings, f.clock, u"2026-13"_s, reply); }).error().code,
                 Error::Code::Invalid);
    }

    void theBudgetWarnsAndIsSpent()
    {
        Fixture f;
        BudgetWatch watch(f.ledger, f.settings, f.clock);
        int changes = 0;
        watch.onChange([&] { ++changes; });
        const auto look = [&] {
            watch.tick();
            const auto done = await<CostReport>(*f.box, [&](auto reply) { f.ledger.costs(u"x"_s, reply); }); // behind the watch's own
            QVERIFY(done);
        };
        look();
        QVERIFY(watch.problems().isEmpty());
        f.settings.budgetMonth = u"0,10"_s;
        QVERIFY(f.record(message(u"a"_s), {.state = Accepted}));
        look();
        QVERIFY(watch.problems().isEmpty());
        QVERIFY(f.record(message(u"b"_s), {.state = Accepted}));
        look();
        QCOMPARE(watch.problems().value(0).code, u"budget.near"_s);
        QVERIFY(f.record(message(u"c"_s), {.state = Accepted}));
        look();
        QCOMPARE(watch.problems().value(0).code, u"budget.spent"_s);
        QCOMPARE(changes, 2 + 1);   // none to fine, near, spent
        QCOMPARE(f.costs().budget, BudgetState::Spent);
    }

    void providersReportsMoveForwardOnly()
    {
        Fixture f;
        QCOMPARE(f.told({.providerId = u"wamid.1"_s, .state = Sent}).error().code, Error::Code::NotFound);
        QVERIFY(f.record(message(u"a"_s), {.state = Sending, .opaque = u"token"_s}));
        // Earlier than our own answer: found by the token.
        QVERIFY(f.told({.providerId = u"wamid.1"_s, .opaque = u"token"_s, .state = Delivered, .at = f.clock.now() + Hours(5)}));
        QCOMPARE(f.told({.providerId = u"wamid.1"_s, .state = Sent}).error().code, Error::Code::Conflict);
        QCOMPARE(f.told({.providerId = u"wamid.1"_s, .state = Delivered}).error().code, Error::Code::Conflict);
        QVERIFY(f.told({.providerId = u"wamid.1"_s, .state = Read}));
        QCOMPARE(f.told({.channel = Channel::Sms, .opaque = u"token"_s, .state = Failed}).error().code, Error::Code::Conflict);
        const auto steps = await<QList<DeliveryStep>>(*f.box, [&](auto reply) { f.ledger.historyOf(u"a"_s, reply); });
        QVERIFY(steps);
        QCOMPARE(steps.value().size(), 3);
        QCOMPARE(steps.value()[0].source, MoveSource::Engine);
        QCOMPARE(steps.value()[1].source, MoveSource::Webhook);
        QCOMPARE(steps.value()[1].at, f.clock.now()); // never ahead of our clock
    }

    void aPhoneIsFoundInAnyForm()
    {
        Fixture f;
        QVERIFY(f.record(message(u"a"_s), {.state = Accepted}));
        Notification other = message(u"b"_s);
        other.recipient = u"+5521987650001"_s;
        other.visitId = u"v2"_s;
        other.clientId = u"c2"_s;
        QVERIFY(f.record(other, {.state = Failed}));
        for (const QString &form : {u"+55 11 98765-0001"_s, u"(11) 98765-0001"_s, u"11987650001"_s, u"5511987650001"_s})
            QCOMPARE(f.page({.search = form}).rows.size(), 1);
        QCOMPARE(f.page({.search = u"98765-0001"_s}).total, 2);  // by the last four: the area is not said
        QCOMPARE(f.page({.search = u"11987650001"_s, .state = Failed}).total, 0);
        QCOMPARE(f.page({.search = u"11 98765-0002"_s}).total, 0);
        QCOMPARE(f.page({.visit = {u"v2"_s}}).total, 1);
        QCOMPARE(f.page({.client = {u"c1"_s}}).rows.first().visitId, u"v1"_s);
        QCOMPARE(f.page({.search = u"ana"_s, .client = {u"c2"_s}}).total, 1);
    }

    void aLedgerOfBeforeCostsIsOpened()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"console.db"_s);
        const auto box = std::make_shared<ManualMailbox>();
        FakeClock clock;
        for (qsizetype version = 5; version <= consoleMigrations().size(); ++version) {
            const QString file = path + QString::number(version);
            {
                SqlThread old({u"console.db"_s, file, consoleMigrations().mid(0, version)}, box);
                QVERIFY(await<Done>(*box, [&](auto reply) {
                    old.run<Done>([](QSqlDatabase &db) -> Result<Done> {
                        QSqlQuery query(db);
                        if (!execute(query, u"INSERT INTO delivery(dedupe_key, channel, way, template, state, recipient, recipient_hash, client_id,"
                                             " client_name, visit_id, reminder_type, queue, job_id, provider_id, created_at, updated_at, search)"
                                             " VALUES('k', 'whatsapp', 'live', 't', 'accepted', '', '', '', 'Ana E.', '', '', '', '', 'wamid.9', 1, 1, 'Ana E.')"_s))
                            return Error{Error::Code::Invalid, query.lastQuery()};
                        return Done{};
                    }, reply);
                }));
            }
            SqlThread now({u"console.db"_s, file, consoleMigrations()}, box);
            DeliveryLedger ledger(now, clock);
            const auto moved = await<DeliveryView>(*box, [&](auto reply) {
                ledger.told({.providerId = u"wamid.9"_s, .state = Sent}, MoveSource::Webhook, reply);
            });
            QVERIFY2(moved, qPrintable(moved ? QString() : moved.error().detail));
            QCOMPARE(moved.value().state, Sent);
        }
    }
};

QTEST_GUILESS_MAIN(TestCosts)
#include "tst_costs.moc"
