#pragma once

#include "engine/api/questions/diary.h"
#include "engine/api/questions/kinds.h"
#include "engine/api/questions/shop.h"
#include "ui/models/list_table.h"
#include "ui/pages/page.h"
#include "ui/widgets/card.h"

class QLabel;
class QPushButton;

namespace trato {

class StatePane;
class TableView;

/// What the shop knows of one client: phone, consent, visits. Notes are hidden until somebody asks for them, each time
/// again. Main thread; owned by the clients page.
class ClientPanel final : public Card
{
    Q_OBJECT
public:
    explicit ClientPanel(const PageContext &context, QWidget *parent = nullptr);
    void showClient(const ClientId &id);
    void refresh();
    const ListTable<VisitView> &visits() const { return *m_visits; }
    /// Empty while they are hidden.
    QString notes() const;
    QPushButton &notesButton() const { return *m_showNotes; }
    QPushButton &consentButton() const { return *m_consent; }
    /// Opens what holds by channel and purpose, and what was said.
    QPushButton &consentMoreButton() const { return *m_consentMore; }
    QPushButton &messagesButton() const { return *m_messages; }
    QPushButton &writeButton() const { return *m_write; }

signals:
    void changed();

private:
    void fill(const ClientFile &file);
    void hideNotes();
    void turnConsent();
    void showConsent();
    void edit();
    void showMessages(const QList<MessagePreview> &messages);
    void write();

    PageContext m_context;
    ClientId m_id;
    ClientFile m_known;
    ListTable<VisitView> *m_visits;
    TableView *m_table;
    StatePane *m_pane;
    StatePane *m_visitPane;
    QLabel *m_phone;
    QLabel *m_email;
    QLabel *m_figures;
    QLabel *m_allowed;
    QLabel *m_notes;
    QPushButton *m_messages;
    QPushButton *m_write;
    QPushButton *m_edit;
    QPushButton *m_sent;
    QPushButton *m_consent;
    QPushButton *m_consentMore;
    QPushButton *m_showNotes;
    Asker<ask::ShowClientFile> m_show;
    Asker<ask::ShowClient> m_readNotes;
    Asker<ask::SetConsent> m_setConsent;
    Asker<ask::PreviewClient> m_preview;
};

} // namespace trato
