#include "tests/interop/interop_test.h"

#include "engine/queue/job_schedulers.h"
#include "tests/support/fake_clock.h"

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The times of job schedulers on a clock that the tests set for both: Node plans its own on "theirs", we plan those that Node
/// made on "mail" (row M17), and what bull-board does with schedulers of ours (M15).
class TestBullmqSlots : public InteropTest
{
    Q_OBJECT
    const QueueName m_mail{u"mail"_s};

    /// What a queue holds of its scheduler: planned instant, count of runs, offset, the ids that wait, and when the first is due.
    const QString m_look = u"const look = async q => { const [score, hash, delayed, wait] = await Promise.all([b.redis.zscore(`bull:${q}:repeat`, 'pulse'),"
                           "b.redis.hgetall(`bull:${q}:repeat:pulse`), b.redis.zrange(`bull:${q}:delayed`, 0, -1, 'WITHSCORES'), b.redis.lrange(`bull:${q}:wait`, 0, -1)]);"
                           "return [score, hash.ic ?? null, hash.offset ?? null, [...delayed.slice(0, 1), ...wait], Math.floor(Number(delayed[1] ?? 0) / 4096)]; }; "_s;
    QJsonArray stateOf(const QString &queue) { return js(m_look + u"return await look('%1')"_s.arg(queue)).toArray(); }
    /// Node takes the job that is due at this time, which plans the next one, and completes it. Answers its id and the state then.
    QJsonArray nodeRuns(qint64 at)
    {
        return js(m_look + u"Date.now = () => %1; const w = globalThis.taker; const job = await w.getNextJob('token', {block: false});"
                           "if (job) await job.moveToCompleted('done', 'token', false); Date.now = globalThis.realNow; return [job ? job.id : '', await look('theirs')]"_s.arg(at)).toArray();
    }
    QString weRun(OurSide &side)
    {
        const auto got = side.call<Exchanged>(&JobStore::exchange, Exchange{{}, {Want{m_mail, 1, 30s, "token", u"us"_s, {}}}});
        if (!got || got.value().claimed.isEmpty())
            return {};
        const ClaimedJob job = got.value().claimed.first();
        const auto ended = side.call<Exchanged>(&JobStore::exchange, Exchange{{Settlement{.queue = m_mail, .id = job.id, .token = job.token}}, {}});
        return ended && ended.value().codes == QList<SettleCode>{SettleCode::Done} ? job.id.value : u"not settled"_s;
    }
    Result<JobScheduler> upsert(OurSide &side, const JobScheduler &scheduler)
    {
        std::optional<Result<JobScheduler>> got;
        side.store().jobSchedulers()->upsert(scheduler, [&got](Result<JobScheduler> result) { got = std::move(result); });
        (void)QTest::qWaitFor([&] { return got.has_value(); }, 20'000);
        return got ? *got : Error{Error::Code::Timeout, u"no reply"_s};
    }

private slots:
    void m17_aHundredSlotsLikeThoseOfNode_data()
    {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("from"); // of both clocks
        QTest::addColumn<int>("runs");
        QTest::newRow("every") << u"{every: 60000}"_s << u"2026-03-03T10:00:07.123Z"_s << 100;
        QTest::newRow("pattern") << u"{pattern: '*/7 * * * *', tz: 'America/Sao_Paulo'}"_s << u"2026-03-03T10:00:07.123Z"_s << 100;
        QTest::newRow("offset") << u"{every: 60000, offset: 7000}"_s << u"2026-03-03T10:00:09.123Z"_s << 20;
        QTest::newRow("every from a date on") << u"{every: 60000, startDate: '2026-03-03T11:30:00.500Z'}"_s << u"2026-03-03T10:00:07.123Z"_s << 20;
        QTest::newRow("pattern from a date on") << u"{pattern: '0 9 * * 1-5', tz: 'Europe/Madrid', startDate: '2026-03-10T00:00:00Z'}"_s << u"2026-03-03T10:00:07.123Z"_s << 20;
        // The hour that is left out (8 March, 2 h) and the one that comes twice (1 November, 1 h).
        for (const auto &[name, pattern] : {std::pair("daily in the hour", "30 2 * * *"), std::pair("daily twice", "30 1 * * *"),
                                            std::pair("each half hour", "*/30 * * * *"), std::pair("each second hour", "0 */2 * * *")}) {
            const QString rule = u"{pattern: '%1', tz: 'America/New_York'}"_s.arg(QString::fromLatin1(pattern));
            QTest::addRow("spring, %s", name) << rule << u"2026-03-07T22:10:00.000Z"_s << 12;
            QTest::addRow("autumn, %s", name) << rule << u"2026-10-31T22:10:00.000Z"_s << 16;
        }
    }
    void m17_aHundredSlotsLikeThoseOfNode()
    {
        QFETCH(QString, rule);
        QFETCH(QString, from);
        QFETCH(int, runs);
        const qint64 begin = QDateTime::fromString(from, Qt::ISODateWithMs).toMSecsSinceEpoch();
        FakeClock clock(fromMs(begin));
        OurSide side(m_redis.url(), clock, u"balcao"_s);
        js(u"globalThis.realNow ||= Date.now; Date.now = () => %1; for (const q of ['theirs', 'mail'])"
           " await b.queue(q).upsertJobScheduler('pulse', %2, {name: 'beat', data: {keeps: 'this'}}); Date.now = globalThis.realNow;"
           "globalThis.taker = b.idle('theirs'); await globalThis.taker.waitUntilReady()"_s.arg(begin).arg(rule));
        QJsonArray others = stateOf(u"theirs"_s);
        QCOMPARE(stateOf(u"mail"_s), others);
        // The floor's next place on the grid is another one, so it misses none here.
        const bool misses = rule.contains(u"every") && !isLine(u"bullmq-floor");
        QStringList ids;
        for (int i = 0; i < runs; ++i) {
            // A little late each time; now and then so late that runs were missed.
            const qint64 at = std::max(others.at(4).toInteger(), toMs(clock.now())) + i * 37 % 900 + (misses && i % 20 == 19 ? 200'000 : 0);
            clock.setWallClock(fromMs(at));
            const QJsonArray theirs = nodeRuns(at);
            QVERIFY(theirs.at(0).toString().startsWith(u"repeat:pulse:"));
            QCOMPARE(weRun(side), theirs.at(0).toString());
            others = theirs.at(1).toArray();
            QJsonArray mine = stateOf(u"mail"_s);
            if (isLine(u"bullmq-floor")) // whose jobs wait for the offset once more, beyond the instant that is planned
                mine[4] = others[4];
            QCOMPARE(mine, others);
            QCOMPARE(mine.at(1), QJsonValue(QString::number(i + 2)));
            QCOMPARE(mine.at(3), QJsonValue(QJsonArray{u"repeat:pulse:"_s + mine.at(0).toString()})); // score and id agree
            ids.append(theirs.at(0).toString());
        }
        QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), runs);
        js(u"await globalThis.taker.close(); await b.queue('mail').removeJobScheduler('pulse')"_s);
    }

    void m15_bullBoardListsAndChangesOurSchedulers()
    {
        auto side = ours();
        JobScheduler report{.queue = m_mail, .id = u"relatorio"_s, .jobName = u"report"_s, .data = {"{\"x\":[1]}"}, .pattern = u"0 3 * * *"_s,
                            .zone = u"America/Sao_Paulo"_s, .limit = 5, .attempts = 4};
        const auto made = upsert(*side, report);
        QVERIFY2(made, qPrintable(made ? QString() : made.error().detail));
        QVERIFY(upsert(*side, {.queue = m_mail, .id = u"pulse"_s, .jobName = u"beat"_s, .data = {"{}"}, .every = 1h}));
        const QString list = u"return (await globalThis.board('GET /api/job-schedulers')).schedulers.sort((x, y) => x.id < y.id ? -1 : 1)"_s;
        const QJsonArray seen = js(u"globalThis.board = b.board('mail'); "_s + list).toArray();
        QCOMPARE(seen.size(), 2);
        QCOMPARE(seen.at(0).toObject().value(u"id"_s), u"pulse"_s);
        QCOMPARE(seen.at(0).toObject().value(u"every"_s).toInt(), 3'600'000);
        const QJsonObject one = seen.at(1).toObject();
        QCOMPARE(one.value(u"id"_s), u"relatorio"_s);
        QCOMPARE(one.value(u"name"_s), u"report"_s);
        QCOMPARE(one.value(u"pattern"_s), u"0 3 * * *"_s);
        QCOMPARE(one.value(u"tz"_s), u"America/Sao_Paulo"_s);
        QCOMPARE(one.value(u"limit"_s).toInt(), 5);
        QCOMPARE(one.value(u"iterationCount"_s).toInt(), 1);
        QCOMPARE(one.value(u"next"_s).toInteger(), toMs(made.value().next));
        QCOMPARE(one.value(u"template"_s).toObject().value(u"data"_s), QJsonValue(QJsonObject{{u"x"_s, QJsonArray{1}}}));
        // It changes the rule; what the jobs are stays, and we go on by the new one.
        const QString change = u"await globalThis.board('PATCH /api/queues/:queueName/job-schedulers/:schedulerId', {params: {schedulerId: 'relatorio'}, body: %1}); "_s;
        const QJsonObject changed = js(change.arg(u"{pattern: '15 4 * * *', tz: 'Europe/Madrid', limit: 5}"_s) + list).toArray().at(1).toObject();
        QCOMPARE(changed.value(u"pattern"_s), u"15 4 * * *"_s);
        QCOMPARE(changed.value(u"tz"_s), u"Europe/Madrid"_s);
        QCOMPARE(changed.value(u"template"_s).toObject().value(u"data"_s), QJsonValue(QJsonObject{{u"x"_s, QJsonArray{1}}}));
        std::optional<Result<QList<JobScheduler>>> listed;
        side->store().jobSchedulers()->list([&listed](Result<QList<JobScheduler>> got) { listed = std::move(got); });
        QTRY_VERIFY_WITH_TIMEOUT(listed.has_value(), 10'000);
        const QList<JobScheduler> all = listed->value();
        const auto ours = std::ranges::find(all, u"relatorio"_s, &JobScheduler::id);
        QVERIFY(ours != all.end());
        QCOMPARE(ours->pattern, u"15 4 * * *"_s);
        QCOMPARE(ours->zone, u"Europe/Madrid"_s);
        QCOMPARE(ours->attempts, 4);
        QCOMPARE(ours->data.utf8, QByteArray("{\"x\":[1]}"));
        QCOMPARE(toMs(ours->next), changed.value(u"next"_s).toInteger());
        const QJsonArray refused = js(u"const errors = []; for (const [id, body] of [['relatorio', {pattern: 'never'}], ['nobody', {every: 1000}]])"
                                      " try { await globalThis.board('PATCH /api/queues/:queueName/job-schedulers/:schedulerId', {params: {schedulerId: id}, body}); }"
                                      " catch (error) { errors.push(error.message); } return errors"_s).toArray();
        QCOMPARE(refused.size(), 2);
        // Run now, and remove.
        js(u"await globalThis.board('PUT /api/queues/:queueName/job-schedulers/:schedulerId/run', {params: {schedulerId: 'relatorio'}})"_s);
        QByteArray data;
        side->serve(m_mail.value, answering([&](const ClaimedJob &job) {
            if (job.name == u"report")
                data = job.data;
            return JobOutcome::completed();
        }), 1);
        QTRY_COMPARE_WITH_TIMEOUT(data, QByteArray("{\"x\":[1]}"), 10'000);
        side->stop();
        js(u"for (const schedulerId of ['relatorio', 'pulse']) await globalThis.board('PUT /api/queues/:queueName/job-schedulers/:schedulerId/remove', {params: {schedulerId}})"_s);
        QCOMPARE(js(list).toArray().size(), 0);
        QCOMPARE(cli(u"EXISTS bull:mail:repeat bull:mail:delayed"_s), u"0"_s);
    }
};

QTEST_GUILESS_MAIN(TestBullmqSlots)
#include "tst_bullmq_slots.moc"
