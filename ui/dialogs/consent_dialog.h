#pragma once

#include "engine/api/questions/diary.h"
#include "ui/models/list_table.h"
#include "ui/pages/page.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace trato {

class StatePane;

/// By which channel and for what one client may be written to: what holds, addresses that are closed, every word that was
/// said, and a new one to write down. Main thread; child of the page that opens it.
class ConsentDialog final : public QDialog
{
    Q_OBJECT
public:
    ConsentDialog(const PageContext &context, const Client &client, QWidget *parent = nullptr);
    const ListTable<ConsentNow> &states() const { return *m_states; }
    const ListTable<ConsentWord> &history() const { return *m_history; }
    QComboBox &answerField() const { return *m_answer; }
    QComboBox &channelField() const { return *m_channel; }
    QComboBox &purposeField() const { return *m_purpose; }
    QLineEdit &sourceField() const { return *m_source; }
    QPushButton &recordButton() const { return *m_record; }
    /// "Try again" of each bad address, in the order of the channels.
    QList<QPushButton *> retryButtons() const;

signals:
    void changed();

private:
    void fill(const ConsentFile &file);
    void showClosed(const QList<AddressWord> &closed);
    void record();
    void refuse(const Error &error);

    PageContext m_context;
    const ClientId m_id;
    ListTable<ConsentNow> *m_states;
    ListTable<ConsentWord> *m_history;
    StatePane *m_pane;
    QWidget *m_closed;
    QComboBox *m_answer;
    QComboBox *m_channel;
    QComboBox *m_purpose;
    QLineEdit *m_source;
    QLineEdit *m_text;
    QLineEdit *m_by;
    QPushButton *m_record;
    QLabel *m_problem;
    Asker<ask::ShowConsent> m_show;
    Asker<ask::SetConsent> m_set;
    Asker<ask::RetryAddress> m_retry;
};

} // namespace trato
