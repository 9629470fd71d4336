#include "engine/queue/owner_keeper.h"
#include "engine/queue/queue_duties.h"
#include "tests/support/fake_clock.h"

#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using Wish = OwnerBeat::Wish;

namespace {

/// The contract in memory, on a clock that the test moves.
class MemoryOwners final : public OwnerStore
{
public:
    explicit MemoryOwners(FakeClock &clock) : m_clock(clock) {}
    void beat(OwnerBeat beat, Reply<OwnerState> reply) override
    {
        if (broken)
            return reply(Error{Error::Code::Unavailable, u"gone"_s});
        const Instant now = m_clock.now();
        if (now >= m_until)
            m_owner.clear();
        if (beat.wish == Wish::TakeOver || (beat.wish == Wish::Own && (m_owner.isEmpty() || m_owner == beat.engine))) {
            m_owner = beat.engine;
            m_until = now + beat.lease;
        } else if (m_owner == beat.engine) {
            m_owner.clear();
        }
        reply(OwnerState{m_owner, m_owner.isEmpty() ? Millis(0) : std::chrono::duration_cast<Millis>(m_until - now), {}});
    }
    bool broken = false;

private:
    FakeClock &m_clock;
    QString m_owner;
    Instant m_until{};
};

struct House {
    FakeClock clock;
    MemoryOwners owners{clock};
    OwnerKeeper keeper(const QString &name, Wish wish = Wish::Own) { return OwnerKeeper({&owners, name, clock.now(), wish, clock}); }
    void pass(Millis time, std::initializer_list<OwnerKeeper *> running)
    {
        for (Millis gone{0}; gone < time; gone += Millis(250)) {
            clock.advance(Millis(250));
            for (OwnerKeeper *keeper : running)
                keeper->tick();
        }
    }
};

} // namespace

/// One owner per shop: who plans, sends and runs the schedules, and what each engine does on a queue.
class TestOwner : public QObject
{
    Q_OBJECT
private slots:
    void aStoreOfItsOwnIsOwned()
    {
        const FakeClock clock;
        const OwnerKeeper keeper({nullptr, u"a"_s, {}, Wish::Own, clock});
        QVERIFY(keeper.owns());
        QVERIFY(keeper.knows());
    }

    void theFirstOneOwnsAndTheSecondStandsBy()
    {
        House house;
        OwnerKeeper a = house.keeper(u"a"_s);
        OwnerKeeper b = house.keeper(u"b"_s);
        QVERIFY(!a.knows() && !a.owns());
        house.pass(Seconds(90), {&a, &b});
        QVERIFY(a.owns());
        QVERIFY(!b.owns());
        QCOMPARE(b.state().owner, u"a"_s);
    }

    void theStandbyTakesOverWhenTheLeaseRunsOut()
    {
        House house;
        OwnerKeeper a = house.keeper(u"a"_s);
        OwnerKeeper b = house.keeper(u"b"_s);
        int told = 0;
        b.onChange([&] { ++told; });
        house.pass(Seconds(10), {&a, &b});
        house.pass(Seconds(24), {&b}); // a hangs, or is gone
        QVERIFY(a.owns() && !b.owns());
        house.pass(Seconds(12), {&b});
        QVERIFY(b.owns());
        QVERIFY2(!a.owns(), "it must stop by itself, though nobody told it");
        QVERIFY(told > 0);
        house.pass(Seconds(20), {&a, &b}); // it is back
        QVERIFY(b.owns() && !a.owns());
    }

    void neverTwoOwners()
    {
        House house;
        OwnerKeeper a = house.keeper(u"a"_s);
        OwnerKeeper b = house.keeper(u"b"_s);
        house.pass(Seconds(5), {&a, &b});
        house.owners.broken = true;
        for (int i = 0; i < 400; ++i) {
            house.pass(Millis(250), {&a, &b});
            house.owners.broken = i < 200;
            QVERIFY(!(a.owns() && b.owns()));
        }
        QVERIFY(a.owns() != b.owns());
    }

    void leavingGivesItBackAtOnce()
    {
        House house;
        OwnerKeeper a = house.keeper(u"a"_s);
        OwnerKeeper b = house.keeper(u"b"_s);
        house.pass(Seconds(5), {&a, &b});
        bool left = false;
        a.leave([&] { left = true; });
        QVERIFY(left && !a.owns());
        house.pass(Seconds(6), {&a, &b});
        QVERIFY(b.owns());
    }

    void aPersonTakesOver()
    {
        House house;
        OwnerKeeper a = house.keeper(u"a"_s);
        OwnerKeeper b = house.keeper(u"b"_s);
        OwnerKeeper worker = house.keeper(u"w"_s, Wish::Work);
        house.pass(Seconds(5), {&a, &b, &worker});
        std::optional<Result<Done>> answer;
        b.takeOver([&](Result<Done> done) { answer = std::move(done); });
        QVERIFY(answer && *answer);
        QVERIFY(b.owns());
        house.pass(Seconds(6), {&a, &b, &worker});
        QVERIFY(!a.owns() && b.owns());
        worker.takeOver([&](Result<Done> done) { answer = std::move(done); });
        QCOMPARE(answer->error().code, Error::Code::Refused);
    }

    void duties_data()
    {
        QTest::addColumn<bool>("shared");
        QTest::addColumn<bool>("owner");
        QTest::addColumn<bool>("ordered");
        QTest::addColumn<bool>("taken");
        QTest::addColumn<bool>("unknown");
        QTest::addColumn<QString>("chosen");
        QTest::addColumn<QString>("queue");
        QTest::addColumn<QString>("duty");
        const QString shop = u"whatsapp-notifications"_s;
        const QString plain = u"orders"_s;
        QTest::newRow("a store of its own") << false << true << false << true << false << u"watch"_s << shop << u"work"_s;
        QTest::newRow("nobody serves it") << true << true << false << false << false << QString() << shop << u"work"_s;
        QTest::newRow("others serve it") << true << true << false << true << false << QString() << shop << u"watch"_s;
        QTest::newRow("others may serve it") << true << true << false << false << true << QString() << shop << u"watch"_s;
        QTest::newRow("others may serve it, a person wants it") << true << true << false << false << true << u"work"_s << shop << u"work"_s;
        QTest::newRow("others may serve it, ordered by name") << true << true << true << false << true << QString() << plain << u"work"_s;
        QTest::newRow("others serve it, a person wants it") << true << true << false << true << false << u"work"_s << shop << u"work"_s;
        QTest::newRow("a person does not want it") << true << true << false << false << false << u"watch"_s << plain << u"watch"_s;
        QTest::newRow("ordered by name") << true << true << true << true << false << u"watch"_s << plain << u"work"_s;
        QTest::newRow("the shop's, not the owner") << true << false << false << false << false << QString() << shop << u"standby"_s;
        QTest::newRow("the shop's, ordered, not the owner") << true << false << true << false << false << QString() << shop << u"standby"_s;
        QTest::newRow("any engine works on others") << true << false << false << false << false << QString() << plain << u"work"_s;
        QTest::newRow("no handler") << true << true << false << false << false << u"work"_s << u"reports"_s << u"watch"_s;
    }
    void duties()
    {
        QFETCH(bool, shared);
        QFETCH(bool, owner);
        QFETCH(bool, ordered);
        QFETCH(bool, taken);
        QFETCH(bool, unknown);
        QFETCH(QString, chosen);
        QFETCH(QString, queue);
        QFETCH(QString, duty);
        DutyFacts facts{.shared = shared, .owner = owner, .ordered = ordered, .served = {{u"whatsapp-notifications"_s}, {u"orders"_s}},
                        .ownerOnly = {{u"whatsapp-notifications"_s}}};
        facts.othersUnknown = unknown;
        if (taken)
            facts.taken.insert({queue});
        if (!chosen.isEmpty())
            facts.chosen.insert({queue}, *enumFromName<QueueDuty>(chosen));
        QCOMPARE(nameOf(dutyOf({queue}, facts)), duty);
    }
};

QTEST_GUILESS_MAIN(TestOwner)
#include "tst_owner.moc"
