#include "ui/studio/template_editor.h"

#include "ui/dialogs/message_variables.h"
#include "ui/format.h"
#include "ui/studio/template_preview.h"
#include "ui/widgets/card.h"
#include "ui/widgets/flow_layout.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

TemplateEditor::TemplateEditor(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_subject(new QLineEdit)
    , m_text(new QPlainTextEdit)
    , m_chips(new QWidget)
    , m_flow(new FlowLayout(6))
    , m_preview(new TemplatePreview)
    , m_pause(new QTimer(this))
    , m_try(context.engine, [this](const TemplateSample &sample) { showSample(sample); },
            [this](const Error &error) {
                m_preview->clear();
                TemplateSample none;
                none.issues = {{format::error(error), {}, true}};
                showSample(none);
            })
    , m_askVariables(context.engine, [this](const QList<TemplateVariable> &variables) { offer(variables); },
                     [](const Error &) { /* the text can be written without them; the preview tells what is wrong */ })
{
    m_subject->setPlaceholderText(tr("Subject"));
    m_subject->setAccessibleName(tr("Subject"));
    m_text->setAccessibleName(tr("Text of the template"));
    m_text->setTabChangesFocus(true);
    m_chips->setProperty("clear", true);
    m_chips->setLayout(m_flow);
    auto *left = new QVBoxLayout;
    left->setSpacing(8);
    left->addWidget(m_subject);
    left->addWidget(m_text, 1);
    left->addWidget(makeLabel(tr("Put in:"), "hint"));
    left->addWidget(m_chips);
    auto *right = new QVBoxLayout;
    right->setSpacing(8);
    right->addWidget(makeLabel(tr("As the client of a sample visit reads it"), "strong"));
    right->addWidget(m_preview, 1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    layout->addLayout(left, 1);
    layout->addLayout(right, 1);
    m_pause->setSingleShot(true);
    m_pause->setInterval(200);
    connect(m_text, &QPlainTextEdit::textChanged, this, &TemplateEditor::typed);
    connect(m_subject, &QLineEdit::textChanged, this, &TemplateEditor::typed);
    connect(m_pause, &QTimer::timeout, this, &TemplateEditor::look);
}

QString TemplateEditor::text() const { return m_text->toPlainText().trimmed(); }
QString TemplateEditor::subject() const { return m_view.channel == Channel::Email ? m_subject->text().simplified() : QString(); }
bool TemplateEditor::isChanged() const
{
    return !m_view.id.isEmpty() && (text() != m_view.text.trimmed() || subject() != m_view.subject.simplified());
}

QList<QWidget *> TemplateEditor::chips() const
{
    QList<QWidget *> out;
    for (int i = 0; i < m_flow->count(); ++i)
        out << m_flow->itemAt(i)->widget();
    return out;
}

void TemplateEditor::open(const TemplateView &view)
{
    const bool another = view.id != m_view.id;
    m_view = view;
    if (another)
        m_askVariables.ask({.id = view.id});
    m_subject->setVisible(view.channel == Channel::Email);
    undo();
}

void TemplateEditor::undo()
{
    {
        const QSignalBlocker quietText(m_text);
        const QSignalBlocker quietSubject(m_subject);
        m_text->setPlainText(m_view.text);
        m_subject->setText(m_view.subject);
    }
    m_mayBeKept = false;
    emit changed();
    look();
}

void TemplateEditor::typed()
{
    m_mayBeKept = false;
    m_pause->start();
    emit changed();
}

void TemplateEditor::look()
{
    if (!m_view.id.isEmpty())
        m_try.ask({.id = m_view.id, .text = text(), .subject = subject()});
}

void TemplateEditor::showSample(const TemplateSample &sample)
{
    if (m_pause->isActive())
        return;   // something was typed meanwhile
    m_preview->show(m_view.channel, sample);
    m_mayBeKept = std::ranges::none_of(sample.issues, &TemplateIssue::blocks);
    emit changed();
}

void TemplateEditor::offer(const QList<TemplateVariable> &variables)
{
    m_variables = variables;
    while (QLayoutItem *item = m_flow->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const TemplateVariable &variable : variables) {
        auto *chip = new QPushButton(variableName(variable.name));
        chip->setToolTip(u"{{%1}}: %2"_s.arg(variable.name, variable.example));
        chip->setAutoDefault(false);
        connect(chip, &QPushButton::clicked, this, [this, name = variable.name] { insert(name); });
        m_flow->addWidget(chip);
        chip->show();
    }
    fitChips();
}

/// A flow is as high as its width asks for, which boxes in boxes learn too late.
void TemplateEditor::fitChips()
{
    m_flow->invalidate();
    m_chips->setFixedHeight(m_flow->heightForWidth(m_text->width()));
}

void TemplateEditor::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    QTimer::singleShot(0, this, &TemplateEditor::fitChips);   // when the columns have their width
}

void TemplateEditor::insert(const QString &variable)
{
    if (m_subject->isVisible() && m_subject->hasFocus()) {
        m_subject->insert(u"{{"_s + variable + u"}}"_s);
        return;
    }
    m_text->insertPlainText(u"{{"_s + variable + u"}}"_s);
    m_text->setFocus();
}

} // namespace trato
