#include "engine/runtime/desks/diary_desk.h"
#include "engine/runtime/desks/kind_desk.h"
#include "engine/runtime/desks/line_desk.h"
#include "engine/runtime/log_book.h"
#include "engine/shop/sqlite_consent_ledger.h"
#include "engine/shop/sqlite_message_wishes.h"
#include "engine/shop/sqlite_shop_book.h"
#include "engine/shop/sqlite_replies.h"
#include "engine/shop/sqlite_shop_database.h"
#include "engine/shop/sqlite_till.h"
#include "engine/shop/sqlite_waiting_line.h"
#include "engine/shop/wish_planner.h"
#include "tests/support/diary_export.h"
#include "tests/support/fake_clock.h"
#include "tests/support/manual_mailbox.h"
#include "tests/unit/shop/reminder_jobs.h"

#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using Kind = MessageKind;

namespace {

const QString header = u"Código;Data;Cliente;Celular;Status\n"_s;
constexpr qsizetype switchedKinds = qsizetype(Kind::OptedOut) + 1;   ///< the answers are not switched; the offer of a place is

/// The real shop file with everything that writes into it, and the jobs that follow.
struct Shop {
    explicit Shop(const QString &path) : data(path, settings, box, clock) {}

    std::shared_ptr<ManualMailbox> box = std::make_shared<ManualMailbox>();
    FakeClock clock{fromMs(QDateTime(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC).toMSecsSinceEpoch())};   // nine in the morning
    EngineSettings settings{};
    LogBook log{{}, clock};
    ReminderJobs jobs{};
    DeliveryLookup lookup = [](QStringList, Reply<QMap<QString, DeliveryView>> reply) { reply(QMap<QString, DeliveryView>()); };
    SqliteShopDatabase data;
    SqliteShopBook book{data.file()};
    SqliteWaitingLine line{data.file()};
    SqliteTill till{data.file()};
    SqliteMessageWishes wishes{data.file()};
    SqliteConsentLedger consents{data.file()}; SqliteReplies replies{data.file()};
    Templates templates{QString()};
    WishReader reader{{wishes, data, book, line, templates, settings, clock}};
    Planner planner{data, jobs, lookup, settings, clock, log};
    WishPlanner wishPlanner{wishes, jobs, settings, clock, log};
    KindDesk kinds{{wishes, reader, book, templates, settings, clock, [this](Instant from, Instant to, Reply<QList<ReminderPreview>> reply) {
                        diary.remindersBetween(from, to, std::move(reply));
                    }, wishPlanner}};
    DiaryDesk diary{{data, jobs, planner, lookup, settings, clock,
                     [](const VisitRecord &, ReminderKind) { return Result<QString>(u"Lembrete"_s); },
                     [](Reply<QString> reply) { reply(u"seen"_s); },
                     [this](Instant from, Instant to, Reply<QList<MessagePreview>> reply) {
                         kinds.wishesBetween(from, to, {}, std::move(reply));
                     },
                     till, consents, replies, readDiaryHere}};
    LineDesk lineDesk{{data, book, line, clock}};

    template <typename Q>
    Result<typename Q::Answer> ask(Q question)
    {
        return await<typename Q::Answer>(*box, [&](auto reply) {
            if constexpr (requires { diary.answer(question, reply); })
                diary.answer(question, reply);
            else if constexpr (requires { kinds.answer(question, reply); })
                kinds.answer(question, reply);
            else
                lineDesk.answer(question, reply);
        });
    }
    void turn(Kind kind, bool on = true, const UnitId &unit = {})
    {
        QVERIFY(ask(ask::SetMessageKind{unit, kind, on}));
    }
    void turnAll()
    {
        for (const Kind kind : {Kind::Booked, Kind::Moved, Kind::Cancelled, Kind::Payment, Kind::LineThird, Kind::LineFirst, Kind::LineCalled})
            turn(kind);
    }
    VisitView add(const QString &start = u"2026-11-25T10:00"_s, const QString &name = u"Zeca Exemplo"_s, const QString &phone = u"11987654321"_s)
    {
        clock.advance(Seconds(1));
        const auto added = ask(ask::AddVisit{{.clientName = name, .phone = phone, .service = u"Corte"_s, .localStart = start, .priceCents = 4500}});
        return added ? added.value() : VisitView();
    }
    bool move(const VisitView &visit, const QString &start)
    {
        clock.advance(Seconds(1));
        return bool(ask(ask::MoveVisit{visit.id, start, {}}));
    }
    bool status(const VisitView &visit, VisitStatus status)
    {
        clock.advance(Seconds(1));
        return bool(ask(ask::SetVisitStatus{visit.id, status}));
    }
    QList<MessageWish> open()
    {
        const auto found = await<QList<MessageWish>>(*box, [&](auto reply) { wishes.open(reply); });
        return found ? found.value() : QList<MessageWish>();
    }
    /// "booked 10:00, moved 11:00": what waits to be told, with the time it says.
    QString said()
    {
        QStringList words;
        for (const MessageWish &wish : open())
            words << (wish.start ? nameOf(wish.kind) + u' ' + toUtc(*wish.start - Hours(3)).toString(u"HH:mm") : nameOf(wish.kind));
        words.sort();
        return words.join(u", "_s);
    }
    /// A channel takes everything that waits.
    void tell()
    {
        const QList<MessageWish> all = open();
        for (const MessageWish &wish : all)
            QVERIFY(await<Done>(*box, [&](auto reply) { wishes.take(wish.key, reply); }));
    }
    ImportReport import(const QByteArray &file)
    {
        clock.advance(Seconds(1));
        const auto preview = ask(ask::PreviewImport{u"agenda.csv"_s, file});
        const auto report = preview ? ask(ask::ApplyImport{preview.value().token}) : preview;
        return report && report.value().messages == preview.value().messages ? report.value() : ImportReport{.messages = -1};
    }
    ImportReport importRows(const QString &rows) { return import((header + rows).toUtf8()); }
    void plan()
    {
        wishPlanner.tick();
        (void)open(); // behind the look, on the same thread
    }
};

} // namespace

/// Wishes for messages are made with what happens, once each, and become jobs.
class TestMessageWishes : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Shop> m_shop;
    QString path() const { return m_folder->filePath(u"shop.db"_s); }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_shop = std::make_unique<Shop>(path());
    }
    void cleanup() { m_shop.reset(); }

    void remindersAreOnAndTheRestIsOff()
    {
        const auto kinds = m_shop->ask(ask::ListMessageKinds{});
        QVERIFY(kinds);
        QCOMPARE(kinds.value().size(), switchedKinds);
        for (const MessageKindView &kind : kinds.value()) {
            QCOMPARE(kind.wanted, kind.kind == Kind::DayBefore || kind.kind == Kind::HourBefore);
            QVERIFY2(kind.problem.isEmpty() && kind.example.contains(u"Zeca"_s), qPrintable(nameOf(kind.kind) + kind.problem));
        }
        const VisitView visit = m_shop->add();
        QVERIFY(m_shop->move(visit, u"2026-11-25T11:00"_s));
        QVERIFY(m_shop->ask(ask::PayVisit{visit.id, 4500, PaymentMethod::Pix}));
        QVERIFY(m_shop->status(visit, VisitStatus::Cancelled));
        QCOMPARE(m_shop->said(), QString());
    }

    void whatIsUndoneIsNotTold()
    {
        m_shop->turnAll();
        const VisitView visit = m_shop->add();
        QCOMPARE(m_shop->said(), u"booked 10:00"_s);
        QVERIFY(m_shop->move(visit, u"2026-11-25T11:00"_s)); // still the first word
        QCOMPARE(m_shop->said(), u"booked 11:00"_s);
        QVERIFY(m_shop->status(visit, VisitStatus::Cancelled));
        QCOMPARE(m_shop->said(), QString());
        QVERIFY(m_shop->status(visit, VisitStatus::Scheduled));
        QCOMPARE(m_shop->said(), u"booked 11:00"_s);
    }

    void oneWordForSeveralChanges()
    {
        m_shop->turnAll();
        const VisitView visit = m_shop->add();
        m_shop->tell();
        QVERIFY(m_shop->move(visit, u"2026-11-25T11:00"_s));
        QVERIFY(m_shop->move(visit, u"2026-11-25T12:00"_s));
        QCOMPARE(m_shop->said(), u"moved 12:00"_s);
        QVERIFY(m_shop->status(visit, VisitStatus::Confirmed)); // says nothing new
        QCOMPARE(m_shop->said(), u"moved 12:00"_s);
        QVERIFY(m_shop->status(visit, VisitStatus::Cancelled));
        QCOMPARE(m_shop->said(), u"cancelled 10:00"_s);         // the time that the client knows
        QVERIFY(m_shop->status(visit, VisitStatus::Scheduled));
        QVERIFY(m_shop->move(visit, u"2026-11-25T10:00"_s));
        QCOMPARE(m_shop->said(), QString());
    }

    void toldIsTold()
    {
        m_shop->turnAll();
        const VisitView visit = m_shop->add();
        m_shop->tell();
        QCOMPARE(m_shop->said(), QString());
        QVERIFY(m_shop->move(visit, u"2026-11-25T11:00"_s));
        m_shop->tell();
        QVERIFY(m_shop->move(visit, u"2026-11-25T10:00"_s));
        QCOMPARE(m_shop->said(), u"moved 10:00"_s);
        m_shop->tell();
        QVERIFY(m_shop->status(visit, VisitStatus::Cancelled));
        QCOMPARE(m_shop->said(), u"cancelled 10:00"_s);
        m_shop->tell();
        QVERIFY(m_shop->status(visit, VisitStatus::Scheduled));
        QCOMPARE(m_shop->said(), u"booked 10:00"_s);
    }

    void withoutAPhoneNothingIsWished()
    {
        m_shop->turnAll();
        const VisitView visit = m_shop->add(u"2026-11-25T10:00"_s, u"Sem Telefone"_s, {});
        QVERIFY(m_shop->ask(ask::PayVisit{visit.id, 4500, PaymentMethod::Cash}));
        QCOMPARE(m_shop->said(), QString());
    }

    void eachUnitDecides()
    {
        const Unit first = m_shop->ask(ask::ListUnits{}).value().first();
        const Unit second = m_shop->ask(ask::SaveUnit{{{}, u"Vila"_s, u"America/Sao_Paulo"_s, {}}}).value();
        m_shop->turn(Kind::Booked, true, second.id);
        m_shop->turn(Kind::DayBefore, false, second.id);
        m_shop->add();
        QCOMPARE(m_shop->said(), QString());
        VisitDraft draft{.unit = second.id, .clientName = u"Rui Exemplo"_s, .phone = u"11987650002"_s, .localStart = u"2026-11-26T15:00"_s};
        const auto there = m_shop->ask(ask::AddVisit{draft});
        QVERIFY(there);
        QCOMPARE(m_shop->said(), u"booked 15:00"_s);
        // Its reminders follow the unit, the others do not.
        QCOMPARE(there.value().reminders.first().reason, u"kind_off"_s);
        QCOMPARE(there.value().reminders.last().reason, QString());
        const auto all = m_shop->ask(ask::ListVisits{m_shop->clock.now(), m_shop->clock.now() + Hours(96), {}});
        QVERIFY(all);
        for (const VisitView &visit : all.value())
            if (visit.unit == first.id)
                QVERIFY(visit.reminders.first().reason.isEmpty());
        m_shop->turn(Kind::Booked, false, second.id); // what waits of it goes
        QCOMPARE(m_shop->said(), QString());
    }

    void theFirstImportTellsNobody()
    {
        m_shop->turnAll();
        m_shop->settings.importMessages = 1000;
        const ImportReport first = m_shop->import(makeDiaryExport({.now = m_shop->clock.now(), .rows = 300}));
        QVERIFY(first.added > 200);
        QCOMPARE(first.messages, 0);
        QCOMPARE(first.unsaid, 0);
        QCOMPARE(m_shop->open().size(), 0);
        const ImportReport again = m_shop->import(makeDiaryExport({.now = m_shop->clock.now(), .rows = 300}));
        QCOMPARE(again.added + again.moved + again.messages, 0);
        QCOMPARE(m_shop->open().size(), 0);
    }

    void laterImportsTellWhatIsNew()
    {
        m_shop->turnAll();
        const QString ana = u"1;25/11/2026 10:00;Ana Exemplo;11987650001;Agendado\n"_s;
        const QString rui = u"2;26/11/2026 10:00;Rui Exemplo;11987650002;Agendado\n"_s;
        const QString bia = u"3;25/11/2026 14:00;Bia Exemplo;11987650003;Agendado\n"_s;
        const QString far = u"4;27/11/2026 10:00;Caio Exemplo;11987650004;Agendado\n"_s;
        QCOMPARE(m_shop->importRows(ana + rui).messages, 0);
        // Bia's day was in sight before and she was not there; Caio's was not.
        QCOMPARE(m_shop->importRows(ana + rui + bia + far).messages, 1);
        QCOMPARE(m_shop->said(), u"booked 14:00"_s);
        m_shop->tell();
        QCOMPARE(m_shop->importRows(u"1;25/11/2026 11:00;Ana Exemplo;11987650001;Agendado\n"_s
                                    + u"2;26/11/2026 10:00;Rui Exemplo;11987650002;Cancelado\n"_s + bia + far).messages, 2);
        QCOMPARE(m_shop->said(), u"cancelled 10:00, moved 11:00"_s);
        QCOMPARE(m_shop->importRows(u"1;25/11/2026 11:00;Ana Exemplo;11987650001;Agendado\n"_s
                                    + u"2;26/11/2026 10:00;Rui Exemplo;11987650002;Cancelado\n"_s + bia + far).messages, 0);
        QCOMPARE(m_shop->open().size(), 2);
    }

    void tooManyAtOnceAreNone()
    {
        m_shop->turnAll();
        m_shop->settings.importMessages = 2;
        QString before;
        QString after;
        for (int i = 0; i < 3; ++i) {
            before += u"%1;25/11/2026 1%1:00;Ana Exemplo;1198765000%1;Agendado\n"_s.arg(i);
            after += u"%1;25/11/2026 1%1:30;Ana Exemplo;1198765000%1;Agendado\n"_s.arg(i);
        }
        m_shop->importRows(before);
        const ImportReport shifted = m_shop->importRows(after);
        QCOMPARE(shifted.moved, 3);
        QCOMPARE(shifted.messages, 0);
        QCOMPARE(shifted.unsaid, 3);
        QCOMPARE(m_shop->said(), QString());
        m_shop->settings.importMessages = 0;
        QCOMPARE(m_shop->importRows(before).unsaid, 3);
        QCOMPARE(m_shop->said(), QString());
    }

    void cancellingWhatVanishedIsTold()
    {
        m_shop->turnAll();
        const QString ana = u"1;25/11/2026 10:00;Ana Exemplo;11987650001;Agendado\n"_s;
        const QString rui = u"2;25/11/2026 11:00;Rui Exemplo;11987650002;Agendado\n"_s;
        m_shop->importRows(ana + rui);
        const ImportReport report = m_shop->importRows(ana);
        QCOMPARE(report.vanished.size(), 1);
        QCOMPARE(m_shop->said(), QString());
        QVERIFY(m_shop->ask(ask::ResolveVanished{{report.vanished.first().id}, true}));
        QCOMPARE(m_shop->said(), u"cancelled 11:00"_s);
    }

    void paymentsAreCountedAndTold()
    {
        m_shop->turnAll();
        const VisitView visit = m_shop->add();
        m_shop->tell();
        QCOMPARE(m_shop->ask(ask::PayVisit{visit.id, 0, PaymentMethod::Pix}).error().detail, u"amountCents: amount.positive"_s);
        QCOMPARE(m_shop->ask(ask::PayVisit{{u"nobody"_s}, 1, PaymentMethod::Pix}).error().code, Error::Code::NotFound);
        QCOMPARE(m_shop->ask(ask::PayVisit{visit.id, 2000, PaymentMethod::Cash}).value().paidCents, 2000);
        QCOMPARE(m_shop->ask(ask::PayVisit{visit.id, 2500, PaymentMethod::Pix}).value().paidCents, 4500);
        QCOMPARE(m_shop->said(), u"payment, payment"_s);
        m_shop->clock.advance(Seconds(1));
        QCOMPARE(m_shop->ask(ask::UnpayVisit{visit.id}).value().paidCents, 2000);
        const auto seen = m_shop->ask(ask::PreviewReminders{m_shop->clock.now(), m_shop->clock.now() + Hours(24)});
        QVERIFY(seen);
        QStringList reasons;
        for (const MessagePreview &one : seen.value().wishes)
            reasons << one.reason;
        reasons.sort();
        QCOMPARE(reasons, (QStringList{QString(), u"taken_back"_s}));
        QCOMPARE(m_shop->ask(ask::UnpayVisit{visit.id}).value().paidCents, 0);
        QCOMPARE(m_shop->ask(ask::UnpayVisit{visit.id}).error().detail, u"payment.none"_s);
    }

    void theLineTellsOnceEach()
    {
        m_shop->turnAll();
        QList<LineEntry> line;
        for (int i = 1; i <= 4; ++i) {
            m_shop->clock.advance(Seconds(1));
            line << m_shop->ask(ask::JoinLine{{{}, u"Cliente %1"_s.arg(i), u"1198765000%1"_s.arg(i), {}, {}}}).value();
        }
        QCOMPARE(m_shop->said(), QString());
        QVERIFY(m_shop->ask(ask::CallNext{}));
        QCOMPARE(m_shop->said(), u"line_called, line_first, line_third"_s);
        m_shop->tell();
        QVERIFY(m_shop->ask(ask::ActOnLine{line[0].id, LineAct::Pass, {}})); // back, behind the second
        QVERIFY(m_shop->ask(ask::ActOnLine{line[1].id, LineAct::Leave, {}}));
        QCOMPARE(m_shop->said(), u"line_first"_s);                           // the one who passed is next: once
        m_shop->tell();
        QVERIFY(m_shop->ask(ask::CallNext{}));                               // called before: not again
        QCOMPARE(m_shop->said(), u"line_first"_s);                           // the third one moved up
        QCOMPARE(m_shop->open().first().about, line[2].id.value);
    }

    void aCallTakesThePlaceOfAPosition()
    {
        m_shop->turnAll();
        for (int i = 1; i <= 2; ++i)
            QVERIFY(m_shop->ask(ask::JoinLine{{{}, u"Cliente %1"_s.arg(i), u"1198765000%1"_s.arg(i), {}, {}}}));
        QVERIFY(m_shop->ask(ask::CallNext{}));
        QVERIFY(m_shop->ask(ask::CallNext{}));
        QCOMPARE(m_shop->said(), u"line_called, line_called"_s);
    }

    void wishesBecomeJobsOnce()
    {
        m_shop->turnAll();
        m_shop->add();
        m_shop->plan();
        m_shop->plan();
        QCOMPARE(m_shop->jobs.jobs.size(), 1);
        QCOMPARE(m_shop->jobs.jobs.first().options.jobId, wishJob(m_shop->open().first(), {}).options.jobId);
        m_shop->tell();
        m_shop->jobs.jobs.clear();
        m_shop->plan(); // given to a channel: another job would say it again
        QCOMPARE(m_shop->jobs.jobs.size(), 0);
    }

    /// The program dies between the change and its job: the wish stands beside the change, and the next run makes the job.
    void aWishOutlivesTheProgram()
    {
        m_shop->turnAll();
        m_shop->add();
        const QString key = m_shop->open().first().key;
        m_shop.reset();
        m_shop = std::make_unique<Shop>(path());
        QCOMPARE(m_shop->said(), u"booked 10:00"_s);
        m_shop->plan();
        QCOMPARE(m_shop->jobs.jobs.firstKey(), wishJob(m_shop->open().first(), {}).options.jobId);
        QCOMPARE(m_shop->open().first().key, key);
    }

    /// What fails as a whole leaves no wish either.
    void noChangeNoWish()
    {
        m_shop->turnAll();
        const auto preview = m_shop->ask(ask::PreviewImport{u"agenda.csv"_s, (header + u"1;25/11/2026 10:00;Ana Exemplo;11987650001;Agendado\n"_s).toUtf8()});
        QVERIFY(preview);
        QCOMPARE(m_shop->said(), QString());
        m_shop->add(); // another revision of the diary
        m_shop->tell();
        QCOMPARE(m_shop->ask(ask::ApplyImport{preview.value().token}).error().code, Error::Code::Conflict);
        QVERIFY(!m_shop->ask(ask::MoveVisit{{u"nobody"_s}, u"2026-11-25T10:00"_s, {}}));
        QCOMPARE(m_shop->said(), QString());
    }
    /// after a stop a few go by themselves, many wait for a person; what is about to be false waits for nobody.
    void manyLateOnesWaitForAPerson()
    {
        m_shop->turnAll();
        m_shop->settings.lateBatch = 2;
        const VisitView soon = m_shop->add(u"2026-11-23T12:00"_s);
        m_shop->add(u"2026-11-25T10:00"_s);
        m_shop->clock.advance(Hours(1));
        m_shop->plan();
        QVERIFY(m_shop->ask(ask::ListLateMessages{}).value().isEmpty()); // two are few
        m_shop->add(u"2026-11-25T11:00"_s);
        m_shop->clock.advance(Hours(1));
        m_shop->plan();
        const auto late = m_shop->ask(ask::ListLateMessages{});
        QCOMPARE(late.value().size(), 3);
        QVERIFY(late.value().first().reason.isEmpty());
        QVERIFY(!late.value().first().text.isEmpty() && !late.value().first().phone.contains(u"8765"_s));
        const QString key = m_shop->open().first().key;
        const auto held = await<WishMessage>(*m_shop->box, [&](auto reply) { m_shop->reader.read(key, reply); });
        QCOMPARE(held.value().check.say, VisitCheck::Say::Hold);
        QCOMPARE(held.value().check.reason, u"late"_s);
        // The client is told what stands there now, not what waited.
        QVERIFY(m_shop->status(soon, VisitStatus::Cancelled));
        QCOMPARE(m_shop->ask(ask::ListLateMessages{}).value().size(), 2);

        const auto sent = m_shop->ask(ask::DecideLateMessages{true});
        QCOMPARE(sent.value().done, 2);
        QCOMPARE(m_shop->jobs.promoted.size(), 2);
        m_shop->clock.advance(Hours(1));
        m_shop->plan();
        QVERIFY(m_shop->ask(ask::ListLateMessages{}).value().isEmpty()); // decided once
        for (const MessageWish &wish : m_shop->open()) {
            const auto go = await<WishMessage>(*m_shop->box, [&](auto reply) { m_shop->reader.read(wish.key, reply); });
            QCOMPARE(go.value().check.say, VisitCheck::Say::Go);
        }
    }

    /// Too late to go by itself, not too late for a person.
    void whatExpiredIsAskedAbout()
    {
        m_shop->turnAll();
        const VisitView visit = m_shop->add(u"2026-11-25T10:00"_s);
        QVERIFY(m_shop->ask(ask::PayVisit{.id = visit.id, .amountCents = 4500, .method = PaymentMethod::Pix}));
        m_shop->clock.advance(Hours(25));
        m_shop->plan();
        QCOMPARE(m_shop->ask(ask::ListLateMessages{}).value().size(), 2);
        QCOMPARE(m_shop->ask(ask::DecideLateMessages{false}).value().done, 2);
        QVERIFY(m_shop->open().isEmpty());
        QVERIFY(m_shop->jobs.promoted.isEmpty());
        // A confirmation is of no use once the visit began, whatever a person says.
        m_shop->add(u"2026-11-26T09:30"_s);
        m_shop->clock.advance(Hours(24) + Minutes(15));
        m_shop->plan();
        QCOMPARE(m_shop->ask(ask::ListLateMessages{}).value().size(), 1);
        m_shop->clock.setWallClock(fromMs(QDateTime(QDate(2026, 11, 26), QTime(12, 25), Qt::UTC).toMSecsSinceEpoch()));
        QCOMPARE(m_shop->ask(ask::DecideLateMessages{true}).value().done, 0);
        const QString key = m_shop->open().first().key;
        const auto gone = await<WishMessage>(*m_shop->box, [&](auto reply) { m_shop->reader.read(key, reply); });
        QCOMPARE(gone.value().check.reason, u"expired"_s);
    }

    void oneClientSeesWhatComes()
    {
        m_shop->turn(Kind::Booked);
        const VisitView visit = m_shop->add(u"2026-11-24T20:00"_s);
        m_shop->add(u"2026-11-24T20:00"_s, u"Outra Pessoa"_s, u"11987650009"_s);
        const auto seen = m_shop->ask(ask::PreviewClient{visit.client});
        QVERIFY2(seen, qPrintable(seen ? QString() : seen.error().detail));
        QStringList coming;
        QStringList off;
        for (const MessagePreview &one : seen.value()) {
            QCOMPARE(one.clientName, u"Zeca Exemplo"_s);
            QVERIFY(!one.text.isEmpty());
            QVERIFY(!one.phone.contains(u"8765"_s));
            if (one.dueAt)
                coming << nameOf(one.kind);
            else if (one.reason == u"kind_off")
                off << nameOf(one.kind);
        }
        QCOMPARE(coming, (QStringList{u"booked"_s, u"day_before"_s}));
        QCOMPARE(off, (QStringList{u"moved"_s, u"cancelled"_s, u"payment"_s, u"line_third"_s, u"line_first"_s, u"line_called"_s, u"slot_offer"_s}));
        QCOMPARE(seen.value().size(), 2 + switchedKinds);
        QCOMPARE(m_shop->ask(ask::PreviewClient{{u"nobody"_s}}).error().code, Error::Code::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestMessageWishes)
#include "tst_message_wishes.moc"
