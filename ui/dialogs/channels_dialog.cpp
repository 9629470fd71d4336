#include "ui/dialogs/channels_dialog.h"

#include "ui/dialogs/channel_setup_dialog.h"
#include "ui/dialogs/mail_domain_dialog.h"
#include "ui/dialogs/preview_dialog.h"
#include "ui/format.h"
#include "ui/widgets/card.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/table_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

format::Marked wayMark(const ChannelView &channel)
{
    const Tone tone = channel.way == ChannelWay::Live ? Tone::Good : channel.way == ChannelWay::Assisted ? Tone::Accent : Tone::Violet;
    return {format::name(channel.way), tone};
}

QString missingText(const ChannelView &channel)
{
    QStringList names;
    for (const QString &key : channel.missing)
        names.append(format::settingName(key));
    return names.join(u", "_s);
}

QString stateText(const ChannelView &channel)
{
    if (!channel.trouble.isEmpty())
        return ChannelsDialog::tr("Stopped");
    return channel.missing.isEmpty() ? ChannelsDialog::tr("Ready") : ChannelsDialog::tr("Not set up");
}

} // namespace

ChannelsDialog::ChannelsDialog(const PageContext &context, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_table(new TableView(context.theme, tr("Ways of sending")))
    , m_pane(new StatePane(m_table))
    , m_note(makeLabel({}, "hint"))
    , m_setup(new QPushButton(tr("Set up…")))
    , m_domain(new QPushButton(tr("Check the domain…")))
    , m_test(new QPushButton(tr("Test the credential")))
    , m_switch(new QPushButton(tr("Go live…")))
    , m_ask(context.engine, [this](const QList<ChannelView> &channels) { showChannels(channels); },
            [this](const Error &error) { m_pane->showError(format::error(error)); })
    , m_askTest(context.engine, [this](const ChannelTest &test) { showTest(test); },
                [this](const Error &error) {
                    offerActs();
                    say(format::error(error), "error");
                })
    , m_askPreview(context.engine, [this](const PreviewList &list) { preview(list); },
                   [this](const Error &error) { say(format::error(error), "error"); })
    , m_set(context.engine,
            [this](const ChannelView &) {
                emit changed();
                m_ask.ask();
            },
            [this](const Error &error) { say(format::error(error), "error"); })
{
    setWindowTitle(tr("Ways of sending"));
    resize(640, 420);
    using C = ChannelView;
    m_channels = new ListTable<C>({{tr("Way"), textColumn<C>([](const C &c) { return format::name(c.channel); })},
                                   {tr("How it sends"), chipColumn<C>(wayMark)},
                                   {tr("State"), textColumn<C>(stateText, true)}},
                                  [](const C &c) { return nameOf(c.channel); }, this);
    m_table->setModel(m_channels);
    m_table->setWeights({3, 3, 4}, {1});
    auto *intro = makeLabel(tr("A message goes out once: by the first of these ways that reaches the client, in the order of the settings. "
                               "The next way comes in when one refuses for good, or does not work for long. "
                               "E-mail and SMS stay out of it until you switch them live."), "hint");
    intro->setWordWrap(true);
    m_note->setWordWrap(true);
    m_note->setMinimumHeight(44);
    m_note->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_switch->setProperty("kind", u"primary"_s);
    auto *close = new QPushButton(tr("Close"));
    for (QPushButton *button : {m_setup, m_domain, m_test, m_switch, close})
        button->setAutoDefault(false);
    for (QPushButton *button : {m_test, m_switch})
        button->setEnabled(false);
    auto *ends = new QHBoxLayout;
    ends->addWidget(m_setup);
    ends->addWidget(m_test);
    ends->addWidget(m_switch);
    ends->addWidget(m_domain);
    m_domain->hide();
    ends->addStretch(1);
    ends->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(intro);
    layout->addWidget(m_pane, 1);
    layout->addWidget(m_note);
    layout->addLayout(ends);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ChannelsDialog::showChosen);
    connect(m_test, &QPushButton::clicked, this, [this] {
        if (const ChannelView *channel = chosen(); channel && !m_askTest.busy()) {
            m_test->setEnabled(false);
            say(tr("Asking…"), "hint");
            m_askTest.ask({.channel = channel->channel});
        }
    });
    m_setup->setEnabled(false);
    connect(m_setup, &QPushButton::clicked, this, [this] {
        const ChannelView *channel = chosen();
        if (!channel)
            return;
        auto *dialog = new ChannelSetupDialog(m_context, channel->channel, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &ChannelSetupDialog::changed, this, [this] {
            m_ask.ask();
            emit changed();
        });
        dialog->open();
    });
    connect(m_domain, &QPushButton::clicked, this, [this] {
        auto *dialog = new MailDomainDialog(m_context, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    connect(m_switch, &QPushButton::clicked, this, &ChannelsDialog::turn);
    connect(m_pane, &StatePane::actionAsked, this, [this] { m_ask.ask(); });
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    m_pane->showLoading();
    m_ask.ask();
}

QString ChannelsDialog::note() const { return m_note->text(); }

const ChannelView *ChannelsDialog::chosen() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : &m_channels->at(rows.first().row());
}

void ChannelsDialog::showChannels(const QList<ChannelView> &channels)
{
    m_channels->set(channels);
    m_pane->showContent();
    if (!chosen()) {
        m_table->selectRow(0);
        m_table->setFocus();
    }
    offerActs();
    if (!m_isTold)
        showChosen();
}

void ChannelsDialog::offerActs()
{
    const ChannelView *channel = chosen();
    m_setup->setEnabled(channel);
    m_domain->setVisible(channel && channel->channel == Channel::Email);
    m_test->setEnabled(channel && channel->missing.isEmpty());
    m_switch->setEnabled(channel && (channel->missing.isEmpty() || channel->way == ChannelWay::Live));
    m_switch->setText(channel && channel->way == ChannelWay::Live ? tr("Back to training") : tr("Go live…"));
}

void ChannelsDialog::showChosen()
{
    const ChannelView *channel = chosen();
    m_isTold = false;
    offerActs();
    if (!channel)
        return;
    if (!channel->trouble.isEmpty())
        say(tr("Stopped: %1").arg(format::reason(channel->trouble)), "error");
    else if (!channel->missing.isEmpty())
        say(tr("It lacks: %1. Fill in the settings; secrets come from the environment or the computer's key store.").arg(missingText(*channel)), "hint");
    else
        say(channel->way == ChannelWay::Live ? tr("Messages go out by themselves this way.")
                                             : tr("Everything is there. Test the credential, then go live."),
            "hint");
}

void ChannelsDialog::showTest(const ChannelTest &test)
{
    m_isTold = true;
    m_ask.ask(); // a refused credential stops the channel
    if (test.works)
        say(tr("It works: %1 takes the credential. Nothing was sent.").arg(format::name(test.channel)), "hint");
    else
        say(tr("It does not work: %1").arg(format::reason(test.reason)), "error");
}

void ChannelsDialog::turn()
{
    const ChannelView *channel = chosen();
    if (!channel || m_set.busy() || m_askPreview.busy())
        return;
    m_turned = channel->channel;
    if (channel->way == ChannelWay::Live)
        return m_set.ask({.channel = m_turned, .way = ChannelWay::Training});
    const Instant now = m_context.clock.now();
    m_askPreview.ask({.from = now, .to = now + Hours(24)});
}

void ChannelsDialog::preview(const PreviewList &list)
{
    auto *dialog = new PreviewDialog(m_context.theme, tr("Switch %1 live?").arg(format::name(m_turned)),
                                     tr("From now on messages may go out by %1. This is what the next 24 hours would bring:").arg(format::name(m_turned)),
                                     tr("No message is due in the next 24 hours."), allMessages(list), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->addChoice(1, tr("Go live"), "primary");
    connect(dialog, &PreviewDialog::chosen, this, [this, token = list.token] {
        m_set.ask({.channel = m_turned, .way = ChannelWay::Live, .previewToken = token});
    });
    dialog->open();
}

void ChannelsDialog::say(const QString &text, const char *role)
{
    m_note->setText(text);
    m_note->setProperty("role", QLatin1String(role));
    m_note->style()->unpolish(m_note);
    m_note->style()->polish(m_note);
}

} // namespace trato
