#include "engine/runtime/desks/shop_desk.h"
#include "engine/shop/sqlite_shop_book.h"
#include "engine/shop/sqlite_shop_database.h"
#include "tests/support/fake_clock.h"
#include "tests/support/manual_mailbox.h"

#include <QSqlError>
#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// The shop's book in its real file, and the desk in front of it.
class TestShopBook : public QObject
{
    Q_OBJECT

    struct Shop {
        QTemporaryDir folder{};
        std::shared_ptr<ManualMailbox> box = std::make_shared<ManualMailbox>();
        FakeClock clock{fromMs(QDateTime(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC).toMSecsSinceEpoch())};
        EngineSettings settings{};
        SqliteShopDatabase data{folder.filePath(u"shop.db"_s), settings, box, clock};
        SqliteShopBook book{data.file()};
        ShopDesk desk{{data, book, clock}};

        template <typename Q>
        Result<typename Q::Answer> ask(Q question)
        {
            return await<typename Q::Answer>(*box, [&](auto reply) { desk.answer(question, reply); });
        }
        Result<VisitRecord> visit(const QString &start, const QString &professional, VisitStatus status = VisitStatus::Scheduled,
                                  const QString &client = u"Zeca"_s)
        {
            ImportedVisit row;
            row.clientName = client;
            row.phone = u"+5511900000001"_s;
            row.professional = professional;
            row.service = u"Corte"_s;
            row.priceCents = 4500;
            row.start = LocalZone::named(settings.zone).value().parse(start).value();
            row.end = row.start + Minutes(40);
            row.status = status;
            return await<VisitRecord>(*box, [&](auto reply) { data.addVisit({}, row, reply); });
        }
    };

private slots:
    void professionalsComeWithVisitsAndAreNamedOnce()
    {
        Shop shop;
        QVERIFY(shop.visit(u"2026-11-25T10:00"_s, u"Rafael"_s));
        const auto team = shop.ask(ask::ListProfessionals{});
        QCOMPARE(team.value().size(), 1);
        QVERIFY(team.value()[0].active);
        QCOMPARE(shop.ask(ask::SaveProfessional{{{}, {}, u"  RAFAEL "_s, true}}).error().detail, u"name: name.taken"_s);
        QCOMPARE(shop.ask(ask::SaveProfessional{{{}, {}, u"  "_s, true}}).error().detail, u"name: missing"_s);
        QCOMPARE(shop.ask(ask::SaveProfessional{{{u"nobody"_s}, {}, u"Marcos"_s, true}}).error().code, Error::Code::NotFound);
        QVERIFY(shop.ask(ask::SaveProfessional{{{}, {}, u"Marcos"_s, true}}));
        Professional rafael = team.value()[0];
        rafael.active = false;
        QVERIFY(shop.ask(ask::SaveProfessional{rafael}));
        QCOMPARE(shop.ask(ask::ListProfessionals{}).value().last(), rafael); // the inactive ones stand last
    }

    void figuresComeFromTheWholeDiary()
    {
        Shop shop;   // 23/11/2026, 9:00 in São Paulo
        QVERIFY(shop.visit(u"2026-11-23T08:00"_s, u"Rafael"_s, VisitStatus::Done));
        QVERIFY(shop.visit(u"2026-11-23T08:00"_s, u"Marcos"_s, VisitStatus::NoShow));
        QVERIFY(shop.visit(u"2026-11-23T08:20"_s, u"Tiago"_s, VisitStatus::Cancelled));
        QVERIFY(shop.visit(u"2026-11-20T08:00"_s, u"Rafael"_s));
        QVERIFY(shop.visit(u"2026-10-02T08:00"_s, u"Rafael"_s, VisitStatus::Done));
        const ShopFigures figures = shop.ask(ask::ShowShopFigures{}).value();
        QCOMPARE(figures.today, (Takings{1, 4500}));
        QCOMPARE(figures.month, (Takings{1, 4500}));
        QCOMPARE(figures.monthBefore, std::optional(Takings{1, 4500}));
        QCOMPARE(figures.open, 1);
        QCOMPARE(figures.since, std::optional(LocalZone::named(shop.settings.zone).value().parse(u"2026-10-02T08:00"_s).value()));
        QCOMPARE(figures.services, (QList<ServiceFigure>{{u"Corte"_s, {1, 4500}}}));
        QCOMPARE(Shop().ask(ask::ShowShopFigures{}).value(), ShopFigures());
    }

    void aServiceTakesLengthAndPriceOfItsFirstVisit()
    {
        Shop shop;
        QVERIFY(shop.visit(u"2026-11-25T10:00"_s, u"Rafael"_s));
        Service corte = shop.ask(ask::ListServices{}).value().value(0);
        QCOMPARE(corte.minutes, 40);
        QCOMPARE(corte.priceCents, 4500);
        corte.priceCents = 5000;
        QVERIFY(shop.ask(ask::SaveService{corte}));
        QVERIFY(shop.visit(u"2026-11-25T12:00"_s, u"Rafael"_s));
        QCOMPARE(shop.ask(ask::ListServices{}).value(), (QList<Service>{corte})); // later visits change nothing
        corte.minutes = 0;
        QCOMPARE(shop.ask(ask::SaveService{corte}).error().code, Error::Code::Invalid);
        corte.minutes = 30;
        corte.priceCents = -1;
        QCOMPARE(shop.ask(ask::SaveService{corte}).error().code, Error::Code::Invalid);
    }

    void hoursAreKeptReplacedAndForgotten()
    {
        Shop shop;
        const Professional rafael = shop.ask(ask::SaveProfessional{{{}, {}, u"Rafael"_s, true}}).value();
        QVERIFY(shop.ask(ask::ListHours{}).value().isEmpty());
        QVERIFY(shop.ask(ask::SetHours{{{}, rafael.id, {{2, 600, 900}}}}));
        QVERIFY(shop.ask(ask::SetHours{{{}, {}, {{1, 780, 1140}, {1, 540, 720}}}}));
        const auto weeks = shop.ask(ask::ListHours{});
        QCOMPARE(weeks.value().size(), 2);
        QVERIFY(weeks.value()[0].professional.isEmpty());
        QCOMPARE(weeks.value()[0].spans, (QList<OpenSpan>{{1, 540, 720}, {1, 780, 1140}}));
        QVERIFY(shop.ask(ask::SetHours{{{}, {}, {{1, 480, 720}}}}));
        QCOMPARE(shop.ask(ask::ListHours{}).value()[0].spans, (QList<OpenSpan>{{1, 480, 720}}));
        QVERIFY(shop.ask(ask::SetHours{{{}, rafael.id, {}}}));
        QCOMPARE(shop.ask(ask::ListHours{}).value().size(), 1);
        QCOMPARE(shop.ask(ask::SetHours{{{}, {}, {{1, 480, 720}, {1, 700, 800}}}}).error().detail, u"hours: hours.overlap"_s);
        QCOMPARE(shop.ask(ask::SetHours{{{}, {u"nobody"_s}, {{1, 480, 720}}}}).error().code, Error::Code::NotFound);
        QCOMPARE(shop.ask(ask::SetHours{{{u"nowhere"_s}, {}, {{1, 480, 720}}}}).error().code, Error::Code::NotFound);
    }

    void closedDaysAreSetOpenedAndForgotten()
    {
        Shop shop;
        const auto december = [&] { return shop.ask(ask::ListClosedDays{{}, u"2026-12-01"_s, u"2026-12-31"_s}).value(); };
        QCOMPARE(december().size(), 1);
        QVERIFY(shop.ask(ask::SetClosedDay{{{}, u"2026-12-25"_s, u"anything"_s, ClosedDay::Kind::Local, false, true}}));
        QCOMPARE(december()[0].name, u"holiday.christmas"_s);
        QVERIFY(!december()[0].closed);
        QVERIFY(!december()[0].everyYear);
        QVERIFY(shop.ask(ask::SetClosedDay{{{}, u"2026-12-08"_s, u"Padroeira"_s, ClosedDay::Kind::Local, true, true}}));
        QCOMPARE(december().size(), 2);
        QCOMPARE(shop.ask(ask::ListClosedDays{{}, u"2028-12-08"_s, u"2028-12-08"_s}).value().size(), 1);
        QVERIFY(shop.ask(ask::ForgetClosedDay{{}, u"2028-12-08"_s})); // the one of every year, named by a later date
        QVERIFY(shop.ask(ask::ForgetClosedDay{{}, u"2026-12-25"_s}));
        QVERIFY(december()[0].closed);
        QCOMPARE(shop.ask(ask::ForgetClosedDay{{}, u"2026-12-25"_s}).error().code, Error::Code::NotFound);
        QCOMPARE(shop.ask(ask::SetClosedDay{{{}, u"2026-12-09"_s, {}, ClosedDay::Kind::Local, true, false}}).error().detail, u"name: missing"_s);
        QCOMPARE(shop.ask(ask::SetClosedDay{{{}, u"2026-12-09"_s, u"x"_s, ClosedDay::Kind::Local, false, false}}).error().detail, u"date: day.open"_s);
        QCOMPARE(shop.ask(ask::SetClosedDay{{{}, u"31/12/2026"_s, u"x"_s, ClosedDay::Kind::Local, true, false}}).error().code, Error::Code::Invalid);
        QCOMPARE(shop.ask(ask::ListClosedDays{{}, u"2026-12-31"_s, u"2026-12-01"_s}).error().code, Error::Code::Invalid);
    }

    void visitsOnClosedDaysAreListed()
    {
        Shop shop;
        QVERIFY(shop.visit(u"2026-12-24T23:30"_s, u"Rafael"_s));   // the evening before, where the shop is
        const VisitRecord christmas = shop.visit(u"2026-12-25T10:00"_s, u"Rafael"_s).value();
        QVERIFY(shop.visit(u"2026-12-25T11:00"_s, u"Rafael"_s, VisitStatus::Cancelled));
        const auto found = shop.ask(ask::ListClosedVisits{});
        QCOMPARE(found.value().size(), 1);
        QCOMPARE(found.value()[0].visit.id, christmas.id);
        QCOMPARE(found.value()[0].name, u"holiday.christmas"_s);
        QVERIFY(shop.ask(ask::SetClosedDay{{{}, u"2026-12-25"_s, {}, ClosedDay::Kind::Local, false, false}}));
        QVERIFY(shop.ask(ask::ListClosedVisits{}).value().isEmpty());
    }

    void aSlotIsCheckedAgainstAllThree()
    {
        Shop shop;
        const VisitRecord taken = shop.visit(u"2026-12-25T10:00"_s, u"Rafael"_s).value();
        QVERIFY(shop.ask(ask::SetHours{{{}, {}, {{5, 540, 720}}}}));
        const auto bad = shop.ask(ask::CheckSlot{{}, {}, u"rafael"_s, u"2026-12-25T10:30"_s, 120});
        QCOMPARE(bad.value().overlaps.size(), 1);
        QCOMPARE(bad.value().closedDay, u"holiday.christmas"_s);
        QVERIFY(bad.value().outsideHours);
        const auto own = shop.ask(ask::CheckSlot{{}, taken.id, u"Rafael"_s, u"2026-12-18T10:30"_s, 30});
        QCOMPARE(own.value(), SlotCheck());
        QCOMPARE(shop.ask(ask::CheckSlot{{}, {}, {}, u"soon"_s, 30}).error().code, Error::Code::Invalid);
        QCOMPARE(shop.ask(ask::CheckSlot{{}, {}, {}, u"2026-12-18T10:30"_s, 0}).error().code, Error::Code::Invalid);
        // a visit of the evening that runs past midnight is in the way of the next day's first
        ImportedVisit late;
        late.clientName = u"Zeca"_s;
        late.professional = u"Rafael"_s;
        late.start = LocalZone::named(shop.settings.zone).value().parse(u"2026-12-18T23:30"_s).value();
        late.end = late.start + Minutes(90);
        QVERIFY(await<VisitRecord>(*shop.box, [&](auto reply) { shop.data.addVisit({}, late, reply); }));
        QCOMPARE(shop.ask(ask::CheckSlot{{}, {}, u"Rafael"_s, u"2026-12-19T00:30"_s, 30}).value().overlaps.size(), 1);
    }

    void aClientsFileHidesTheNotes()
    {
        Shop shop;
        const ClientId zeca = shop.visit(u"2026-10-25T10:00"_s, u"Rafael"_s, VisitStatus::Done).value().client.id;
        QVERIFY(shop.visit(u"2026-11-01T10:00"_s, u"Rafael"_s, VisitStatus::NoShow));
        QVERIFY(shop.visit(u"2026-11-02T10:00"_s, u"Rafael"_s, VisitStatus::Done, u"Filho do Zeca"_s)); // same phone
        Client client = await<Client>(*shop.box, [&](auto reply) { shop.data.client(zeca, reply); }).value();
        client.notes = u"alergia"_s;
        QVERIFY(await<Client>(*shop.box, [&](auto reply) { shop.data.saveClient(client, reply); }));
        const auto file = shop.ask(ask::ShowClientFile{zeca});
        QVERIFY(file);
        QVERIFY(file.value().hasNotes);
        QVERIFY(file.value().client.notes.isEmpty());
        QCOMPARE(file.value().client.phone, u"+5511900000001"_s);
        QCOMPARE(file.value().done, 1);
        QCOMPARE(file.value().noShows, 1);
        QCOMPARE(file.value().visits.size(), 2);
        QCOMPARE(file.value().visits[0].status, VisitStatus::NoShow); // newest first
        QCOMPARE(file.value().lastNoShow, file.value().visits[0].start);
        QCOMPARE(shop.ask(ask::ShowClientFile{{u"nobody"_s}}).error().code, Error::Code::NotFound);
    }

    void aMovedVisitMayChangeHands()
    {
        Shop shop;
        const VisitRecord visit = shop.visit(u"2026-11-25T10:00"_s, u"Rafael"_s).value();
        const auto moved = await<VisitRecord>(*shop.box, [&](auto reply) {
            shop.data.moveVisit(visit.id, visit.start + Hours(1), u"Marcos"_s, reply);
        });
        QVERIFY(moved);
        QCOMPARE(moved.value().professional, u"Marcos"_s);
        QCOMPARE(moved.value().start, visit.start + Hours(1));
        QCOMPARE(shop.ask(ask::ListProfessionals{}).value().size(), 2);
    }

    void changesAreTold()
    {
        Shop shop;
        int told = 0;
        shop.data.onChange([&told] { ++told; });
        QVERIFY(shop.ask(ask::SetHours{{{}, {}, {{1, 480, 720}}}}));
        QCOMPARE(told, 1);
        QVERIFY(shop.ask(ask::ListHours{}));
        QVERIFY(!shop.ask(ask::ForgetClosedDay{{}, u"2026-01-01"_s}));
        QCOMPARE(told, 1);
    }

    /// Every version that shipped opens, with what it held.
    void olderFilesOpen_data()
    {
        QTest::addColumn<int>("steps");
        for (qsizetype steps = 1; steps < shopMigrations().size(); ++steps)
            QTest::addRow("version %d", shopMigrations()[steps - 1].version) << int(steps);
    }
    void olderFilesOpen()
    {
        QFETCH(int, steps);
        QTemporaryDir folder;
        auto box = std::make_shared<ManualMailbox>();
        {
            SqlThread old({u"shop.db"_s, folder.filePath(u"shop.db"_s), shopMigrations().mid(0, steps)}, box);
            const auto written = await<Done>(*box, [&](Reply<Done> reply) {
                old.run<Done>(
                    [](QSqlDatabase &db) -> Result<Done> {
                        for (const char *sql : {"INSERT INTO unit(id, name, zone, position) VALUES ('u', 'Antiga', 'America/Sao_Paulo', 1)",
                                                "INSERT INTO professional(id, unit, name, folded) VALUES ('p', 'u', 'Rafael', 'rafael')",
                                                "INSERT INTO service(id, unit, name, folded) VALUES ('s', 'u', 'Corte', 'corte')",
                                                "INSERT INTO service(id, unit, name, folded) VALUES ('t', 'u', 'Barba', 'barba')",
                                                "INSERT INTO visit(id, unit, professional, service, price, start_at, end_at, status, "
                                                "booked_at, changed_at) VALUES ('v', 'u', 'p', 's', 4500, 1000, 2701000, 'done', 0, 0)"}) {
                            QSqlQuery query(db);
                            if (!execute(query, QString::fromLatin1(sql)))
                                return Error{Error::Code::Corrupt, query.lastError().text()};
                        }
                        return Done{};
                    },
                    reply);
            });
            QVERIFY2(written, written ? "" : qPrintable(written.error().detail));
        }
        FakeClock clock{fromMs(1'795'455'128'000)};
        const EngineSettings settings;
        SqliteShopDatabase shop(folder.filePath(u"shop.db"_s), settings, box, clock);
        SqliteShopBook book(shop.file());
        const auto services = await<QList<Service>>(*box, [&](auto reply) { book.services({}, reply); });
        QVERIFY2(services, services ? "" : qPrintable(services.error().detail));
        QCOMPARE(services.value().size(), 2);
        QCOMPARE(services.value()[1].name, u"Corte"_s);
        if (steps < 2) { // the step to version 2 takes them from the newest visit
            QCOMPARE(services.value()[1].minutes, 45);
            QCOMPARE(services.value()[1].priceCents, 4500);
        }
        QCOMPARE(services.value()[0].minutes, 30);
        QVERIFY(await<QList<Professional>>(*box, [&](auto reply) { book.professionals({}, reply); }).value()[0].active);
    }
};

QTEST_GUILESS_MAIN(TestShopBook)
#include "tst_shop_book.moc"
