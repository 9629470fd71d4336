#include "tests/interop/twin_test.h"

#include <QJsonDocument>

namespace trato {
namespace {

using namespace Qt::StringLiterals;

/// BullMQ 5 tells each deduplication twice; its second name is not for us (bullmq-format 1.1). Children of a removed parent
/// go in the order of a Redis set, which is nobody's: their events are told sorted.
QJsonObject comparable(QJsonObject dump)
{
    QStringList events, removals;
    const QJsonArray stream = dump.value(u"events"_s).toArray();
    for (const QJsonValue &value : stream.at(1).toArray()) {
        const QString event = value.toString();
        if (!event.startsWith(u"event=debounced"))
            (event.startsWith(u"event=removed") ? removals : events).append(event);
    }
    for (const QString &minutes : {u"metrics:completed:data"_s, u"metrics:failed:data"_s})
        dump.remove(minutes); // there once a minute of the clock is over, and it may end between the two sides
    removals.sort();
    dump.insert(u"events"_s, QJsonArray{stream.at(0), QJsonArray::fromStringList(events + removals)});
    return dump;
}

} // namespace

void TwinTest::init()
{
    InteropTest::init();
    m_ours = ours();
}

void TwinTest::cleanup()
{
    m_ours.reset();
    InteropTest::cleanup();
}

void TwinTest::add(const QString &name, const QByteArray &data, const QByteArray &nodeOptions, const JobOptions &ourOptions)
{
    js(u"await b.queue('node-q').add('%1', %2, %3)"_s.arg(name, QString::fromUtf8(data), QString::fromUtf8(nodeOptions)));
    QVERIFY(m_ours->call<QList<Added>>(&JobStore::add, QList<NewJob>{{m_queue, name, {data}, ourOptions}}));
}

bool TwinTest::atRest(const QString &queue, Until until)
{
    static const auto count = u"local n = redis.call('LLEN', KEYS[1]) + redis.call('LLEN', KEYS[2]) "
                              "for i = 3, #KEYS do n = n + redis.call('ZCARD', KEYS[i]) end return n"_s;
    QStringList keys{u"wait"_s, u"active"_s};
    if (until == Until::NothingIsLeft)
        keys += {u"delayed"_s, u"prioritized"_s};
    QStringList words{u"EVAL"_s, count, QString::number(keys.size())};
    for (const QString &key : std::as_const(keys))
        words.append(u"bull:%1:%2"_s.arg(queue, key));
    return m_redis.cli(words) == "0";
}

std::shared_ptr<Handler> TwinTest::handler()
{
    return answering([](const ClaimedJob &job) {
        const QJsonObject data = QJsonDocument::fromJson(job.data).object();
        if (data.value(u"unrecoverable"_s).toBool())
            return JobOutcome::unrecoverable(u"no use"_s);
        if (job.attemptsMade < data.value(u"failures"_s).toInt())
            return JobOutcome::failed(u"not yet"_s);
        return JobOutcome::completed(QJsonDocument(QJsonObject{{u"got"_s, data}}).toJson(QJsonDocument::Compact));
    });
}

void TwinTest::work(const QString &suffix, Until until)
{
    const QString theirs = u"node-q"_s + suffix;
    js(u"await b.work('%1', {concurrency: 1})"_s.arg(theirs));
    m_ours->serve(u"ours-q"_s + suffix, handler(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(atRest(theirs, until) && atRest(u"ours-q"_s + suffix, until), 20'000);
    js(u"await b.stop('%1')"_s.arg(theirs));
    m_ours->stop();
}

QJsonObject TwinTest::dump(const QString &queue)
{
    return comparable(js(u"return await b.dump('%1')"_s.arg(queue)).toObject());
}

void TwinTest::compare(const QString &suffix, const QStringList &without)
{
    QJsonObject theirs = dump(u"node-q"_s + suffix);
    QJsonObject ours = dump(u"ours-q"_s + suffix);
    for (const QString &key : without) {
        theirs.remove(key);
        ours.remove(key);
    }
    QVERIFY(!theirs.isEmpty());
    QCOMPARE(ours.keys().join(u' '), theirs.keys().join(u' '));
    const auto text = [](const QJsonValue &value) { return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact)); };
    for (const QString &key : theirs.keys()) // whole: QCOMPARE would cut them before they differ
        QVERIFY2(ours.value(key) == theirs.value(key),
                 qPrintable(u"%1\n ours %2\n Node %3"_s.arg(key, text(ours.value(key)), text(theirs.value(key)))));
}

} // namespace trato
