#pragma once

#include "engine/api/questions/diary.h"
#include "engine/api/questions/messages.h"
#include "engine/api/questions/shop.h"
#include "ui/pages/page.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTimer;

namespace trato {

/// One message by hand: by which way, to whom, which template or text, how it will read, what it costs, whether it may go out,
/// and what happens to it as that way is sent now. The engine checks while one types; nothing is offered that it refuses. Main thread; child of its
/// page.
class SendDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `client` empty: phone or address is typed.
    SendDialog(const PageContext &context, const ClientId &client, QWidget *parent = nullptr);

    QComboBox &messageField() const { return *m_message; }
    QComboBox &channelField() const { return *m_channelField; }
    QLineEdit &phoneField() const { return *m_to; }
    QLineEdit &subjectField() const { return *m_subject; }
    QPlainTextEdit &textField() const { return *m_text; }
    /// Whether the client wrote within 24 hours: then free text is offered while WhatsApp is live.
    QCheckBox &wroteField() const { return *m_wrote; }
    QPushButton &sendButton() const { return *m_send; }
    /// The field of a template's variable; null when the template has none of this name.
    QLineEdit *variableField(const QString &variable) const { return m_variables.value(variable); }
    QString preview() const;
    QString verdict() const;
    QString wayText() const;

signals:
    void sent();

private:
    void showClient(const ClientFile &file);
    void showChannels(const QList<ChannelView> &channels);
    void chooseChannel();
    void writeWay(const ChannelView &channel);
    Channel channel() const;
    /// Where the known client is reached by the chosen way; empty: nowhere, or nobody is known.
    QString clientAddress() const;
    void offerMessages();
    void chooseMessage();
    void checkSoon();
    void check();
    void approve(const DeliveryView &checked);
    void refuse(const Error &error);
    void say(const QString &text, const char *role);
    void send();
    void finish(const DeliveryView &sent);
    ask::SendMessage question(bool dryRun) const;

    PageContext m_context;
    std::optional<ClientFile> m_file{};
    QList<ChannelView> m_channels{};
    Unit m_unit{};
    std::optional<QList<TemplateView>> m_templates{};
    QMap<QString, QString> m_known;                 ///< what is known for the variables
    QMap<QString, QLineEdit *> m_variables;         ///< of the chosen template
    QLabel *m_client;
    QLineEdit *m_to;
    QComboBox *m_channelField;
    QComboBox *m_message;
    QWidget *m_fields;
    QFormLayout *m_form;
    QLineEdit *m_subject;          ///< of an e-mail with free text
    QPlainTextEdit *m_text;
    QWidget *m_textBox;            ///< gives it its height: the style sheet has a word in that of the field itself
    QCheckBox *m_wrote;
    QLabel *m_preview;
    QLabel *m_way;
    QLabel *m_wayText;
    QLabel *m_verdict;
    QPushButton *m_send;
    QTimer *m_pause;
    Asker<ask::ShowClientFile> m_askClient;
    Asker<ask::ListUnits> m_askUnits;
    Asker<ask::ListChannels> m_askChannels;
    Asker<ask::ListTemplates> m_askTemplates;
    Asker<ask::SendMessage> m_check;
    Asker<ask::SendMessage> m_askSend;
};

} // namespace trato
