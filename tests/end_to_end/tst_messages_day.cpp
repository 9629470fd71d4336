#include "app/composition/engine_graph.h"
#include "engine/api/questions/diary.h"
#include "engine/api/questions/jobs.h"
#include "engine/api/questions/kinds.h"
#include "engine/api/questions/line.h"
#include "engine/api/questions/messages.h"
#include "engine/runtime/engine_thread.h"
#include "engine/runtime/profile_lock.h"
#include "tests/support/diary_export.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_provider_process.h"
#include "tests/support/serve_process.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using Kind = MessageKind;

namespace {

const QString zeca = u"+5511900000001"_s;
const QString rui = u"+5511900000002"_s;

/// A shop on a clock that the test turns, and the provider that its messages reach.
struct Shop {
    QTemporaryDir folder{};
    QString profile = folder.filePath(u"profile"_s);
    QString record = folder.filePath(u"record.jsonl"_s);
    FakeProviderProcess provider{record};
    std::shared_ptr<FakeClock> clock = std::make_shared<FakeClock>(fromMs(QDateTime(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC).toMSecsSinceEpoch()));
    std::unique_ptr<ProfileLock> lock{};
    EngineSetup setup{};
    std::unique_ptr<EngineThread> engine{};

    bool start(ChannelWay way)
    {
        if (!provider.start() || !ServeProcess(profile, provider.url()).prepare(way, {{u"reminders/diaryStaleHours"_s, u"240"_s}}))
            return false;
        qputenv("WHATSAPP_ACCESS_TOKEN", "test-token");
        lock = std::make_unique<ProfileLock>(profile);
        return lock->tryLock() && run();
    }
    bool run()
    {
        engine = std::make_unique<EngineThread>([this] { return makeEngine(setup); });
        setup = {{profile}, {}, std::make_shared<QtMailbox>(engine->engineThread()), {}, clock};
        QSignalSpy started(engine.get(), &EngineThread::started);
        engine->start();
        return started.wait(20'000);
    }
    template <typename Q>
    Result<typename Q::Answer> ask(const Q &question)
    {
        return ServeProcess::ask(*engine, question);
    }
    bool turn(QList<Kind> kinds)
    {
        return std::all_of(kinds.begin(), kinds.end(), [this](Kind kind) { return bool(ask(ask::SetMessageKind{{}, kind, true})); });
    }
    VisitView add(const QString &name, const QString &phone, const QString &start)
    {
        const auto added = ask(ask::AddVisit{{.clientName = name, .phone = phone, .professional = u"Beto"_s, .service = u"Corte"_s,
                                              .localStart = start, .priceCents = 4500}});
        return added ? added.value() : VisitView();
    }
    bool status(const VisitView &visit, VisitStatus to) { return bool(ask(ask::SetVisitStatus{visit.id, to})); }
    /// "template parameter parameter …" of each message that the provider took, in order.
    QStringList received(const QString &phone = {}) const
    {
        QStringList all;
        QFile file(record);
        if (!file.open(QIODevice::ReadOnly))
            return all;
        while (!file.atEnd()) {
            const QJsonObject line = QJsonDocument::fromJson(file.readLine()).object();
            if (!phone.isEmpty() && u'+' + line.value(u"to").toString().remove(u'+') != phone)
                continue;
            QStringList words{line.value(u"template").toString()};
            const QVariantList parameters = line.value(u"parameters").toArray().toVariantList();
            for (const QVariant &parameter : parameters)
                words << parameter.toString();
            all << words.join(u'|');
        }
        return all;
    }
    bool waitFor(qsizetype messages)
    {
        return QTest::qWaitFor([&] { return received().size() >= messages; }, 20'000);
    }
    /// Waits until a delivery of this state and template is there.
    std::optional<DeliveryView> delivery(DeliveryState state, const QString &templateId)
    {
        std::optional<DeliveryView> found;
        (void)QTest::qWaitFor([&] {
            const auto page = ask(ask::ListDeliveries{.state = state});
            if (page)
                for (const DeliveryView &row : page.value().rows)
                    if (row.templateId.value == templateId)
                        found = row;
            return found.has_value();
        }, 20'000);
        return found;
    }
    qint64 deliveries() { return ask(ask::ListDeliveries{}).value().total; }
};

} // namespace

/// What happens in the shop reaches its clients: once each, after a second thought, and only what still is so.
class TestMessagesDay : public QObject
{
    Q_OBJECT
private slots:
    void theDiaryIsTold()
    {
        Shop shop;
        QVERIFY(shop.start(ChannelWay::Live));
        const VisitView before = shop.add(u"Rui Exemplo"_s, rui, u"2026-11-30T09:00"_s); // nothing is switched on yet
        QVERIFY(shop.turn({Kind::Booked, Kind::Moved, Kind::Cancelled}));
        const VisitView visit = shop.add(u"Zeca Exemplo"_s, zeca, u"2026-11-27T10:00"_s);
        const auto preview = shop.ask(ask::PreviewReminders{shop.clock->now(), shop.clock->now() + Hours(24)});
        QCOMPARE(preview.value().wishes.size(), 1);
        QVERIFY(preview.value().wishes.first().text.contains(u"está marcado"_s));
        QVERIFY(!preview.value().token.isEmpty());
        const ask::ListJobs waiting{{.queue = {u"whatsapp-notifications"_s}, .state = JobState::Delayed}};
        QVERIFY(QTest::qWaitFor([&] { return shop.ask(waiting).value().total == 1; }, 20'000));
        QVERIFY(shop.ask(waiting).value().rows.first().dueAt == shop.clock->now() + Minutes(1)); // a second thought
        shop.clock->advance(Seconds(70));
        QVERIFY(shop.waitFor(1));
        QCOMPARE(shop.received(), QStringList{u"appointment_confirmation|Zeca|sexta-feira, 27/11|10:00|Corte|Beto|Minha barbearia"_s});

        // Moved twice before it goes out: one message, with the last time.
        QVERIFY(shop.ask(ask::MoveVisit{visit.id, u"2026-11-27T11:00"_s, {}}));
        shop.clock->advance(Seconds(20));
        QVERIFY(shop.ask(ask::MoveVisit{visit.id, u"2026-11-27T15:30"_s, {}}));
        shop.clock->advance(Minutes(2));
        QVERIFY(shop.waitFor(2));
        QCOMPARE(shop.received().last(), u"appointment_rescheduled|Zeca|sexta-feira, 27/11|15:30|Beto|Minha barbearia"_s);

        // Booked and called off within seconds: neither is said. The other one's cancellation is.
        const VisitView brief = shop.add(u"Bia Exemplo"_s, u"+5511900000003"_s, u"2026-11-27T17:00"_s);
        shop.clock->advance(Seconds(5));
        QVERIFY(shop.status(brief, VisitStatus::Cancelled));
        QVERIFY(shop.status(before, VisitStatus::Cancelled));
        shop.clock->advance(Minutes(2));
        QVERIFY(shop.waitFor(3));
        QCOMPARE(shop.received().last(), u"appointment_cancelled|Rui|30/11/2026|09:00"_s);
        QCOMPARE(shop.received().size(), 3);
        QCOMPARE(shop.deliveries(), 3);
    }

    void nothingIsSaidTwiceOrLost()
    {
        Shop shop;
        QVERIFY(shop.start(ChannelWay::Live));
        QVERIFY(shop.turn({Kind::Booked}));
        QVERIFY(!shop.add(u"Zeca Exemplo"_s, zeca, u"2026-11-27T10:00"_s).id.isEmpty());
        shop.engine.reset(); // before it was due
        shop.clock->advance(Minutes(5));
        QVERIFY(shop.run());
        QVERIFY(shop.waitFor(1));
        QVERIFY(shop.delivery(DeliveryState::Accepted, u"appointment_confirmation"_s));
        shop.engine.reset();
        QVERIFY(shop.run());
        QVERIFY(shop.add(u"Rui Exemplo"_s, rui, u"2026-11-27T11:00"_s).id.value.size() > 0);
        shop.clock->advance(Minutes(2));
        QVERIFY(shop.waitFor(2));
        QCOMPARE(shop.received(zeca).size(), 1);
        QCOMPARE(shop.received(rui).size(), 1);
    }

    void whatWaitedTooLongIsAPersonsMatter()
    {
        Shop shop;
        QVERIFY(shop.start(ChannelWay::Live));
        QVERIFY(shop.turn({Kind::Booked, Kind::LineCalled}));
        QVERIFY(!shop.add(u"Zeca Exemplo"_s, zeca, u"2026-11-27T10:00"_s).id.isEmpty());
        shop.engine.reset();
        shop.clock->advance(Hours(25));
        QVERIFY(shop.run());
        QVERIFY(QTest::qWaitFor([&] { return shop.ask(ask::ListLateMessages{}).value().size() == 1; }, 20'000));
        const ask::ListJobs held{{.queue = {u"whatsapp-notifications"_s}, .state = JobState::Delayed}};
        QVERIFY(QTest::qWaitFor([&] { return shop.ask(held).value().total == 1; }, 20'000)); // its job waits with it
        QCOMPARE(shop.received().size(), 0);
        // A person may still say it; then it leaves at once.
        QCOMPARE(shop.ask(ask::DecideLateMessages{true}).value().done, 1);
        QVERIFY(shop.waitFor(1));
        QVERIFY(shop.delivery(DeliveryState::Accepted, u"appointment_confirmation"_s));
    }

    void anImportedDiaryIsNotConfirmed()
    {
        Shop shop;
        QVERIFY(shop.start(ChannelWay::Live));
        QVERIFY(shop.turn({Kind::Booked, Kind::Moved, Kind::Cancelled}));
        const QByteArray file = makeDiaryExport({.now = shop.clock->now(), .rows = 300});
        for (int i = 0; i < 2; ++i) {
            const auto preview = shop.ask(ask::PreviewImport{u"agenda.csv"_s, file});
            QVERIFY(preview);
            QCOMPARE(preview.value().messages + preview.value().unsaid, 0);
            QVERIFY(shop.ask(ask::ApplyImport{preview.value().token}));
        }
        // A booking typed in afterwards arrives behind whatever those would have asked for.
        QVERIFY(!shop.add(u"Zeca Exemplo"_s, u"+5511911110001"_s, u"2026-12-27T10:00"_s).id.isEmpty());
        shop.clock->advance(Minutes(2));
        QVERIFY(QTest::qWaitFor([&] { return shop.received(u"+5511911110001"_s).size() == 1; }, 20'000));
        for (const QString &one : shop.received())
            QVERIFY2(one.startsWith(u"appointment_reminder"_s) || one.contains(u"|Zeca|"_s), qPrintable(one.section(u'|', 0, 0)));
    }

    void moneyAndTheLineAreTold()
    {
        Shop shop;
        QVERIFY(shop.start(ChannelWay::Live));
        QVERIFY(shop.turn({Kind::Payment, Kind::LineThird, Kind::LineFirst, Kind::LineCalled}));
        const VisitView visit = shop.add(u"Zeca Exemplo"_s, zeca, u"2026-11-27T10:00"_s);
        QVERIFY(shop.ask(ask::PayVisit{visit.id, 123'450, PaymentMethod::Pix}));
        shop.clock->advance(Minutes(2));
        QVERIFY(shop.waitFor(1));
        QVERIFY2(shop.received().first().startsWith(u"payment_confirmation|Zeca|1.234,50|23/11/2026|"_s), qPrintable(shop.received().first()));

        for (int i = 1; i <= 4; ++i)
            QVERIFY(shop.ask(ask::JoinLine{{{}, u"Cliente %1"_s.arg(i), u"1190000001%1"_s.arg(i), u"Corte"_s, {}}}));
        QVERIFY(shop.ask(ask::CallNext{}));
        QVERIFY(shop.waitFor(4)); // at once
        QCOMPARE(shop.received(u"+5511900000011"_s), QStringList{u"queue_called|Cliente|Minha barbearia"_s});
        QVERIFY(shop.received(u"+5511900000012"_s).value(0).startsWith(u"queue_position|Cliente|Minha barbearia|1|3|"_s));
        QVERIFY(shop.received(u"+5511900000014"_s).value(0).startsWith(u"queue_position|Cliente|Minha barbearia|3|3|"_s));
        QCOMPARE(shop.received(u"+5511900000013"_s).size(), 0); // second from the start
    }

    void assistedOnesAreLookedAtAgain()
    {
        Shop shop;
        QVERIFY(shop.start(ChannelWay::Assisted));
        QVERIFY(shop.turn({Kind::Booked, Kind::Cancelled}));
        const VisitView visit = shop.add(u"Zeca Exemplo"_s, zeca, u"2026-11-27T10:00"_s);
        const VisitView other = shop.add(u"Rui Exemplo"_s, rui, u"2026-11-27T11:00"_s);
        shop.clock->advance(Minutes(2));
        QVERIFY(QTest::qWaitFor([&] { return shop.ask(ask::ListDeliveries{.state = DeliveryState::AwaitsPerson}).value().total == 2; }, 20'000));
        QVERIFY(shop.status(visit, VisitStatus::Cancelled));
        const auto waiting = shop.ask(ask::ListDeliveries{.state = DeliveryState::AwaitsPerson});
        int prepared = 0;
        for (const DeliveryView &row : waiting.value().rows) {
            const auto link = shop.ask(ask::PrepareAssisted{row.id});
            if (row.visitId == visit.id.value) {
                QVERIFY(!link);
                QCOMPARE(link.error().detail, u"cancelled"_s);
            } else {
                QVERIFY2(link, qPrintable(link ? QString() : link.error().detail));
                QVERIFY(link.value().text.contains(u"está marcado"_s));
                QCOMPARE(row.visitId, other.id.value);
                ++prepared;
            }
        }
        QCOMPARE(prepared, 1);
        QCOMPARE(shop.received().size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestMessagesDay)
#include "tst_messages_day.moc"
