#include "engine/shop/diary_watch.h"
#include "engine/shop/sqlite_shop_database.h"
#include "tests/support/fake_clock.h"
#include "tests/support/manual_mailbox.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

const QByteArray header = "Data;Cliente;Celular\n";

class OneSecret final : public SecretStore
{
public:
    void read(const QString &name, Reply<Secret> reply) override
    {
        if (name == u"DIARY_URL" && !url.isEmpty())
            reply(Secret(url));
        else
            reply(Error{Error::Code::NotFound, name});
    }
    QByteArray url;
};

} // namespace

/// A diary that is taken over by itself, from a folder and from an address.
class TestDiaryWatch : public QObject
{
    Q_OBJECT

    struct Shop {
        QTemporaryDir folder{};
        QTemporaryDir exports{};
        std::shared_ptr<ManualMailbox> box = std::make_shared<ManualMailbox>();
        FakeClock clock{fromMs(QDateTime(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC).toMSecsSinceEpoch())};
        EngineSettings settings{};
        LogBook log{{}, clock};
        OneSecret secrets{};
        QList<HttpRequest> asked{};
        HttpResult answer{};
        int looks = 0;
        SqliteShopDatabase data{folder.filePath(u"shop.db"_s), settings, box, clock};
        DiaryWatch watch{{data, secrets, settings, clock, log,
                          [this](const QString &path, const QString &seen, const QString &taken, const Reply<WatchedFile> &reply) {
                              ++looks;
                              reply(lookAtDiary(path, seen, taken));
                          },
                          [this](const HttpRequest &request, const Reply<HttpResult> &reply) {
                              asked << request;
                              reply(answer);
                          },
                          readDiaryHere}};

        /// The file gets a time of its own: file systems may keep seconds only.
        void write(const QString &name, const QByteArray &rows, int second)
        {
            QFile file(exports.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(rows);
            file.flush();
            QVERIFY(file.setFileTime(toUtc(clock.now() + Seconds(second)), QFileDevice::FileModificationTime));
        }
        /// One tick and all that follows from it.
        void tick()
        {
            watch.tick();
            clock.advance(Minutes(1));
            for (int i = 0; i < 6; ++i) // each question that the tick began waits for the one before it
                static_cast<void>(await<DiaryFreshness>(*box, [&](auto reply) { data.freshness(reply); }));
        }
        int visits()
        {
            return int(await<QList<VisitRecord>>(*box, [&](auto reply) { data.visits(fromMs(0), clock.now() + Hours(24 * 400), {}, 1000, reply); }).value().size());
        }
        QString problem() const
        {
            const QList<Problem> all = watch.problems();
            return all.isEmpty() ? QString() : all.first().code + u' ' + all.first().detail;
        }
    };
    static HttpResult answered(int status, const QByteArray &body, const QMap<QByteArray, QByteArray> &headers = {})
    {
        HttpResult result;
        result.fate = HttpResult::Fate::Answered;
        result.status = status;
        result.body = body;
        result.headers = headers;
        result.bodyComplete = true;
        return result;
    }

private slots:
    void nothingIsWatchedUnlessSaid()
    {
        Shop shop;
        shop.tick();
        QCOMPARE(shop.looks, 0);
        QVERIFY(shop.asked.isEmpty());
        QVERIFY(shop.watch.problems().isEmpty());
    }

    void theNewestFileOfAFolderIsTakenWhenItIsWholeAndAgainWhenItChanges()
    {
        Shop shop;
        shop.settings.diaryWatch = shop.exports.path();
        shop.tick();
        QCOMPARE(shop.problem(), u"diary.watch watch.no_file"_s);
        shop.write(u"antiga.csv"_s, header + "26/11/2026 09:00;Zeca;11900000001\n26/11/2026 10:00;Raí;11900000002\n", -60);
        shop.write(u"nova.csv"_s, header + "25/11/2026 10:00;Zeca;11900000001\n", 0);
        shop.tick();
        QCOMPARE(shop.visits(), 0);   // somebody may still be writing it
        shop.tick();
        QCOMPARE(shop.visits(), 1);
        QVERIFY(shop.watch.problems().isEmpty());
        const auto fresh = await<DiaryFreshness>(*shop.box, [&](auto reply) { shop.data.freshness(reply); });
        QCOMPARE(fresh.value().source, u"nova.csv"_s);
        shop.tick();
        QCOMPARE(await<DiaryFreshness>(*shop.box, [&](auto reply) { shop.data.freshness(reply); }).value().refreshedAt, fresh.value().refreshedAt);
        shop.write(u"nova.csv"_s, header + "25/11/2026 10:00;Zeca;11900000001\n25/11/2026 11:00;Davi;11900000003\n", 600);
        shop.tick();
        shop.tick();
        QCOMPARE(shop.visits(), 2);
    }

    void aFileThatCannotBeReadIsSaidOnce()
    {
        Shop shop;
        shop.settings.diaryWatch = shop.exports.filePath(u"agenda.csv"_s);
        shop.write(u"agenda.csv"_s, "nada\n", 0);
        shop.tick();
        shop.tick();
        QCOMPARE(shop.problem(), u"diary.watch file.no_header"_s);
        const Instant since = shop.watch.problems().first().since;
        shop.tick();
        QCOMPARE(shop.problem(), u"diary.watch file.no_header"_s);   // it stays until the file changes
        QCOMPARE(shop.watch.problems().first().since, since);
        shop.write(u"agenda.csv"_s, header + "nonsense;Zeca;\n", 900);
        shop.tick();
        shop.tick();
        QCOMPARE(shop.problem(), u"diary.watch watch.all_bad"_s);
        QVERIFY(shop.watch.problems().first().since == since);   // the same trouble goes on
        shop.settings.diaryWatch.clear();
        shop.tick();
        QVERIFY(shop.watch.problems().isEmpty());
    }

    void aFileThatWasTakenBeforeTheStartMakesNothingFresh()
    {
        Shop shop;
        shop.settings.diaryWatch = shop.exports.path();
        shop.write(u"agenda.csv"_s, header + "25/11/2026 10:00;Zeca;11900000001\n", 0);
        shop.tick();
        shop.tick();
        const auto before = await<DiaryFreshness>(*shop.box, [&](auto reply) { shop.data.freshness(reply); });
        DiaryWatch again{{shop.data, shop.secrets, shop.settings, shop.clock, shop.log,
                          [](const QString &path, const QString &seen, const QString &taken, const Reply<WatchedFile> &reply) {
                              reply(lookAtDiary(path, seen, taken));
                          },
                          {}, readDiaryHere}};
        for (int i = 0; i < 3; ++i) {
            again.tick();
            shop.tick();
        }
        QCOMPARE(await<DiaryFreshness>(*shop.box, [&](auto reply) { shop.data.freshness(reply); }).value().refreshedAt, before.value().refreshedAt);
    }

    void anAddressIsAskedInItsInterval()
    {
        Shop shop;
        shop.settings.diaryUrlMinutes = 15;
        shop.tick();
        QCOMPARE(shop.problem(), u"diary.url url.missing"_s);
        shop.secrets.url = "http://agenda.exemplo.com.br/privada.ics";
        shop.clock.advance(Minutes(15));
        shop.tick();
        QCOMPARE(shop.problem(), u"diary.url url.https"_s);
        QVERIFY(shop.asked.isEmpty());
        shop.secrets.url = "webcal://agenda.exemplo.com.br/privada.ics";
        shop.answer = answered(200, header + "25/11/2026 10:00;Zeca;11900000001\n", {{"etag", "\"a\""}});
        shop.clock.advance(Minutes(15));
        shop.tick();
        QCOMPARE(shop.asked.size(), 1);
        QCOMPARE(shop.asked.first().url.scheme(), u"https"_s);
        QCOMPARE(shop.visits(), 1);
        QVERIFY(shop.watch.problems().isEmpty());
        shop.tick();
        QCOMPARE(shop.asked.size(), 1);
        shop.answer = answered(304, {});
        shop.clock.advance(Minutes(15));
        const Instant asked = shop.clock.now();
        shop.tick();
        QVERIFY(shop.asked.last().headers.contains(std::pair<QByteArray, QByteArray>("If-None-Match", "\"a\"")));
        const auto fresh = await<DiaryFreshness>(*shop.box, [&](auto reply) { shop.data.freshness(reply); });
        QVERIFY(fresh.value().refreshedAt >= asked);   // not changed is as fresh as new
        QCOMPARE(fresh.value().source, u"agenda.exemplo.com.br"_s);
        for (const LogLine &line : shop.log.newest(LogLevel::Debug, 100))
            QVERIFY(!line.text.contains(u"privada"_s));
    }

    void redirectsAreFollowedToSafePlacesOnly()
    {
        Shop shop;
        shop.settings.diaryUrlMinutes = 15;
        shop.secrets.url = "https://agenda.exemplo.com.br/a";
        shop.answer = answered(302, {}, {{"location", "https://outra.exemplo.com.br/b"}});
        shop.tick();
        QCOMPARE(shop.asked.size(), 4);   // three hops, then it is given up
        QCOMPARE(shop.problem(), u"diary.url HTTP 302"_s);
        shop.answer = answered(302, {}, {{"location", "http://outra.exemplo.com.br/b"}});
        shop.clock.advance(Minutes(15));
        shop.tick();
        QCOMPARE(shop.asked.size(), 5);
        shop.answer = answered(200, "half");
        shop.answer.bodyComplete = false;
        shop.answer.detail = u"answer larger than 16777216 bytes"_s;
        shop.clock.advance(Minutes(15));
        shop.tick();
        QCOMPARE(shop.problem(), u"diary.url answer larger than 16777216 bytes"_s);
    }

    void aFileIsReadOnAnotherThread()
    {
        const auto box = std::make_shared<ManualMailbox>();
        HandlerPool pool(1);
        const ReadDiary read = readDiariesOn(pool, box);
        std::optional<Result<ParsedDiary>> got;
        read({header + "25/11/2026 10:00;Zeca;11900000001\n", u"agenda.csv"_s, u"America/Sao_Paulo"_s, FakeClock().now()},
             [&got](Result<ParsedDiary> parsed) { got = std::move(parsed); });
        QVERIFY(!got);   // nothing is read here
        QVERIFY(box->runUntil([&] { return got.has_value(); }));
        QVERIFY(*got);
        QCOMPARE(got->value().diary.visits.size(), 1);
        read({{}, u"agenda.csv"_s, u"America/Sao_Paulo"_s, {}}, [&got](Result<ParsedDiary> parsed) { got = std::move(parsed); });
        QVERIFY(box->runUntil([&] { return !*got; }));
        QCOMPARE(got->error().detail, u"file.empty"_s);
    }
};

QTEST_GUILESS_MAIN(TestDiaryWatch)
#include "tst_diary_watch.moc"
