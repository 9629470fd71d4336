#pragma once

#include "engine/api/questions/engine.h"
#include "engine/api/settings.h"
#include "ui/pages/page.h"

#include <QDialog>

class QDialogButtonBox;
class QLabel;
class QVBoxLayout;

namespace trato {

/// The settings in groups. Shows the bounds of figures, sends only what was changed, and points at the field
/// that the engine refuses. The way of sending is not here: it needs the preview. Main thread.
class SettingsDialog final : public QDialog
{
    Q_OBJECT
public:
    SettingsDialog(const PageContext &context, QWidget *parent = nullptr);
    QWidget *editorOf(const QString &key) const { return m_editors.value(key); }
    QString problem() const;

public slots:
    void accept() override;

private:
    void fill(const QMap<QString, QString> &values);
    QWidget *makeEditor(const SettingInfo &info, const QString &value);
    QWidget *orderEditor(const QString &value);
    QString textOf(const QString &key) const;
    void refuse(const Error &error);

    PageContext m_context;
    QMap<QString, QString> m_values;
    QMap<QString, QWidget *> m_editors;
    QVBoxLayout *m_groups;
    QLabel *m_problem;
    QDialogButtonBox *m_buttons;
    Asker<ask::ReadSettings> m_read;
    Asker<ask::ChangeSettings> m_change;
};

} // namespace trato
