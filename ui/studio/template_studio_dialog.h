#pragma once

#include "engine/api/questions/messages.h"
#include "engine/api/questions/studio.h"
#include "ui/models/list_table.h"
#include "ui/pages/page.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace trato {

class StatePane;
class TableView;
class TemplateEditor;

/// One line of the studio's list: a template and, for WhatsApp, what Meta says of it.
struct StudioRow {
    TemplateView view{};
    std::optional<TemplateStanding> standing{};
    friend bool operator==(const StudioRow &, const StudioRow &) = default;
};

/// The texts of all messages: edit with a live preview, older versions, a try with one's own number, approval by Meta. Main
/// thread; child of the window.
class TemplateStudioDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit TemplateStudioDialog(const PageContext &context, QWidget *parent = nullptr);

    const ListTable<StudioRow> &model() const { return *m_model; }
    TableView &table() const { return *m_table; }
    TemplateEditor &editor() const { return *m_editor; }
    QPushButton &saveButton() const { return *m_save; }
    QPushButton &submitButton() const { return *m_submit; }
    QPushButton &tryButton() const { return *m_try; }
    QLineEdit &numberField() const { return *m_number; }
    QString note() const;

public slots:
    void reject() override;

private:
    void fill();
    void choose();
    void offerActs();
    void save();
    void openVersions();
    void sendToMe();
    void say(const QString &text, const char *role);
    void showVersions(const QList<TemplateVersion> &versions);
    void kept(const TemplateView &view, const QString &word);

    PageContext m_context;
    QList<TemplateView> m_templates;
    QList<TemplateStanding> m_standings;
    ListTable<StudioRow> *m_model;
    TableView *m_table;
    StatePane *m_pane;
    TemplateEditor *m_editor;
    QLabel *m_standing;
    QLabel *m_note;
    QPushButton *m_save;
    QPushButton *m_undo;
    QPushButton *m_versions;
    QLineEdit *m_number;
    QPushButton *m_try;
    QPushButton *m_submit;
    QPushButton *m_askMeta;
    Asker<ask::ListTemplates> m_ask;
    Asker<ask::ListTemplateStandings> m_askStandings;
    Asker<ask::SaveTemplate> m_askSave;
    Asker<ask::RestoreTemplate> m_askRestore;
    Asker<ask::ListTemplateVersions> m_askVersions;
    Asker<ask::SubmitTemplate> m_askSubmit;
    Asker<ask::SendMessage> m_askSend;
};

} // namespace trato
