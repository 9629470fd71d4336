#include "engine/local/console_schema.h"
#include "engine/notify/channels/whatsapp_cloud.h"
#include "engine/notify/consent_book.h"
#include "engine/notify/reply_reader.h"
#include "engine/runtime/desks/call_list.h"
#include "engine/runtime/log_book.h"
#include "engine/shop/reminder_plan.h"
#include "engine/shop/sqlite_consent_ledger.h"
#include "engine/shop/sqlite_message_wishes.h"
#include "engine/shop/sqlite_replies.h"
#include "engine/shop/sqlite_shop_book.h"
#include "engine/shop/sqlite_shop_database.h"
#include "engine/shop/sqlite_waiting_line.h"
#include "engine/shop/wish_planner.h"
#include "engine/tasks/send_message.h"
#include "engine/tasks/wish_reader.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_whatsapp.h"
#include "tests/support/send_doubles.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

/// The real shop file and ledger, replies, and everything that sends; the faked provider.
struct Counter {
    QTemporaryDir folder;
    FakeClock clock;
    std::shared_ptr<QtMailbox> box = std::make_shared<QtMailbox>();
    LogBook log{{}, clock};
    EngineSettings settings;
    FakeWhatsApp provider;
    SqlThread console{{u"console.db"_s, folder.filePath(u"console.db"_s), consoleMigrations()}, box};
    DeliveryLedger ledger{console, clock};
    SqliteShopDatabase shop{folder.filePath(u"shop.db"_s), settings, box, clock};
    SqliteShopBook book{shop.file()};
    SqliteWaitingLine line{shop.file()};
    SqliteMessageWishes wishes{shop.file()};
    SqliteConsentLedger consents{shop.file()};
    SqliteReplies replies{shop.file()};
    FenceStore store;
    SecretsDouble secrets;
    const bool hasToken = (secrets.values.insert(u"WHATSAPP_ACCESS_TOKEN"_s, provider.token().toUtf8()), true);   // before it is read
    HttpTransport transport{clock};
    Templates templates{QString()};
    WishReader wishReader{{wishes, shop, book, line, templates, settings, clock}};
    WhatsAppCloud channel{transport, secrets, settings, clock, log};
    Dispatcher dispatcher{Dispatcher::Parts{store, ledger, settings, clock, log, u"run-1"_s, [] { return 0.5; }}};
    SendMessage sender{shop, templates, dispatcher, settings, clock, &wishReader};
    ReplyReader reader{{replies, ledger, settings, log}};
    int events = 0;
    int jobs = 0;

    Counter()
    {
        settings.whatsappWay = ChannelWay::Live;
        settings.whatsappUrl = provider.url();
        settings.whatsappNumberId = provider.numberId();
        dispatcher.addChannel(channel);
        (void)ask<QList<Unit>>([&](auto r) { shop.units(r); });
    }
    ~Counter() { box->close(); }

    template <typename T, typename Call>
    Result<T> ask(Call &&call)
    {
        std::optional<Result<T>> got;
        call(Reply<T>([&got](Result<T> result) { got = std::move(result); }));
        [&] { QTRY_VERIFY_WITH_TIMEOUT(got.has_value(), 10'000); }();
        return got ? std::move(*got) : Result<T>(Error{Error::Code::Timeout, {}});
    }
    VisitRecord add(const QString &name, const QString &phone, Hours ahead)
    {
        ImportedVisit visit{.clientName = name, .phone = phone, .professional = u"Beto"_s, .service = u"Corte"_s};
        visit.start = clock.now() + ahead;
        visit.end = visit.start + Minutes(30);
        return ask<VisitRecord>([&](auto r) { shop.addVisit({}, visit, r); }).value();
    }
    VisitRecord read(const VisitRecord &visit)
    {
        return ask<VisitRecord>([&](auto r) { shop.visit(visit.id, r); }).value();
    }
    /// The day-before question went out.
    QString askClient(const VisitRecord &visit)
    {
        Notification message{.dedupeKey = reminderKey(visit.id, ReminderKind::DayBefore, visit.start), .recipient = visit.client.phone};
        message.visitId = visit.id.value;
        message.startAt = visit.start;
        message.reminderType = u"day_before"_s;
        const QString wamid = u"wamid.%1"_s.arg(++events);
        (void)ask<DeliveryView>([&](auto r) { ledger.record(message, {.state = DeliveryState::Accepted, .providerId = wamid}, r); });
        return wamid;
    }
    ReplyEvent event(const QString &from, const QString &text)
    {
        return {Channel::WhatsApp, u"in.%1"_s.arg(++events), from, text, {}, {}, clock.now()};
    }
    bool take(const QList<ProviderEvent> &told)
    {
        clock.advance(Seconds(30));
        return bool(ask<Done>([&](auto r) { reader.take(told, r); }));
    }
    bool write(const QString &from, const QString &text) { return take({event(from, text)}); }
    QString open()
    {
        QStringList kinds;
        const QList<MessageWish> all = ask<QList<MessageWish>>([&](auto r) { wishes.open(r); }).value();
        for (const MessageWish &wish : all)
            kinds << nameOf(wish.kind);
        return kinds.join(u", "_s);
    }
    /// Sends everything that is wished for; answers what the provider took since the start.
    QStringList send()
    {
        const QList<MessageWish> all = ask<QList<MessageWish>>([&](auto r) { wishes.open(r); }).value();
        for (const MessageWish &wish : all) {
            const NewJob job = wishJob(wish, clock.now());
            const auto context = std::make_shared<ContextDouble>();
            context->claimed.queue = job.queue;
            context->claimed.id = {job.options.jobId};
            context->claimed.data = job.data.utf8;
            context->claimed.attemptsStarted = 1;
            context->until = clock.now() + Seconds(30);
            (void)ask<JobOutcome>([&](auto r) { sender.run(context, r); });
            ++jobs;
        }
        QStringList texts;
        for (const FakeWhatsApp::Accepted &one : provider.accepted())
            texts << one.to + u": "_s + one.text;
        return texts;
    }
};

const QString ana = u"5511987650001"_s;
const QString anaPhone = u"+5511987650001"_s;

} // namespace

/// What clients write changes consent and visits, once each, and is answered by at most one message.
class TestReplies : public QObject
{
    Q_OBJECT
private slots:
    void yesConfirmsAndNoAsksAPerson()
    {
        Counter c;
        const VisitRecord visit = c.add(u"Ana Exemplo"_s, anaPhone, Hours(20));
        QVERIFY(c.write(ana, u"sim"_s)); // nobody asked
        QCOMPARE(c.read(visit).status, VisitStatus::Scheduled);
        c.askClient(visit);
        QVERIFY(c.write(ana, u"Sim, pode confirmar"_s));
        QCOMPARE(c.read(visit).status, VisitStatus::Confirmed);
        QCOMPARE(c.read(visit).answer, VisitAnswer::Yes);
        QVERIFY(c.write(ana, u"não vou mais"_s)); // thinks better of it
        QCOMPARE(c.read(visit).status, VisitStatus::Scheduled);
        QCOMPARE(c.read(visit).answer, VisitAnswer::No);
        c.settings.noCancels = true;
        QVERIFY(c.write(ana, u"2"_s));
        QCOMPARE(c.read(visit).status, VisitStatus::Cancelled);
        QVERIFY(c.write(ana, u"sim"_s)); // it is off: a person books anew
        QCOMPARE(c.read(visit).status, VisitStatus::Cancelled);
    }

    void anAnswerIsForTheVisitThatWasAskedAbout()
    {
        Counter c;
        const VisitRecord first = c.add(u"Ana Exemplo"_s, anaPhone, Hours(20));
        const VisitRecord son = c.add(u"Davi Exemplo"_s, anaPhone, Hours(22)); // the same phone
        c.askClient(first);
        const QString about = c.askClient(son);
        ReplyEvent answer = c.event(ana, u"sim"_s);
        answer.answersTo = about;
        QVERIFY(c.take({answer}));
        QCOMPARE(c.read(first).answer, VisitAnswer::None);
        QCOMPARE(c.read(son).status, VisitStatus::Confirmed);
        QVERIFY(c.write(ana, u"sim"_s)); // the next one that waits for an answer
        QCOMPARE(c.read(first).status, VisitStatus::Confirmed);
    }

    void aMovedVisitHasNoAnswer()
    {
        Counter c;
        const VisitRecord visit = c.add(u"Ana Exemplo"_s, anaPhone, Hours(20));
        c.askClient(visit);
        QVERIFY(c.write(ana, u"não vou"_s));
        QVERIFY(c.ask<VisitRecord>([&](auto r) { c.shop.moveVisit(visit.id, visit.start + Hours(48), {}, r); }));
        QCOMPARE(c.read(visit).answer, VisitAnswer::None);
        QVERIFY(c.write(ana, u"sim"_s)); // was asked about the old time
        QCOMPARE(c.read(visit).status, VisitStatus::Scheduled);
    }

    void whatIsNotUnderstoodIsAskedBackOnce()
    {
        Counter c;
        c.provider.openWindow(ana);
        const VisitRecord visit = c.add(u"Ana Exemplo"_s, anaPhone, Hours(20));
        const VisitRecord son = c.add(u"Davi Exemplo"_s, anaPhone, Hours(22));
        c.askClient(visit);
        QVERIFY(c.write(ana, u"acho que sim"_s));
        QCOMPARE(c.open(), u"ask_back"_s);
        QCOMPARE(c.send().size(), 1);
        QCOMPARE(c.provider.accepted().first().choices, (QStringList{u"Confirmo"_s, u"Não vou"_s}));
        QVERIFY(c.write(ana, u"talvez"_s));
        QCOMPARE(c.open(), QString());
        QCOMPARE(c.read(visit).answer, VisitAnswer::Unclear);
        c.askClient(son); // has no answer yet, and is not what the question was about
        ReplyEvent button = c.event(ana, {});
        button.choice = yesChoice();
        button.answersTo = c.provider.accepted().last().wamid;
        QVERIFY(c.take({button}));
        QCOMPARE(c.read(visit).status, VisitStatus::Confirmed);
        QCOMPARE(c.read(son).status, VisitStatus::Scheduled);
        const auto said = c.ask<QMap<QString, QString>>([&](auto r) { c.replies.said({visit.id}, r); });
        QVERIFY(said && said.value().size() == 1);
    }

    void optingOutIsConfirmedOnceAndThenThereIsSilence()
    {
        Counter c;
        c.provider.openWindow(ana);
        c.add(u"Ana Exemplo"_s, anaPhone, Hours(20));
        QVERIFY(c.write(ana, u"PARE"_s));
        QVERIFY(c.write(ana, u"parar!"_s));
        QCOMPARE(c.open(), u"opted_out"_s);
        QCOMPARE(c.send(), QStringList{ana + u": Pronto, você não recebe mais mensagens da Minha barbearia. Se mudar de ideia, responda VOLTAR."_s});
        QCOMPARE(c.ask<QString>([&](auto r) { c.shop.mayWrite({{}, Channel::Sms, anaPhone}, r); }).value(), u"no_consent"_s);
        QCOMPARE(c.ask<QString>([&](auto r) { c.shop.mayWrite({{}, Channel::WhatsApp, anaPhone, Purpose::Marketing}, r); }).value(), u"no_consent"_s);
        QVERIFY(c.write(ana, u"Voltar"_s));
        QCOMPARE(c.send().size(), 2);
        QCOMPARE(c.ask<QString>([&](auto r) { c.shop.mayWrite({{}, Channel::WhatsApp, anaPhone}, r); }).value(), QString());
        QCOMPARE(c.ask<QString>([&](auto r) { c.shop.mayWrite({{}, Channel::WhatsApp, anaPhone, Purpose::Marketing}, r); }).value(), u"no_consent"_s);
    }

    void aNumberThatNobodyHasMayOptOutToo()
    {
        Counter c;
        c.provider.openWindow(u"5511999990000"_s);
        QVERIFY(c.write(u"5511999990000"_s, u"sair"_s));
        QCOMPARE(c.send().size(), 1);
        QCOMPARE(c.ask<QString>([&](auto r) { c.shop.mayWrite({{}, Channel::Sms, u"+5511999990000"_s}, r); }).value(), u"bad_address"_s);
        QVERIFY(c.write(u"5511999990000"_s, u"voltar"_s));
        QCOMPARE(c.ask<QString>([&](auto r) { c.shop.mayWrite({{}, Channel::Sms, u"+5511999990000"_s}, r); }).value(), QString());
    }

    void hostileEventsAreLeftOut()
    {
        Counter c;
        const VisitRecord visit = c.add(u"Ana Exemplo"_s, anaPhone, Hours(20));
        c.askClient(visit);
        QVERIFY(c.take({ReplyEvent{Channel::WhatsApp, {}, ana, u"sim"_s, {}, {}, c.clock.now()}}));           // no id
        QVERIFY(c.take({ReplyEvent{Channel::WhatsApp, u"x"_s, u"'); DROP TABLE visit; --"_s, u"sim"_s, {}, {}, c.clock.now()}}));
        QVERIFY(c.take({ReplyEvent{Channel::WhatsApp, u"y"_s, ana, QString(1'000'000, u'x'), {}, u"wamid.foreign"_s, c.clock.now()}}));
        QVERIFY(c.take({AddressEvent{}, StatusEvent{}}));
        QCOMPARE(c.read(visit).status, VisitStatus::Scheduled);
    }

    /// Replies in any order, some told twice: told again changes nothing, and whoever is out gets the one confirmation alone.
    void toldTwiceChangesOnceAndOutIsOut()
    {
        QRandomGenerator dice(20261126);
        const QStringList words{u"sim"_s, u"não"_s, u"talvez"_s, u"pare"_s, u"voltar"_s, u"obrigado"_s, u"cancelar"_s, u"1"_s};
        for (int round = 0; round < 6; ++round) {
            Counter c;
            c.provider.openWindow(ana);
            const VisitRecord visit = c.add(u"Ana Exemplo"_s, anaPhone, Hours(20));
            c.askClient(visit);
            QList<ReplyEvent> told;
            bool out = false;
            for (int i = 0; i < 12; ++i) {
                const bool again = !told.isEmpty() && dice.bounded(3) == 0;
                const ReplyEvent one = again ? told.at(dice.bounded(int(told.size()))) : c.event(ana, words.at(dice.bounded(int(words.size()))));
                const VisitRecord before = c.read(visit);
                const QString wishesBefore = c.open();
                QVERIFY(c.take({one}));
                if (again) {
                    QCOMPARE(c.read(visit), before);
                    QCOMPARE(c.open(), wishesBefore);
                    continue;
                }
                told.append(one);
                const int sentBefore = c.provider.accepted().size();
                c.send();
                const int sent = c.provider.accepted().size() - sentBefore;
                const bool leaves = one.text == u"pare";
                if (out && one.text != u"voltar")
                    QCOMPARE(sent, 0);
                if (!out && leaves)
                    QVERIFY(sent == 1 && c.provider.accepted().last().text.startsWith(u"Pronto"));
                out = leaves || (out && one.text != u"voltar");
                QCOMPARE(c.ask<QString>([&](auto r) { c.shop.mayWrite({{}, Channel::WhatsApp, anaPhone}, r); }).value().isEmpty(), !out);
            }
        }
    }

    void callsAreForWhoIsAsked()
    {
        EngineSettings settings;
        const Instant now = fromMs(1'795'000'000'000);
        VisitView visit;
        visit.start = now + Hours(18);
        ReminderView asked{.kind = ReminderKind::DayBefore, .state = ReminderView::State::Told, .dueAt = now - Hours(4)};
        asked.deliveryState = DeliveryState::Delivered;
        visit.reminders = {asked};
        using Why = CallEntry::Why;
        QCOMPARE(callReason(visit, settings, now), Why::Unanswered);
        QVERIFY(!callReason(visit, settings, now - Hours(2))); // there is still time to answer
        visit.answer = VisitAnswer::No;
        QCOMPARE(callReason(visit, settings, now), Why::Cancels);
        visit.answer = VisitAnswer::Unclear;
        QCOMPARE(callReason(visit, settings, now), Why::Unclear);
        visit.answer = VisitAnswer::None;
        visit.reminders[0].deliveryState = DeliveryState::Failed;
        QCOMPARE(callReason(visit, settings, now), Why::Unreached);
        visit.reminders[0].deliveryState = DeliveryState::WouldSend; // training: nobody was asked
        QVERIFY(!callReason(visit, settings, now));
        visit.reminders[0].deliveryState = DeliveryState::Read;
        settings.callAfterMinutes = 0;
        QVERIFY(!callReason(visit, settings, now));
        settings.callAfterMinutes = 180;
        visit.status = VisitStatus::Confirmed; // a person, or the client, said so
        QVERIFY(!callReason(visit, settings, now));
    }
};

QTEST_GUILESS_MAIN(TestReplies)
#include "tst_replies.moc"
