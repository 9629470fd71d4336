#include "engine/stores/sqlite/reader.h"
#include "engine/stores/sqlite/schema.h"
#include "engine/stores/sqlite/writer.h"
#include "tests/support/fake_clock.h"
#include "tests/support/manual_mailbox.h"

#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace trato::sqlite;
using namespace Qt::StringLiterals;

/// What the embedded store's reader knows of job names, so that a search of a million jobs is quick.
class TestJobNames : public QObject
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;

    Connection::Options file(bool readOnly = false) const { return {m_folder->filePath(u"jobs.db"_s), u"jobs.db"_s, {}, readOnly}; }
    /// Jobs with these numbers: the first, and `count` - 1 more with `step` between them.
    static bool fill(Connection &db, const QByteArray &name, qint64 first, qint64 step, qint64 count)
    {
        return db.execute("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < " + QByteArray::number(count)
                          + ") INSERT INTO job(jid, qid, id, priority, flags, created, due, name, data) SELECT " + QByteArray::number(first)
                          + " + i * " + QByteArray::number(step) + ", 1, " + QByteArray::number(first) + " + i * " + QByteArray::number(step)
                          + ", 0, 0, 0, 0, '" + name + "', '{}' FROM n");
    }
    std::unique_ptr<Connection> made() const
    {
        auto db = std::move(Connection::open(file())).value();
        db->execute("PRAGMA journal_mode = WAL");
        return migrate(*db) ? std::move(db) : nullptr;
    }
    static bool covers(const NameRanges::Ranges &ranges, qint64 jid)
    {
        return std::ranges::any_of(ranges, [&](const auto &range) { return range.first <= jid && jid <= range.last; });
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void rareNamesHaveNarrowRanges()
    {
        const auto db = made();
        QVERIFY(db && fill(*db, "lembrete", 1, 1, 3000) && fill(*db, "avulso", 3001, 2000, 3) && fill(*db, "lembrete", 8001, 1, 10));
        NameRanges names;
        int slices = 1;
        while (names.extend(*db, 1000))
            ++slices;
        QCOMPARE(slices, 4);
        const auto rare = names.holding(1, u"AVU"_s);
        QCOMPARE(rare.size(), 1);
        QCOMPARE(rare.first().first, u"avulso"_s);
        QCOMPARE(rare.first().second.size(), 3);
        QCOMPARE(rare.first().second[1].first, 5001);
        QCOMPARE(rare.first().second[1].last, 5001);
        const auto both = names.holding(1, u"l"_s); // the rarest first
        QCOMPARE(both.size(), 2);
        QCOMPARE(both.first().first, u"avulso"_s);
        QCOMPARE(both.last().second.size(), 2);
        QVERIFY(names.holding(2, u"l"_s).isEmpty());
        QVERIFY(fill(*db, "novo", 9000, 1, 1));
        QVERIFY(!names.extend(*db, 1000));
        QCOMPARE(names.holding(1, u"novo"_s).size(), 1);
    }

    void veryManyRangesBecomeWider()
    {
        constexpr qint64 jobs = 1500;
        const auto db = made();
        QVERIFY(db && fill(*db, "avulso", 600, 600, jobs));
        NameRanges names;
        QVERIFY(!names.extend(*db, 2 * jobs));
        const NameRanges::Ranges ranges = names.holding(1, u"avulso"_s).first().second;
        QVERIFY(ranges.size() <= 200);
        for (qint64 i = 1; i <= jobs; ++i)
            QVERIFY(covers(ranges, 600 * i));
    }

    /// Without a question that would ask for it: it begins with the store.
    void theReaderLearnsWhenItIsIdle()
    {
        {
            const auto db = made();
            QVERIFY(db && fill(*db, "lembrete", 1, 1, 30'000) && fill(*db, "avulso", 30'001, 1, 1));
        }
        const FakeClock clock;
        const auto box = std::make_shared<ManualMailbox>();
        Writer writer({file()}, box, clock);
        Reader reader(file(true), writer, box);
        const auto known = [&] {
            const auto found = await<bool>(*box, [&](Reply<bool> reply) {
                reader.ask<bool>(std::move(reply), [&](Connection &) -> Result<bool> { return !reader.names().holding(1, u"avulso"_s).isEmpty(); });
            });
            return found && found.value();
        };
        QTRY_VERIFY_WITH_TIMEOUT(known(), 20'000);
    }
};

QTEST_GUILESS_MAIN(TestJobNames)
#include "tst_job_names.moc"
