#include "engine/api/questions/diary.h"
#include "engine/api/questions/kinds.h"
#include "engine/api/questions/messages.h"
#include "engine/api/questions/shop.h"
#include "tests/support/fake_clock.h"
#include "tests/support/sample_shop.h"
#include "tests/support/scripted_prompts.h"
#include "ui/charts/bar_list.h"
#include "ui/dialogs/payment_dialog.h"
#include "ui/dialogs/preview_dialog.h"
#include "ui/format.h"
#include "ui/main_window.h"
#include "ui/pages/attention_list.h"
#include "ui/pages/figures_row.h"
#include "ui/pages/home_page.h"
#include "ui/pages/overview_page.h"
#include "ui/pages/trade_cards.h"
#include "ui/pages/visits_panel.h"
#include "ui/widgets/kpi_card.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/table_view.h"

#include <QAction>
#include <QDoubleSpinBox>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <numeric>

using namespace trato;
using namespace Qt::StringLiterals;

/// The figures and charts of the overview: what they count, and what they show when nothing can be counted.
class TestOverview : public QObject
{
    Q_OBJECT

    using Figure = FiguresRow::Figure;
    FakeClock m_clock{fromMs(1'795'455'128'000)};   // 23/11/2026 14:32:08 in São Paulo
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<ScriptedPrompts> m_prompts;
    std::unique_ptr<MainWindow> m_window;

    void open(ChannelWay way = ChannelWay::Assisted)
    {
        SampleShop shop(m_clock.now());
        shop.way = way;
        shop.script(*m_engine);
        show();
    }
    void show()
    {
        m_window = std::make_unique<MainWindow>(*m_engine, UiOptions{.clock = m_clock, .theme = ThemeChoice::Light}, *m_prompts);
        m_window->show();
    }
    OverviewPage &overview() { return m_window->home().overview(); }
    KpiCard &card(Figure figure) { return overview().figures().card(figure); }
    void answerDeliveries(const QList<DeliveryState> &states)
    {
        m_engine->on<ask::ListDeliveries>([this, states](const ask::ListDeliveries &q) -> Result<DeliveryPage> {
            DeliveryPage page;
            for (const DeliveryState state : states)
                if (!q.state || *q.state == state) {
                    DeliveryView delivery;
                    delivery.id = {u"d%1"_s.arg(page.rows.size())};
                    delivery.state = state;
                    delivery.createdAt = delivery.updatedAt = m_clock.now() - Minutes(1);
                    page.rows.append(delivery);
                }
            page.total = page.rows.size();
            return page;
        });
        m_window->refresh();
    }

private slots:
    void init()
    {
        m_engine = std::make_unique<FakeEngine>();
        m_prompts = std::make_unique<ScriptedPrompts>();
    }
    void cleanup() { m_window.reset(); }

    void figuresSayWhatTheyCount()
    {
        open();
        QTRY_VERIFY(overview().settled());
        QCOMPARE(card(Figure::RevenueToday).figure(), format::money(44'500));
        QCOMPARE(card(Figure::RevenueToday).note(), u"▲ 8.5% on last week"_s);
        QCOMPARE(card(Figure::RevenueMonth).figure(), format::money(2'914'300));
        QCOMPARE(card(Figure::RevenueMonth).note(), u"▲ 8.4% · "_s + format::visits(412));
        QVERIFY(card(Figure::RevenueMonth).explanation().contains(u"398"));
        for (int i = 0; i < FiguresRow::count; ++i) {
            QVERIFY(!card(Figure(i)).explanation().isEmpty());
            auto *why = card(Figure(i)).findChild<QToolButton *>();
            QVERIFY(why->isVisible() && why->focusPolicy() == Qt::StrongFocus && !why->accessibleName().isEmpty());
        }
        // Nothing to compare with: no share is made up.
        m_engine->on<ask::ShowShopFigures>([](const auto &) { return ShopFigures{.today = {2, 9000}}; });
        overview().refresh();
        QTRY_COMPARE(card(Figure::RevenueToday).note(), u"2 visit(s) attended"_s);
        QTRY_VERIFY(!overview().popular().pane().showsContent());
        // What was read stays while the diary cannot be read.
        m_engine->on<ask::ShowShopFigures>([](const auto &) { return Error{Error::Code::Locked, u"shop.db"_s}; });
        overview().refresh();
        QTRY_VERIFY(overview().settled());
        QCOMPARE(card(Figure::RevenueToday).figure(), format::money(9'000));
    }

    void figuresStandInTwoLinesInANarrowWindow()
    {
        open();
        m_window->resize(1440, 900);
        QTRY_COMPARE(card(Figure::Attention).y(), card(Figure::Visits).y());
        m_window->resize(1080, 700);
        QTRY_VERIFY(card(Figure::Attention).y() > card(Figure::Visits).y());
    }

    void daysAreCountedOnceEach()
    {
        open();
        QTRY_VERIFY(overview().settled());
        const QList<QList<int>> &counts = overview().days().counts();
        QCOMPARE(counts.size(), 2);
        QCOMPARE(counts.at(0).size(), DaysCard::days);
        int visits = 0;
        for (const VisitView &visit : SampleShop(m_clock.now()).visits())
            visits += visit.status != VisitStatus::Cancelled;
        QCOMPARE(std::accumulate(counts.at(0).begin(), counts.at(0).end(), 0), visits);
        QVERIFY(overview().days().pane().showsContent());
        QCOMPARE(overview().popular().list().rows().size(), 5);
        QCOMPARE(overview().popular().list().rows().first().figure, u"150"_s);
        // A search in the list of visits changes no figure.
        const QList<QList<int>> before = counts;
        overview().visits().find(u"Pedro"_s, {});
        QTRY_VERIFY(overview().settled());
        QCOMPARE(overview().days().counts(), before);
    }

    void aDiaryThatLiesElsewhereIsNotCalledEmpty()
    {
        open();
        QTRY_VERIFY(overview().settled());
        m_engine->on<ask::ListVisits>([](const auto &) { return QList<VisitView>(); });
        m_engine->on<ask::ShowDiary>([this](const auto &) {
            DiaryStatus diary;
            diary.refreshedAt = m_clock.now();
            diary.first = m_clock.now() - Hours(24 * 60);
            diary.last = m_clock.now() - Hours(24 * 40);
            return diary;
        });
        overview().refresh();
        auto *pane = overview().visits().findChild<StatePane *>();
        QTRY_COMPARE(pane->message(), u"No visits in the coming days"_s);
        QSignalSpy asked(&overview(), &OverviewPage::diaryAsked);
        emit pane->actionAsked();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().toDate(), toUtc(m_clock.now() - Hours(24 * 40)).toLocalTime().date());
        QCOMPARE(m_window->home().currentPart(), HomePage::Part::Diary);
        // What cannot be read is tried again, wherever the visits lie.
        m_window->showOverview();
        m_engine->on<ask::ListVisits>([](const auto &) { return Error{Error::Code::Locked, u"shop.db"_s}; });
        overview().refresh();
        QTRY_COMPARE(pane->message(), u"This could not be loaded"_s);
        const qsizetype before = m_engine->askedOf<ask::ListVisits>().size();
        emit pane->actionAsked();
        QTRY_VERIFY(m_engine->askedOf<ask::ListVisits>().size() > before);
        QCOMPARE(asked.size(), 1);
    }

    void lateMessagesAreDecidedOf()
    {
        open();
        QTRY_VERIFY(overview().settled());
        m_engine->on<ask::ListLateMessages>([this](const auto &) {
            return QList<MessagePreview>{{MessageKind::Booked, u"America/Sao_Paulo"_s, u"Zeca Exemplo"_s, u"+55 11 9••••-4321"_s,
                                          m_clock.now() - Hours(3), m_clock.now() + Hours(20), u"Olá, Zeca!"_s, {}}};
        });
        m_engine->on<ask::DecideLateMessages>([](const auto &) { return BulkReport{1, 0, {}}; });
        overview().refresh();
        const auto late = [this] {
            const QList<AttentionItem> &items = overview().attention().items();
            return std::ranges::find(items, u"late-messages"_s, &AttentionItem::key);
        };
        QTRY_VERIFY(late() != overview().attention().items().end());
        late()->actions.first().act();
        auto *dialog = m_window->findChild<PreviewDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        emit dialog->chosen(1);
        QTRY_COMPARE(m_engine->askedOf<ask::DecideLateMessages>().size(), 1);
        QVERIFY(m_engine->askedOf<ask::DecideLateMessages>().first().send);
    }

    void aPaymentIsRecordedFromTheList()
    {
        open();
        QTRY_VERIFY(overview().settled());
        overview().visits().choose(VisitsPanel::Range::Week);
        overview().visits().table().selectRow(1);
        const QList<QAction *> acts = overview().visits().findChildren<QAction *>();
        const auto pay = std::ranges::find(acts, u"Payment received…"_s, &QAction::text);
        QVERIFY(pay != acts.end());
        (*pay)->trigger();
        auto *dialog = m_window->findChild<PaymentDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        dialog->amountField().setValue(12.5);
        dialog->accept();
        QTRY_COMPARE(m_engine->askedOf<ask::PayVisit>().size(), 1);
        QCOMPARE(m_engine->askedOf<ask::PayVisit>().first().id, overview().visits().model().at(1).id);
        QCOMPARE(m_engine->askedOf<ask::PayVisit>().first().amountCents, 1250);
    }

    void acceptedIsOfWhatWasTried()
    {
        open(ChannelWay::Live);
        answerDeliveries({DeliveryState::Accepted, DeliveryState::Read, DeliveryState::SentByHand, DeliveryState::Failed,
                          DeliveryState::Uncertain, DeliveryState::WouldSend, DeliveryState::Skipped});
        QTRY_COMPARE(card(Figure::Messages).note(), u"60.0% accepted · 2 to check"_s);
        QCOMPARE(card(Figure::Messages).figure(), u"3"_s);
    }

    void trainingCountsWhatWouldBeSent()
    {
        open(ChannelWay::Training);
        answerDeliveries({DeliveryState::WouldSend, DeliveryState::WouldSend, DeliveryState::Skipped});
        QTRY_COMPARE(card(Figure::Messages).note(), u"2 would go out · 1 skipped"_s);
        QCOMPARE(card(Figure::Messages).figure(), u"3"_s);
    }

    /// The shop's evening is already tomorrow for a computer that is set to UTC.
    void visitsOfTodayFollowTheShopsClock()
    {
        m_clock.advance(Hours(9)); // 23:32 in São Paulo, 02:32 of the next day in UTC
        SampleShop shop(m_clock.now());
        shop.script(*m_engine);
        VisitView evening = shop.visits().first();
        evening.zone = u"America/Sao_Paulo"_s;
        evening.status = VisitStatus::Done;
        evening.start = m_clock.now() - Hours(4);
        evening.end = evening.start + Minutes(40);
        VisitView yesterday = evening;
        yesterday.id = {u"yesterday"_s};
        yesterday.start = m_clock.now() - Hours(24);
        yesterday.end = yesterday.start + Minutes(40);
        m_engine->on<ask::ListVisits>([all = QList{yesterday, evening}](const ask::ListVisits &q) {
            QList<VisitView> asked = all;
            asked.removeIf([&q](const VisitView &visit) { return visit.start < q.from || visit.start >= q.to; });
            return asked;
        });
        show();
        QTRY_VERIFY(overview().settled());
        QCOMPARE(card(Figure::Visits).figure(), u"1"_s);
    }

    void aBrokenLedgerGivesNoFigures()
    {
        SampleShop shop(m_clock.now());
        shop.script(*m_engine);
        m_engine->on<ask::ListDeliveries>([](const ask::ListDeliveries &) { return Error{Error::Code::Corrupt, u"console.db"_s}; });
        m_engine->on<ask::ListVisits>([shop](const ask::ListVisits &) {
            QList<VisitView> visits = shop.visits();
            for (VisitView &visit : visits)
                for (ReminderView &reminder : visit.reminders)
                    reminder = {.kind = reminder.kind, .state = ReminderView::State::Unknown, .reason = u"ledger unreadable"_s};
            return visits;
        });
        show();
        QTRY_VERIFY(overview().settled());
        QVERIFY(overview().visits().model().rowCount() > 5);
        for (const Figure figure : {Figure::Reminders, Figure::Messages})
            QCOMPARE(card(figure).figure(), u"–"_s);
    }
};

QTEST_MAIN(TestOverview)
#include "tst_overview.moc"
