#pragma once

#include "engine/api/questions/studio.h"
#include "ui/pages/page.h"

class QLineEdit;
class QPlainTextEdit;
class QTimer;

namespace trato {

class FlowLayout;
class TemplatePreview;

/// Writes one template: its text with the variables that it may use, checked and shown while one types. Main thread; owned by
/// the studio.
class TemplateEditor final : public QWidget
{
    Q_OBJECT
public:
    explicit TemplateEditor(const PageContext &context, QWidget *parent = nullptr);

    void open(const TemplateView &view);
    const TemplateView &view() const { return m_view; }
    bool isChanged() const;
    /// Whether the text as it stands may be kept.
    bool mayBeKept() const { return m_mayBeKept; }
    QString text() const;
    QString subject() const;
    void undo();
    /// What the template may use, for a message that tries it.
    const QList<TemplateVariable> &variables() const { return m_variables; }
    QPlainTextEdit &textField() const { return *m_text; }
    QLineEdit &subjectField() const { return *m_subject; }
    TemplatePreview &preview() const { return *m_preview; }
    QList<QWidget *> chips() const;

signals:
    /// The text, or what is known of it, has changed.
    void changed();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void typed();
    void look();
    void showSample(const TemplateSample &sample);
    void offer(const QList<TemplateVariable> &variables);
    void insert(const QString &variable);
    void fitChips();

    PageContext m_context;
    TemplateView m_view;
    QList<TemplateVariable> m_variables;
    bool m_mayBeKept = false;
    QLineEdit *m_subject;
    QPlainTextEdit *m_text;
    QWidget *m_chips;
    FlowLayout *m_flow;
    TemplatePreview *m_preview;
    QTimer *m_pause;
    Asker<ask::TryTemplateText> m_try;
    Asker<ask::ListTemplateVariables> m_askVariables;
};

} // namespace trato
