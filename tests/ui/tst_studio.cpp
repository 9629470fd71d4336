#include "tests/support/fake_clock.h"
#include "tests/support/sample_shop.h"
#include "tests/support/scripted_prompts.h"
#include "ui/dialogs/channel_setup_dialog.h"
#include "ui/dialogs/channels_dialog.h"
#include "ui/dialogs/mail_domain_dialog.h"
#include "ui/studio/template_editor.h"
#include "ui/studio/template_preview.h"
#include "ui/studio/template_studio_dialog.h"
#include "ui/studio/template_versions_dialog.h"
#include "ui/widgets/table_view.h"

#include "engine/api/questions/mail_domain.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// Writing the texts of messages: seen as they read, refused where Meta would, never lost.
class TestStudio : public QObject
{
    Q_OBJECT

    FakeClock m_clock{fromMs(1'795'455'128'000)};
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<ScriptedPrompts> m_prompts;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<TemplateStudioDialog> m_studio;

    PageContext context() { return {*m_engine, *m_theme, *m_prompts, m_clock, {}}; }
    void choose(const QString &id)
    {
        m_studio->table().selectRow(m_studio->model().rowOf(id));
        QTRY_COMPARE(m_studio->editor().view().id.value, id);
    }

private slots:
    void init()
    {
        m_engine = std::make_unique<FakeEngine>();
        m_prompts = std::make_unique<ScriptedPrompts>();
        m_theme = std::make_unique<Theme>(ThemeChoice::Light);
        SampleShop(m_clock.now()).script(*m_engine);
        m_studio = std::make_unique<TemplateStudioDialog>(context());
        m_studio->show();
        QTRY_VERIFY(m_studio->model().rowCount() > 0);
        choose(u"appointment_confirmation"_s);
        QTRY_VERIFY(!m_studio->editor().preview().text().isEmpty());
    }
    void cleanup() { m_studio.reset(); }

    void aTextIsSeenWhileItIsWritten()
    {
        TemplateEditor &editor = m_studio->editor();
        QVERIFY(!m_studio->saveButton().isEnabled());
        editor.textField().setPlainText(u"Oi, {{clientName}}! Até {{when}}, combinado."_s);
        QVERIFY(!m_studio->saveButton().isEnabled());   // not before it was looked at
        QTRY_VERIFY(m_studio->saveButton().isEnabled());
        QCOMPARE(editor.preview().text(), u"Oi, Ana! Até amanhã, 24/11, combinado."_s);
        QVERIFY(editor.preview().figures().contains(u"024"_s));
        QVERIFY(editor.preview().figures().contains(u"0.0425"_s));
        QTRY_VERIFY(!editor.chips().isEmpty());
        QTRY_VERIFY(!editor.chips().last()->visibleRegion().isEmpty());
        static_cast<QPushButton *>(editor.chips().first())->click();
        QVERIFY(editor.text().contains(u"{{appointmentTime}}"_s));
    }

    void whatMetaRefusesCannotBeKept()
    {
        m_studio->editor().textField().setPlainText(u"Oi, {{clientName}}{{when}} combinado."_s);
        QTRY_VERIFY(!m_studio->editor().preview().issues().isEmpty());
        QVERIFY(m_studio->editor().preview().issues().contains(u"next to each other"_s));
        QVERIFY(!m_studio->saveButton().isEnabled());
    }

    void aTextIsKept()
    {
        m_studio->editor().textField().setPlainText(u"Oi, {{clientName}}! Até {{when}}, combinado."_s);
        QTRY_VERIFY(m_studio->saveButton().isEnabled());
        QVERIFY(!m_studio->submitButton().isEnabled());
        m_studio->saveButton().click();
        QTRY_VERIFY(m_studio->note().startsWith(u"Kept"_s));
        QCOMPARE(m_engine->askedOf<ask::SaveTemplate>().last().text, u"Oi, {{clientName}}! Até {{when}}, combinado."_s);
        QVERIFY(!m_studio->editor().isChanged());
        QVERIFY(m_studio->submitButton().isEnabled());
    }

    void myOwnNumberGetsTheSample()
    {
        QVERIFY(!m_studio->tryButton().isEnabled());
        QTRY_VERIFY(!m_studio->editor().variables().isEmpty());
        m_studio->numberField().setText(u"11 90000-4821"_s);
        QVERIFY(m_studio->tryButton().isEnabled());
        m_studio->tryButton().click();
        QTRY_VERIFY(m_studio->note().contains(u"training"_s) || m_studio->note().contains(u"On its way"_s) || m_studio->note().contains(u"Listed"_s));
        const ask::SendMessage asked = m_engine->askedOf<ask::SendMessage>().last();
        QCOMPARE(asked.variables.value(u"clientName"_s), u"Ana"_s);
        QVERIFY(!asked.dryRun);
    }

    void olderTextsAreRestored()
    {
        for (QPushButton *button : m_studio->findChildren<QPushButton *>())
            if (button->text() == u"Older texts…")
                button->click();
        QTRY_VERIFY(m_studio->findChild<TemplateVersionsDialog *>());
        auto *versions = m_studio->findChild<TemplateVersionsDialog *>();
        QVERIFY(!versions->restoreButton().isEnabled());   // the one in use
        versions->table().selectRow(2);
        versions->restoreButton().click();
        QTRY_VERIFY(!m_engine->askedOf<ask::RestoreTemplate>().isEmpty());
        QCOMPARE(m_engine->askedOf<ask::RestoreTemplate>().last().number, 0);
    }

    void aWayIsSetUpAndTested()
    {
        m_engine->on<ask::ReadSettings>([](const auto &) -> Result<QMap<QString, QString>> { return toText(EngineSettings()); });
        m_engine->on<ask::ChangeSettings>([](const ask::ChangeSettings &q) -> Result<Done> {
            if (q.values.value(u"email/from"_s) == u"x")
                return Error{Error::Code::Invalid, u"email/from"_s};
            return Done{};
        });
        m_engine->on<ask::StoreSecret>([](const auto &) -> Result<Done> { return Done{}; });
        m_engine->on<ask::TestChannel>([](const ask::TestChannel &q) -> Result<ChannelTest> { return ChannelTest{q.channel, true, {}}; });
        ChannelSetupDialog setup(context(), Channel::Email);
        setup.show();
        QTRY_VERIFY(setup.testButton().isEnabled());
        QVERIFY(!setup.field(u"smtp/host"_s));
        auto *from = qobject_cast<QLineEdit *>(setup.field(u"email/from"_s));
        QVERIFY(from);
        from->setText(u"x"_s);
        setup.testButton().click();
        QTRY_VERIFY(setup.note().contains(u"Address of the sender"_s));
        from->setText(u"oi@barbearia-modelo.example"_s);
        setup.secretField().setText(u"test-key"_s);
        setup.testButton().click();
        QTRY_VERIFY(setup.note().startsWith(u"It works"_s));
        const ask::StoreSecret kept = m_engine->askedOf<ask::StoreSecret>().last();
        QCOMPARE(kept.secret, u"SENDGRID_API_KEY"_s);
        QCOMPARE(kept.value, QByteArray("test-key"));
        QVERIFY(setup.secretField().text().isEmpty());
        auto *provider = qobject_cast<QComboBox *>(setup.field(u"email/provider"_s));
        provider->setCurrentIndex(provider->findData(u"smtp"_s));
        emit provider->activated(provider->currentIndex());
        QTRY_VERIFY(setup.field(u"smtp/host"_s));
    }

    void theSendersDomainIsChecked()
    {
        ChannelsDialog channels(context());
        channels.show();
        QTRY_VERIFY(channels.table().model()->rowCount() == 3);
        QVERIFY(!channels.domainButton().isVisible());
        channels.table().selectRow(1);
        QVERIFY(channels.domainButton().isVisible());
        channels.domainButton().click();
        auto *dialog = channels.findChild<MailDomainDialog *>();
        QVERIFY(dialog);
        QTRY_VERIFY(dialog->findings().contains(u"DKIM: Missing"_s));
        QVERIFY(dialog->findings().contains(u"SPF: Good"_s));
        QCOMPARE(dialog->domainField().text(), u"barbearia-modelo.example"_s);
        m_engine->on<ask::CheckMailDomain>([](const auto &) { return Error{Error::Code::Invalid, u"missing: email/from"_s}; });
        dialog->checkButton().click();
        QTRY_VERIFY(dialog->note().contains(u"sender"_s));
    }
};

QTEST_MAIN(TestStudio)
#include "tst_studio.moc"
