#include "app/composition/engine_graph.h"
#include "engine/api/questions/diary.h"
#include "engine/api/questions/schedules.h"
#include "engine/runtime/engine_thread.h"
#include "engine/runtime/profile_lock.h"
#include "tests/support/fake_clock.h"
#include "tests/support/serve_process.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// By whose clock a shop lives: a new one by its computer's, later by what its owner chose, its schedules too.
class TestShopZone : public QObject
{
    Q_OBJECT
private slots:
    void schedulesFollowTheShop()
    {
        const QTemporaryDir folder;
        const QString profile = folder.filePath(u"profile"_s);
        const QString everyNight = u"0 2 * * *"_s;
        {
            Engine engine(profile);
            QVERIFY(engine.start());
            Unit shop = engine.ask(ask::ListUnits{}).value().first();
            QCOMPARE(shop.zone, u"America/Manaus"_s);
            QCOMPARE(engine.ask(ask::PreviewCron{everyNight, {}}).value().zone, u"America/Manaus"_s);
            shop.zone = u"America/Noronha"_s;
            QVERIFY(engine.ask(ask::SaveUnit{shop}));
            QCOMPARE(engine.ask(ask::PreviewCron{everyNight, {}}).value().zone, u"America/Noronha"_s);
            QVERIFY(engine.ask(ask::SaveUnit{{{}, u"Outra"_s, u"America/Rio_Branco"_s, {}}}));
            QCOMPARE(engine.ask(ask::PreviewCron{everyNight, {}}).value().zone, u"America/Noronha"_s);
        }
        Engine again(profile);
        QVERIFY(again.start());
        QCOMPARE(again.ask(ask::PreviewCron{everyNight, {}}).value().zone, u"America/Noronha"_s);
    }

private:
    struct Engine {
        explicit Engine(const QString &folder) : profile(folder), lock(folder) {}
        bool start()
        {
            if (!QDir().mkpath(profile) || !lock.tryLock())
                return false;
            thread = std::make_unique<EngineThread>([this] { return makeEngine(setup); });
            setup = {{profile}, {.ownStore = true}, std::make_shared<QtMailbox>(thread->engineThread()), {}, std::make_shared<FakeClock>()};
            QSignalSpy started(thread.get(), &EngineThread::started);
            thread->start();
            return started.wait(20'000);
        }
        template <typename Q>
        Result<typename Q::Answer> ask(const Q &question)
        {
            return ServeProcess::ask(*thread, question);
        }
        const QString profile;
        ProfileLock lock;
        EngineSetup setup{};
        std::unique_ptr<EngineThread> thread{};
    };
};

int main(int argc, char **argv)
{
    qputenv("TZ", "America/Manaus"); // the computer's
    QCoreApplication app(argc, argv);
    TestShopZone test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_shop_zone.moc"
