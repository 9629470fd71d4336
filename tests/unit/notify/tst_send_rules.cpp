#include "engine/api/contact_rules.h"
#include "engine/tasks/send_rules.h"
#include "engine/shop/planner.h"
#include "tests/unit/notify/send_house.h"

#include <QRandomGenerator>

using namespace trato;
using namespace Qt::StringLiterals;
using Say = SendVerdict::Say;
using Kind = JobOutcome::Kind;

/// When and how often clients are written to (R-05 … R-07), and visits that are told together.
class TestSendRules : public QObject
{
    Q_OBJECT

    static LocalZone zone() { return LocalZone::named(u"America/Sao_Paulo"_s).value(); }
    static Instant at(const QString &local) { return zone().parse(local).value(); }
    static SendCase message(MessageKind kind, std::optional<Instant> start = {}, std::optional<Instant> expires = {})
    {
        SendCase out;
        out.kind = kind;
        out.start = start;
        out.expiresAt = expires;
        return out;
    }
    static ContactRules rules() { return contactRules(EngineSettings(), Unit()); }

private slots:
    void settingsAreReadForEachUnit()
    {
        EngineSettings settings;
        settings.quietHours = u"21:00-08:00; Centro=22h-7h; u9=10:00-11:00"_s;
        settings.orderFor = u"day_before=sms,whatsapp; Centro/moved=email"_s;
        QVERIFY(checkContactRules(settings));
        QCOMPARE(*contactRules(settings, Unit()).quiet, (DaySpan{21 * 60, 8 * 60}));
        QCOMPARE(*contactRules(settings, Unit{.id = {u"u1"_s}, .name = u"centro"_s}).quiet, (DaySpan{22 * 60, 7 * 60}));
        QCOMPARE(*contactRules(settings, Unit{.id = {u"u9"_s}}).quiet, (DaySpan{10 * 60, 11 * 60}));
        QCOMPARE(channelOrderFor(settings, Unit(), u"day_before"_s), u"sms,whatsapp"_s);
        QCOMPARE(channelOrderFor(settings, Unit{.name = u"Centro"_s}, u"moved"_s), u"email"_s);
        QCOMPARE(channelOrderFor(settings, Unit(), u"moved"_s), settings.channelOrder);
        settings.quietHours.clear();
        QVERIFY(!contactRules(settings, Unit()).quiet);
        for (const QString &bad : {u"21-21"_s, u"25:00-08:00"_s, u"noite"_s, u"21:00-08:00; Centro=x"_s}) {
            settings.quietHours = bad;
            QCOMPARE(checkContactRules(settings).error().detail, u"contact/quiet"_s);
        }
        settings.quietHours.clear();
        for (const QString &bad : {u"day_before=fax"_s, u"tomorrow=sms"_s}) {
            settings.orderFor = bad;
            QCOMPARE(checkContactRules(settings).error().detail, u"contact/orderFor"_s);
        }
    }

    void theNightIsQuiet()
    {
        const Instant visit = at(u"2026-11-24T15:00"_s);
        const SendCase reminder = message(MessageKind::DayBefore, visit, visit - Hours(2));
        SendVerdict verdict = judgeSend(reminder, rules(), zone(), at(u"2026-11-23T21:00"_s));
        QCOMPARE(verdict.say, Say::Wait);
        QCOMPARE(verdict.until, at(u"2026-11-24T08:00"_s));
        QCOMPARE(judgeSend(reminder, rules(), zone(), at(u"2026-11-24T07:59"_s)).until, at(u"2026-11-24T08:00"_s));
        QCOMPARE(judgeSend(reminder, rules(), zone(), at(u"2026-11-24T08:00"_s)).say, Say::Go);
        QCOMPARE(judgeSend(reminder, rules(), zone(), at(u"2026-11-23T20:59"_s)).say, Say::Go);
        // In the morning it would come too late.
        const Instant early = at(u"2026-11-24T08:30"_s);
        QCOMPARE(judgeSend(message(MessageKind::Moved, early, early - Minutes(40)), rules(), zone(), at(u"2026-11-23T23:00"_s)).say, Say::Go);
        // An offer would be over before it is read; in the day it goes.
        const SendCase offer = message(MessageKind::SlotOffer, visit, at(u"2026-11-23T22:20"_s));
        QCOMPARE(judgeSend(offer, rules(), zone(), at(u"2026-11-23T22:00"_s)).say, Say::Skip);
        QCOMPARE(judgeSend(offer, rules(), zone(), at(u"2026-11-23T20:00"_s)).say, Say::Go);
        // Shortly before a visit at eight; in the line; to who has just written.
        for (const MessageKind kind : {MessageKind::HourBefore, MessageKind::LineCalled, MessageKind::OptedOut})
            QCOMPARE(judgeSend(message(kind, early), rules(), zone(), at(u"2026-11-24T07:00"_s)).say, Say::Go);
        SendCase hand;
        QCOMPARE(judgeSend(hand, rules(), zone(), at(u"2026-11-24T03:00"_s)).say, Say::Go);
    }

    void advertisingHasItsHours()
    {
        SendCase ad;
        ad.purpose = Purpose::Marketing;
        QCOMPARE(judgeSend(ad, rules(), zone(), at(u"2026-11-23T10:00"_s)).say, Say::Go);
        QCOMPARE(judgeSend(ad, rules(), zone(), at(u"2026-11-23T08:30"_s)).until, at(u"2026-11-23T09:00"_s));
        QCOMPARE(judgeSend(ad, rules(), zone(), at(u"2026-11-28T20:30"_s)).until, at(u"2026-11-30T09:00"_s)); // over Sunday
        ad.closed = {{{}, u"2026-11-30"_s, u"Reforma"_s, ClosedDay::Kind::Local, true, false}};
        QCOMPARE(judgeSend(ad, rules(), zone(), at(u"2026-11-28T20:30"_s)).until, at(u"2026-12-01T09:00"_s));
        ad.expiresAt = at(u"2026-11-30T12:00"_s);
        QCOMPARE(judgeSend(ad, rules(), zone(), at(u"2026-11-28T20:30"_s)).say, Say::Skip);
        ad.expiresAt.reset();
        ad.byPerson = true; // nobody's own hand makes a Sunday a working day
        QCOMPARE(judgeSend(ad, rules(), zone(), at(u"2026-11-29T10:00"_s)).say, Say::Wait);
        ad.adsThisWeek = 2;
        QCOMPARE(judgeSend(ad, rules(), zone(), at(u"2026-11-23T10:00"_s)).reason, u"cap.week"_s);
        ContactRules never = rules();
        never.advertising.reset();
        QCOMPARE(judgeSend(ad, never, zone(), at(u"2026-11-23T10:00"_s)).say, Say::Skip);
    }

    void enoughIsEnoughButForToday()
    {
        const Instant now = at(u"2026-11-23T14:00"_s);
        const Instant tomorrow = at(u"2026-11-24T15:00"_s);
        SendCase reminder = message(MessageKind::DayBefore, tomorrow, tomorrow - Hours(2));
        reminder.sentToday = 3;
        const SendVerdict held = judgeSend(reminder, rules(), zone(), now);
        QCOMPARE(held.reason, u"cap.day"_s);
        QCOMPARE(held.until, at(u"2026-11-24T08:00"_s));
        reminder.expiresAt = at(u"2026-11-24T07:00"_s);
        QCOMPARE(judgeSend(reminder, rules(), zone(), now).say, Say::Skip);
        reminder.start = at(u"2026-11-23T18:00"_s); // about today
        QCOMPARE(judgeSend(reminder, rules(), zone(), now).say, Say::Go);
        ContactRules any = rules();
        any.perDay = 0;
        reminder.start = tomorrow;
        QCOMPARE(judgeSend(reminder, any, zone(), now).say, Say::Go);
    }

    /// Nothing that could wait leaves in quiet hours, whatever the hours, the zone and the moment.
    void nothingLeavesInQuietHours()
    {
        QRandomGenerator dice(26);
        for (int i = 0; i < 20'000; ++i) {
            const QString name = dice.bounded(2) ? u"America/Sao_Paulo"_s : u"Europe/Lisbon"_s; // one with summer time
            const LocalZone local = LocalZone::named(name).value();
            ContactRules some = rules();
            some.quiet = DaySpan{dice.bounded(1440), dice.bounded(1440)};
            if (some.quiet->from == some.quiet->to)
                continue;
            const Instant now = fromMs(1'790'000'000'000) + Minutes(dice.bounded(60 * 24 * 365));
            SendCase one = message(MessageKind(dice.bounded(int(EnumNames<MessageKind>::names.size()))));
            if (dice.bounded(3) == 0)
                one.expiresAt = now + Minutes(dice.bounded(2 * 1440));
            if (dice.bounded(3) == 0)
                one.purpose = Purpose::Marketing;
            const SendVerdict verdict = judgeSend(one, some, local, now);
            const QTime time = local.timeOf(now);
            const bool quiet = some.quiet->holds(time.hour() * 60 + time.minute());
            if (verdict.say == Say::Go && quiet && !isUrgent(one)) {
                QVERIFY(one.purpose == Purpose::Service && one.expiresAt.has_value()); // only what would be useless by then
                QVERIFY(*one.expiresAt - now < Hours(25));
            }
            if (verdict.say == Say::Wait) {
                QVERIFY(verdict.until > now);
                QVERIFY(!one.expiresAt || verdict.until < *one.expiresAt);
                if (verdict.reason == u"quiet") {
                    const QTime then = local.timeOf(verdict.until);
                    QVERIFY(!some.quiet->holds(then.hour() * 60 + then.minute()));
                }
            }
        }
    }

    void aReminderIsHeldToTheMorning()
    {
        House house(ChannelWay::Live);
        const LocalZone local = LocalZone::named(house.visit().unit.zone).value();
        house.visit().start = local.at(local.dateOf(house.clock.now()).addDays(2), QTime(23, 30)).at;
        house.visit().bookedAt = {};
        const Instant start = house.visit().start;
        house.clock.advance(std::chrono::duration_cast<Millis>(start - Hours(24) - house.clock.now()));
        house.diary.fresh.refreshedAt = house.clock.now();
        const QString key = reminderKey({u"v1"_s}, ReminderKind::DayBefore, start);
        QCOMPARE(house.runReminder(start).kind, Kind::Completed);
        const QByteArray data = house.store.jobs.value(messageJobId(key)).job.data.utf8;
        const JobOutcome held = house.run(*house.sender, messageJobId(key), data);
        QCOMPARE(held.kind, Kind::TryAgainIn);
        QCOMPARE(house.provider.posts(), 0);
        house.clock.advance(std::chrono::duration_cast<Millis>(local.at(local.dateOf(start), QTime(8, 0)).at - house.clock.now()));
        house.diary.fresh.refreshedAt = house.clock.now();
        QCOMPARE(house.run(*house.sender, messageJobId(key), data).kind, Kind::Completed);
        QCOMPARE(house.provider.accepted().size(), 1);
    }

    void visitsOfOneDayAreOneReminder()
    {
        House house(ChannelWay::Live);
        const Instant start = house.visit().start;
        VisitRecord second = house.visit();
        second.id = {u"v2"_s};
        second.start = start + Minutes(30);
        second.professional = u"Caio"_s;
        house.diary.byId[u"v2"_s] = second;
        VisitRecord other = second; // of somebody else
        other.id = {u"v3"_s};
        other.client.id = {u"c3"_s};
        house.diary.byId[u"v3"_s] = other;
        QCOMPARE(house.runReminder(start).kind, Kind::Completed);
        QCOMPARE(house.runMessage().kind, Kind::Completed);
        QCOMPARE(house.provider.accepted().size(), 1);
        const QStringList said = house.provider.accepted().first().parameters;
        QVERIFY2(said.join(u'|').contains(u" e "_s), qPrintable(said.join(u'|')));
        QVERIFY(said.contains(u"Beto e Caio"_s));
        const QString key = reminderKey({u"v2"_s}, ReminderKind::DayBefore, second.start);
        QTRY_COMPARE(house.deliveries().size(), 2);
        const QList<DeliveryView> rows = house.deliveries();
        const DeliveryView &joined = rows[0].visitId == u"v2" ? rows[0] : rows[1];
        QCOMPARE(joined.state, DeliveryState::Skipped);
        QCOMPARE(joined.reason, u"joined"_s);
        QVERIFY(!mayBePlannedAgain(joined));
        // Its own job, which was planned before, finds that nothing is left to say.
        const QByteArray data = u"{\"type\":\"whatsapp\",\"template\":\"appointment_reminder\",\"appointmentId\":\"v2\",\"clientId\":\"c1\",\"dedupeKey\":\"%1\","
                                "\"reminderType\":\"day_before\",\"startAt\":\"%2\"}"_s.arg(key, toUtc(second.start).toString(Qt::ISODateWithMs)).toUtf8();
        house.clock.advance(Minutes(30));
        QCOMPARE(house.run(*house.sender, messageJobId(key), data).kind, Kind::Completed);
        QCOMPARE(house.provider.accepted().size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestSendRules)
#include "tst_send_rules.moc"
