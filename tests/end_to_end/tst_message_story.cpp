#include "engine/api/questions/diary.h"
#include "engine/api/questions/kinds.h"
#include "engine/api/questions/messages.h"
#include "engine/api/questions/visit_story.h"
#include "engine/api/questions/ways.h"
#include "tests/end_to_end/owner_desk.h"
#include "tests/support/fake_twilio.h"
#include "tests/support/fake_whatsapp.h"
#include "tests/support/serve_process.h"
#include "tests/support/webhook_caller.h"
#include "ui/dialogs/delivery_dialog.h"
#include "ui/dialogs/visit_card.h"
#include "ui/dialogs/visit_story_dialog.h"
#include "ui/pages/deliveries_page.h"
#include "ui/pages/overview_page.h"
#include "ui/widgets/table_view.h"

#include <QLineEdit>
#include <QTemporaryDir>
#include <QTimeZone>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

const QTimeZone shopZone("America/Sao_Paulo");
const QDate firstDay(2026, 11, 23);   // a Monday, on which all reminders are due
const QString outside = u"https://barbearia.example"_s;

const QString zeca = u"+5511900000001"_s;
const QString rui = u"+5511900000002"_s;
const QString ivo = u"+5511900000003"_s;
const QString noe = u"+5511900000004"_s;
const QString ari = u"+5511900000005"_s;

} // namespace

/// What becomes of messages, from the visit in the diary to the client's answer on the screen: the real program in front of WhatsApp and
/// Twilio, both faked over TLS, which post to its own HTTP interface. Each test function is one client; they build on each other.
class TestMessageStory : public QObject
{
    Q_OBJECT
public:
    explicit TestMessageStory(ThemeChoice look) : m_look(look) {}

private:
    const ThemeChoice m_look;
    QTemporaryDir m_folder;
    FakeWhatsApp m_whatsapp{{.tls = true}};
    FakeTwilio m_texts{true};
    WebhookCaller m_caller;
    std::shared_ptr<FakeClock> m_clock = std::make_shared<FakeClock>(fromMs(QDateTime(firstDay, QTime(9, 0), shopZone).toMSecsSinceEpoch()));
    std::unique_ptr<OwnerDesk> m_desk;
    QString m_door;
    int m_replies = 0;

    template <Askable Q>
    typename Q::Answer ask(Q question)
    {
        const auto answer = ServeProcess::ask(m_desk->engine(), std::move(question));
        return answer ? answer.value() : typename Q::Answer{};
    }
    static QString local(Instant at) { return toUtc(at).toTimeZone(shopZone).toString(u"yyyy-MM-ddTHH:mm"_s); }
    /// A visit of tomorrow, whose reminder is due at the next half hour; and that moment has come.
    VisitView remind(const QString &client, const QString &phone)
    {
        constexpr Minutes half{30};
        const Instant due = fromMs((toMs(m_clock->now() + Minutes(5)) / Millis(half).count() + 1) * Millis(half).count());
        const VisitView visit = ask(ask::AddVisit{{.clientName = client, .phone = phone, .professional = u"Beto Modelo"_s, .service = u"Corte"_s,
                                                   .localStart = local(due + Hours(24)), .priceCents = 5000}});
        m_clock->advance(due + Seconds(30) - m_clock->now());
        m_texts.setNow(toUtc(m_clock->now()));
        return visit;
    }
    /// "whatsapp accepted engine", one a state of the messages about a visit.
    QStringList states(const VisitView &visit)
    {
        QStringList out;
        for (const VisitMoment &m : ask(ask::ShowVisitStory{visit.id}).moments)
            if (m.what == VisitMoment::What::Message)
                out << nameOf(m.channel.value_or(Channel::Email)) + u' ' + nameOf(m.state.value_or(DeliveryState::Uncertain)) + u' ' + nameOf(m.by);
        return out;
    }
    VisitStatus status(const VisitView &visit) { return ask(ask::ShowVisitStory{visit.id}).visit.status; }
    bool reaches(const VisitView &visit, const QString &state)
    {
        return OwnerDesk::until([&] { return states(visit).contains(state); });
    }
    /// The same, while time goes on.
    bool reachesLater(const VisitView &visit, const QString &state)
    {
        for (int turn = 0; turn < 60; ++turn) {
            m_clock->advance(Seconds(20));
            if (QTest::qWaitFor([&] { return states(visit).contains(state); }, 250))
                return true;
        }
        return false;
    }
    /// Each of these states is posted by WhatsApp, a few seconds after the other, and taken.
    bool tell(const QString &wamid, const QStringList &told, const QString &opaque = {})
    {
        for (const QString &state : told) {
            m_clock->advance(Seconds(4));
            std::optional<int> status;
            m_caller.whatsapp(m_door, m_whatsapp.numberId(), {WebhookCaller::state(wamid, state, m_clock->now(), opaque)}, {}, [&](int s) { status = s; });
            if (!OwnerDesk::until([&] { return status.has_value(); }) || *status != 200)
                return false;
        }
        return true;
    }
    /// The client writes; the shop may answer freely from then on.
    bool write(const QString &phone, const QString &text, const QString &answersTo)
    {
        m_clock->advance(Minutes(2));
        m_whatsapp.openWindow(phone.mid(1));
        std::optional<int> status;
        m_caller.whatsapp(m_door, m_whatsapp.numberId(), {}, {WebhookCaller::reply(u"wamid.in%1"_s.arg(++m_replies), phone.mid(1), text, m_clock->now(), answersTo)},
                          [&](int s) { status = s; });
        return OwnerDesk::until([&] { return status.has_value(); }) && *status == 200;
    }
    /// The newest message that the fake took for this phone.
    QString wamidOf(const QString &phone)
    {
        QString found;
        for (const FakeWhatsApp::Accepted &message : m_whatsapp.accepted())
            if (u'+' + message.to == phone)
                found = message.wamid;
        return found;
    }
    /// Opens the visit's story from its card in the diary, draws it, and hands it to `look`.
    bool readStory(const VisitView &visit, const QString &picture, const std::function<bool(VisitStoryDialog &)> &look)
    {
        if (!m_desk->openCard(visit.id) || !OwnerDesk::press(*m_desk->dialog<VisitCard>(), u"História…"_s) || !m_desk->opened<VisitStoryDialog>()) {
            m_desk->picture(picture + u"-falta"_s);
            qWarning("the visit's card or its story did not open");
            return false;
        }
        VisitStoryDialog &story = *m_desk->dialog<VisitStoryDialog>();
        const bool seen = OwnerDesk::until([&] { return look(story); });
        if (!seen)
            qWarning("%s\n%s", qUtf8Printable(story.timeline()), qUtf8Printable(story.reminders()));
        m_desk->picture(picture);
        return OwnerDesk::press(story, u"Fechar"_s) && m_desk->closed<VisitStoryDialog>() && seen;
    }
    /// These words, in this order.
    static bool tells(const QString &timeline, const QStringList &words)
    {
        qsizetype from = 0;
        for (const QString &word : words) {
            from = timeline.indexOf(word.toHtmlEscaped(), from);
            if (from < 0)
                return false;
            from += word.size();
        }
        return true;
    }

private slots:
    void init() { QVERIFY2(m_desk || qstrcmp(QTest::currentTestFunction(), "theShopOpens") == 0, "an earlier step failed"); }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            m_desk.reset();
    }
    void cleanupTestCase() { m_desk.reset(); }

    void theShopOpens()
    {
        const QString profile = m_folder.filePath(u"loja"_s);
        QVERIFY(ServeProcess(profile, m_whatsapp.url())
                    .prepare(ChannelWay::Live, {{u"whatsapp/caFile"_s, m_whatsapp.caFile()}, {u"sms/way"_s, u"live"_s}, {u"sms/url"_s, m_texts.url()},
                                                {u"sms/caFile"_s, m_texts.caFile()}, {u"sms/accountSid"_s, FakeTwilio::accountSid()},
                                                {u"sms/from"_s, FakeTwilio::number()}, {u"messages/order"_s, u"whatsapp,sms"_s},
                                                {u"http/listen"_s, u"127.0.0.1:0"_s}, {u"http/publicUrl"_s, outside},
                                                {u"unit/name"_s, u"Barbearia Aurora"_s}, {u"engine/leaseSeconds"_s, u"30"_s}}));
        qputenv("WHATSAPP_ACCESS_TOKEN", "test-token");
        qputenv("WHATSAPP_APP_SECRET", WebhookCaller::appSecret());
        qputenv("TWILIO_AUTH_TOKEN", WebhookCaller::authToken());
        m_texts.setNow(toUtc(m_clock->now()));
        m_desk = std::make_unique<OwnerDesk>(profile, m_clock, m_look);
        QVERIFY(m_desk->open());
        QVERIFY(OwnerDesk::until([this] { return !(m_door = ask(ask::ListWays{}).http).isEmpty(); }));
        m_desk->window().showTab(MainWindow::Tab::Overview);
        QVERIFY(m_desk->key(Qt::Key_1, Qt::ControlModifier));
        QVERIFY(m_desk->key(Qt::Key_2, Qt::AltModifier));
        const HomePage &home = m_desk->window().home();
        QVERIFY(OwnerDesk::until([&] { return home.currentPart() == HomePage::Part::Diary && home.diary().settled(); }));
        home.diary().turn(1);
    }

    /// Sent, delivered, read, and confirmed by the client's own word.
    void aVisitIsConfirmed()
    {
        const VisitView visit = remind(u"Zeca Exemplo"_s, zeca);
        QVERIFY(reaches(visit, u"whatsapp accepted engine"_s));
        const QString wamid = wamidOf(zeca);
        QVERIFY(tell(wamid, {u"sent"_s, u"delivered"_s, u"read"_s}));
        QVERIFY(reaches(visit, u"whatsapp read webhook"_s));
        QVERIFY(write(zeca, u"SIM"_s, wamid));
        QVERIFY(OwnerDesk::until([&] { return status(visit) == VisitStatus::Confirmed; }));
        QVERIFY(tell(wamid, {u"delivered"_s, u"sent"_s})); // late and out of order: nothing goes back
        QCOMPARE(states(visit), (QStringList{u"whatsapp sending engine"_s, u"whatsapp accepted engine"_s, u"whatsapp sent webhook"_s,
                                             u"whatsapp delivered webhook"_s, u"whatsapp read webhook"_s}));
        QVERIFY(readStory(visit, u"01-confirmado"_s, [](VisitStoryDialog &story) {
            return tells(story.timeline(), {u"Na agenda"_s, u"Enviada"_s, u"Entregue"_s, u"Lida"_s, u"O cliente respondeu: vem"_s, u"“SIM”"_s, u"Confirmado"_s, u"o cliente"_s})
                && story.reminders().contains(u"Programado"_s);
        }));
        QCOMPARE(m_whatsapp.posts(), 1);
    }

    /// Refused by WhatsApp for good, brought by SMS, whose report is signed by Twilio.
    void anSmsStepsIn()
    {
        m_whatsapp.queue(FakeWhatsApp::error(131026, 400));
        const VisitView visit = remind(u"Rui Fictício"_s, rui);
        QVERIFY(reaches(visit, u"sms accepted engine"_s));
        QCOMPARE(m_texts.accepted().size(), 1);
        const QString callback = m_texts.accepted().constFirst().callback;
        QVERIFY2(callback.startsWith(outside + u"/api/webhooks/twilio?trato="_s), qPrintable(callback));
        m_clock->advance(Seconds(9));
        std::optional<int> answered;
        m_caller.twilio(m_door, callback, {{"AccountSid", FakeTwilio::accountSid().toLatin1()}, {"MessageSid", m_texts.accepted().constFirst().sid.toLatin1()},
                                           {"MessageStatus", "delivered"}, {"To", rui.toLatin1()}},
                        [&](int status) { answered = status; });
        QVERIFY(OwnerDesk::until([&] { return answered.has_value(); }));
        QCOMPARE(*answered, 204);
        QVERIFY(reaches(visit, u"sms delivered webhook"_s));
        QCOMPARE(states(visit), (QStringList{u"whatsapp sending engine"_s, u"whatsapp failed engine"_s, u"sms sending engine"_s, u"sms accepted engine"_s,
                                             u"sms delivered webhook"_s}));
        QVERIFY(readStory(visit, u"02-por-sms"_s, [](VisitStoryDialog &story) {
            return tells(story.timeline(), {u"WhatsApp"_s, u"131026"_s, u"SMS"_s, u"Entregue"_s, u"aviso do provedor"_s});
        }));
    }

    /// The answer to an SMS is lost: nobody sends it again, Twilio is asked.
    void anUncertainSmsIsLookedUp()
    {
        m_whatsapp.queue(FakeWhatsApp::error(131026, 400));
        m_texts.queue({.way = RawHttpFake::Answer::Way::CloseSilently}, true);
        const VisitView visit = remind(u"Ivo Inventado"_s, ivo);
        QVERIFY(reaches(visit, u"sms uncertain engine"_s));
        const int posts = m_texts.posts();
        QVERIFY(reachesLater(visit, u"sms accepted poll"_s));
        m_texts.setStatus(m_texts.accepted().constLast().sid, u"delivered"_s);
        QVERIFY(reachesLater(visit, u"sms delivered poll"_s));
        QCOMPARE(m_texts.posts(), posts);
        QVERIFY(readStory(visit, u"03-incerta-por-sms"_s, [](VisitStoryDialog &story) { return tells(story.timeline(), {u"Incerta"_s, u"Entregue"_s}); }));
    }

    /// WhatsApp's answer is lost; its report carries our token.
    void anUncertainMessageIsFoundByItsToken()
    {
        m_whatsapp.queue({.way = RawHttpFake::Answer::Way::CloseSilently}, true);
        const VisitView visit = remind(u"Noé Ensaio"_s, noe);
        QVERIFY(reaches(visit, u"whatsapp uncertain engine"_s));
        const FakeWhatsApp::Accepted &taken = m_whatsapp.accepted().constLast();
        QVERIFY(tell(taken.wamid, {u"delivered"_s}, taken.opaque));
        QVERIFY(reaches(visit, u"whatsapp delivered webhook"_s));
        QCOMPARE(states(visit).size(), 3);
        QVERIFY(readStory(visit, u"04-incerta-pelo-aviso"_s, [](VisitStoryDialog &story) { return tells(story.timeline(), {u"Incerta"_s, u"Entregue"_s}); }));
    }

    /// PARAR ends all messages, and what would have gone out says why it did not.
    void whoSaysStopGetsNoMore()
    {
        for (const MessageKind kind : {MessageKind::Moved, MessageKind::Cancelled})
            ask(ask::SetMessageKind{{}, kind, true});
        const VisitView visit = remind(u"Ari Hipotético"_s, ari);
        QVERIFY(reaches(visit, u"whatsapp accepted engine"_s));
        const QString wamid = wamidOf(ari);
        QVERIFY(tell(wamid, {u"read"_s}));
        const int before = m_whatsapp.posts();
        QVERIFY(write(ari, u"PARAR"_s, wamid));
        QVERIFY(OwnerDesk::until([&] { return m_whatsapp.posts() == before + 1; })); // the one that confirms it
        QVERIFY2(m_whatsapp.accepted().constLast().text.contains(u"VOLTAR"_s), qPrintable(m_whatsapp.accepted().constLast().text));
        ask(ask::MoveVisit{visit.id, local(visit.start + Hours(1)), {}});
        m_clock->advance(Minutes(2));
        QVERIFY(OwnerDesk::until([&] { return states(visit).contains(u"whatsapp skipped engine"_s) || ask(ask::ListDeliveries{.state = DeliveryState::Skipped}).total > 0; }));
        QCOMPARE(m_whatsapp.posts(), before + 1);
        QVERIFY(readStory(visit, u"05-parar"_s, [](VisitStoryDialog &story) {
            return tells(story.timeline(), {u"Lida"_s, u"Remarcado para"_s, u"Retida"_s}) && !story.reminders().isEmpty();
        }));
        QCOMPARE(m_texts.posts(), 2); // Rui's and Ivo's
    }

    /// All five by name or number, from the list of messages to a visit's story.
    void messagesAreFoundAgain()
    {
        QVERIFY(m_desk->key(Qt::Key_5, Qt::AltModifier));
        DeliveriesPage &page = m_desk->window().home().deliveries();
        QVERIFY(OwnerDesk::until([&] { return page.settled() && page.list().model().rowCount() >= 6; }));
        m_desk->picture(u"06-mensagens"_s);
        page.searchField().setText(u"(11) 90000-0003"_s);
        QVERIFY(OwnerDesk::until([&] { return page.list().model().rowCount() == 1; }));
        emit page.list().table().activated(page.list().model().index(0, 0));
        QVERIFY(m_desk->opened<DeliveryDialog>());
        QVERIFY(OwnerDesk::until([&] { return !m_desk->dialog<DeliveryDialog>()->timeline().isEmpty(); }));
        m_desk->picture(u"07-mensagem"_s);
        QCoreApplication::processEvents(); // a button that was just added appears then
        QVERIFY(OwnerDesk::press(*m_desk->dialog<DeliveryDialog>(), u"História do atendimento…"_s));
        QVERIFY(m_desk->opened<VisitStoryDialog>());
        QVERIFY(OwnerDesk::until([&] { return m_desk->dialog<VisitStoryDialog>()->timeline().contains(u"Incerta"_s); }));
        QVERIFY(OwnerDesk::press(*m_desk->dialog<VisitStoryDialog>(), u"Fechar"_s));
    }
};

int main(int argc, char **argv)
{
    return runAtTheDesk<TestMessageStory>(argc, argv);
}

#include "tst_message_story.moc"
