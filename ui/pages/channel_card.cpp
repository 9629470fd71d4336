#include "ui/pages/channel_card.h"

#include "ui/dialogs/channels_dialog.h"
#include "ui/dialogs/preview_dialog.h"
#include "ui/dialogs/ways_in_dialog.h"
#include "ui/format.h"
#include "ui/pages/assisted_list.h"
#include "ui/widgets/state_pane.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

ChannelCard::ChannelCard(const PageContext &context, QWidget *parent)
    : Card(tr("Sending by WhatsApp"), parent)
    , m_context(context)
    , m_wayText(makeLabel({}, "hint"))
    , m_unseen(new QPushButton(tr("Not all is seen…")))
    , m_assisted(new AssistedList(context))
    , m_pane(new StatePane(m_assisted))
    , m_preview(context.engine, [this](const PreviewList &list) { previewWay(list); },
                [this](const Error &error) {
                    m_context.prompts.tell(this, tr("The preview could not be made"), format::error(error));
                })
    , m_setWay(context.engine, [this](const ChannelView &) { emit changed(); },
               [this](const Error &error) {
                   m_context.prompts.tell(this, tr("The way of sending did not change"), format::error(error));
                   emit changed();
               })
    , m_askWays(context.engine, [this](const WaysReport &report) { showUnseen(report); }, [](const Error &) {})
{
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
    m_unseen->hide();
    line->addWidget(m_unseen);
    connect(m_unseen, &QPushButton::clicked, this, [this] {
        auto *dialog = new WaysInDialog(m_context, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    m_wayText->setWordWrap(true);
    connect(addButton(tr("Ways…")), &QPushButton::clicked, this, &ChannelCard::openWays);
    connect(addButton(tr("Messages…")), &QPushButton::clicked, this, &ChannelCard::messagesAsked);
    body()->addLayout(line);
    body()->addWidget(m_wayText);
    body()->addWidget(m_pane, 1);
    connect(m_assisted, &AssistedList::judged, this, &ChannelCard::changed);
    connect(m_pane, &StatePane::actionAsked, this, &ChannelCard::changed);
}

void ChannelCard::focusWay() { m_ways.at(int(ChannelWay::Assisted))->setFocus(Qt::OtherFocusReason); }

void ChannelCard::openWays()
{
    auto *dialog = new ChannelsDialog(m_context, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ChannelsDialog::changed, this, &ChannelCard::changed);
    dialog->open();
}

void ChannelCard::setChannels(const QList<ChannelView> &channels)
{
    const auto it = std::ranges::find(channels, Channel::WhatsApp, &ChannelView::channel);
    if (it == channels.end())
        return;
    m_channel = *it;
    for (qsizetype i = 0; i < m_ways.size(); ++i)
        m_ways.at(i)->setChecked(i == int(it->way));
    m_wayText->setText(it->trouble.isEmpty() ? format::explanation(it->way) : tr("Stopped: %1").arg(format::reason(it->trouble)));
    m_askWays.ask();
}

void ChannelCard::showUnseen(const WaysReport &report)
{
    const QString notice = unseenNotice(report);
    m_unseen->setVisible(!notice.isEmpty());
    m_unseen->setToolTip(notice);
    m_unseen->setAccessibleDescription(notice);
}

void ChannelCard::setDue(const DeliveryPage &due)
{
    m_assisted->setDeliveries(due.rows);
    if (due.rows.isEmpty())
        m_pane->showEmpty(tr("Nothing to send now"), tr("Messages appear here when they are due."));
    else
        m_pane->showContent();
    setHint(due.rows.isEmpty() ? QString() : format::messages(due.total));
}

void ChannelCard::showError(const Error &error) { m_pane->showError(format::error(error)); }

void ChannelCard::askWay(ChannelWay way)
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

void ChannelCard::previewWay(const PreviewList &preview)
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

} // namespace trato
