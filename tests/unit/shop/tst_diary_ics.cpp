#include "engine/shop/calendar_text.h"
#include "engine/shop/diary_ics.h"
#include "engine/shop/sqlite_shop_database.h"
#include "tests/support/fake_clock.h"
#include "tests/support/manual_mailbox.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

const QString zone = u"America/Sao_Paulo"_s;
const Instant now = fromMs(QDateTime(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC).toMSecsSinceEpoch());

QByteArray calendarOf(const QByteArray &body)
{
    QByteArray lines = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Exemplo//Agenda//PT\n" + body + "END:VCALENDAR\n";
    return lines.replace("\n", "\r\n");
}
QByteArray vevent(const QByteArray &lines) { return "BEGIN:VEVENT\n" + lines + "END:VEVENT\n"; }

Result<ParsedDiary> parse(const QByteArray &body) { return parseDiaryFile(calendarOf(body), u"agenda.ics"_s, zone, now); }

QString local(Instant at) { return toUtc(at).addSecs(-3 * 3600).toString(u"yyyy-MM-dd HH:mm"_s); }

QStringList startsOf(const QByteArray &body)
{
    QStringList starts;
    const Result<ParsedDiary> parsed = parse(body);
    if (!parsed)
        return {parsed.error().detail};
    for (const ImportedVisit &visit : parsed.value().diary.visits)
        starts << local(visit.start);
    for (const BadRow &bad : parsed.value().bad)
        starts << bad.reason;
    return starts;
}

} // namespace

/// Calendars of RFC 5545 as diaries: times, series, exceptions, texts, and what wants to do harm.
class TestDiaryIcs : public QObject
{
    Q_OBJECT
private slots:
    void oneEventInFull()
    {
        const auto parsed = parse(vevent("UID:a1@exemplo\nDTSTART;TZID=America/Sao_Paulo:20261125T100000\n"
                                        "DTEND;TZID=America/Sao_Paulo:20261125T104500\nSUMMARY:José da Silva Exemplo - Corte\\, barba e um te\n"
                                        " xto dobrado\nDESCRIPTION:Telefone: (11) 90000-0001\\nProfissional: Rafael\\nValor: R$ 75\\,00\n"
                                        "STATUS:CONFIRMED\n"));
        QVERIFY(parsed);
        QVERIFY(parsed.value().bad.isEmpty());
        const ImportedVisit visit = parsed.value().diary.visits.value(0);
        QCOMPARE(visit.externalId, u"a1@exemplo"_s);
        QCOMPARE(visit.clientName, u"José da Silva Exemplo"_s);
        QCOMPARE(visit.service, u"Corte, barba e um texto dobrado"_s);
        QCOMPARE(visit.phone, u"+5511900000001"_s);
        QCOMPARE(visit.professional, u"Rafael"_s);
        QCOMPARE(visit.priceCents, 7500);
        QCOMPARE(local(visit.start), u"2026-11-25 10:00"_s);
        QCOMPARE(visit.end - visit.start, Minutes(45));
        QCOMPARE(visit.status, VisitStatus::Scheduled);   // every exported event says CONFIRMED
        QCOMPARE(visit.line, 4);
        QCOMPARE(local(parsed.value().diary.from), u"2026-11-25 00:00"_s);
        QCOMPARE(local(parsed.value().diary.to), u"2026-11-26 00:00"_s);
    }

    void timesInEverySpelling_data()
    {
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<QString>("start");
        const auto row = [](const char *name, const char *lines, const char *start) { QTest::newRow(name) << QByteArray(lines) << QString::fromLatin1(start); };
        row("utc", "DTSTART:20261125T130000Z\n", "2026-11-25 10:00");
        row("floating", "DTSTART:20261125T100000\n", "2026-11-25 10:00");
        row("other zone", "DTSTART;TZID=America/Manaus:20261125T100000\n", "2026-11-25 11:00");
        row("windows zone", "DTSTART;TZID=E. South America Standard Time:20261125T100000\n", "2026-11-25 10:00");
        row("path", "DTSTART;TZID=/citadel.org/20260101_1/America/Sao_Paulo:20261125T100000\n", "2026-11-25 10:00");
        row("zone of the file", "DTSTART;TZID=Loja:20261125T100000\n", "2026-11-25 12:00");
        row("zone that changes each second", "DTSTART;TZID=Segundo:20261125T100000\n", "time.zone");
        row("unknown zone", "DTSTART;TZID=Nowhere:20261125T100000\n", "time.zone");
        row("whole day", "DTSTART;VALUE=DATE:20261125\n", "event.all_day");
        row("no start", "DTEND:20261125T130000Z\n", "date.missing");
        row("impossible day", "DTSTART:20261341T130000Z\n", "date.missing");
        row("ends before it starts", "DTSTART:20261125T130000Z\nDTEND:20261125T120000Z\n", "time.invalid");
        row("longer than a day", "DTSTART:20261125T130000Z\nDURATION:P2D\n", "time.invalid");
    }
    void timesInEverySpelling()
    {
        QFETCH(QByteArray, lines);
        QFETCH(QString, start);
        const QByteArray own = "BEGIN:VTIMEZONE\nTZID:Loja\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0500\n"
                               "END:STANDARD\nEND:VTIMEZONE\nBEGIN:VTIMEZONE\nTZID:Segundo\nBEGIN:DAYLIGHT\nDTSTART:19700101T000000\n"
                               "TZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nRRULE:FREQ=SECONDLY\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
        QCOMPARE(startsOf(own + vevent("UID:a\nSUMMARY:Zeca\n" + lines)), QStringList{start});
    }

    void series_data()
    {
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<QString>("starts");
        const auto row = [](const char *name, const char *lines, const char *starts) { QTest::newRow(name) << QByteArray(lines) << QString::fromLatin1(starts); };
        row("daily, count", "RRULE:FREQ=DAILY;COUNT=3\n", "11-25 11-26 11-27");
        row("daily, interval", "RRULE:FREQ=DAILY;INTERVAL=10;COUNT=3\n", "11-25 12-05 12-15");
        row("weekly on days", "RRULE:FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=4\n", "11-25 11-27 11-30 12-02");
        row("every other week", "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3\n", "11-25 12-09 12-23");
        row("monthly, last Wednesday", "RRULE:FREQ=MONTHLY;BYDAY=-1WE;COUNT=3\n", "11-25 12-30 01-27");
        row("monthly, days", "RRULE:FREQ=MONTHLY;BYMONTHDAY=25,31;COUNT=4\n", "11-25 12-25 12-31 01-25");
        row("monthly, last workday", "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3\n", "11-25 11-30 12-31");
        row("yearly", "RRULE:FREQ=YEARLY;COUNT=5\n", "11-25");   // the next one is two days more than a year ahead
        row("until in UTC", "RRULE:FREQ=DAILY;UNTIL=20261127T130000Z\n", "11-25 11-26 11-27");
        row("until a moment before", "RRULE:FREQ=DAILY;UNTIL=20261127T125959Z\n", "11-25 11-26");
        row("until a day", "RRULE:FREQ=DAILY;UNTIL=20261126\n", "11-25 11-26");
        row("without some", "RRULE:FREQ=DAILY;COUNT=4\nEXDATE;TZID=America/Sao_Paulo:20261126T100000\nEXDATE:20261127T130000Z\n", "11-25 11-28");
        row("without a whole day", "RRULE:FREQ=DAILY;COUNT=3\nEXDATE;VALUE=DATE:20261126\n", "11-25 11-27");
        row("with one more", "RRULE:FREQ=DAILY;COUNT=2\nRDATE;TZID=America/Sao_Paulo:20261130T100000\n", "11-25 11-26 11-30");
        row("hourly is no visit", "RRULE:FREQ=HOURLY;COUNT=3\n", "unsupported");
        row("nonsense", "RRULE:FREQ=SOMETIMES\n", "unsupported");
    }
    void series()
    {
        QFETCH(QByteArray, lines);
        QFETCH(QString, starts);
        QStringList days;
        for (const QString &start : startsOf(vevent("UID:s\nSUMMARY:Zeca\nDTSTART;TZID=America/Sao_Paulo:20261125T100000\n" + lines)))
            days << (start.startsWith(u"rule."_s) ? start.mid(5) : start.mid(5, 5));
        QCOMPARE(days.join(u' '), starts);
    }

    void endlessSeriesEndAYearAhead()
    {
        const QStringList starts = startsOf(vevent("UID:s\nSUMMARY:Zeca\nDTSTART;TZID=America/Sao_Paulo:20100104T100000\nRRULE:FREQ=WEEKLY\n"));
        QVERIFY(starts.size() > 52 && starts.size() < 60);   // from a month ago, though it began in 2010
        QCOMPARE(starts.first(), u"2026-10-26 10:00"_s);
        QVERIFY(starts.last() < u"2027-11-25"_s);
    }

    void wallClockStaysWhenTheClocksChange()
    {
        // New York leaves summer time on 1/11/2026: 10:00 there is 11:00 in São Paulo before and 12:00 after.
        const QStringList starts = startsOf(vevent("UID:s\nSUMMARY:Zeca\nDTSTART;TZID=America/New_York:20261031T100000\nRRULE:FREQ=DAILY;COUNT=2\n"));
        QCOMPARE(starts, (QStringList{u"2026-10-31 11:00"_s, u"2026-11-01 12:00"_s}));
    }

    void anInstanceIsMovedAndCancelled()
    {
        const auto parsed = parse(vevent("UID:s\nSUMMARY:Zeca\nDTSTART:20261125T130000Z\nRRULE:FREQ=DAILY;COUNT=3\n")
                                  + vevent("UID:s\nSUMMARY:Zeca\nRECURRENCE-ID:20261126T130000Z\nDTSTART:20261126T180000Z\n")
                                  + vevent("UID:s\nSUMMARY:Zeca\nRECURRENCE-ID:20261127T130000Z\nDTSTART:20261127T130000Z\nSTATUS:CANCELLED\n"));
        QVERIFY(parsed);
        const QList<ImportedVisit> visits = parsed.value().diary.visits;
        QCOMPARE(visits.size(), 3);
        QCOMPARE(visits[1].externalId, u"s#20261126T130000Z"_s);   // known by its original start
        QCOMPARE(local(visits[1].start), u"2026-11-26 15:00"_s);
        QCOMPARE(visits[2].status, VisitStatus::Cancelled);
    }

    void aChangeHoldsForTheLaterOnes()
    {
        const QByteArray daily = vevent("UID:s\nSUMMARY:Zeca\nDTSTART:20261125T130000Z\nDTEND:20261125T133000Z\nRRULE:FREQ=DAILY;COUNT=5\n");
        const QByteArray later = vevent("UID:s\nSUMMARY:Zeca - Barba\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261126T130000Z\nDTSTART:20261126T180000Z\nDTEND:20261126T190000Z\n");
        const auto parsed = parse(daily + later + vevent("UID:s\nSUMMARY:Zeca\nRECURRENCE-ID:20261128T130000Z\nDTSTART:20261128T120000Z\n"));
        QVERIFY(parsed && parsed.value().bad.isEmpty());
        QStringList starts;
        for (const ImportedVisit &visit : parsed.value().diary.visits)
            starts << local(visit.start).mid(8) + u' ' + visit.service;
        QCOMPARE(starts, (QStringList{u"25 10:00 "_s, u"26 15:00 Barba"_s, u"27 15:00 Barba"_s, u"28 09:00 "_s, u"29 15:00 Barba"_s}));
        QCOMPARE(parsed.value().diary.visits[2].externalId, u"s#20261127T130000Z"_s);   // known by its original start
        QCOMPARE(parsed.value().diary.visits[2].end - parsed.value().diary.visits[2].start, Hours(1));

        // Called off from then on; changed twice; and one that cannot be read takes no wrong times along.
        const auto ended = parse(daily + vevent("UID:s\nSUMMARY:Zeca\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261128T130000Z\nDTSTART:20261128T130000Z\nSTATUS:CANCELLED\n"));
        QCOMPARE(std::ranges::count(ended.value().diary.visits, VisitStatus::Cancelled, &ImportedVisit::status), 2);
        const QByteArray again = vevent("UID:s\nSUMMARY:Zeca\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261128T130000Z\nDTSTART:20261128T140000Z\n");
        QCOMPARE(startsOf(daily + later + again), (QStringList{u"2026-11-25 10:00"_s, u"2026-11-26 15:00"_s, u"2026-11-27 15:00"_s, u"2026-11-28 11:00"_s, u"2026-11-29 11:00"_s}));
        const auto broken = parse(daily + vevent("UID:s\nSUMMARY:Zeca\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261127T130000Z\nDTSTART;VALUE=DATE:20261127\n"));
        QCOMPARE(broken.value().diary.visits.size(), 2);
        QCOMPARE(broken.value().bad.size(), 1);
        QCOMPARE(broken.value().bad.first().reason, u"event.all_day"_s);
        QCOMPARE(startsOf(vevent("UID:s\nSUMMARY:Zeca\nRECURRENCE-ID;RANGE=THISANDPRIOR:20261126T130000Z\nDTSTART:20261126T180000Z\n")), QStringList{u"rule.unsupported"_s});
    }

    void theNewestVersionCounts()
    {
        QCOMPARE(startsOf(vevent("UID:a\nSUMMARY:Zeca\nSEQUENCE:2\nDTSTART:20261125T150000Z\n") + vevent("UID:a\nSUMMARY:Zeca\nSEQUENCE:1\nDTSTART:20261125T130000Z\n")),
                 QStringList{u"2026-11-25 12:00"_s});
    }

    void textsBecomeFields_data()
    {
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("description");
        QTest::addColumn<QString>("read");
        const auto row = [](const char *title, const char *description, const char *read) {
            QTest::newRow(title) << QString::fromUtf8(title) << QString::fromUtf8(description) << QString::fromUtf8(read);
        };
        row("Zeca Exemplo", "", "Zeca Exemplo|||");
        row("Zeca Exemplo - Corte", "", "Zeca Exemplo|Corte||");
        row("Corte - Zeca Exemplo", "", "Zeca Exemplo|Corte||");
        row("Zeca – Barba + corte", "", "Zeca|Barba + corte||");
        row("Zeca (11) 90000-0001", "", "Zeca||(11) 90000-0001|");
        row("Zeca | Barba", "ligar para +55 11 90000-0002", "Zeca|Barba|+55 11 90000-0002|");
        row("Horário marcado", "Cliente: Zeca<br>Serviço: Barba<br/>Barbeiro: Tiago", "Zeca|Barba||Tiago");
        row("Zeca - Barba", "<p>Telefone:&nbsp;11900000003</p>", "Zeca|Barba|11900000003|");
        row("", "sem nada", "|||");
    }
    void textsBecomeFields()
    {
        QFETCH(QString, title);
        QFETCH(QString, description);
        QFETCH(QString, read);
        const CalendarWords words = wordsOfEvent(title, description, {});
        QCOMPARE((QStringList{words.client, words.service, words.phone, words.professional}).join(u'|'), read);
    }

    void guestsAnswer()
    {
        const QByteArray people = "ORGANIZER;CN=Rafael:mailto:rafael@exemplo.com.br\nATTENDEE;CN=Rafael;PARTSTAT=ACCEPTED:mailto:rafael@exemplo.com.br\n";
        const auto status = [&](const QByteArray &guest) { return parse(vevent("UID:a\nSUMMARY:Corte\nDTSTART:20261125T130000Z\n" + people + guest)).value().diary.visits.value(0); };
        const ImportedVisit accepted = status("ATTENDEE;CN=Zeca Exemplo;PARTSTAT=ACCEPTED:mailto:zeca@exemplo.com.br\n");
        QCOMPARE(accepted.status, VisitStatus::Confirmed);
        QCOMPARE(accepted.email, u"zeca@exemplo.com.br"_s);
        QCOMPARE(accepted.professional, u"Rafael"_s);
        QCOMPARE(status("ATTENDEE;PARTSTAT=DECLINED:mailto:zeca@exemplo.com.br\n").status, VisitStatus::Cancelled);
        QCOMPARE(status("ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@exemplo.com.br\nATTENDEE:mailto:b@exemplo.com.br\n").status, VisitStatus::Scheduled);
    }

    void badEventsAreListedWithTheirLine()
    {
        const auto parsed = parse(vevent("UID:a\nDTSTART:20261125T130000Z\nSUMMARY:Zeca\nDESCRIPTION:Telefone: (00) 90000-0001\n")
                                  + vevent("UID:b\nDTSTART:20261125T140000Z\n") + vevent("UID:c\nDTSTART:20261125T150000Z\nSUMMARY:Raí\n"));
        QVERIFY(parsed);
        QCOMPARE(parsed.value().rows, 3);
        QCOMPARE(parsed.value().diary.visits.size(), 1);
        QCOMPARE(parsed.value().bad.size(), 2);
        QCOMPARE(parsed.value().bad[0].line, 4);
        QCOMPARE(parsed.value().bad[0].reason, u"phone.area_code"_s);
        QVERIFY(!parsed.value().bad[0].value.contains(u"90000"_s));
        QCOMPARE(parsed.value().bad[1].reason, u"client.missing"_s);
        QCOMPARE(parsed.value().diary.unread.size(), 2);   // nothing there counts as vanished
    }

    void filesThatAreNoCalendars()
    {
        const auto why = [](const QByteArray &content) { return parseDiaryFile(content, u"x.ics"_s, zone, now).error().detail; };
        QCOMPARE(why("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"), u"file.no_events"_s);
        QCOMPARE(why("BEGIN:VCALENDAR"), u"file.no_events"_s);
        QCOMPARE(why(QByteArray("BEGIN:VCALENDAR\r\n\0", 18)), u"file.binary"_s);
        QCOMPARE(why("hello"), u"file.no_header"_s);
        QVERIFY(parseDiaryFile("Data;Cliente\n25/11/2026 10:00;Zeca\n", u"x.csv"_s, zone, now));
        QVERIFY(parseDiaryFile("\xEF\xBB\xBF" + calendarOf(vevent("UID:a\nDTSTART:20261125T130000Z\nSUMMARY:Zeca\n")), u"x"_s, zone, now).value().diary.visits.size() == 1);
    }

    void hostileFilesAreBounded_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("deep nesting") << QByteArray("BEGIN:VEVENT\nUID:a\n") + QByteArray("BEGIN:VALARM\n").repeated(200'000);
        QTest::newRow("never closed") << QByteArray("BEGIN:VEVENT\nUID:a\nSUMMARY:x\n").repeated(20'000);
        QTest::newRow("one huge event") << vevent("UID:a\nDTSTART:20261125T130000Z\nSUMMARY:" + QByteArray(5'000'000, 'x') + '\n');
        QByteArray counted;
        for (int i = 0; i < 300; ++i)
            counted += vevent("UID:" + QByteArray::number(i) + "\nSUMMARY:x\nDTSTART:17000101T130000Z\nRRULE:FREQ=DAILY;COUNT=999999\n");
        QTest::newRow("many old counted series") << counted;
        QTest::newRow("a rule that never fits") << vevent("UID:a\nSUMMARY:x\nDTSTART:20261125T130000Z\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\n");
        QTest::newRow("an endless rule of long ago") << vevent("UID:a\nSUMMARY:x\nDTSTART:00010101T130000Z\nRRULE:FREQ=DAILY\n");
        QTest::newRow("garbage") << vevent(QByteArray("\x01\xff;;:::\n").repeated(10'000));
        QTest::newRow("many dates") << vevent("UID:a\nSUMMARY:x\nDTSTART:20261125T130000Z\nRDATE:" + QByteArray("20261126T130000Z,").repeated(10'000) + "20261127T130000Z\n");
    }
    void hostileFilesAreBounded()
    {
        QFETCH(QByteArray, body);
        QElapsedTimer timer;
        timer.start();
        const Result<ParsedDiary> parsed = parse(body);
        QVERIFY(!parsed || parsed.value().diary.visits.size() <= 2'000);
        QVERIFY2(timer.elapsed() < 60'000, qPrintable(QString::number(timer.elapsed())));
    }

    void importedAgainItMovesAndCancels()
    {
        QTemporaryDir folder;
        auto box = std::make_shared<ManualMailbox>();
        FakeClock clock{now};
        const EngineSettings settings;
        SqliteShopDatabase shop(folder.filePath(u"shop.db"_s), settings, box, clock);
        const auto apply = [&](const QByteArray &body) {
            const auto fresh = await<DiaryFreshness>(*box, [&](auto r) { shop.freshness(r); });
            const ImportReport r = await<ImportReport>(*box, [&](auto reply) { shop.applyImport(parse(body).value().diary, fresh.value().revision, reply); }).value();
            return QList<int>{r.added, r.moved, r.updated, r.unchanged, int(r.vanished.size())};
        };
        const QByteArray series = vevent("UID:s\nSUMMARY:Zeca\nDTSTART:20261125T130000Z\nRRULE:FREQ=DAILY;COUNT=3\n");
        QCOMPARE(apply(series), (QList<int>{3, 0, 0, 0, 0}));
        QCOMPARE(apply(series), (QList<int>{0, 0, 0, 3, 0}));
        QCOMPARE(apply(series + vevent("UID:s\nSUMMARY:Zeca\nRECURRENCE-ID:20261126T130000Z\nDTSTART:20261126T180000Z\n")
                       + vevent("UID:s\nSUMMARY:Zeca\nRECURRENCE-ID:20261127T130000Z\nDTSTART:20261127T130000Z\nSTATUS:CANCELLED\n")),
                 (QList<int>{0, 1, 1, 1, 0}));
        QCOMPARE(apply(vevent("UID:s\nSUMMARY:Zeca\nDTSTART:20261125T130000Z\nRRULE:FREQ=DAILY;COUNT=2\nEXDATE:20261125T130000Z\n")),
                 (QList<int>{0, 1, 0, 0, 0}));
        // a whole calendar covers the days before its first event too: the one of the 25th has vanished
        QCOMPARE(apply("METHOD:PUBLISH\n" + vevent("UID:s\nSUMMARY:Zeca\nDTSTART:20261125T130000Z\nRRULE:FREQ=DAILY;COUNT=2\nEXDATE:20261125T130000Z\n")),
                 (QList<int>{0, 0, 0, 1, 1}));
    }
};

QTEST_GUILESS_MAIN(TestDiaryIcs)
#include "tst_diary_ics.moc"
