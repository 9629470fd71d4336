#include "ui/dialogs/visit_story_dialog.h"

#include "ui/contact_words.h"
#include "ui/dialogs/delivery_dialog.h"
#include "ui/story_words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/state_pane.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

QLabel *makeStoryText()
{
    auto *label = makeLabel({}, "");
    label->setTextFormat(Qt::RichText);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    label->setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

VisitStoryDialog::VisitStoryDialog(const PageContext &context, const VisitId &id, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_id(id)
    , m_title(makeLabel({}, "title"))
    , m_status(makeLabel({}, "chip"))
    , m_facts(makeLabel({}, "hint"))
    , m_steps(makeStoryText())
    , m_comingTitle(makeLabel(tr("Other reminders"), "strong"))
    , m_coming(makeStoryText())
    , m_ask(context.engine, [this](const VisitStory &story) { fill(story); },
            [this](const Error &error) { m_pane->showError(format::error(error)); })
{
    setWindowTitle(tr("Story of a visit"));
    resize(640, 560);
    auto *content = new QWidget;
    content->setProperty("clear", true);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    auto *head = new QHBoxLayout;
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    head->addWidget(m_title, 1);
    head->addWidget(m_status, 0, Qt::AlignTop);
    column->addLayout(head);
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setWordWrap(true);
    column->addWidget(m_facts);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(tr("What happened to the visit"));
    auto *inner = new QWidget;
    inner->setProperty("clear", true);
    auto *lines = new QVBoxLayout(inner);
    lines->setContentsMargins(0, 0, 6, 0);
    lines->setSpacing(8);
    lines->addWidget(m_steps);
    lines->addWidget(m_comingTitle);
    lines->addWidget(m_coming);
    lines->addStretch(1);
    scroll->setWidget(inner);
    column->addWidget(scroll, 1);
    m_pane = new StatePane(content);
    m_pane->showLoading();
    connect(m_pane, &StatePane::actionAsked, this, [this] { m_ask.ask({m_id}); });
    connect(m_steps, &QLabel::linkActivated, this, [this](const QString &message) { openMessage({message}); });
    connect(&context.theme, &Theme::changed, this, &VisitStoryDialog::write);
    auto *close = new QPushButton(tr("Close"));
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(14);
    layout->addWidget(m_pane, 1);
    layout->addLayout(buttons);
    close->setFocus();
    m_ask.ask({m_id});
}

QString VisitStoryDialog::timeline() const { return m_steps->text(); }
QString VisitStoryDialog::reminders() const { return m_coming->text(); }

void VisitStoryDialog::fill(const VisitStory &story)
{
    m_story = story;
    const VisitView &visit = story.visit;
    m_title->setText(visit.clientName.isEmpty() ? tr("Visit") : visit.clientName);
    setChip(*m_status, format::mark(visit));
    QStringList facts{format::dayOf(visit.start, m_context.clock.now(), visit.zone) + u", "_s + format::dateTime(visit.start, visit.zone),
                      visit.service, visit.professional, visit.phone};
    facts.removeAll(QString());
    m_facts->setText(facts.join(u" · "_s));
    write();
    m_pane->showContent();
}

void VisitStoryDialog::write()
{
    QList<TimelineLine> happened;
    for (const VisitMoment &moment : std::as_const(m_story.moments))
        happened.append(format::line(moment, m_story.visit.zone));
    QList<TimelineLine> coming;
    for (const ReminderView &reminder : std::as_const(m_story.visit.reminders))
        if (reminder.state != ReminderView::State::Told)
            coming.append(format::line(reminder));
    m_steps->setText(timelineText(happened, m_context.theme, m_context.clock.now()));
    m_coming->setText(timelineText(coming, m_context.theme, m_context.clock.now()));
    m_coming->setVisible(!coming.isEmpty());
    m_comingTitle->setVisible(!coming.isEmpty());
}

void VisitStoryDialog::openMessage(const DeliveryId &id)
{
    auto *dialog = new DeliveryDialog(m_context, id, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &DeliveryDialog::changed, this, [this] {
        m_ask.ask({m_id});
        emit changed();
    });
    dialog->open();
}

} // namespace trato
