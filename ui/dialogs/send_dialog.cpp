#include "ui/dialogs/send_dialog.h"

#include "ui/dialogs/message_variables.h"
#include "ui/message_format.h"
#include "ui/widgets/card.h"
#include "ui/widgets/grow_to_content.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyle>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

/// Characters of a free text (ask::SendMessage).
qsizetype longestText(Channel channel) { return channel == Channel::Sms ? 1600 : 4096; }

QLabel *wrapped(const char *role)
{
    QLabel *label = makeLabel({}, role);
    label->setWordWrap(true);
    return label;
}

void takeProperty(QLabel &label, const char *name, const QString &value)
{
    label.setProperty(name, value);
    label.style()->unpolish(&label);
    label.style()->polish(&label);
}

QString toneOf(ChannelWay way) { return way == ChannelWay::Live ? u"good"_s : way == ChannelWay::Assisted ? u"accent"_s : u"violet"_s; }

} // namespace

SendDialog::SendDialog(const PageContext &context, const ClientId &client, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_client(makeLabel({}, "strong"))
    , m_to(new QLineEdit)
    , m_channelField(new QComboBox)
    , m_message(new QComboBox)
    , m_fields(new QWidget)
    , m_form(new QFormLayout(m_fields))
    , m_subject(new QLineEdit)
    , m_text(new QPlainTextEdit)
    , m_textBox(new QWidget)
    , m_wrote(new QCheckBox(tr("The client wrote to us in the last 24 hours")))
    , m_preview(wrapped("bubble"))
    , m_way(makeLabel({}, "chip"))
    , m_wayText(wrapped("hint"))
    , m_verdict(wrapped("hint"))
    , m_send(new QPushButton(tr("Send")))
    , m_pause(new QTimer(this))
    , m_askClient(context.engine, [this](const ClientFile &file) { showClient(file); }, [this](const Error &error) { refuse(error); })
    , m_askUnits(context.engine,
                 [this](const QList<Unit> &units) {
                     m_unit = units.value(0);
                     m_known = messageVariables(m_file.value_or(ClientFile()), m_unit, m_context.clock.now());
                     chooseMessage();
                 },
                 [](const Error &) { /* the shop's name can be typed */ })
    , m_askChannels(context.engine, [this](const QList<ChannelView> &channels) { showChannels(channels); },
                    [this](const Error &error) { refuse(error); })
    , m_askTemplates(context.engine,
                     [this](const QList<TemplateView> &templates) {
                         m_templates = templates;
                         m_templates->removeIf([](const TemplateView &t) { return !t.problem.isEmpty(); });
                         offerMessages();
                     },
                     [this](const Error &error) { refuse(error); })
    , m_check(context.engine, [this](const DeliveryView &checked) { approve(checked); }, [this](const Error &error) { refuse(error); })
    , m_askSend(context.engine, [this](const DeliveryView &sent) { finish(sent); },
                [this](const Error &error) {
                    refuse(error);
                    m_send->setEnabled(true);   // a file that is locked for a moment is no reason to type all again
                })
{
    setWindowTitle(tr("Write a message"));
    setMinimumWidth(540);
    m_channelField->setAccessibleName(tr("Way"));
    for (const Channel one : {Channel::WhatsApp, Channel::Sms, Channel::Email})
        m_channelField->addItem(format::name(one), nameOf(one));
    m_subject->setPlaceholderText(tr("Subject"));
    m_subject->setAccessibleName(tr("Subject"));
    m_message->setAccessibleName(tr("Message"));
    m_text->setAccessibleName(tr("Text of the message"));
    m_text->setPlaceholderText(tr("What should the message say?"));
    m_text->setTabChangesFocus(true);
    m_textBox->setFixedHeight(100);
    auto *inBox = new QVBoxLayout(m_textBox);
    inBox->setContentsMargins(0, 0, 0, 0);
    inBox->addWidget(m_text);
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setSpacing(8);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_preview->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_preview->setAccessibleName(tr("How it will read"));
    m_preview->setMinimumHeight(64);
    m_preview->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_send->setProperty("kind", u"primary"_s);
    m_send->setEnabled(false);

    auto *who = new QFormLayout;
    who->setSpacing(8);
    who->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    who->addRow(tr("By"), m_channelField);
    who->addRow(tr("To"), client.isEmpty() ? static_cast<QWidget *>(m_to) : m_client);
    who->addRow(tr("Message"), m_message);
    who->addRow(QString(), m_wrote);
    QWidget *unused = client.isEmpty() ? static_cast<QWidget *>(m_client) : m_to;
    unused->setParent(this);
    unused->hide();
    auto *way = new QHBoxLayout;
    way->setSpacing(10);
    way->addWidget(m_way, 0, Qt::AlignTop);
    way->addWidget(m_wayText, 1);
    m_way->hide();
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(m_send, QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole)->setAutoDefault(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addLayout(who);
    layout->addWidget(m_fields);
    layout->addWidget(m_subject);
    layout->addWidget(m_textBox);
    layout->addWidget(makeLabel(tr("How it will read"), "strong"));
    layout->addWidget(m_preview, 1);
    layout->addLayout(way);
    layout->addWidget(m_verdict);
    layout->addWidget(buttons);
    m_subject->hide();
    m_textBox->hide();
    m_wrote->hide();

    m_pause->setSingleShot(true);
    m_pause->setInterval(250);
    connect(m_pause, &QTimer::timeout, this, &SendDialog::check);
    connect(m_to, &QLineEdit::textChanged, this, &SendDialog::checkSoon);
    connect(m_subject, &QLineEdit::textChanged, this, &SendDialog::checkSoon);
    connect(m_channelField, &QComboBox::currentIndexChanged, this, &SendDialog::chooseChannel);
    connect(m_text, &QPlainTextEdit::textChanged, this, &SendDialog::checkSoon);
    connect(m_wrote, &QCheckBox::toggled, this, &SendDialog::offerMessages);
    connect(m_message, &QComboBox::currentIndexChanged, this, &SendDialog::chooseMessage);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_send, &QPushButton::clicked, this, &SendDialog::send);
    say(tr("Loading…"), "hint");
    m_askChannels.ask();
    m_askTemplates.ask();
    m_askUnits.ask();
    if (!client.isEmpty())
        m_askClient.ask({.id = client});
}

QString SendDialog::preview() const { return m_preview->text(); }
QString SendDialog::verdict() const { return m_verdict->text(); }
QString SendDialog::wayText() const { return m_way->isHidden() ? QString() : m_way->text() + u": "_s + m_wayText->text(); }

Channel SendDialog::channel() const
{
    return enumFromName<Channel>(m_channelField->currentData().toString()).value_or(Channel::WhatsApp);
}

QString SendDialog::clientAddress() const
{
    if (!m_file)
        return {};
    return channel() == Channel::Email ? m_file->client.email : m_file->client.phone;
}

void SendDialog::showClient(const ClientFile &file)
{
    m_file = file;
    m_known = messageVariables(file, m_unit, m_context.clock.now());
    chooseChannel();
}

void SendDialog::showChannels(const QList<ChannelView> &channels)
{
    m_channels = channels;
    chooseChannel();
}

void SendDialog::chooseChannel()
{
    const bool isMail = channel() == Channel::Email;
    m_to->setPlaceholderText(isMail ? u"ana@example.com"_s : u"(11) 90000-0000"_s);
    m_to->setAccessibleName(isMail ? tr("E-mail address") : tr("Phone"));
    if (m_file) {
        const QString address = clientAddress();
        const QString shown = isMail ? address : format::phone(address);
        m_client->setText(address.isEmpty() ? m_file->client.name : m_file->client.name + u" · "_s + shown);
        m_to->setText(address);
    }
    const auto it = std::ranges::find(m_channels, channel(), &ChannelView::channel);
    if (it != m_channels.end())
        writeWay(*it);
    offerMessages();
}

void SendDialog::writeWay(const ChannelView &channel)
{
    m_way->setText(format::name(channel.way));
    takeProperty(*m_way, "tone", toneOf(channel.way));
    m_way->show();
    m_wrote->setVisible(channel.channel == Channel::WhatsApp && channel.way == ChannelWay::Live);
    switch (channel.way) {
    case ChannelWay::Training:
        m_wayText->setText(tr("Nothing leaves: the message is recorded as “would send”."));
        m_send->setText(tr("Record it"));
        break;
    case ChannelWay::Assisted:
        m_wayText->setText(tr("The message is listed in the overview; you send it from there with your own WhatsApp."));
        m_send->setText(tr("List it for sending"));
        break;
    case ChannelWay::Live:
        m_wayText->setText(channel.channel == Channel::WhatsApp
                               ? tr("The message goes out at once through the WhatsApp Cloud API. WhatsApp takes free text only after the client wrote.")
                               : tr("The message goes out at once."));
        m_send->setText(tr("Send now"));
        break;
    }
}

void SendDialog::offerMessages()
{
    const auto it = std::ranges::find(m_channels, channel(), &ChannelView::channel);
    if (!m_templates || it == m_channels.end())
        return;   // what is chosen first depends on both
    // The same message in the words of another way stays chosen.
    const QString chosen = m_message->currentText();
    const QSignalBlocker quiet(m_message);
    m_message->clear();
    for (const TemplateView &one : std::as_const(*m_templates))
        if (one.channel == channel())
            m_message->addItem(format::templateName(one.id.value), one.id.value);
    if (channel() != Channel::WhatsApp || it->way != ChannelWay::Live || m_wrote->isChecked())
        m_message->addItem(format::templateName({}), QString());
    m_message->setCurrentIndex(std::max(0, m_message->findText(chosen)));
    chooseMessage();
}

void SendDialog::chooseMessage()
{
    const QString id = m_message->currentData().toString();
    const QList<TemplateView> templates = m_templates.value_or(QList<TemplateView>());
    const auto it = std::ranges::find(templates, id, [](const TemplateView &t) { return t.id.value; });
    QMap<QString, QString> typed;
    for (auto field = m_variables.cbegin(); field != m_variables.cend(); ++field)
        if (field.value()->isModified())
            typed.insert(field.key(), field.value()->text());
    m_variables.clear();
    while (m_form->rowCount() > 0)
        m_form->removeRow(0);
    if (it != templates.end())
        for (const QString &variable : it->variables) {
            auto *field = new QLineEdit(typed.value(variable, m_known.value(variable)));
            field->setModified(typed.contains(variable));
            connect(field, &QLineEdit::textChanged, this, &SendDialog::checkSoon);
            m_form->addRow(variableName(variable), field);
            m_variables.insert(variable, field);
        }
    m_fields->setVisible(!m_variables.isEmpty());
    const bool isFree = m_message->count() > 0 && it == templates.end();
    m_textBox->setVisible(isFree);
    m_subject->setVisible(isFree && channel() == Channel::Email);
    growToContent(*this);
    checkSoon();
}

void SendDialog::checkSoon()
{
    m_send->setEnabled(false);
    m_pause->start();
}

ask::SendMessage SendDialog::question(bool dryRun) const
{
    ask::SendMessage message;
    message.channel = channel();
    message.to = m_to->text().trimmed();
    message.dryRun = dryRun;
    message.templateId = {m_message->currentData().toString()};
    if (message.templateId.isEmpty()) {
        message.message = m_text->toPlainText().trimmed();
        message.clientWrote = channel() == Channel::WhatsApp && m_wrote->isChecked();
        if (channel() == Channel::Email)
            message.subject = m_subject->text().simplified();
    }
    for (auto field = m_variables.cbegin(); field != m_variables.cend(); ++field)
        message.variables.insert(field.key(), field.value()->text().simplified());
    if (m_file && !message.variables.contains(u"clientName"_s))
        message.variables.insert(u"clientName"_s, m_file->client.name);
    return message;
}

void SendDialog::check()
{
    if (m_message->count() == 0)
        return;
    const ask::SendMessage asked = question(true);
    for (auto field = m_variables.cbegin(); field != m_variables.cend(); ++field)
        if (field.value()->text().trimmed().isEmpty()) {
            m_preview->clear();
            return say(tr("Please fill in “%1”.").arg(variableName(field.key())), "hint");
        }
    if (asked.to.isEmpty() || (asked.templateId.isEmpty() && asked.message.isEmpty())) {
        m_preview->clear();
        const bool isMail = channel() == Channel::Email;
        return say(asked.to.isEmpty() && m_file ? (isMail ? tr("The client has no e-mail address.") : tr("The client has no phone."))
                   : asked.to.isEmpty()         ? (isMail ? tr("Please type the e-mail address.") : tr("Please type the phone."))
                                                : tr("Please write the text."),
                   "hint");
    }
    if (channel() == Channel::Email && asked.templateId.isEmpty() && asked.subject.isEmpty()) {
        m_preview->clear();
        return say(tr("Please write the subject."), "hint");
    }
    const qsizetype longest = longestText(channel());
    if (asked.message.size() > longest)
        return say(tr("The text is too long: %1 of %2 characters.").arg(format::number(asked.message.size()), format::number(longest)),
                   "error");
    m_check.ask(asked);
}

void SendDialog::approve(const DeliveryView &checked)
{
    if (m_pause->isActive())
        return;   // something was typed meanwhile
    m_preview->setText(checked.reason);
    growToContent(*this);
    QStringList said{tr("It may go out: the client did not say no to messages from the shop.")};
    if (checked.segments > 0)
        said << tr("%n SMS segment(s).", nullptr, checked.segments);
    if (checked.costMicros)
        said << tr("Costs %1.").arg(format::cost(*checked.costMicros));
    say(said.join(u' '), "hint");
    m_send->setEnabled(true);
    m_send->setDefault(true);
}

void SendDialog::refuse(const Error &error)
{
    m_send->setEnabled(false);
    const bool consent = error.code == Error::Code::Refused && error.detail == u"no_consent";
    say(consent ? tr("It must not go out: the client said no to messages from the shop.") : format::error(error), "error");
}

void SendDialog::say(const QString &text, const char *role)
{
    m_verdict->setText(text);
    takeProperty(*m_verdict, "role", QLatin1String(role));
}

void SendDialog::send()
{
    m_send->setEnabled(false);
    m_askSend.ask(question(false));
}

void SendDialog::finish(const DeliveryView &sent)
{
    QString text;
    switch (sent.way) {
    case ChannelWay::Training: text = tr("Recorded. This way is in training, so nothing left."); break;
    case ChannelWay::Assisted: text = tr("Listed in the overview, under “Sending by WhatsApp”. Send it from there."); break;
    case ChannelWay::Live: text = tr("On its way. “Messages” in the first tab shows what becomes of it."); break;
    }
    accept();
    emit this->sent();
    m_context.prompts.tell(parentWidget(), tr("Message"), text);
}

} // namespace trato
