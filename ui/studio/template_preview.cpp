#include "ui/studio/template_preview.h"

#include "ui/message_format.h"
#include "ui/widgets/card.h"

#include <QLabel>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStyle>
#include <QTabWidget>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

TemplatePreview::TemplatePreview(QWidget *parent)
    : QWidget(parent)
    , m_kinds(new QStackedWidget)
    , m_bubble(makeLabel({}, "bubble"))
    , m_subject(makeLabel({}, "strong"))
    , m_mail(new QTabWidget)
    , m_html(new QTextBrowser)
    , m_plain(new QTextBrowser)
    , m_figures(makeLabel({}, "hint"))
    , m_issues(makeLabel({}, "error"))
{
    m_bubble->setWordWrap(true);
    m_bubble->setTextFormat(Qt::PlainText);
    m_bubble->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_bubble->setAccessibleName(tr("How it reads"));
    auto *inside = new QWidget;
    inside->setProperty("clear", true);
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 6, 0);
    column->addWidget(m_bubble);
    column->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(inside);
    for (QTextBrowser *view : {m_html, m_plain})
        view->setOpenLinks(false);   // a preview leads nowhere
    m_html->setAccessibleName(tr("E-mail as HTML"));
    m_plain->setAccessibleName(tr("E-mail as plain text"));
    m_html->document()->setDocumentMargin(0);
    m_mail->setDocumentMode(true);
    m_mail->addTab(m_html, tr("HTML"));
    m_mail->addTab(m_plain, tr("Plain text"));
    auto *mail = new QWidget;
    mail->setProperty("clear", true);
    auto *mailColumn = new QVBoxLayout(mail);
    mailColumn->setContentsMargins(0, 0, 0, 0);
    mailColumn->addWidget(m_subject);
    mailColumn->addWidget(m_mail, 1);
    m_subject->setWordWrap(true);
    m_kinds->addWidget(scroll);
    m_kinds->addWidget(mail);
    for (QLabel *label : {m_figures, m_issues})
        label->setWordWrap(true);
    m_issues->setTextFormat(Qt::PlainText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_kinds, 1);
    layout->addWidget(m_figures);
    layout->addWidget(m_issues);
    m_issues->hide();
}

QString TemplatePreview::text() const { return m_kinds->currentIndex() == 0 ? m_bubble->text() : m_plain->toPlainText(); }
QString TemplatePreview::figures() const { return m_figures->text(); }
QString TemplatePreview::issues() const { return m_issues->isHidden() ? QString() : m_issues->text(); }

void TemplatePreview::clear()
{
    m_bubble->clear();
    m_html->clear();
    m_plain->clear();
    m_subject->clear();
    m_figures->clear();
    m_issues->hide();
}

void TemplatePreview::show(Channel channel, const TemplateSample &sample)
{
    m_kinds->setCurrentIndex(channel == Channel::Email ? 1 : 0);
    if (channel == Channel::Email) {
        m_subject->setText(sample.subject);
        m_html->setHtml(sample.html);
        m_plain->setPlainText(sample.text);
        m_mail->setTabEnabled(0, !sample.html.isEmpty());
        if (sample.html.isEmpty())
            m_mail->setCurrentIndex(1);
    } else {
        m_bubble->setText(sample.text);
    }
    QStringList figures;
    if (channel == Channel::Sms) {
        figures << tr("%n segment(s)", nullptr, sample.segments);
        figures << tr("%1 characters, %2 fit into one segment").arg(format::number(sample.length), format::number(sample.limit));
    } else {
        figures << tr("%1 of %2 characters").arg(format::number(sample.length), format::number(sample.limit));
    }
    if (sample.costMicros)
        figures << tr("costs %1").arg(format::cost(*sample.costMicros));
    m_figures->setText(figures.join(u" · "_s));
    QStringList issues;
    bool blocks = false;
    for (const TemplateIssue &issue : sample.issues) {
        blocks = blocks || issue.blocks;
        issues << u"• "_s + format::reason(issue.code) + (issue.detail.isEmpty() ? QString() : u" ("_s + issue.detail + u')');
    }
    m_issues->setText(issues.join(u'\n'));
    m_issues->setProperty("role", blocks ? u"error"_s : u"hint"_s);
    m_issues->style()->unpolish(m_issues); // takes the new role
    m_issues->style()->polish(m_issues);
    m_issues->setVisible(!issues.isEmpty());
}

} // namespace trato
