#include "tests/support/fake_clock.h"
#include "tests/support/sample_shop.h"
#include "tests/support/scripted_prompts.h"
#include "ui/dialogs/messages_dialog.h"
#include "ui/dialogs/payment_dialog.h"
#include "ui/dialogs/preview_dialog.h"
#include "ui/dialogs/visit_card.h"
#include "ui/main_window.h"
#include "ui/pages/client_panel.h"
#include "ui/pages/clients_page.h"
#include "ui/pages/home_page.h"
#include "ui/widgets/table_view.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QDialogButtonBox>
#include <QPushButton>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// Which messages a shop sends, what is about to go out, what one client gets; payments.
class TestMessages : public QObject
{
    Q_OBJECT

    FakeClock m_clock{fromMs(1'795'455'128'000)};
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<ScriptedPrompts> m_prompts;
    std::unique_ptr<MainWindow> m_window;

    PageContext context() const { return {*m_engine, m_window->theme(), *m_prompts, m_clock, {}}; }
    SampleShop shop() const { return SampleShop(m_clock.now()); }
    MessagesDialog *openDialog()
    {
        m_window->openMessages();
        auto *dialog = m_window->findChild<MessagesDialog *>();
        return dialog && QTest::qWaitFor([&] { return dialog->kinds().rowCount() > 0; }) ? dialog : nullptr;
    }

private slots:
    void init()
    {
        m_engine = std::make_unique<FakeEngine>();
        m_prompts = std::make_unique<ScriptedPrompts>();
        shop().script(*m_engine);
        m_window = std::make_unique<MainWindow>(*m_engine, UiOptions{.clock = m_clock, .theme = ThemeChoice::Light}, *m_prompts);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup() { m_window.reset(); }

    void everyKindIsThereWithItsText()
    {
        MessagesDialog *dialog = openDialog();
        QVERIFY(dialog);
        QCOMPARE(dialog->kinds().rowCount(), int(SampleShop(m_clock.now()).kinds().size()));
        for (int row = 0; row < dialog->kinds().rowCount(); ++row) {
            dialog->table().selectRow(row);
            QCOMPARE(dialog->example(), dialog->kinds().at(row).example);
        }
        QVERIFY(!dialog->unitField().isVisible()); // one shop only
        QCOMPARE(dialog->kinds().index(1, 2).data().toString(), u"Off in the settings"_s);
        QCOMPARE(dialog->kinds().index(2, 2).data().toString(), u"Off"_s);
    }

    void keysAreEnough()
    {
        QTest::keyClick(m_window.get(), Qt::Key_M, Qt::ControlModifier);
        auto *dialog = m_window->findChild<MessagesDialog *>();
        QVERIFY(dialog);
        QTRY_COMPARE(dialog->kinds().rowCount(), 10);
        QTRY_VERIFY(dialog->table().hasFocus());
        QTest::keyClick(&dialog->table(), Qt::Key_Down);
        QTest::keyClick(&dialog->table(), Qt::Key_Down);
        QCOMPARE(dialog->switchButton().text(), u"Switch on"_s);
        dialog->switchButton().setFocus();
        QTest::keyClick(&dialog->switchButton(), Qt::Key_Space);
        QTRY_COMPARE(m_engine->askedOf<ask::SetMessageKind>().size(), 1);
        const ask::SetMessageKind asked = m_engine->askedOf<ask::SetMessageKind>().first();
        QVERIFY(asked.kind == MessageKind::Booked && asked.wanted && asked.unit.value == u"unit-1");
        QTRY_COMPARE(m_engine->askedOf<ask::ListMessageKinds>().size(), 2); // as it stands now
        QCOMPARE(dialog->table().currentIndex().row(), 2);                  // nothing moved under the keys
    }

    void aRefusalIsSaid()
    {
        m_engine->on<ask::SetMessageKind>([](const auto &) -> Result<MessageKindView> { return Error{Error::Code::ReadOnly, u"shop.db"_s}; });
        MessagesDialog *dialog = openDialog();
        QVERIFY(dialog);
        dialog->switchButton().click();
        QTRY_VERIFY(!dialog->problem().isEmpty());
    }

    void eachShopHasItsOwn()
    {
        m_engine->on<ask::ListUnits>([](const auto &) -> Result<QList<Unit>> {
            return QList<Unit>{{{u"unit-1"_s}, u"Centro"_s}, {{u"unit-2"_s}, u"Vila"_s}};
        });
        MessagesDialog *dialog = openDialog();
        QVERIFY(dialog);
        QVERIFY(dialog->unitField().isVisible());
        dialog->unitField().setFocus();
        QTest::keyClick(&dialog->unitField(), Qt::Key_Down);
        emit dialog->unitField().activated(1);
        QTRY_COMPARE(m_engine->askedOf<ask::ListMessageKinds>().last().unit.value, u"unit-2"_s);
    }

    void theNextDayShowsBoth()
    {
        MessagesDialog *dialog = openDialog();
        QVERIFY(dialog);
        dialog->previewButton().click();
        QTRY_VERIFY(dialog->findChild<PreviewDialog *>());
        auto *preview = dialog->findChild<PreviewDialog *>();
        QCOMPARE(preview->messages().size(), 6 + 2);
        const auto moved = std::ranges::find(preview->messages(), MessageKind::Moved, &MessagePreview::kind);
        QVERIFY(moved != preview->messages().end());
        preview->table().selectRow(int(moved - preview->messages().begin()));
        QCOMPARE(preview->shownText(), moved->text);
    }

    void oneClientsMessages()
    {
        m_window->home().showPart(HomePage::Part::Clients);
        ClientsPage &page = m_window->home().clients();
        QTRY_VERIFY(page.settled());
        page.table().selectRow(2);
        QTRY_VERIFY(page.file().messagesButton().isEnabled());
        page.file().messagesButton().click();
        QTRY_COMPARE(m_engine->askedOf<ask::PreviewClient>().size(), 1);
        QCOMPARE(m_engine->askedOf<ask::PreviewClient>().first().id, page.model().at(2).id);
        QTRY_VERIFY(page.file().findChild<PreviewDialog *>());
        const QList<MessagePreview> shown = page.file().findChild<PreviewDialog *>()->messages();
        QVERIFY(shown.first().dueAt);
        QVERIFY(std::any_of(shown.begin(), shown.end(), [](const MessagePreview &m) { return !m.dueAt && m.reason == u"kind_off"; }));
    }

    void aPaymentIsRecorded()
    {
        VisitView visit = shop().visits().at(12);
        visit.priceCents = 4500;
        visit.paidCents = 1500;
        PaymentDialog dialog(context(), visit);
        dialog.show();
        QCOMPARE(dialog.amountField().value(), 30.0); // what is open
        dialog.amountField().setValue(12.5);
        dialog.methodField().setCurrentIndex(int(PaymentMethod::Credit));
        m_engine->on<ask::PayVisit>([](const auto &) -> Result<VisitView> { return Error{Error::Code::Invalid, u"amountCents: amount.positive"_s}; });
        dialog.accept();
        QTRY_VERIFY(!dialog.problem().isEmpty());
        QVERIFY(dialog.isVisible());
        shop().script(*m_engine);
        dialog.accept();
        QTRY_VERIFY(!dialog.isVisible());
        const ask::PayVisit asked = m_engine->askedOf<ask::PayVisit>().last();
        QVERIFY(asked.id == visit.id && asked.amountCents == 1250 && asked.method == PaymentMethod::Credit);
    }

    void nothingIsProposedForAPaidVisit()
    {
        VisitView visit = shop().visits().at(12);
        visit.paidCents = visit.priceCents;
        PaymentDialog dialog(context(), visit);
        const auto *record = dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Save);
        QCOMPARE(dialog.amountField().value(), 0.0);
        QVERIFY(!record->isEnabled());
        dialog.amountField().setValue(5); // a tip
        QVERIFY(record->isEnabled());
    }

    void theCardOffersThePayment()
    {
        VisitView visit = shop().visits().at(12);
        const auto offered = [&](const QString &text) {
            const VisitCard card(context(), visit);
            const auto buttons = card.findChildren<QPushButton *>();
            return std::any_of(buttons.begin(), buttons.end(), [&](const QPushButton *b) { return b->text() == text && !b->isHidden(); });
        };
        QVERIFY(offered(u"Payment received…"_s));
        QVERIFY(!offered(u"Take payment back…"_s));
        visit.paidCents = 4500;
        QVERIFY(offered(u"Take payment back…"_s));
        visit.status = VisitStatus::Blocked;
        QVERIFY(!offered(u"Payment received…"_s));
    }
};

QTEST_MAIN(TestMessages)
#include "tst_messages.moc"
