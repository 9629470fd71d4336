#include "engine/runtime/desks/line_desk.h"
#include "engine/shop/line_rules.h"
#include "engine/shop/sqlite_shop_book.h"
#include "engine/shop/sqlite_shop_database.h"
#include "engine/shop/sqlite_waiting_line.h"
#include "tests/support/fake_clock.h"
#include "tests/support/manual_mailbox.h"

#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using State = LineEntry::State;

/// The waiting line: its rules, its rows, and what the desk says of it.
class TestWaitingLine : public QObject
{
    Q_OBJECT

    struct Shop {
        QTemporaryDir folder{};
        std::shared_ptr<ManualMailbox> box = std::make_shared<ManualMailbox>();
        FakeClock clock{fromMs(QDateTime(QDate(2026, 11, 23), QTime(15, 0), Qt::UTC).toMSecsSinceEpoch())};   // noon, a Monday
        EngineSettings settings{};
        SqliteShopDatabase data{folder.filePath(u"shop.db"_s), settings, box, clock};
        SqliteShopBook book{data.file()};
        SqliteWaitingLine line{data.file()};
        LineDesk desk{{data, book, line, clock}};

        template <typename Q>
        Result<typename Q::Answer> ask(Q question)
        {
            return await<typename Q::Answer>(*box, [&](auto reply) { desk.answer(question, reply); });
        }
        LineEntry join(const QString &name, const QString &service = {}, const QString &professional = {})
        {
            clock.advance(Seconds(1));
            const auto joined = ask(ask::JoinLine{{{}, name, {}, service, professional}});
            return joined ? joined.value() : LineEntry();
        }
        Result<LineEntry> act(const LineEntry &entry, LineAct act) { return ask(ask::ActOnLine{entry.id, act, {}}); }
        QString places()
        {
            QStringList names;
            const QList<LineEntry> entries = ask(ask::ListLine{}).value();
            for (const LineEntry &entry : entries)
                names << entry.clientName + u':' + (entry.position > 0 ? QString::number(entry.position) : nameOf(entry.state));
            return names.join(u' ');
        }
        QString events()
        {
            QStringList names;
            const QList<LineEvent> told = ask(ask::ListLineEvents{}).value();
            for (const LineEvent &event : told)
                names << event.clientName + u' ' + nameOf(event.kind);
            return names.join(u", "_s);
        }
        void professional(const QString &name)
        {
            QVERIFY(await<Professional>(*box, [&](auto reply) { book.saveProfessional({{}, {}, name, true}, reply); }));
        }
    };

    static Instant at(int minute) { return fromMs(0) + Minutes(minute); }

private slots:
    void actsFitStates()
    {
        QCOMPARE(afterAct(State::Waiting, LineAct::Call).value(), State::Called);
        QCOMPARE(afterAct(State::Waiting, LineAct::Attend).value(), State::Served);
        QCOMPARE(afterAct(State::Called, LineAct::Pass).value(), State::Waiting);
        QCOMPARE(afterAct(State::Called, LineAct::Leave).value(), State::Left);
        for (const LineAct act : {LineAct::Call, LineAct::Attend, LineAct::Pass, LineAct::Leave}) {
            QVERIFY(!afterAct(State::Served, act));
            QVERIFY(!afterAct(State::Left, act));
        }
        QVERIFY(!afterAct(State::Called, LineAct::Call));
    }

    void movingUpIsNewsAtTheThirdAndTheFirstPlace()
    {
        const auto ids = [](const QString &text) {
            QList<LineEntryId> list;
            for (const QChar c : text)
                list.append({QString(c)});
            return list;
        };
        const auto news = [&](const QString &before, const QString &after) {
            QStringList told;
            for (const LineEvent &event : movedUp(ids(before), ids(after), at(0)))
                told << event.entry.value + u':' + nameOf(event.kind);
            return told.join(u' ');
        };
        QCOMPARE(news(u"abcde"_s, u"bcde"_s), u"b:first d:third"_s);
        QCOMPARE(news(u"abc"_s, u"bc"_s), u"b:first"_s);
        QCOMPARE(news(u"abc"_s, u"abcd"_s), QString());
        QCOMPARE(news(u"abc"_s, u"bac"_s), u"b:first"_s);
        QCOMPARE(news(u"abcdef"_s, u"def"_s), u"d:first e:third f:third"_s);
        QCOMPARE(news(u"abc"_s, u"abc"_s), QString());
    }

    void waitsComeFromChairsAndLengths()
    {
        const auto waits = [](const QList<Chair> &chairs, const QList<Sitting> &line) {
            QStringList texts;
            for (const auto &wait : estimateWaits(at(0), chairs, line))
                texts << (wait ? QString::number(wait->count()) : u"-"_s);
            return texts.join(u' ');
        };
        QCOMPARE(waits({{{}, {}}}, {{{}, 30}, {{}, 45}, {{}, 15}}), u"0 30 75"_s);
        QCOMPARE(waits({{u"a"_s, {}}, {u"b"_s, {}}}, {{{}, 30}, {{}, 60}, {{}, 15}}), u"0 0 30"_s);
        QCOMPARE(waits({{u"a"_s, {{at(-10), at(20)}}}}, {{{}, 30}}), u"20"_s);
        QCOMPARE(waits({{u"a"_s, {{at(20), at(60)}}}}, {{{}, 30}, {{}, 20}}), u"60 0"_s);   // the gap is too short for the first
        QCOMPARE(waits({{u"a"_s, {}}, {u"b"_s, {}}}, {{u"b"_s, 30}, {u"B"_s, 30}, {u"c"_s, 30}}), u"0 30 -"_s);
        QCOMPARE(waits({{u"a"_s, {{at(40), at(60)}, {at(0), at(40)}}}}, {{{}, 10}}), u"60"_s);
    }

    void theLineGoesItsWay()
    {
        Shop shop;
        const LineEntry ana = shop.join(u"Ana"_s);
        const LineEntry bia = shop.join(u"Bia"_s);
        shop.join(u"Caio"_s);
        const LineEntry davi = shop.join(u"Davi"_s);
        QCOMPARE(ana.position, 1);
        QCOMPARE(davi.position, 4);
        QCOMPARE(shop.places(), u"Ana:1 Bia:2 Caio:3 Davi:4"_s);
        QCOMPARE(shop.ask(ask::CallNext{{}, u"Rafael"_s}).value().clientName, u"Ana"_s);
        QCOMPARE(shop.places(), u"Ana:called Bia:1 Caio:2 Davi:3"_s);
        QVERIFY(shop.act(ana, LineAct::Attend));
        QVERIFY(shop.act(bia, LineAct::Pass));
        QCOMPARE(shop.places(), u"Caio:1 Bia:2 Davi:3 Ana:served"_s);
        QVERIFY(shop.act(davi, LineAct::Leave));
        QCOMPARE(shop.act(davi, LineAct::Call).error().code, Error::Code::Conflict);
        QCOMPARE(shop.act({{u"nobody"_s}}, LineAct::Call).error().code, Error::Code::NotFound);
        QCOMPARE(shop.events(), u"Ana joined, Bia joined, Caio joined, Davi joined, Ana called, Bia first, Davi third, Ana attended, "
                                "Bia passed, Caio first, Davi left"_s);
    }

    void aCalledOneWhoPassesGoesBehindTheNext()
    {
        Shop shop;
        const LineEntry ana = shop.join(u"Ana"_s);
        shop.join(u"Bia"_s);
        shop.join(u"Caio"_s);
        QVERIFY(shop.act(ana, LineAct::Call));
        QVERIFY(shop.act(ana, LineAct::Pass));
        QCOMPARE(shop.places(), u"Bia:1 Ana:2 Caio:3"_s);
        QVERIFY(shop.act(ana, LineAct::Pass));
        QVERIFY(shop.act(ana, LineAct::Pass));   // nobody is behind
        QCOMPARE(shop.places(), u"Bia:1 Caio:2 Ana:3"_s);
        QCOMPARE(shop.ask(ask::ListLine{}).value().last().passed, 3);
    }

    void theFirstPlaceIsToldOnce()
    {
        Shop shop;
        const LineEntry ana = shop.join(u"Ana"_s);
        const LineEntry bia = shop.join(u"Bia"_s);
        QVERIFY(shop.act(ana, LineAct::Pass));
        QVERIFY(shop.act(bia, LineAct::Pass));
        QVERIFY(shop.act(ana, LineAct::Pass));
        QCOMPARE(shop.events().count(u"Bia first"_s), 1);
    }

    void whoWantsAProfessionalWaitsForThatOne()
    {
        Shop shop;
        shop.join(u"Ana"_s, {}, u"Tiago"_s);
        shop.join(u"Bia"_s);
        QCOMPARE(shop.ask(ask::CallNext{{}, u"Rafael"_s}).value().clientName, u"Bia"_s);
        QCOMPARE(shop.ask(ask::CallNext{{}, u"Rafael"_s}).error().detail, u"line.empty"_s);
        QCOMPARE(shop.ask(ask::CallNext{{}, u"tiago"_s}).value().clientName, u"Ana"_s);
    }

    void nobodyWaitsTwice()
    {
        Shop shop;
        const LineEntry ana = shop.join(u"Ana"_s);
        QCOMPARE(shop.ask(ask::JoinLine{{{}, u"ANA"_s, {}, {}, {}}}).error().detail, u"clientName: line.twice"_s);
        QVERIFY(shop.act(ana, LineAct::Leave));
        QCOMPARE(shop.join(u"Ana"_s).position, 1);
        QCOMPARE(shop.ask(ask::JoinLine{{{}, u"  "_s, {}, {}, {}}}).error().code, Error::Code::Invalid);
        QCOMPARE(shop.ask(ask::JoinLine{{{}, u"Bia"_s, u"123"_s, {}, {}}}).error().detail, u"phone: phone.too_short"_s);
    }

    void aNewDayBeginsEmpty()
    {
        Shop shop;
        const LineEntry ana = shop.join(u"Ana"_s);
        shop.clock.setWallClock(fromMs(QDateTime(QDate(2026, 11, 24), QTime(2, 59), Qt::UTC).toMSecsSinceEpoch())); // 23:59 there
        QCOMPARE(shop.places(), u"Ana:1"_s);
        shop.clock.setWallClock(fromMs(QDateTime(QDate(2026, 11, 24), QTime(3, 0), Qt::UTC).toMSecsSinceEpoch()));
        QCOMPARE(shop.places(), QString());
        QCOMPARE(shop.events(), QString());
        QCOMPARE(shop.act(ana, LineAct::Call).error().code, Error::Code::Conflict);
        QCOMPARE(shop.join(u"Ana"_s).position, 1);   // she left with her day
    }

    void theDeskEstimatesWithDiaryAndServices()
    {
        Shop shop;
        shop.professional(u"Rafael"_s);
        QVERIFY(await<Service>(*shop.box, [&](auto reply) { shop.book.saveService({{}, {}, u"Corte"_s, 40, 0, true}, reply); }));
        ImportedVisit visit;
        visit.clientName = u"Zeca"_s;
        visit.professional = u"Rafael"_s;
        visit.start = shop.clock.now() + Minutes(60);
        visit.end = visit.start + Minutes(30);
        QVERIFY(await<VisitRecord>(*shop.box, [&](auto reply) { shop.data.addVisit({}, visit, reply); }));
        shop.join(u"Ana"_s, u"corte"_s);
        shop.join(u"Bia"_s, u"Corte"_s);
        const QList<LineEntry> line = shop.ask(ask::ListLine{}).value();
        QCOMPARE(line[0].minutes, 40);
        QCOMPARE(line[0].waitMinutes, 0);
        QCOMPARE(line[1].waitMinutes, 90);   // 40 min are left before the visit for nobody else: after it
        QVERIFY(shop.ask(ask::CallNext{{}, u"Rafael"_s}));
        QVERIFY(shop.act(line[0], LineAct::Attend));
        shop.clock.advance(Minutes(10));
        QCOMPARE(shop.ask(ask::ListLine{}).value()[0].waitMinutes, 80);
    }

    void phonesAreMasked()
    {
        Shop shop;
        const auto joined = shop.ask(ask::JoinLine{{{}, u"Ana"_s, u"(11) 90000-0001"_s, {}, {}}});
        QVERIFY(!joined.value().phone.isEmpty());
        QVERIFY(!joined.value().phone.contains(u"90000"_s));
        QVERIFY(!shop.ask(ask::ListLine{}).value()[0].phone.contains(u"90000"_s));
    }
};

QTEST_GUILESS_MAIN(TestWaitingLine)
#include "tst_waiting_line.moc"
