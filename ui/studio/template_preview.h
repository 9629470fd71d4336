#pragma once

#include "engine/api/studio.h"

#include <QWidget>

class QLabel;
class QStackedWidget;
class QTabWidget;
class QTextBrowser;

namespace trato {

/// How a text reads: a bubble for WhatsApp and SMS, HTML and plain text for e-mail; below it its figures and what is wrong with it.
/// Main thread; owned by the studio.
class TemplatePreview final : public QWidget
{
    Q_OBJECT
public:
    explicit TemplatePreview(QWidget *parent = nullptr);
    void show(Channel channel, const TemplateSample &sample);
    void clear();
    QString text() const;
    QString figures() const;
    QString issues() const;

private:
    QStackedWidget *m_kinds;
    QLabel *m_bubble;
    QLabel *m_subject;
    QTabWidget *m_mail;
    QTextBrowser *m_html;
    QTextBrowser *m_plain;
    QLabel *m_figures;
    QLabel *m_issues;
};

} // namespace trato
