#include "engine/shop/diary_ics.h"
#include "tests/chaos/mutation.h"
#include "tests/support/diary_export.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <condition_variable>
#include <ctime>
#include <mutex>
#include <thread>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

const QString zone = u"America/Sao_Paulo"_s;
const Instant now = fromMs(QDateTime(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC).toMSecsSinceEpoch());

/// Ends the program when one file takes too long: a hang has no other end. Its own thread.
class Watchdog
{
public:
    explicit Watchdog(const QString &what) : m_what(what), m_thread([this] { run(); }) {}
    ~Watchdog()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_over = true;
        }
        m_wake.notify_all();
        m_thread.join();
    }
    void begin(quint64 seed)
    {
        const std::lock_guard lock(m_mutex);
        m_seed = seed;
        m_since = std::clock();
    }

private:
    void run()
    {
        std::unique_lock lock(m_mutex);
        while (!m_wake.wait_for(lock, Seconds(1), [this] { return m_over; }))
            if (m_seed != 0 && std::clock() - m_since > longest.count() * CLOCKS_PER_SEC)
                qFatal("%s, seed %llu: not read within %lld s of processor time", qPrintable(m_what), m_seed, qint64(longest.count()));
    }

    static constexpr Seconds longest{60};
    const QString m_what;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_over = false;        ///< all guarded by m_mutex
    quint64 m_seed = 0;
    std::clock_t m_since = 0;   ///< processor time: a busy machine is no endless loop
    std::thread m_thread;
};

QByteArrayList calendars()
{
    const auto calendar = [](const QByteArray &body) {
        return QByteArray("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Exemplo//Agenda//PT\nX-WR-CALNAME:Agenda\n" + body + "END:VCALENDAR\n").replace("\n", "\r\n");
    };
    return {
        calendar("BEGIN:VEVENT\nUID:a1@exemplo\nDTSTAMP:20261120T120000Z\nDTSTART;TZID=America/Sao_Paulo:20261125T100000\nDTEND;TZID=America/Sao_Paulo:20261125T104500\n"
                 "SUMMARY:José Exemplo - Corte\\, barba e um te\n xto dobrado\nDESCRIPTION:Telefone: (11) 90000-0001\\nProfissional: Rafael\\nValor: R$ 75\\,00\n"
                 "STATUS:CONFIRMED\nEND:VEVENT\n"),
        calendar("BEGIN:VEVENT\nUID:b@exemplo\nDTSTART:20261101T130000Z\nDURATION:PT45M\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20270601T000000Z\n"
                 "EXDATE:20261104T130000Z,20261109T130000Z\nRDATE:20261105T130000Z\nSUMMARY:Ana Exemplo\nEND:VEVENT\n"
                 "BEGIN:VEVENT\nUID:b@exemplo\nRECURRENCE-ID:20261111T130000Z\nDTSTART:20261112T130000Z\nSUMMARY:Ana Exemplo\nSTATUS:CANCELLED\nEND:VEVENT\n"),
        calendar("BEGIN:VTIMEZONE\nTZID:Casa\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:-0200\nTZOFFSETTO:-0300\n"
                 "RRULE:FREQ=YEARLY;BYMONTH=2;BYDAY=3SU\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:19701001T000000\nTZOFFSETFROM:-0300\n"
                 "TZOFFSETTO:-0200\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=3SU\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
                 "BEGIN:VEVENT\nUID:c\nDTSTART;TZID=Casa:20261125T100000\nDTEND;TZID=Casa:20261125T103000\nRRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=5\n"
                 "ORGANIZER;CN=Rafael:mailto:rafael@exemplo.invalid\nATTENDEE;CN=Caio Exemplo;PARTSTAT=ACCEPTED:mailto:caio@exemplo.invalid\nSUMMARY:Barba\nEND:VEVENT\n"),
        calendar("BEGIN:VEVENT\nUID:d\nDTSTART;VALUE=DATE:20261125\nSUMMARY:Feriado\nBEGIN:VALARM\nTRIGGER:-PT15M\nACTION:DISPLAY\nEND:VALARM\nEND:VEVENT\n"
                 "BEGIN:VEVENT\nUID:e\nDTSTART;TZID=\"E. South America Standard Time\":20261126T090000\nRRULE:FREQ=DAILY;INTERVAL=2;BYHOUR=9,10,11;BYSETPOS=1,-1\n"
                 "SUMMARY:Davi Exemplo +55 11 90000-0002\nEND:VEVENT\n"),
    };
}

} // namespace

/// Spoilt diary files of both kinds: whatever the bytes are, they are read to an end, and what was taken makes sense.
/// Each kind takes TRATO_FUZZ_SECONDS (3 by default). A case that fails names its seed; TRATO_FUZZ_SEED begins there.
class TestImportFuzz : public QObject
{
    Q_OBJECT

    const qint64 m_milliseconds = 1000 * (qEnvironmentVariableIsSet("TRATO_FUZZ_SECONDS") ? qEnvironmentVariableIntValue("TRATO_FUZZ_SECONDS") : 3);
    const quint64 m_firstSeed = qEnvironmentVariable("TRATO_FUZZ_SEED", u"1"_s).toULongLong();

    /// What is wrong with a reading; empty when nothing is.
    static QString fault(const Result<ParsedDiary> &read, qsizetype size)
    {
        if (!read)
            return read.error().detail.startsWith(u"file.") ? QString() : u"an error without a name: "_s + read.error().detail;
        const ParsedDiary &parsed = read.value();
        if (parsed.rows < 0 || parsed.diary.visits.size() > 200'000)
            return u"more visits than allowed"_s;
        for (const ImportedVisit &visit : parsed.diary.visits) {
            if (visit.end <= visit.start)
                return u"a visit ends before it starts, line %1"_s.arg(visit.line);
            if (visit.start < parsed.diary.from || visit.start >= parsed.diary.to)
                return u"a visit outside the period, line %1"_s.arg(visit.line);
            if (visit.line < 1 || visit.line > size + 1)
                return u"a line that is not there: %1"_s.arg(visit.line);
            if (!visit.phone.isEmpty() && !visit.phone.startsWith(u'+'))
                return u"a phone that is none, line %1"_s.arg(visit.line);
        }
        for (const BadRow &bad : parsed.bad)
            if (bad.reason.isEmpty() || bad.line < 0 || bad.line > size + 1)
                return u"a bad row without a reason or a line"_s;
        return {};
    }

    void fuzz(const QString &fileName, const MutationSource &source)
    {
        for (const QByteArray &sample : source.samples) {
            const auto read = parseDiaryFile(sample, fileName, zone, now);
            QVERIFY2(read && (!read.value().diary.visits.isEmpty() || !read.value().bad.isEmpty()), "a sample says nothing");
        }
        Watchdog dog(fileName);
        QElapsedTimer time;
        time.start();
        qint64 taken = 0;
        qint64 refused = 0;
        quint64 seed = m_firstSeed;
        for (; !time.hasExpired(m_milliseconds); ++seed) {
            const QByteArray bytes = mutated(source, seed);
            dog.begin(seed);
            const auto read = parseDiaryFile(bytes, fileName, zone, now);
            const QString wrong = fault(read, bytes.size());
            QVERIFY2(wrong.isEmpty(), qPrintable(u"seed %1: %2"_s.arg(seed).arg(wrong)));
            ++(read ? taken : refused);
        }
        qInfo("%s: %llu files, %lld read, %lld refused", qPrintable(fileName), seed - m_firstSeed, taken, refused);
        QVERIFY(taken > 0);
    }

private slots:
    void tables()
    {
        MutationSource source;
        for (const bool windows : {false, true})
            for (const QChar separator : {u';', u',', u'\t'})
                source.samples.append(makeDiaryExport({.now = now, .rows = 15, .separator = separator, .windows1252 = windows}));
        QFile mixed(QStringLiteral(TEST_DATA "/agenda_mista.csv"));
        QVERIFY(mixed.open(QIODevice::ReadOnly));
        source.samples.append(mixed.readAll());
        source.words = {";", ",", "\t", "|", "\"", "\"\"", "\r\n", "\n", "\r", QByteArray(1, '\0'), "\xEF\xBB\xBF", "\xFF\xFE", "\xC3", "R$ 1.234.567,89",
                        "31/02/2026 25:61", "29/02/2028 00:00", "01/01/0001 00:00", "31/12/9999 23:59", "(11) 90000-0003", "+55", "Data;Hora;Cliente;Telefone\n",
                        "\xF0\x9F\x92\x88", "\xE2\x80\xAE", QByteArray(5000, 'x'), QByteArray(300, '"'), "=1+1"};
        fuzz(u"agenda.csv"_s, source);
    }
    void calendarFiles()
    {
        MutationSource source;
        source.samples = calendars();
        source.words = {"BEGIN:VEVENT\r\n", "END:VEVENT\r\n", "BEGIN:VCALENDAR\r\n", "END:VCALENDAR\r\n", "BEGIN:VTIMEZONE\r\n", "END:VTIMEZONE\r\n", "\r\n ", "\r\n\t", ";", ":", ",", "\\n",
                        "RRULE:FREQ=SECONDLY\r\n", "RRULE:FREQ=MINUTELY;BYSECOND=0,1,2\r\n", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n", "RRULE:FREQ=DAILY;COUNT=2147483647\r\n",
                        "RRULE:FREQ=WEEKLY;INTERVAL=0;WKST=SU\r\n", "EXDATE:20261104T130000Z\r\n", "RDATE;VALUE=PERIOD:20261104T130000Z/PT1H\r\n", "DURATION:-P1000W\r\n",
                        "DTSTART:00010101T000000Z\r\n", "DTSTART:99991231T235959Z\r\n", "TZID=Nowhere/Land", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261111T130000Z\r\n",
                        "TZOFFSETTO:+9959\r\n", QByteArray(1, '\0'), "\xEF\xBB\xBF", "\xC3", QByteArray(5000, 'x'), "BYSETPOS=-366", "BYDAY=99MO", "X-A;B=\"C:D\";E=F:G\r\n"};
        fuzz(u"agenda.ics"_s, source);
    }
};

QTEST_GUILESS_MAIN(TestImportFuzz)
#include "tst_import_fuzz.moc"
