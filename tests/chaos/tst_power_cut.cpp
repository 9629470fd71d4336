#include "tests/chaos/power_cut_traffic.h"
#include "tests/support/fake_clock.h"
#include "tests/support/power_cut_vfs.h"

#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// Cuts the power under the embedded store again and again, at any write, sync, opening or closing. At Full nothing
/// that was acknowledged is lost; at Off something is, which shows that the test would notice.
class TestPowerCut : public QObject
{
    Q_OBJECT
    using Durability = SqliteJobStore::Durability;
    static constexpr int cyclesPerFile = 8;
    static constexpr Seconds patience{20};
    struct Score {
        int cycles = 0;
        qint64 acknowledged = 0;
        qint64 lost = 0;
        qint64 syncs = 0;
        QStringList words{};  ///< the first losses
    };
    const int m_cycles = qEnvironmentVariableIsSet("TRATO_SOAK_CYCLES") ? qEnvironmentVariableIntValue("TRATO_SOAK_CYCLES") : 40;
    FakeClock m_clock;
    std::shared_ptr<ManualMailbox> m_box = std::make_shared<ManualMailbox>();
    Score m_full, m_off;

    std::unique_ptr<SqliteJobStore> open(const QString &path, Durability durability, const QByteArray &vfs)
    {
        SqliteJobStore::Options options;
        options.path = path;
        options.durability = durability;
        options.vfs = vfs;
        return std::make_unique<SqliteJobStore>(options, m_box, m_clock);
    }

    /// Runs the mailbox until `done`, however long that takes a slow disk. False: nothing was answered for `patience`.
    bool goesOnUntil(const std::function<bool()> &done, const PowerCutTraffic &traffic)
    {
        for (qint64 answers = -1; answers != traffic.answers();) {
            answers = traffic.answers();
            if (m_box->runUntil(done, patience))
                return true;
        }
        return false;
    }

    /// Traffic until the power goes. Empty, or what went wrong before that.
    QString runUntilCut(const QString &path, Durability durability, Acknowledged &said, quint64 seed, qint64 &syncs)
    {
        std::mt19937_64 dice(seed);
        PowerCutVfs disk("power-" + QByteArray::number(seed));
        const bool whileClosing = dice() % 4 == 0;
        if (!whileClosing) // from the first operation of the opening to well beyond a checkpoint
            disk.cutAfter(1 + qint64(dice() % (1ULL << (3 + dice() % 12))));
        QString trouble;
        {
            auto store = open(path, durability, disk.name());
            PowerCutTraffic traffic(*store, said, seed);
            const qint64 enough = said.total() + qint64(dice() % 1000);
            const auto done = [&] { return whileClosing ? said.total() >= enough || !traffic.refusal().isEmpty() : disk.isCut(); };
            if (!goesOnUntil(done, traffic))
                trouble = u"neither an answer nor the end within %1 s: "_s.arg(patience.count()) + traffic.refusal();
            traffic.stop();
            if (whileClosing) {
                m_box->runUntil([&] { return traffic.inFlight() == 0; });
                trouble += traffic.refusal();
                disk.cutAfter(1 + qint64(dice() % 100));
            }
            store.reset();
            m_box->drain();
            if (traffic.inFlight() != 0)
                trouble += u"a call was never answered"_s;
        }
        if (!trouble.isEmpty())
            return trouble;
        disk.cut();
        syncs += disk.syncs();
        return disk.restore(dice()) ? QString() : u"the files could not be written"_s;
    }

    /// What the file shows afterwards, read with the system's own VFS.
    QStringList losses(const QString &path, Durability durability, const Acknowledged &said)
    {
        QStringList lost;
        {
            auto opened = sqlite::Connection::open({path, u"jobs.db"_s});
            if (!opened)
                return {opened.error().detail};
            sqlite::Query check = opened.value()->query("PRAGMA integrity_check");
            if (!check.step() || check.text(0) != u"ok")
                lost.append(u"integrity: "_s + (opened.value()->error() ? opened.value()->error()->detail : check.text(0)));
        }
        {
            auto store = open(path, durability, {});
            lost += missing(*store, *m_box, said);
        }
        auto opened = sqlite::Connection::open({path, u"jobs.db"_s});
        if (!opened)
            return lost + QStringList{opened.error().detail};
        sqlite::Query wrong = opened.value()->query(
            "SELECT name FROM queue q WHERE waiting + prioritized <> (SELECT count(*) FROM ready r WHERE r.qid = q.qid) "
            "OR delayed <> (SELECT count(*) FROM delayed d WHERE d.qid = q.qid) "
            "OR active <> (SELECT count(*) FROM active a WHERE a.qid = q.qid) "
            "OR completed + failed <> (SELECT count(*) FROM finished f WHERE f.qid = q.qid) "
            "OR waiting + prioritized + delayed + active + completed + failed <> (SELECT count(*) FROM job j WHERE j.qid = q.qid)");
        while (wrong.step())
            lost.append(u"counts of "_s + wrong.text(0));
        return lost;
    }

    /// False: something is wrong with the test itself, see QTest's own words.
    bool cycles(Durability durability, quint64 seed, Score &score)
    {
        std::unique_ptr<QTemporaryDir> folder;
        std::unique_ptr<Acknowledged> said;
        for (int cycle = 0; cycle < m_cycles; ++cycle, ++score.cycles) {
            if (cycle % cyclesPerFile == 0 || score.lost > 0) {
                said = std::make_unique<Acknowledged>();
                folder = std::make_unique<QTemporaryDir>();
            }
            const QString path = folder->filePath(u"jobs.db"_s);
            const qint64 before = said->total();
            const QString trouble = runUntilCut(path, durability, *said, seed + quint64(cycle), score.syncs);
            if (!QTest::qVerify(trouble.isEmpty(), "cycle", qPrintable(trouble), __FILE__, __LINE__))
                return false;
            score.acknowledged += said->total() - before;
            const QStringList lost = losses(path, durability, *said);
            score.lost += lost.size();
            if (!lost.isEmpty() && score.words.size() < 5)
                score.words.append(u"cycle %1 (seed %2): %3"_s.arg(cycle).arg(seed + quint64(cycle)).arg(lost.mid(0, 5).join(u", ")));
        }
        return true;
    }

private slots:
    void fullKeepsWhatItSaid()
    {
        QVERIFY(cycles(Durability::Full, 1000, m_full));
        QVERIFY2(m_full.lost == 0, qPrintable(m_full.words.join(u'\n')));
        QVERIFY(m_full.acknowledged > m_cycles);
    }
    void offLosesSome()
    {
        QVERIFY(cycles(Durability::Off, 500'000, m_off));
        QVERIFY(m_off.acknowledged > m_cycles);
        QVERIFY(m_off.lost > 0);
    }
    void cleanupTestCase()
    {
        qInfo("power cuts: FULL %d, %lld acknowledged, %lld lost, %lld syncs; OFF %d, %lld acknowledged, %lld lost", m_full.cycles,
              m_full.acknowledged, m_full.lost, m_full.syncs, m_off.cycles, m_off.acknowledged, m_off.lost);
    }
};

QTEST_GUILESS_MAIN(TestPowerCut)
#include "tst_power_cut.moc"
