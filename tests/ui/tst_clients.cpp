#include "engine/api/hours_text.h"
#include "tests/support/fake_clock.h"
#include "tests/support/sample_shop.h"
#include "tests/support/scripted_prompts.h"
#include "ui/dialogs/call_list_dialog.h"
#include "ui/dialogs/client_dialog.h"
#include "ui/dialogs/consent_dialog.h"
#include "ui/dialogs/payment_dialog.h"
#include "ui/dialogs/shop_dialog.h"
#include "ui/dialogs/visit_card.h"
#include "ui/dialogs/wait_list_dialog.h"
#include "ui/main_window.h"
#include "ui/pages/client_panel.h"
#include "ui/pages/clients_page.h"
#include "ui/pages/home_page.h"
#include "ui/shop/closed_days_panel.h"
#include "ui/shop/hours_panel.h"
#include "ui/shop/services_panel.h"
#include "ui/shop/team_panel.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/table_view.h"

#include <QComboBox>
#include <QDateEdit>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// Clients, and the shop's book behind its dialog.
class TestClients : public QObject
{
    Q_OBJECT

    FakeClock m_clock{fromMs(1'795'455'128'000)};
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<ScriptedPrompts> m_prompts;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<ShopDialog> m_book;

    ClientsPage &page() const { return m_window->home().clients(); }
    void openPage()
    {
        m_window = std::make_unique<MainWindow>(*m_engine, UiOptions{.clock = m_clock, .theme = ThemeChoice::Light}, *m_prompts);
        m_window->home().showPart(HomePage::Part::Clients);
        m_window->show();
        QTRY_VERIFY(page().settled());
    }
    void openBook(ShopDialog::Part part)
    {
        openPage();
        m_book = std::make_unique<ShopDialog>(PageContext{*m_engine, m_window->theme(), *m_prompts, m_clock, {}});
        m_book->showPart(part);
        m_book->show();
    }

private slots:
    void init()
    {
        m_engine = std::make_unique<FakeEngine>();
        m_prompts = std::make_unique<ScriptedPrompts>();
        SampleShop(m_clock.now()).script(*m_engine);
    }
    void cleanup()
    {
        m_book.reset();
        m_window.reset();
    }

    void searchAsksTheEngine()
    {
        openPage();
        QCOMPARE(page().model().rowCount(), 8);
        page().searchField().setText(u"amostra"_s);
        QTRY_COMPARE(page().model().rowCount(), 2);
        page().searchField().setText(u"ninguém"_s);
        QTRY_COMPARE(page().model().rowCount(), 0);
    }

    /// The history offers what the diary offers.
    void theHistoryOpensVisits()
    {
        openPage();
        page().table().selectRow(1);
        auto &history = *page().file().findChild<TableView *>();
        QTRY_VERIFY(history.model()->rowCount() > 0);
        emit history.activated(history.model()->index(0, 0));
        auto *card = m_window->findChild<VisitCard *>();
        QVERIFY(card && card->isVisible());
        emit card->payAsked();
        QVERIFY(m_window->findChild<PaymentDialog *>());
        emit card->statusAsked(VisitStatus::NoShow);
        QTRY_COMPARE(m_engine->askedOf<ask::SetVisitStatus>().size(), 1);
    }

    void notesAreHiddenAgainAndAgain()
    {
        openPage();
        page().table().selectRow(1);
        QTRY_VERIFY(page().file().notesButton().isVisible() && page().file().notesButton().isEnabled());
        QVERIFY(m_engine->askedOf<ask::ShowClient>().isEmpty());   // not even fetched
        page().file().notesButton().click();
        QTRY_COMPARE(page().file().notes(), u"Prefere máquina 2"_s);
        page().table().selectRow(2);
        QCOMPARE(page().file().notes(), QString());
        QTRY_COMPARE(m_engine->askedOf<ask::ShowClientFile>().last().id, page().model().at(2).id);
        page().table().selectRow(1);
        QTRY_VERIFY(page().file().visits().rowCount() > 0);
        QCOMPARE(page().file().notes(), QString());   // not remembered
    }

    void consentIsTurnedAfterAQuestion()
    {
        openPage();
        page().table().selectRow(0);
        QTRY_VERIFY(page().file().consentButton().isVisible());
        m_prompts->agree = false;
        page().file().consentButton().click();
        QVERIFY(m_engine->askedOf<ask::SetConsent>().isEmpty());
        m_prompts->agree = true;
        page().file().consentButton().click();
        QTRY_COMPARE(m_engine->askedOf<ask::SetConsent>().size(), 1);
        QVERIFY(!m_engine->askedOf<ask::SetConsent>().first().allowed);
        QCOMPARE(m_engine->askedOf<ask::SetConsent>().first().source, u"window"_s);
    }

    void consentIsShownAndWrittenDown()
    {
        openPage();
        page().table().selectRow(0);
        QTRY_VERIFY(page().file().consentMoreButton().isVisible());
        page().file().consentMoreButton().click();
        auto *dialog = m_window->findChild<ConsentDialog *>();
        QVERIFY(dialog);
        QTRY_COMPARE(dialog->states().rowCount(), 9);
        QCOMPARE(dialog->history().rowCount(), 2);
        QCOMPARE(dialog->retryButtons().size(), 1);
        dialog->retryButtons().first()->click();
        QTRY_COMPARE(m_engine->askedOf<ask::RetryAddress>().size(), 1);
        QCOMPARE(m_engine->askedOf<ask::RetryAddress>().first().channel, Channel::Email);
        QTRY_VERIFY(dialog->retryButtons().isEmpty());
        dialog->answerField().setCurrentIndex(1);
        dialog->channelField().setCurrentIndex(3);
        dialog->purposeField().setCurrentIndex(1);
        dialog->sourceField().setText(u"por telefone"_s);
        dialog->recordButton().click();
        QTRY_COMPARE(m_engine->askedOf<ask::SetConsent>().size(), 1);
        const ask::SetConsent said = m_engine->askedOf<ask::SetConsent>().first();
        QVERIFY(!said.allowed && said.channel == Channel::Sms && said.purpose == Purpose::Marketing);
        QCOMPARE(said.source, u"por telefone"_s);
        QTRY_VERIFY(dialog->recordButton().isEnabled());
    }

    void whoIsToBeCalledIsListed()
    {
        SampleShop shop(m_clock.now());
        shop.withCalls = true;
        shop.script(*m_engine);
        m_engine->on<ask::SetVisitStatus>([](const auto &) -> Result<VisitView> { return VisitView{}; });
        openPage();
        CallListDialog dialog({*m_engine, m_window->theme(), *m_prompts, m_clock, {}});
        dialog.show();
        QTRY_COMPARE(dialog.calls().rowCount(), 4);
        QVERIFY(!dialog.comesButton().isEnabled());
        const qsizetype before = m_engine->askedOf<ask::ListCalls>().size();
        dialog.table().selectRow(1);
        dialog.comesButton().click();
        QTRY_COMPARE(m_engine->askedOf<ask::ListCalls>().size(), before + 1); // asked again after each
        QCOMPARE(m_engine->askedOf<ask::SetVisitStatus>().last().status, VisitStatus::Confirmed);
        m_prompts->agree = true;
        dialog.table().selectRow(0);
        dialog.cancelButton().click();
        QTRY_COMPARE(m_engine->askedOf<ask::SetVisitStatus>().size(), 2);
        QCOMPARE(m_engine->askedOf<ask::SetVisitStatus>().last().status, VisitStatus::Cancelled);
        QTRY_COMPARE(m_engine->askedOf<ask::ListCalls>().size(), before + 2);
    }

    void whoWaitsIsListed()
    {
        openPage();
        WaitListDialog dialog({*m_engine, m_window->theme(), *m_prompts, m_clock, {}});
        dialog.show();
        QTRY_COMPARE(dialog.waits().rowCount(), 3);
        QCOMPARE(dialog.offers().rowCount(), 2);
        QVERIFY(dialog.notice().isEmpty());
        const auto state = [&](int row) { return dialog.waits().index(row, 5).data().toString(); };
        QCOMPARE(state(0), u"Booked"_s);
        QVERIFY2(state(1).startsWith(u"Asked until "), qPrintable(state(1)));
        QCOMPARE(state(2), u"Waiting"_s);
        dialog.table().selectRow(0);
        QVERIFY(!dialog.removeButton().isEnabled()); // has a visit already
        dialog.nameField().setText(u"Igor Exemplo"_s);
        dialog.addButton().click();
        QTRY_VERIFY(!dialog.problem().isEmpty());
        dialog.phoneField().setText(u"(11) 90000-7777"_s);
        dialog.addButton().click();
        QTRY_COMPARE(m_engine->askedOf<ask::AddWait>().size(), 2);
        QCOMPARE(m_engine->askedOf<ask::AddWait>().last().draft.day, dialog.dayField().date().toString(Qt::ISODate));
        QTRY_VERIFY(dialog.nameField().text().isEmpty());
        m_prompts->agree = true;
        dialog.table().selectRow(1);
        dialog.removeButton().click();
        QTRY_COMPARE(m_engine->askedOf<ask::RemoveWait>().size(), 1);
        QCOMPARE(m_engine->askedOf<ask::RemoveWait>().first().id.value, u"wait-1"_s);
    }

    void whoWaitsIsToldThatNothingIsOffered()
    {
        openPage();
        WaitList list;
        m_engine->on<ask::ListWaits>([&list](const auto &) -> Result<WaitList> { return list; });
        WaitListDialog dialog({*m_engine, m_window->theme(), *m_prompts, m_clock, {}});
        dialog.show();
        QTRY_VERIFY(!dialog.notice().isEmpty());
        list.offering = true;
        emit dialog.banner().actionAsked();
        QTRY_VERIFY(dialog.notice().isEmpty());
        const auto asked = m_engine->askedOf<ask::SetMessageKind>();
        QVERIFY(asked.last().kind == MessageKind::SlotOffer && asked.last().wanted);
    }

    void whatIsNotSeenIsNotChanged()
    {
        openPage();
        ClientDialog form({*m_engine, m_window->theme(), *m_prompts, m_clock, {}}, {u"client-1"_s});
        form.show();
        QTRY_COMPARE(form.phoneField().text(), u"+5511900004821"_s);
        QVERIFY(!form.findChild<QPlainTextEdit *>()->isVisible());
        form.phoneField().setText(u"(11) 90000-1111"_s);
        form.accept();
        QTRY_COMPARE(m_engine->askedOf<ask::SaveClient>().size(), 1);
        QCOMPARE(m_engine->askedOf<ask::SaveClient>().first().client.phone, u"(11) 90000-1111"_s);
        QCOMPARE(m_engine->askedOf<ask::SaveClient>().first().client.notes, u"Prefere máquina 2"_s);
    }

    void aRefusedPhoneIsExplained()
    {
        m_engine->on<ask::SaveClient>([](const auto &) -> Result<Client> { return Error{Error::Code::Invalid, u"phone: phone.too_short"_s}; });
        openPage();
        ClientDialog form({*m_engine, m_window->theme(), *m_prompts, m_clock, {}}, {});
        form.show();
        form.nameField().setText(u"Zeca Exemplo"_s);
        form.accept();
        QTRY_VERIFY(form.problem().contains(u"too few digits"_s));
        QVERIFY(form.isVisible());
    }

    void teamIsAddedRenamedAndRested()
    {
        openBook(ShopDialog::Part::Team);
        TeamPanel &team = m_book->team();
        QTRY_COMPARE(team.model().rowCount(), 4);
        team.nameField().setText(u"Novo"_s);
        team.save();
        QTRY_COMPARE(m_engine->askedOf<ask::SaveProfessional>().size(), 1);
        QVERIFY(m_engine->askedOf<ask::SaveProfessional>().first().professional.id.isEmpty());
        team.table().selectRow(1);
        QCOMPARE(team.nameField().text(), u"Rafael"_s);
        m_engine->on<ask::SaveProfessional>([](const auto &) -> Result<Professional> { return Error{Error::Code::Invalid, u"name: name.taken"_s}; });
        team.nameField().setText(u"Marcos"_s);
        team.save();
        QTRY_VERIFY(team.problem().contains(u"already"_s));
        QCOMPARE(m_engine->askedOf<ask::SaveProfessional>().last().professional.id, (ProfessionalId{u"pro-2"_s}));
    }

    void aServiceKeepsItsId()
    {
        openBook(ShopDialog::Part::Services);
        ServicesPanel &services = m_book->services();
        QTRY_COMPARE(services.model().rowCount(), 5);
        services.table().selectRow(0);
        services.minutesField().setValue(25);
        services.save();
        QTRY_COMPARE(m_engine->askedOf<ask::SaveService>().size(), 1);
        const Service saved = m_engine->askedOf<ask::SaveService>().first().service;
        QCOMPARE(saved.id, (ServiceId{u"srv-1"_s}));
        QCOMPARE(saved.minutes, 25);
        QCOMPARE(saved.priceCents, 3500);
    }

    void hoursAreTypedADayALine()
    {
        openBook(ShopDialog::Part::WorkHours);
        HoursPanel &panel = m_book->hours();
        QTRY_COMPARE(panel.day(1).text(), u"09:00-12:00, 13:00-20:00"_s);
        QCOMPARE(panel.day(7).text(), QString());
        panel.day(7).setText(u"nove"_s);
        panel.save();
        QVERIFY(panel.problem().contains(u"09:00-12:00"_s));
        QVERIFY(m_engine->askedOf<ask::SetHours>().isEmpty());
        panel.day(7).setText(u"9-13"_s);
        panel.save();
        QTRY_COMPARE(m_engine->askedOf<ask::SetHours>().size(), 1);
        QCOMPARE(hours::toText(m_engine->askedOf<ask::SetHours>().first().week.spans, 7), u"09:00-13:00"_s);
    }

    void holidaysAreOpenedAndDaysClosed()
    {
        openBook(ShopDialog::Part::ClosedDays);
        ClosedDaysPanel &panel = m_book->closedDays();
        QTRY_COMPARE(panel.model().rowCount(), 4);
        QTRY_COMPARE(panel.visits().rowCount(), 1);
        panel.table().selectRow(3);
        panel.toggleChosen();
        QTRY_COMPARE(m_engine->askedOf<ask::SetClosedDay>().size(), 1);
        QVERIFY(!m_engine->askedOf<ask::SetClosedDay>().first().day.closed);
        panel.table().selectRow(2);
        panel.toggleChosen();
        QTRY_COMPARE(m_engine->askedOf<ask::ForgetClosedDay>().size(), 1);
        QCOMPARE(m_engine->askedOf<ask::ForgetClosedDay>().first().day, u"2026-11-28"_s);
        panel.dayField().setDate(QDate(2027, 1, 25));
        panel.nameField().setText(u"Aniversário"_s);
        panel.add();
        QTRY_COMPARE(m_engine->askedOf<ask::SetClosedDay>().size(), 2);
        QCOMPARE(m_engine->askedOf<ask::SetClosedDay>().last().day.day, u"2027-01-25"_s);
    }
};

QTEST_MAIN(TestClients)
#include "tst_clients.moc"
