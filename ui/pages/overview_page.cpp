#include "ui/pages/overview_page.h"

#include "ui/charts/bar_chart.h"
#include "ui/dialogs/preview_dialog.h"
#include "ui/format.h"
#include "ui/pages/assisted_list.h"
#include "ui/pages/visits_panel.h"
#include "ui/widgets/card.h"
#include "ui/widgets/kpi_card.h"
#include "ui/widgets/state_pane.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int daysAhead = 8;

QList<LineChart::Line> chartParts()
{
    return {{OverviewPage::tr("Sent"), Tone::Good}, {OverviewPage::tr("Would send"), Tone::Violet},
            {OverviewPage::tr("Needs attention"), Tone::Bad}};
}

/// Which part of the chart a delivery counts for; -1: none.
int partOf(DeliveryState state)
{
    switch (state) {
    case DeliveryState::Accepted:
    case DeliveryState::Delivered:
    case DeliveryState::Read:
    case DeliveryState::SentByHand: return 0;
    case DeliveryState::WouldSend: return 1;
    case DeliveryState::Failed:
    case DeliveryState::Uncertain: return 2;
    case DeliveryState::Sending:
    case DeliveryState::AwaitsPerson:
    case DeliveryState::NotSent:
    case DeliveryState::Skipped: return -1;
    }
    return -1;
}

Instant startOfDay(Instant now)
{
    const QDateTime local = toUtc(now).toLocalTime();
    return fromMs(local.date().startOfDay().toMSecsSinceEpoch());
}

} // namespace

OverviewPage::OverviewPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_chartCard(new Card(tr("Messages by hour")))
    , m_chart(new BarChart(context.theme, chartParts()))
    , m_chartPane(new StatePane(m_chart))
    , m_visits(new VisitsPanel(context))
    , m_attentionCard(new Card(tr("Needs attention")))
    , m_attention(new AttentionList)
    , m_attentionPane(new StatePane(m_attention))
    , m_assisted(new AssistedList(context))
    , m_preview(context.engine, [this](const PreviewList &list) { previewWay(list); },
                [this](const Error &error) { explain(tr("The preview could not be made"), error); })
    , m_setWay(context.engine, [this](const ChannelView &) { refresh(); },
               [this](const Error &error) {
                   explain(tr("The way of sending did not change"), error);
                   refresh();
               })
    , m_late(context.engine, [this](const QList<ReminderPreview> &late) { showLate(late); },
             [this](const Error &error) { explain(tr("Late reminders could not be listed"), error); })
    , m_decide(context.engine,
               [this](const BulkReport &report) {
                   m_context.prompts.tell(this, tr("Late reminders"), format::bulk(report));
                   refresh();
               },
               [this](const Error &error) { explain(tr("Nothing was decided"), error); })
    , m_judge(context.engine, [this](const DeliveryView &) { refresh(); },
              [this](const Error &error) {
                  explain(tr("This was not recorded"), error);
                  refresh();
              })
    , m_resolve(context.engine, [this](const Done &) { refresh(); },
                [this](const Error &error) { explain(tr("The visits were not changed"), error); })
{
    m_usesDiary = m_usesDeliveries = m_usesStatus = true;
    const auto quiet = [](const Error &) { /* the window's banner tells it; older figures stay */ };
    m_askVisits = makeAsker<ask::ListVisits>([this](const QList<VisitView> &visits) { showVisits(visits); },
                                             [this](const Error &e) { m_visits->setError(format::error(e)); });
    m_askDeliveries = makeAsker<ask::ListDeliveries>([this](const DeliveryPage &page) { showDeliveries(page); },
                                                     [this](const Error &e) {
                                                         m_chartPane->showError(format::error(e));
                                                         if (!m_deliveriesKnown)
                                                             m_attentionPane->showError(format::error(e));
                                                     });
    m_askUncertain = makeAsker<ask::ListDeliveries>(
        [this](const DeliveryPage &page) {
            m_uncertain = page.rows;
            rebuildAttention();
        },
        [this](const Error &e) { m_attentionPane->showError(format::error(e)); });
    m_askDue = makeAsker<ask::ListDeliveries>(
        [this](const DeliveryPage &page) {
            m_assisted->setDeliveries(page.rows);
            if (page.rows.isEmpty())
                m_assistedPane->showEmpty(tr("Nothing to send now"), tr("Messages appear here when they are due."));
            else
                m_assistedPane->showContent();
            m_channelCard->setHint(page.rows.isEmpty() ? QString() : format::messages(page.total));
        },
        [this](const Error &e) { m_assistedPane->showError(format::error(e)); });
    m_askDiary = makeAsker<ask::ShowDiary>(
        [this](const DiaryStatus &diary) {
            m_diary = diary;
            rebuildAttention();
        },
        quiet);
    m_askClosed = makeAsker<ask::ListClosedVisits>(
        [this](const QList<ClosedVisit> &visits) {
            m_onClosedDays = visits;
            rebuildAttention();
        },
        quiet);
    m_askChannels = makeAsker<ask::ListChannels>([this](const QList<ChannelView> &c) { showChannel(c); }, quiet);

    m_chartCard->setHint(tr("last 24 h"));
    m_chartCard->addToHeader(makeLegend(context.theme, chartParts(), m_chartCard));
    m_chartCard->body()->addWidget(m_chartPane, 1);
    m_attentionCard->body()->addWidget(m_attentionPane, 1);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(Theme::gap);
    grid->addWidget(makeKpis(), 0, 0, 1, 2);
    grid->addWidget(m_visits, 1, 0);
    grid->addWidget(m_attentionCard, 1, 1);
    grid->addWidget(m_chartCard, 2, 0);
    grid->addWidget(makeChannel(), 2, 1);
    grid->setRowStretch(1, 12);
    grid->setRowStretch(2, 8);
    grid->setColumnStretch(0, 16);
    grid->setColumnStretch(1, 11);
    connect(m_visits, &VisitsPanel::importAsked, this, &OverviewPage::importAsked);
    connect(m_visits, &VisitsPanel::changed, this, &OverviewPage::refresh);
    connect(m_assisted, &AssistedList::judged, this, &OverviewPage::refresh);
    for (StatePane *pane : {m_chartPane, m_attentionPane, m_assistedPane})
        connect(pane, &StatePane::actionAsked, this, &OverviewPage::refresh);
}

QWidget *OverviewPage::makeKpis()
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::gap);
    const std::pair<QString, Tone> cards[] = {{tr("Visits today"), Tone::Accent},
                                              {tr("Reminders, next 24 h"), Tone::Violet},
                                              {tr("Messages, last 24 h"), Tone::Good},
                                              {tr("Accepted"), Tone::Good},
                                              {tr("Needs attention"), Tone::Bad}};
    for (const auto &[title, tone] : cards) {
        auto *card = new KpiCard(m_context.theme, title, tone);
        layout->addWidget(card, 1);
        m_kpis.append(card);
    }
    return row;
}

QWidget *OverviewPage::makeChannel()
{
    m_channelCard = new Card(tr("Sending by WhatsApp"));
    auto *line = new QHBoxLayout;
    line->setSpacing(6);
    for (const ChannelWay way : {ChannelWay::Training, ChannelWay::Assisted, ChannelWay::Live}) {
        auto *button = makeChipButton(format::name(way));
        button->setAccessibleDescription(format::explanation(way));
        button->setToolTip(format::explanation(way));
        connect(button, &QPushButton::clicked, this, [this, way] { askWay(way); });
        line->addWidget(button);
        m_ways.append(button);
    }
    line->addStretch(1);
    m_wayText = makeLabel({}, "hint");
    m_wayText->setWordWrap(true);
    m_assistedPane = new StatePane(m_assisted);
    connect(m_channelCard->addButton(tr("Messages…")), &QPushButton::clicked, this, &OverviewPage::messagesAsked);
    m_channelCard->body()->addLayout(line);
    m_channelCard->body()->addWidget(m_wayText);
    m_channelCard->body()->addWidget(m_assistedPane, 1);
    return m_channelCard;
}

void OverviewPage::focusChannel() { m_ways.at(int(ChannelWay::Assisted))->setFocus(Qt::OtherFocusReason); }

QString OverviewPage::kpi(int index) const { return m_kpis.at(index)->figure(); }

void OverviewPage::refresh()
{
    const Instant today = startOfDay(m_context.clock.now());
    ask(*m_askVisits, {.from = today, .to = today + Hours(24 * daysAhead), .search = m_visits->search()});
    ask(*m_askDeliveries, {.search = {}, .state = {}, .limit = 1000});
    ask(*m_askUncertain, {.search = {}, .state = DeliveryState::Uncertain, .limit = 50});
    ask(*m_askDue, {.search = {}, .state = DeliveryState::AwaitsPerson, .limit = 50});
    ask(*m_askDiary);
    ask(*m_askChannels);
    ask(*m_askClosed);
}

void OverviewPage::showVisits(const QList<VisitView> &visits)
{
    m_visits->setVisits(visits);
    if (!m_visits->search().isEmpty())
        return;   // figures are about the whole diary
    m_visitList = visits;
    rebuildKpis();
    rebuildAttention();
}

void OverviewPage::showDeliveries(const DeliveryPage &page)
{
    m_deliveries = page.rows;
    m_deliveriesKnown = true;
    rebuildKpis();
    rebuildChart();
    rebuildAttention();
}

void OverviewPage::showChannel(const QList<ChannelView> &channels)
{
    const auto it = std::ranges::find(channels, Channel::WhatsApp, &ChannelView::channel);
    if (it == channels.end())
        return;
    m_channel = *it;
    for (qsizetype i = 0; i < m_ways.size(); ++i)
        m_ways.at(i)->setChecked(i == int(it->way));
    rebuildKpis();
    m_wayText->setText(it->trouble.isEmpty() ? format::explanation(it->way) : tr("Stopped: %1").arg(it->trouble));
}

void OverviewPage::rebuildKpis()
{
    const Instant now = m_context.clock.now();
    qint64 today = 0;
    qint64 confirmed = 0;
    qint64 due = 0;
    bool unknown = false;
    std::optional<Instant> next;
    QString nextZone;
    QList<double> perHour(24, 0.0);
    for (const VisitView &visit : m_visitList) {
        if (format::date(visit.start, visit.zone) == format::date(now, visit.zone)
            && visit.status != VisitStatus::Cancelled && visit.status != VisitStatus::Blocked) {
            ++today;
            confirmed += visit.status == VisitStatus::Confirmed;
        }
        for (const ReminderView &reminder : visit.reminders) {
            unknown = unknown || reminder.state == ReminderView::State::Unknown;
            const bool waits = reminder.state == ReminderView::State::Planned || reminder.state == ReminderView::State::Queued;
            if (!waits || reminder.dueAt < now || reminder.dueAt >= now + Hours(24))
                continue;
            ++due;
            perHour[std::chrono::duration_cast<Hours>(reminder.dueAt - now).count()] += 1;
            if (!next || reminder.dueAt < *next) {
                next = reminder.dueAt;
                nextZone = visit.zone;
            }
        }
    }
    qint64 sent = 0;
    qint64 would = 0;
    qint64 unsent = 0;
    qint64 all = 0;
    qint64 skipped = 0;
    for (const DeliveryView &delivery : m_deliveries) {
        if (delivery.createdAt < now - Hours(24))
            continue;
        const int part = partOf(delivery.state);
        sent += part == 0;
        would += part == 1;
        unsent += part == 2;
        skipped += delivery.state == DeliveryState::Skipped;
        ++all;
    }
    m_kpis.at(0)->setFigure(format::number(today), tr("%1 confirmed").arg(format::number(confirmed)));
    m_kpis.at(1)->setFigure(unknown ? u"–"_s : format::number(due),
                            unknown ? tr("not known now")
                            : next  ? tr("next at %1").arg(format::time(*next, nextZone))
                                    : tr("none is due"));
    m_kpis.at(1)->setTrend(due > 0 ? perHour : QList<double>());
    if (!m_deliveriesKnown) {
        for (const int index : {2, 3})
            m_kpis.at(index)->setFigure(u"–"_s, tr("not known now"));
        return;
    }
    if (m_channel && m_channel->way == ChannelWay::Training) {
        m_kpis.at(2)->setFigure(format::number(all), tr("prepared · %1 not needed").arg(format::number(skipped)));
        m_kpis.at(3)->setTitle(tr("Would be sent"));
        m_kpis.at(3)->setFigure(format::number(would), tr("training: nothing leaves"));
        return;
    }
    m_kpis.at(2)->setFigure(format::number(sent), would > 0 ? tr("sent · %1 in training").arg(format::number(would)) : tr("sent"));
    // What the provider took of what was tried: whether it arrived is known only with its delivery reports.
    const qint64 tried = sent + unsent;
    m_kpis.at(3)->setTitle(tr("Accepted"));
    m_kpis.at(3)->setFigure(tried > 0 ? format::percent(double(sent) / double(tried)) : u"–"_s,
                            tried > 0 ? tr("%1 of %2 · %3 failed or uncertain")
                                            .arg(format::number(sent), format::number(tried), format::number(unsent))
                                      : tr("nothing was sent yet"));
}

void OverviewPage::rebuildChart()
{
    const Instant now = m_context.clock.now();
    const qint64 hour = Millis(Hours(1)).count();
    const Instant from = fromMs((toMs(now) / hour - 23) * hour);
    QList<QList<int>> counts(3, QList<int>(24, 0));
    bool any = false;
    for (const DeliveryView &delivery : m_deliveries) {
        const int part = partOf(delivery.state);
        const qint64 slot = (toMs(delivery.createdAt) - toMs(from)) / hour;
        if (part < 0 || delivery.createdAt < from || slot > 23)
            continue;
        ++counts[part][slot];
        any = true;
    }
    if (!any) {
        m_chartPane->showEmpty(tr("No messages in the last 24 hours"), tr("They appear here by the hour."));
        return;
    }
    m_chart->setCounts(from, counts);
    m_chartPane->showContent();
}

void OverviewPage::addDiaryItems(QList<AttentionItem> &items)
{
    if (!m_diary)
        return;
    const Instant now = m_context.clock.now();
    if (m_diary->refreshedAt && m_diary->stale)
        items.append({u"diary"_s, Tone::Warn, tr("Old diary"),
                      tr("The diary is %1 old, so reminders are held").arg(format::span(now - *m_diary->refreshedAt)),
                      m_diary->source, {{tr("Import…"), [this] { emit importAsked(); }}}});
    if (m_diary->late > 0)
        items.append({u"late"_s, Tone::Warn, tr("Late"),
                      tr("%1 came due while nothing was running").arg(format::reminders(m_diary->late)),
                      tr("Look at them, then send or discard."), {{tr("Decide…"), [this] { m_late.ask(); }}}});
    if (!m_onClosedDays.isEmpty())
        items.append({u"closed"_s, Tone::Warn, tr("Closed day"), tr("%1 booked on closed days").arg(format::visits(m_onClosedDays.size())),
                      format::holiday(m_onClosedDays.first().name) + u" · "_s
                          + format::date(m_onClosedDays.first().visit.start, m_onClosedDays.first().visit.zone),
                      {{tr("Show…"), [this] { emit closedDaysAsked(); }}}});
    QList<VisitId> vanished;
    for (const VisitView &visit : m_visitList)
        if (visit.vanished)
            vanished.append(visit.id);
    if (vanished.size() > 1)
        items.append({u"vanished"_s, Tone::Warn, tr("Missing"),
                      tr("%1 are missing from the last import").arg(format::visits(vanished.size())),
                      tr("Their reminders are held until you decide."),
                      {{tr("Cancel all"), [this, vanished] { resolve(vanished, true); }},
                       {tr("Keep all"), [this, vanished] { resolve(vanished, false); }}}});
    for (const VisitView &visit : m_visitList)
        if (visit.vanished)
            items.append({u"v:"_s + visit.id.value, Tone::Warn, tr("Missing"),
                          tr("%1, %2").arg(visit.clientName, format::dateTime(visit.start, visit.zone)),
                          tr("No longer in the imported diary"),
                          {{tr("Cancel"), [this, id = visit.id] { resolve({id}, true); }},
                           {tr("Keep"), [this, id = visit.id] { resolve({id}, false); }}}});
}

AttentionItem OverviewPage::itemOf(const DeliveryView &delivery)
{
    const DeliveryId id = delivery.id;
    const format::Marked mark = format::mark(delivery.state);
    AttentionItem item{u"d:"_s + id.value, mark.tone, mark.text,
                       format::messageTitle(delivery),
                       delivery.recipient, {}};
    if (!delivery.reason.isEmpty())
        item.note += u" · "_s + format::reason(delivery.reason);
    item.note += u" · "_s + format::dateTime(delivery.updatedAt);
    if (delivery.state == DeliveryState::Uncertain)
        item.actions.append({format::name(Verdict::Arrived), [this, id] { judge(id, Verdict::Arrived); }});
    item.actions.append({format::name(Verdict::SendAgain), [this, id, name = delivery.clientName] {
                             m_context.prompts.confirm(
                                 this,
                                 {tr("Send this message again?"),
                                  tr("%1 may get it twice if the first one arrived.").arg(name), tr("Send again"), true},
                                 [this, id] { judge(id, Verdict::SendAgain); });
                         }});
    item.actions.append({format::name(Verdict::GiveUp), [this, id] { judge(id, Verdict::GiveUp); }});
    return item;
}

void OverviewPage::rebuildAttention()
{
    QList<AttentionItem> items;
    for (const DeliveryView &delivery : m_uncertain)
        items.append(itemOf(delivery));
    for (const DeliveryView &delivery : m_deliveries)
        if (delivery.state == DeliveryState::Failed && delivery.createdAt > m_context.clock.now() - Hours(24))
            items.append(itemOf(delivery));
    addDiaryItems(items);
    m_attention->setItems(items);
    if (items.isEmpty() && !m_deliveriesKnown) {
        m_kpis.at(4)->setFigure(u"–"_s, tr("not known now"));
        return;
    }
    const qsizetype uncertain = m_uncertain.size();
    m_kpis.at(4)->setFigure(format::number(items.size()), items.isEmpty() ? tr("all is well")
                                : uncertain > 0                          ? tr("%1 uncertain").arg(uncertain)
                                                                         : tr("see the list below"));
    m_attentionCard->setHint(m_diary && m_diary->refreshedAt
                                 ? tr("diary updated %1").arg(format::age(*m_diary->refreshedAt, m_context.clock.now()))
                                 : QString());
    if (items.isEmpty())
        m_attentionPane->showEmpty(tr("Nothing needs you now"), tr("Doubtful messages and open questions appear here."));
    else
        m_attentionPane->showContent();
}

void OverviewPage::askWay(ChannelWay way)
{
    if (!m_channel)
        return;
    // The buttons show what the engine says, not what was clicked.
    for (qsizetype i = 0; i < m_ways.size(); ++i)
        m_ways.at(i)->setChecked(i == int(m_channel->way));
    if (way == m_channel->way)
        return;
    m_wanted = way;
    if (way == ChannelWay::Training) {
        m_setWay.ask({.channel = Channel::WhatsApp, .way = way});
        return;
    }
    const Instant now = m_context.clock.now();
    m_preview.ask({.from = now, .to = now + Hours(24)});
}

void OverviewPage::previewWay(const PreviewList &preview)
{
    const bool live = m_wanted == ChannelWay::Live;
    const QString intro = live
        ? tr("From now on these messages go out by themselves. This is what the next 24 hours would bring:")
        : tr("From now on due messages are listed for you to send. This is what the next 24 hours would bring:");
    auto *dialog = new PreviewDialog(m_context.theme, live ? tr("Switch WhatsApp live?") : tr("Switch to assisted?"), intro,
                                     tr("No message is due in the next 24 hours."), allMessages(preview), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *yes = dialog->addChoice(1, live ? tr("Go live") : tr("Use assisted"), "primary");
    if (live && !m_channel->missing.isEmpty()) {
        yes->setEnabled(false);
        yes->setToolTip(tr("Missing: %1").arg(m_channel->missing.join(u", ")));
        yes->setText(tr("Missing: %1").arg(m_channel->missing.join(u", ")));
    }
    connect(dialog, &PreviewDialog::chosen, this, [this, token = preview.token] {
        m_setWay.ask({.channel = Channel::WhatsApp, .way = m_wanted, .previewToken = token});
    });
    dialog->open();
}

void OverviewPage::showLate(const QList<ReminderPreview> &late)
{
    auto *dialog = new PreviewDialog(m_context.theme, tr("Late reminders"),
                                     tr("These reminders came due while nothing was running and are still useful."),
                                     tr("No late reminder is left."), allMessages({{}, late, {}}), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (!late.isEmpty()) {
        dialog->addChoice(0, tr("Discard %1").arg(format::reminders(late.size())), "danger");
        dialog->addChoice(1, tr("Send %1").arg(format::reminders(late.size())), "primary");
    }
    connect(dialog, &PreviewDialog::chosen, this, [this](int choice) { m_decide.ask({.send = choice == 1}); });
    dialog->open();
}

void OverviewPage::judge(const DeliveryId &id, Verdict verdict) { m_judge.ask({.id = id, .verdict = verdict}); }

void OverviewPage::resolve(const QList<VisitId> &ids, bool cancel)
{
    if (!cancel) {
        m_resolve.ask({.ids = ids, .cancel = false});
        return;
    }
    m_context.prompts.confirm(this,
                              {tr("Cancel what is missing?"),
                               tr("%1 will be cancelled. Their reminders will not be sent.").arg(format::visits(ids.size())),
                               tr("Cancel visits"), true},
                              [this, ids] { m_resolve.ask({.ids = ids, .cancel = true}); });
}

} // namespace trato
