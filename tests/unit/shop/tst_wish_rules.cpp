#include "engine/shop/wish_planner.h"
#include "engine/tasks/wish_reader.h"

#include <QTest>
#include <QTimeZone>

using namespace trato;
using namespace Qt::StringLiterals;

/// What a change asks to be told, how long that is useful, and when it is true no more.
class TestWishRules : public QObject
{
    Q_OBJECT

    static Instant at(int hour) { return fromMs(1'795'430'000'000) + Hours(hour); }
    static VisitRecord visit(int hour, VisitStatus status = VisitStatus::Scheduled)
    {
        VisitRecord v;
        v.id = {u"v1"_s};
        v.unit = {{u"u1"_s}, u"Barbearia Exemplo"_s};
        v.client = {{u"c1"_s}, u"Ana Exemplo"_s, u"+5511987650001"_s};
        v.start = at(hour);
        v.status = status;
        return v;
    }
    static WishView view(MessageKind kind)
    {
        WishView view;
        view.now.unit = visit(0).unit;
        view.now.client = visit(0).client;
        view.now.wanted = true;
        view.now.wish.kind = kind;
        view.now.wish.start = at(10);
        view.now.wish.expiresAt = at(9);
        view.now.wish.about = u"v1"_s;
        view.now.visit = visit(10, kind == MessageKind::Cancelled ? VisitStatus::Cancelled : VisitStatus::Scheduled);
        view.now.payment = PaymentRecord{u"p1"_s, {u"v1"_s}, 4500, PaymentMethod::Pix, at(0)};
        LineEntry entry;
        entry.state = kind == MessageKind::LineCalled ? LineEntry::State::Called : LineEntry::State::Waiting;
        entry.position = kind == MessageKind::LineThird ? 3 : kind == MessageKind::LineFirst ? 1 : 0;
        view.entry = entry;
        view.lineLength = 4;
        return view;
    }

private slots:
    void changesAreTold_data()
    {
        using S = VisitStatus;
        QTest::addColumn<int>("known");    // hours; -1: nothing
        QTest::addColumn<int>("start");
        QTest::addColumn<VisitStatus>("status");
        QTest::addColumn<QString>("kind");
        QTest::newRow("booked") << -1 << 5 << S::Scheduled << u"booked"_s;
        QTest::newRow("booked as confirmed") << -1 << 5 << S::Confirmed << u"booked"_s;
        QTest::newRow("booked in the past") << -1 << -3 << S::Scheduled << QString();
        QTest::newRow("written down when it was over") << -1 << 5 << S::Done << QString();
        QTest::newRow("blocked") << -1 << 5 << S::Blocked << QString();
        QTest::newRow("moved") << 5 << 7 << S::Scheduled << u"moved"_s;
        QTest::newRow("moved back before it was told") << 5 << 5 << S::Scheduled << QString();
        QTest::newRow("moved into the past") << 5 << -1 << S::Scheduled << QString();
        QTest::newRow("confirmed") << 5 << 5 << S::Confirmed << QString();
        QTest::newRow("cancelled") << 5 << 5 << S::Cancelled << u"cancelled"_s;
        QTest::newRow("moved and cancelled") << 5 << 7 << S::Cancelled << u"cancelled"_s;
        QTest::newRow("cancelled before it was told") << -1 << 5 << S::Cancelled << QString();
        QTest::newRow("in the chair") << 5 << 5 << S::InService << QString();
        QTest::newRow("did not come") << 5 << 5 << S::NoShow << QString();
    }
    void changesAreTold()
    {
        QFETCH(int, known);
        QFETCH(int, start);
        QFETCH(VisitStatus, status);
        QFETCH(QString, kind);
        const auto before = known < 0 ? std::nullopt : std::optional(at(known));
        const auto news = visitNews(before, visit(start, status), at(0));
        QCOMPARE(news ? nameOf(*news) : QString(), kind);
    }
    void whatIsOverIsNotCancelled()
    {
        QVERIFY(!visitNews(at(-2), visit(-2, VisitStatus::Cancelled), at(0)));
        QVERIFY(visitNews(at(-2), visit(3), at(0)) == MessageKind::Moved); // late for it, and comes another day
    }

    void nobodyCountsOnACancelledVisit()
    {
        QVERIFY(knownStart(visit(5)) == at(5));
        QVERIFY(knownStart(visit(5, VisitStatus::NoShow)) == at(5));
        QVERIFY(!knownStart(visit(5, VisitStatus::Cancelled)));
        QVERIFY(!knownStart(visit(5, VisitStatus::Blocked)));
    }

    void wishesSayWhatAndHowLong()
    {
        const MessageWish booked = visitWish(MessageKind::Booked, {}, visit(72), at(0));
        QCOMPARE(booked.dueAt, at(0) + secondThought);
        QCOMPARE(booked.expiresAt, at(24));
        QVERIFY(booked.start == at(72));
        QCOMPARE(visitWish(MessageKind::Booked, {}, visit(3), at(0)).expiresAt, at(3) - Minutes(10));
        const MessageWish moved = visitWish(MessageKind::Moved, at(30), visit(72), at(0));
        QCOMPARE(moved.expiresAt, at(72) - Minutes(10));
        const MessageWish cancelled = visitWish(MessageKind::Cancelled, at(30), visit(72, VisitStatus::Cancelled), at(0));
        QVERIFY(cancelled.start == at(30)); // the time that the client knows
        QCOMPARE(cancelled.expiresAt, at(30) - Minutes(10));
        // The same time, agreed anew later, is another message; the same agreement is the same one.
        QVERIFY(moved.key != visitWish(MessageKind::Moved, at(30), visit(72), at(1)).key);
        QCOMPARE(moved.key, visitWish(MessageKind::Moved, at(31), visit(72), at(0)).key);
        QVERIFY(moved.key != booked.key);
        const MessageWish call = lineWish(MessageKind::LineCalled, u"e1"_s, {u"u1"_s}, {u"c1"_s}, at(0));
        QCOMPARE(call.dueAt, at(0));
        QCOMPARE(call.expiresAt, at(0) + Minutes(5));
        QCOMPARE(call.key, lineWish(MessageKind::LineCalled, u"e1"_s, {u"u1"_s}, {u"c1"_s}, at(3)).key);
        QCOMPARE(lineWish(MessageKind::LineThird, u"e1"_s, {}, {}, at(0)).expiresAt, at(0) + Minutes(10));
    }

    void onlyWhatWasInSightIsNew()
    {
        using Period = std::pair<Instant, Instant>;
        QVERIFY(!isNewBooking(visit(5), {}));
        QVERIFY(isNewBooking(visit(5), Period(at(0), at(6))));
        QVERIFY(!isNewBooking(visit(6), Period(at(0), at(6))));
        QVERIFY(!isNewBooking(visit(-1), Period(at(0), at(6))));
        QVERIFY(coveredAfter({}, at(0), at(5)) == Period(at(0), at(5)));
        QVERIFY(coveredAfter(Period(at(0), at(5)), at(4), at(9)) == Period(at(0), at(9)));
        QVERIFY(coveredAfter(Period(at(0), at(5)), at(5), at(9)) == Period(at(0), at(9)));
        QVERIFY(coveredAfter(Period(at(0), at(5)), at(7), at(9)) == Period(at(7), at(9))); // not what lies between
        QVERIFY(coveredAfter(Period(at(7), at(9)), at(0), at(5)) == Period(at(0), at(5)));
    }

    void lateOnesWaitWhenTheyAreMany()
    {
        QList<MessageWish> open{visitWish(MessageKind::Booked, {}, visit(10), at(0)), visitWish(MessageKind::Moved, at(9), visit(11), at(0)),
                                lineWish(MessageKind::LineThird, u"l"_s, {}, {}, at(0))};
        open[0].key = u"a"_s;
        open[1].key = u"b"_s;
        QVERIFY(lateToAsk(open, 1, at(0)).isEmpty());
        QCOMPARE(lateToAsk(open, 1, at(1)), (QStringList{u"a"_s, u"b"_s}));   // never the line's
        QVERIFY(lateToAsk(open, 2, at(1)).isEmpty());
        open[0].asked = true;
        QCOMPARE(lateToAsk(open, 9, at(1)), QStringList{u"b"_s});              // a person is asked anyway
        open[0].asked = false;
        open[0].expiresAt = at(1);
        QCOMPARE(lateToAsk(open, 9, at(2)), QStringList{u"a"_s});
        QVERIFY(!lateToAsk(open, 0, at(10)).contains(u"a"_s));                 // the visit has begun
        open[1].taken = true;
        QVERIFY(!lateToAsk(open, 0, at(1)).contains(u"b"_s));
    }

    void whatIsTrueNoMoreIsNotSaid_data()
    {
        QTest::addColumn<MessageKind>("kind");
        QTest::addColumn<std::function<void(WishView &)>>("change");
        QTest::addColumn<QString>("reason");
        using K = MessageKind;
        const auto row = [](const char *name, MessageKind kind, std::function<void(WishView &)> change, const char *reason) {
            QTest::newRow(name) << kind << change << QString::fromLatin1(reason);
        };
        row("booked", K::Booked, [](WishView &) {}, "");
        row("cancelled", K::Cancelled, [](WishView &) {}, "");
        row("paid", K::Payment, [](WishView &) {}, "");
        row("third", K::LineThird, [](WishView &) {}, "");
        row("second by now", K::LineThird, [](WishView &v) { v.entry->position = 2; }, "");
        row("first", K::LineFirst, [](WishView &) {}, "");
        row("called", K::LineCalled, [](WishView &) {}, "");
        row("too late", K::Booked, [](WishView &v) { v.now.wish.expiresAt = at(0); }, "expired");
        row("switched off", K::Moved, [](WishView &v) { v.now.wanted = false; }, "kind_off");
        row("no phone", K::Moved, [](WishView &v) { v.now.client.phone.clear(); }, "no_phone");
        row("landline", K::Moved, [](WishView &v) { v.now.client.phone = u"+551130000000"_s; }, "phone.landline");
        row("no consent", K::Payment, [](WishView &v) { v.now.client.whatsappAllowed = false; }, "no_consent");
        row("gone", K::Booked, [](WishView &v) { v.now.visit.reset(); }, "gone");
        row("moved on", K::Moved, [](WishView &v) { v.now.visit->start = at(11); }, "moved");
        row("called off", K::Booked, [](WishView &v) { v.now.visit->status = VisitStatus::Cancelled; }, "cancelled");
        row("over", K::Booked, [](WishView &v) { v.now.visit->status = VisitStatus::Done; }, "status");
        row("open again", K::Cancelled, [](WishView &v) { v.now.visit->status = VisitStatus::Scheduled; }, "open_again");
        row("taken back", K::Payment, [](WishView &v) { v.now.payment->takenBack = true; }, "taken_back");
        row("first by now", K::LineThird, [](WishView &v) { v.entry->position = 1; }, "line.moved_on");
        row("fourth again", K::LineThird, [](WishView &v) { v.entry->position = 4; }, "line.moved_on");
        row("passed", K::LineCalled, [](WishView &v) { v.entry->state = LineEntry::State::Waiting; }, "line.moved_on");
        row("yesterday's line", K::LineFirst, [](WishView &v) { v.entry.reset(); }, "line.moved_on");
    }
    void whatIsTrueNoMoreIsNotSaid()
    {
        QFETCH(MessageKind, kind);
        QFETCH(std::function<void(WishView &)>, change);
        QFETCH(QString, reason);
        WishView wish = view(kind);
        change(wish);
        const VisitCheck check = checkWish(wish, at(0));
        QCOMPARE(check.reason, reason);
        QCOMPARE(check.say, reason.isEmpty() ? VisitCheck::Say::Go : VisitCheck::Say::Skip);
    }
    void aVisitThatVanishedWaits()
    {
        WishView wish = view(MessageKind::Moved);
        wish.now.visit->vanished = true;
        QCOMPARE(checkWish(wish, at(0)).say, VisitCheck::Say::Hold);
    }

    void textsReadNaturally()
    {
        const Templates templates{QString()};
        const auto text = [&](const WishView &wish) {
            const auto rendered = templates.render(messageTemplate(wish.now.wish.kind), wishVariables(wish, at(0)));
            return rendered ? rendered.value().text : rendered.error().detail;
        };
        WishView cancelled = view(MessageKind::Cancelled);
        cancelled.now.visit->start = at(12); // it had been moved, and nobody had told
        const QDateTime known = toUtc(at(10)).toTimeZone(QTimeZone("America/Sao_Paulo"));
        QVERIFY2(text(cancelled).contains(known.toString(u"dd/MM/yyyy', às 'HH:mm"_s)), qPrintable(text(cancelled)));
        WishView paid = view(MessageKind::Payment);
        paid.now.payment->amountCents = 123'450;
        QVERIFY2(text(paid).contains(u"R$ 1.234,50"_s), qPrintable(text(paid)));
        QVERIFY(!text(paid).contains(u"marcado"_s) && !text(paid).contains(u"confirmad"_s)); // it is no booking
        WishView third = view(MessageKind::LineThird);
        QVERIFY2(text(third).contains(u"3 de 4"_s) && text(third).contains(u"ainda sem previsão"_s), qPrintable(text(third)));
        third.entry->waitMinutes = 22;
        QVERIFY2(text(third).contains(u"cerca de 25 minutos"_s), qPrintable(text(third)));
        third.entry->waitMinutes = 3;
        QVERIFY2(text(third).contains(u"menos de 5 minutos"_s), qPrintable(text(third)));
        QVERIFY(text(view(MessageKind::LineCalled)).contains(u"Chegou a sua vez"_s));
    }

    void jobsHoldNoPersonalData()
    {
        const MessageWish wish = visitWish(MessageKind::Moved, at(30), visit(72), at(0));
        const NewJob job = wishJob(wish, at(0));
        QCOMPARE(job.options.delay, Millis(secondThought));
        QCOMPARE(wishJob(wish, at(5)).options.delay, Millis(0));
        QVERIFY(!job.data.utf8.contains("Ana") && !job.data.utf8.contains("98765"));
        QVERIFY(job.data.utf8.contains("appointment_rescheduled"));
        QCOMPARE(wishJob(wish, at(5)).options.jobId, job.options.jobId);
    }
};

QTEST_GUILESS_MAIN(TestWishRules)
#include "tst_wish_rules.moc"
