#include "tests/support/fake_clock.h"
#include "tests/support/sample_shop.h"
#include "tests/support/scripted_prompts.h"
#include "ui/dialogs/message_variables.h"
#include "ui/dialogs/send_dialog.h"
#include "ui/main_window.h"
#include "ui/pages/client_panel.h"
#include "ui/pages/clients_page.h"
#include "ui/pages/home_page.h"
#include "ui/widgets/table_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// A message by hand: what is offered depends on how WhatsApp is sent, and nothing goes that the engine refuses.
class TestSend : public QObject
{
    Q_OBJECT

    FakeClock m_clock{fromMs(1'795'455'128'000)};   // 23/11/2026 14:32:08 in São Paulo
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<ScriptedPrompts> m_prompts;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<SendDialog> m_dialog;

    void open(ChannelWay way, const ClientId &client = {u"client-1"_s})
    {
        SampleShop shop(m_clock.now());
        shop.way = way;
        shop.script(*m_engine);
        m_dialog = std::make_unique<SendDialog>(PageContext{*m_engine, *m_theme, *m_prompts, m_clock, {}}, client);
        m_dialog->show();
    }
    QStringList messages() const
    {
        QStringList ids;
        for (int i = 0; i < m_dialog->messageField().count(); ++i)
            ids << m_dialog->messageField().itemData(i).toString();
        return ids;
    }

private slots:
    void init()
    {
        m_engine = std::make_unique<FakeEngine>();
        m_prompts = std::make_unique<ScriptedPrompts>();
        m_theme = std::make_unique<Theme>(ThemeChoice::Light);
    }
    void cleanup() { m_dialog.reset(); }

    void theWayIsSaidAndDecidesWhatIsOffered_data()
    {
        QTest::addColumn<int>("way");
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("button");
        QTest::addColumn<bool>("freeText");
        QTest::newRow("training") << int(ChannelWay::Training) << u"Training: Nothing leaves"_s << u"Record it"_s << true;
        QTest::newRow("assisted") << int(ChannelWay::Assisted) << u"Assisted: The message is listed"_s << u"List it for sending"_s << true;
        QTest::newRow("live") << int(ChannelWay::Live) << u"Live: The message goes out at once"_s << u"Send now"_s << false;
    }
    void theWayIsSaidAndDecidesWhatIsOffered()
    {
        QFETCH(int, way);
        QFETCH(QString, said);
        QFETCH(QString, button);
        QFETCH(bool, freeText);
        open(ChannelWay(way));
        QTRY_VERIFY(m_dialog->wayText().startsWith(said));
        QCOMPARE(m_dialog->sendButton().text(), button);
        QTRY_VERIFY(m_dialog->messageField().count() >= 2);
        QCOMPARE(messages().contains(QString()), freeText);
        QVERIFY(!messages().contains(u"broken"_s) && !messages().contains(u"mail"_s));
        m_dialog->channelField().setCurrentIndex(m_dialog->channelField().findData(u"email"_s));
        QVERIFY(messages().contains(u"mail"_s) && messages().contains(QString()));
    }

    void whoWroteGetsFreeText()
    {
        open(ChannelWay::Live);
        QTRY_VERIFY(m_dialog->messageField().count() >= 2);
        QVERIFY(m_dialog->wroteField().isVisible());
        m_dialog->wroteField().setChecked(true);
        QVERIFY(messages().contains(QString()));
        m_dialog->messageField().setCurrentIndex(int(messages().indexOf(QString())));
        m_dialog->textField().setPlainText(u"Pode vir às 15h?"_s);
        QTRY_VERIFY(!m_engine->askedOf<ask::SendMessage>().isEmpty()
                    && m_engine->askedOf<ask::SendMessage>().last().message == u"Pode vir às 15h?"_s);
        QVERIFY(m_engine->askedOf<ask::SendMessage>().last().clientWrote);
        m_dialog->wroteField().setChecked(false);
        QVERIFY(!messages().contains(QString()));
    }

    void whatIsKnownIsFilledInAndShown()
    {
        open(ChannelWay::Assisted);
        QTRY_VERIFY(m_dialog->sendButton().isEnabled());
        QCOMPARE(m_dialog->variableField(u"clientName"_s)->text(), u"Bruno"_s);
        QVERIFY(!m_dialog->variableField(u"when"_s)->text().isEmpty());
        QVERIFY(m_dialog->preview().startsWith(u"Olá, Bruno!"_s));
        QVERIFY(m_dialog->verdict().startsWith(u"It may go out"_s));
        const ask::SendMessage checked = m_engine->askedOf<ask::SendMessage>().last();
        QVERIFY(checked.dryRun);
        QCOMPARE(checked.to, u"+5511900004821"_s);

        QSignalSpy sent(m_dialog.get(), &SendDialog::sent);
        m_dialog->sendButton().click();
        QTRY_COMPARE(sent.size(), 1);
        const ask::SendMessage asked = m_engine->askedOf<ask::SendMessage>().last();
        QVERIFY(!asked.dryRun);
        QCOMPARE(asked.variables, checked.variables);
        QCOMPARE(m_prompts->told.size(), 1);
        QVERIFY(m_prompts->told.first().contains(u"Listed in the overview"_s));
    }

    void aChangeIsCheckedBeforeItGoes()
    {
        open(ChannelWay::Live);
        QTRY_VERIFY(m_dialog->sendButton().isEnabled());
        m_dialog->variableField(u"clientName"_s)->setText(u"Bruna"_s);
        QVERIFY(!m_dialog->sendButton().isEnabled());
        QTRY_VERIFY(m_dialog->sendButton().isEnabled());
        QVERIFY(m_dialog->preview().startsWith(u"Olá, Bruna!"_s));
        m_dialog->variableField(u"when"_s)->clear();
        QTRY_VERIFY(m_dialog->verdict().contains(u"When"_s));
        QVERIFY(!m_dialog->sendButton().isEnabled());
        // Another template keeps what is known and asks for the rest.
        m_dialog->messageField().setCurrentIndex(m_dialog->messageField().findData(u"payment_confirmation"_s));
        QVERIFY(!m_dialog->variableField(u"when"_s));
        QTRY_VERIFY(m_dialog->verdict().contains(u"Amount"_s));
    }

    void whoSaidNoGetsNothing()
    {
        open(ChannelWay::Live, {});
        QTRY_VERIFY(m_dialog->messageField().count() >= 2);
        for (const QString &variable : {u"clientName"_s, u"when"_s, u"appointmentTime"_s})
            m_dialog->variableField(variable)->setText(u"x"_s);
        QTRY_COMPARE(m_dialog->verdict(), u"Please type the phone."_s);
        m_dialog->phoneField().setText(u"11 90000-0000"_s);
        QTRY_VERIFY(m_dialog->verdict().startsWith(u"It must not go out"_s));
        QVERIFY(!m_dialog->sendButton().isEnabled());
        m_dialog->phoneField().setText(u"11 90000-4821"_s);
        QTRY_VERIFY(m_dialog->sendButton().isEnabled());
    }

    void freeTextIsWrittenAndChecked()
    {
        open(ChannelWay::Training);
        QTRY_VERIFY(messages().contains(QString()));
        m_dialog->messageField().setCurrentIndex(int(messages().indexOf(QString())));
        QVERIFY(m_dialog->textField().isVisible());
        QTRY_COMPARE(m_dialog->verdict(), u"Please write the text."_s);
        m_dialog->textField().setPlainText(QString(4097, u'a'));
        QTRY_VERIFY(m_dialog->verdict().startsWith(u"The text is too long"_s));
        m_dialog->textField().setPlainText(u"Seu boné ficou aqui."_s);
        QTRY_COMPARE(m_dialog->preview(), u"Seu boné ficou aqui."_s);
        QCOMPARE(m_engine->askedOf<ask::SendMessage>().last().message, u"Seu boné ficou aqui."_s);
        QVERIFY(m_engine->askedOf<ask::SendMessage>().last().templateId.isEmpty());
    }

    void anEmailHasASubjectAndGoesToTheAddress()
    {
        open(ChannelWay::Live, {});
        QTRY_VERIFY(m_dialog->messageField().count() >= 2);
        m_dialog->channelField().setCurrentIndex(m_dialog->channelField().findData(u"email"_s));
        m_dialog->messageField().setCurrentIndex(int(messages().indexOf(QString())));
        QVERIFY(m_dialog->subjectField().isVisible());
        QVERIFY(!m_dialog->wroteField().isVisible());
        QTRY_COMPARE(m_dialog->verdict(), u"Please type the e-mail address."_s);
        m_dialog->phoneField().setText(u"ana@example.com"_s);
        m_dialog->textField().setPlainText(u"Seu boné ficou aqui."_s);
        QTRY_COMPARE(m_dialog->verdict(), u"Please write the subject."_s);
        m_dialog->subjectField().setText(u"Boné"_s);
        QTRY_VERIFY(m_dialog->sendButton().isEnabled());
        const ask::SendMessage asked = m_engine->askedOf<ask::SendMessage>().last();
        QCOMPARE(asked.channel, Channel::Email);
        QCOMPARE(asked.subject, u"Boné"_s);
        QVERIFY(!asked.clientWrote);
    }

    void anSmsSaysWhatItCosts()
    {
        open(ChannelWay::Live);
        QTRY_VERIFY(m_dialog->sendButton().isEnabled());
        m_engine->on<ask::SendMessage>([](const ask::SendMessage &q) -> Result<DeliveryView> {
            DeliveryView view;
            view.channel = q.channel;
            view.reason = q.message;
            view.segments = 2;
            view.costMicros = 200'000;
            return view;
        });
        m_dialog->channelField().setCurrentIndex(m_dialog->channelField().findData(u"sms"_s));
        m_dialog->messageField().setCurrentIndex(int(messages().indexOf(QString())));
        m_dialog->textField().setPlainText(QString(1601, u'a'));
        QTRY_VERIFY(m_dialog->verdict().startsWith(u"The text is too long"_s));
        m_dialog->textField().setPlainText(u"Seu boné ficou aqui."_s);
        QTRY_VERIFY(m_dialog->verdict().contains(u"2 SMS segment"_s));
        QVERIFY(m_dialog->verdict().contains(u"0.20"_s));
        QCOMPARE(m_engine->askedOf<ask::SendMessage>().last().channel, Channel::Sms);
    }

    void anEngineThatCannotSendSaysSoAndKeepsWhatWasTyped()
    {
        open(ChannelWay::Live);
        QTRY_VERIFY(m_dialog->sendButton().isEnabled());
        m_engine->on<ask::SendMessage>([](const auto &) { return Error{Error::Code::Full, u"jobs.db"_s}; });
        m_dialog->sendButton().click();
        QTRY_VERIFY(m_dialog->verdict().startsWith(u"The disk is full"_s));
        QVERIFY(m_dialog->isVisible());
        QVERIFY(m_dialog->sendButton().isEnabled());
    }

    void everyFieldIsReachedByTab()
    {
        open(ChannelWay::Assisted, {});
        QTRY_VERIFY(m_dialog->messageField().count() >= 2);
        for (const QString &variable : {u"clientName"_s, u"when"_s, u"appointmentTime"_s})
            m_dialog->variableField(variable)->setText(u"x"_s);
        m_dialog->phoneField().setText(u"11 90000-4821"_s);
        QTRY_VERIFY(m_dialog->sendButton().isEnabled());
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
        QSet<QWidget *> reached;
        m_dialog->phoneField().setFocus();
        for (QWidget *at = QApplication::focusWidget(); at && !reached.contains(at); at = QApplication::focusWidget()) {
            reached.insert(at);
            QTest::keyClick(at, Qt::Key_Tab);
        }
        for (QWidget *wanted : {static_cast<QWidget *>(&m_dialog->messageField()), static_cast<QWidget *>(m_dialog->variableField(u"when"_s)),
                                static_cast<QWidget *>(&m_dialog->sendButton())})
            QVERIFY(reached.contains(wanted));
    }

    void clientsAndActsOpenIt()
    {
        SampleShop(m_clock.now()).script(*m_engine);
        MainWindow window(*m_engine, UiOptions{.clock = m_clock, .theme = ThemeChoice::Light}, *m_prompts);
        window.home().showPart(HomePage::Part::Clients);
        window.show();
        ClientsPage &clients = window.home().clients();
        QTRY_VERIFY(clients.settled());
        clients.table().selectRow(1);
        QTRY_VERIFY(clients.file().writeButton().isEnabled());
        clients.file().writeButton().click();
        auto *dialog = window.findChild<SendDialog *>();
        QVERIFY(dialog);
        QTRY_COMPARE(dialog->phoneField().text(), u"+5511900004821"_s);
        dialog->reject();
        QTRY_VERIFY(!window.findChild<SendDialog *>());
        for (const WindowAct &act : window.acts())
            if (act.name == u"Write a message…")
                act.run();
        QVERIFY(window.findChild<SendDialog *>());
        QVERIFY(window.findChild<SendDialog *>()->phoneField().isVisible());
    }

    void variablesComeFromTheNextVisitThatTakesPlace()
    {
        ClientFile file;
        file.client.name = u"Ana Exemplo"_s;
        const auto visit = [&](Millis ahead, VisitStatus status) {
            VisitView v;
            v.start = m_clock.now() + ahead;
            v.zone = u"America/Sao_Paulo"_s;
            v.status = status;
            v.professional = u"Rafael"_s;
            return v;
        };
        const Unit unit{{u"u"_s}, u"Barbearia Modelo"_s, u"America/Sao_Paulo"_s, {}};
        QCOMPARE(messageVariables(file, unit, m_clock.now()),
                 (QMap<QString, QString>{{u"clientName"_s, u"Ana"_s}, {u"unidadeName"_s, u"Barbearia Modelo"_s}}));
        file.visits = {visit(Hours(48), VisitStatus::Scheduled), visit(Hours(24), VisitStatus::Confirmed), visit(Hours(2), VisitStatus::Cancelled),
                       visit(-Hours(2), VisitStatus::Scheduled)};
        const QMap<QString, QString> known = messageVariables(file, unit, m_clock.now());
        QCOMPARE(known.value(u"when"_s), u"amanhã, 24/11"_s);
        QCOMPARE(known.value(u"appointmentDate"_s), u"24/11/2026"_s);
        QCOMPARE(known.value(u"appointmentTime"_s), u"14:32"_s);
        QCOMPARE(known.value(u"professionalName"_s), u"Rafael"_s);
        QCOMPARE(known.value(u"serviceName"_s), u"atendimento"_s);
        QVERIFY(!known.contains(u"phoneNumber"_s));
    }
};

QTEST_MAIN(TestSend)
#include "tst_send.moc"
