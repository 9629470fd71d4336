#include "ui/dialogs/send_dialog.h"

#include "ui/dialogs/message_variables.h"
#include "ui/format.h"
#include "ui/widgets/card.h"

#include <QCheckBox>
#include <QComboBox>
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

constexpr qsizetype longestText = 4096;

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
    , m_phone(new QLineEdit)
    , m_message(new QComboBox)
    , m_fields(new QWidget)
    , m_form(new QFormLayout(m_fields))
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
    , m_askChannels(context.engine, [this](const QList<ChannelView> &channels) { showChannel(channels); },
                    [this](const Error &error) { refuse(error); })
    , m_askTemplates(context.engine,
                     [this](const QList<TemplateView> &templates) {
                         m_templates = templates;
                         m_templates->removeIf([](const TemplateView &t) { return t.channel != Channel::WhatsApp || !t.problem.isEmpty(); });
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
    m_phone->setPlaceholderText(u"(11) 90000-0000"_s);
    m_phone->setAccessibleName(tr("Phone"));
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
    who->addRow(tr("To"), client.isEmpty() ? static_cast<QWidget *>(m_phone) : m_client);
    who->addRow(tr("Message"), m_message);
    who->addRow(QString(), m_wrote);
    QWidget *unused = client.isEmpty() ? static_cast<QWidget *>(m_client) : m_phone;
    unused->setParent(this);
    unused->hide();
    auto *way = new QHBoxLayout;
    way->setSpacing(10);
    way->addWidget(m_way, 0, Qt::AlignTop);
    way->addWidget(m_wayText, 1);
    m_way->hide();
    auto *buttons = new QHBoxLayout;
    auto *close = new QPushButton(tr("Close"));
    close->setAutoDefault(false);
    buttons->addStretch(1);
    buttons->addWidget(close);
    buttons->addWidget(m_send);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addLayout(who);
    layout->addWidget(m_fields);
    layout->addWidget(m_textBox);
    layout->addWidget(makeLabel(tr("How it will read"), "strong"));
    layout->addWidget(m_preview, 1);
    layout->addLayout(way);
    layout->addWidget(m_verdict);
    layout->addLayout(buttons);
    m_textBox->hide();
    m_wrote->hide();

    m_pause->setSingleShot(true);
    m_pause->setInterval(250);
    connect(m_pause, &QTimer::timeout, this, &SendDialog::check);
    connect(m_phone, &QLineEdit::textChanged, this, &SendDialog::checkSoon);
    connect(m_text, &QPlainTextEdit::textChanged, this, &SendDialog::checkSoon);
    connect(m_wrote, &QCheckBox::toggled, this, &SendDialog::offerMessages);
    connect(m_message, &QComboBox::currentIndexChanged, this, &SendDialog::chooseMessage);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
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

void SendDialog::showClient(const ClientFile &file)
{
    m_file = file;
    m_client->setText(file.client.phone.isEmpty() ? file.client.name : file.client.name + u" · "_s + format::phone(file.client.phone));
    m_phone->setText(file.client.phone);
    m_known = messageVariables(file, m_unit, m_context.clock.now());
    chooseMessage();
}

void SendDialog::showChannel(const QList<ChannelView> &channels)
{
    const auto it = std::ranges::find(channels, Channel::WhatsApp, &ChannelView::channel);
    if (it == channels.end())
        return;
    m_channel = *it;
    m_way->setText(format::name(it->way));
    takeProperty(*m_way, "tone", toneOf(it->way));
    m_way->show();
    m_wrote->setVisible(it->way == ChannelWay::Live);
    switch (it->way) {
    case ChannelWay::Training:
        m_wayText->setText(tr("Nothing leaves: the message is recorded as “would send”."));
        m_send->setText(tr("Record it"));
        break;
    case ChannelWay::Assisted:
        m_wayText->setText(tr("The message is listed in the overview; you send it from there with your own WhatsApp."));
        m_send->setText(tr("List it for sending"));
        break;
    case ChannelWay::Live:
        m_wayText->setText(tr("The message goes out at once through the WhatsApp Cloud API. WhatsApp takes free text only after the client wrote."));
        m_send->setText(tr("Send now"));
        break;
    }
    offerMessages();
}

void SendDialog::offerMessages()
{
    if (!m_templates || !m_channel)
        return;   // what is chosen first depends on both
    const QVariant chosen = m_message->currentData();
    const QSignalBlocker quiet(m_message);
    m_message->clear();
    for (const TemplateView &one : std::as_const(*m_templates))
        m_message->addItem(format::templateName(one.id.value), one.id.value);
    if (m_channel->way != ChannelWay::Live || m_wrote->isChecked())
        m_message->addItem(format::templateName({}), QString());
    m_message->setCurrentIndex(std::max(0, m_message->findData(chosen)));
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
    m_textBox->setVisible(m_message->count() > 0 && it == templates.end());
    growToContent();
    checkSoon();
}

/// Other fields, other height; what a person made larger stays.
void SendDialog::growToContent()
{
    layout()->activate();
    resize(width(), std::max(height(), layout()->totalHeightForWidth(width())));
}

void SendDialog::checkSoon()
{
    m_send->setEnabled(false);
    m_pause->start();
}

ask::SendMessage SendDialog::question(bool dryRun) const
{
    ask::SendMessage message;
    message.to = m_phone->text().trimmed();
    message.dryRun = dryRun;
    message.templateId = {m_message->currentData().toString()};
    if (message.templateId.isEmpty()) {
        message.message = m_text->toPlainText().trimmed();
        message.clientWrote = m_wrote->isChecked();
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
        return say(asked.to.isEmpty() && m_file ? tr("The client has no phone.")
                   : asked.to.isEmpty()         ? tr("Please type the phone.")
                                                : tr("Please write the text."),
                   "hint");
    }
    if (asked.message.size() > longestText)
        return say(tr("The text is too long: %1 of %2 characters.").arg(format::number(asked.message.size()), format::number(longestText)),
                   "error");
    m_check.ask(asked);
}

void SendDialog::approve(const DeliveryView &checked)
{
    if (m_pause->isActive())
        return;   // something was typed meanwhile
    m_preview->setText(checked.reason);
    growToContent();
    say(tr("It may go out: this number did not say no to messages by WhatsApp."), "hint");
    m_send->setEnabled(true);
    m_send->setDefault(true);
}

void SendDialog::refuse(const Error &error)
{
    m_send->setEnabled(false);
    const bool consent = error.code == Error::Code::Refused && error.detail == u"no_consent";
    say(consent ? tr("It must not go out: this number said no to messages by WhatsApp.") : format::error(error), "error");
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
    case ChannelWay::Training: text = tr("Recorded. WhatsApp is in training, so nothing left."); break;
    case ChannelWay::Assisted: text = tr("Listed in the overview, under “Sending by WhatsApp”. Send it from there."); break;
    case ChannelWay::Live: text = tr("On its way. The overview tells when WhatsApp does not take it."); break;
    }
    accept();
    emit this->sent();
    m_context.prompts.tell(parentWidget(), tr("Message"), text);
}

} // namespace trato
