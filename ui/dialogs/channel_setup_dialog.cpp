#include "ui/dialogs/channel_setup_dialog.h"

#include "ui/format.h"
#include "ui/widgets/card.h"
#include "ui/widgets/grow_to_content.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

const SettingInfo *infoOf(const QString &key)
{
    const auto it = std::ranges::find_if(settingTable, [&](const SettingInfo &info) { return key == QLatin1String(info.key); });
    return it == std::end(settingTable) ? nullptr : &*it;
}

QString atProvider(Channel channel, const EngineSettings &settings)
{
    switch (channel) {
    case Channel::WhatsApp:
        return ChannelSetupDialog::tr("In Meta's business settings add the WhatsApp product to an app and your number to it. Make a system user, give it the app and the "
                                      "WhatsApp account, and create a token that never expires with whatsapp_business_messaging and whatsapp_business_management.");
    case Channel::Sms:
        return ChannelSetupDialog::tr("In Twilio's console copy the account SID and the auth token from the first page. Buy a number that can send SMS to Brazil, and allow "
                                      "Brazil under the geographic permissions.");
    case Channel::Email: break;
    }
    return settings.emailProvider == MailProvider::SendGrid
        ? ChannelSetupDialog::tr("In SendGrid authenticate your domain (or verify one sender), then create an API key with the right to send mail.")
        : ChannelSetupDialog::tr("Ask whoever keeps your mailbox for server, port and user. Gmail and Outlook want an app password, not the one you sign in with.");
}

QLabel *heading(int number, const QString &text)
{
    return makeLabel(QString::number(number) + u". "_s + text, "strong");
}

} // namespace

ChannelSetupDialog::ChannelSetupDialog(const PageContext &context, Channel channel, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_channel(channel)
    , m_atProvider(makeLabel({}, ""))
    , m_form(new QFormLayout)
    , m_secretName(makeLabel({}, ""))
    , m_secret(new QLineEdit)
    , m_note(makeLabel({}, "hint"))
    , m_test(new QPushButton(tr("Save and test")))
    , m_read(context.engine, [this](const QMap<QString, QString> &values) { fill(values); },
             [this](const Error &error) { say(format::error(error), "error"); })
    , m_change(context.engine, [this](const Done &) { keepSecret(); },
               [this](const Error &error) {
                   m_test->setEnabled(true);
                   if (error.code == Error::Code::Invalid && m_fields.contains(error.detail))
                       m_fields.value(error.detail)->setFocus();
                   say(error.code == Error::Code::Invalid ? tr("Please check “%1”.").arg(format::settingName(error.detail)) : format::error(error), "error");
               })
    , m_store(context.engine,
              [this](const Done &) {
                  m_secret->clear();
                  m_secret->setPlaceholderText(tr("kept in the computer's key store"));
                  m_askTest.ask({.channel = m_channel});
              },
              [this](const Error &error) {
                  m_test->setEnabled(true);
                  say(format::error(error), "error");
              })
    , m_askTest(context.engine,
                [this](const ChannelTest &test) {
                    m_test->setEnabled(true);
                    emit changed();
                    test.works ? say(tr("It works: %1 takes the credential. Nothing was sent. Close, then go live.").arg(format::name(m_channel)), "hint")
                               : say(tr("It does not work: %1").arg(format::reason(test.reason)), "error");
                },
                [this](const Error &error) {
                    m_test->setEnabled(true);
                    say(format::error(error), "error");
                })
{
    setWindowTitle(tr("Set up %1").arg(format::name(channel)));
    setMinimumWidth(600);
    for (QLabel *label : {m_atProvider, m_note})
        label->setWordWrap(true);
    m_secret->setEchoMode(QLineEdit::Password);
    m_secret->setPlaceholderText(tr("empty: as it is now"));
    m_form->setSpacing(8);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    auto *secret = new QFormLayout;
    secret->setSpacing(8);
    secret->addRow(m_secretName, m_secret);
    m_test->setProperty("kind", u"primary"_s);
    m_test->setEnabled(false);
    auto *ends = new QDialogButtonBox;
    ends->addButton(m_test, QDialogButtonBox::AcceptRole);
    ends->addButton(tr("Close"), QDialogButtonBox::RejectRole)->setAutoDefault(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(heading(1, tr("At the provider")));
    layout->addWidget(m_atProvider);
    layout->addWidget(heading(2, tr("What it told you")));
    layout->addLayout(m_form);
    layout->addWidget(heading(3, tr("The credential")));
    layout->addLayout(secret);
    layout->addWidget(heading(4, tr("Test it")));
    layout->addWidget(m_note);
    layout->addStretch(1);
    layout->addWidget(ends);
    connect(m_test, &QPushButton::clicked, this, &ChannelSetupDialog::save);
    connect(ends, &QDialogButtonBox::rejected, this, &QDialog::reject);
    say(tr("Asks the provider whether it takes the credential. Nothing is sent."), "hint");
    m_read.ask();
}

QString ChannelSetupDialog::note() const { return m_note->text(); }

QStringList ChannelSetupDialog::keys() const
{
    switch (m_channel) {
    case Channel::WhatsApp: return {u"whatsapp/numberId"_s, u"whatsapp/accountId"_s};
    case Channel::Sms: return {u"sms/accountSid"_s, u"sms/from"_s};
    case Channel::Email: break;
    }
    QStringList keys{u"email/provider"_s, u"email/from"_s, u"email/fromName"_s};
    if (m_settings.emailProvider == MailProvider::Smtp)
        keys << u"smtp/host"_s << u"smtp/port"_s << u"smtp/security"_s << u"smtp/user"_s;
    return keys;
}

void ChannelSetupDialog::fill(const QMap<QString, QString> &values)
{
    m_values = values;
    (void)applyText(values, m_settings);   // what an engine of another version has more of does not matter here
    makeFields();
    m_test->setEnabled(true);
}

void ChannelSetupDialog::makeFields()
{
    while (m_form->rowCount() > 0)
        m_form->removeRow(0);
    m_fields.clear();
    for (const QString &key : keys()) {
        const SettingInfo *info = infoOf(key);
        const QStringList choices = info ? choicesOf(*info) : QStringList();
        QWidget *field = nullptr;
        if (choices.isEmpty()) {
            field = new QLineEdit(m_values.value(key));
        } else {
            auto *box = new QComboBox;
            for (const QString &choice : choices)
                box->addItem(format::settingChoice(choice), choice);
            box->setCurrentIndex(box->findData(m_values.value(key)));
            if (key == u"email/provider")
                connect(box, &QComboBox::activated, this, [this, box] {
                    m_values.insert(typed());
                    m_settings.emailProvider = enumFromName<MailProvider>(box->currentData().toString()).value_or(MailProvider::SendGrid);
                    QTimer::singleShot(0, this, &ChannelSetupDialog::makeFields);   // the box is one of them
                });
            field = box;
        }
        field->setAccessibleName(format::settingName(key));
        m_form->addRow(format::settingName(key), field);
        m_fields.insert(key, field);
    }
    m_atProvider->setText(atProvider(m_channel, m_settings));
    EngineSettings asked = m_settings;
    asked.smtpUser = u"user"_s;   // a mail server has a password when it has a user, who may be typed yet
    m_secretName->setText(format::settingName(secretName(asked, m_channel)));
    m_secret->setAccessibleName(m_secretName->text());
    growToContent(*this);
}

QMap<QString, QString> ChannelSetupDialog::typed() const
{
    QMap<QString, QString> out;
    for (auto it = m_fields.cbegin(); it != m_fields.cend(); ++it) {
        if (const auto *box = qobject_cast<const QComboBox *>(it.value()))
            out.insert(it.key(), box->currentData().toString());
        else if (const auto *line = qobject_cast<const QLineEdit *>(it.value()))
            out.insert(it.key(), line->text().trimmed());
    }
    return out;
}

void ChannelSetupDialog::save()
{
    m_test->setEnabled(false);
    say(tr("Asking…"), "hint");
    m_change.ask({.values = typed()});
}

void ChannelSetupDialog::keepSecret()
{
    emit changed();
    if (m_secret->text().isEmpty())
        return m_askTest.ask({.channel = m_channel});
    EngineSettings asked = m_settings;
    asked.smtpUser = u"user"_s;
    m_store.ask({.secret = secretName(asked, m_channel), .value = m_secret->text().toUtf8()});
}

void ChannelSetupDialog::say(const QString &text, const char *role)
{
    m_note->setText(text);
    m_note->setProperty("role", QLatin1String(role));
    m_note->style()->unpolish(m_note);
    m_note->style()->polish(m_note);
}

} // namespace trato
