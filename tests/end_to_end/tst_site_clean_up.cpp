#include "engine/runtime/local_client.h"
#include "tests/support/redis_server.h"
#include "tests/support/serve_process.h"

#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// The site's own clean-up queue, on the site's Redis: `trato serve` takes what it can do and says of the rest that it cannot.
class TestSiteCleanUp : public QObject
{
    Q_OBJECT
private slots:
    void theQueueIsWorkedOn()
    {
        RedisServer server;
        QVERIFY2(server.start({u"appendonly yes"_s}), qPrintable(server.problem()));
        QTemporaryDir folder;
        const QString profile = folder.filePath(u"p"_s);
        const ServeProcess shop(profile, {});
        QProcess served; // with the queues that it has by itself
        served.start(u"" TRATO_CLI ""_s, {u"--profile"_s, profile, u"--redis"_s, server.url(), u"serve"_s});
        QVERIFY(served.waitForStarted(10'000));
        const auto ended = qScopeGuard([&] {
            served.kill();
            served.waitForFinished();
        });
        RemoteEngine client(profile);
        QTRY_VERIFY_WITH_TIMEOUT(client.isReachable(), 20'000);
        const auto addTo = [&](const QString &queue, const QString &data) {
            int code = -1;
            shop.run({u"--redis"_s, server.url(), u"add"_s, queue, u"cleanup"_s, u"--data"_s, data}, &code);
            return code == 0;
        };
        const auto add = [&](const QString &data) { return addTo(u"cleanup"_s, data); };
        QVERIFY(add(uR"({"type":"temp_files","retentionDays":7})"_s));
        QVERIFY(add(uR"({"type":"audit_logs","retentionDays":90})"_s));
        QVERIFY(add(uR"({"type":"cache","retentionDays":1})"_s));
        const auto field = [&](const QString &id, const QString &name) { return server.cli({u"HGET"_s, u"bull:cleanup:"_s + id, name}).trimmed(); };
        QTRY_COMPARE_WITH_TIMEOUT(server.cli({u"ZCARD"_s, u"bull:cleanup:failed"_s}).trimmed(), QByteArray("2"), 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(server.cli({u"ZCARD"_s, u"bull:cleanup:completed"_s}).trimmed(), QByteArray("1"), 20'000);
        QCOMPARE(field(u"1"_s, u"returnvalue"_s), QByteArray(R"({"result":{"deletedCount":0,"retentionDays":7,"type":"temp_files"},"success":true,"type":"temp_files"})"));
        QVERIFY2(field(u"2"_s, u"failedReason"_s).startsWith("audit_logs: "), field(u"2"_s, u"failedReason"_s).constData());
        QVERIFY2(field(u"3"_s, u"failedReason"_s).startsWith("cache: "), field(u"3"_s, u"failedReason"_s).constData());

        // A queue that is broken does not keep the rest from being cleaned up.
        server.cli({u"SET"_s, u"bull:appointment-reminders:completed"_s, u"oops"_s});
        QVERIFY(addTo(u"system-cleanup"_s, uR"({"scope":"daily"})"_s));
        QTRY_COMPARE_WITH_TIMEOUT(server.cli({u"ZCARD"_s, u"bull:system-cleanup:completed"_s}).trimmed(), QByteArray("1"), 20'000);
        const QByteArray result = server.cli({u"HGET"_s, u"bull:system-cleanup:1"_s, u"returnvalue"_s});
        QVERIFY2(result.contains(R"("leftOut":["appointment-reminders"])"), result.constData());
    }
};

QTEST_GUILESS_MAIN(TestSiteCleanUp)
#include "tst_site_clean_up.moc"
