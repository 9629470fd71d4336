#include "ui/dialogs/delivery_dialog.h"

#include "ui/dialogs/visit_story_dialog.h"
#include "ui/message_format.h"
#include "ui/timeline.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/state_pane.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

/// What a person may say of a message in this state.
QList<Verdict> verdictsFor(DeliveryState state)
{
    switch (state) {
    case DeliveryState::Uncertain: return {Verdict::Arrived, Verdict::SendAgain, Verdict::GiveUp};
    case DeliveryState::Failed:
    case DeliveryState::NotSent: return {Verdict::SendAgain};
    default: return {};
    }
}

} // namespace

DeliveryDialog::DeliveryDialog(const PageContext &context, const DeliveryId &id, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_id(id)
    , m_title(makeLabel({}, "title"))
    , m_state(makeLabel({}, "chip"))
    , m_facts(new QFormLayout)
    , m_steps(makeLabel({}, ""))
    , m_next(makeLabel({}, ""))
    , m_acts(new QHBoxLayout)
    , m_ask(context.engine, [this](const DeliveryStory &story) { fill(story); },
            [this](const Error &error) { m_pane->showError(format::error(error)); })
    , m_judge(context.engine,
              [this](const DeliveryView &) {
                  emit changed();
                  m_ask.ask({.id = m_id});
              },
              [this](const Error &error) { m_context.prompts.tell(this, tr("The message was not changed"), format::error(error)); })
{
    setWindowTitle(tr("What became of a message"));
    resize(600, 460);
    auto *content = new QWidget;
    content->setProperty("clear", true);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    auto *head = new QHBoxLayout;
    m_title->setWordWrap(true);
    head->addWidget(m_title, 1);
    head->addWidget(m_state, 0, Qt::AlignTop);
    column->addLayout(head);
    m_next->setWordWrap(true);
    column->addWidget(m_next);
    m_facts->setSpacing(6);
    column->addLayout(m_facts);
    column->addWidget(makeLabel(tr("Step by step"), "strong"));
    m_steps->setTextFormat(Qt::RichText);
    m_steps->setWordWrap(true);
    m_steps->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_steps->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(tr("Steps of the message"));
    auto *inner = new QWidget;
    inner->setProperty("clear", true);
    auto *lines = new QVBoxLayout(inner);
    lines->setContentsMargins(0, 0, 6, 0);
    lines->addWidget(m_steps);
    lines->addStretch(1);
    scroll->setWidget(inner);
    column->addWidget(scroll, 1);
    m_pane = new StatePane(content);
    m_pane->showLoading();
    connect(m_pane, &StatePane::actionAsked, this, [this] { m_ask.ask({.id = m_id}); });
    auto *close = new QPushButton(tr("Close"));
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    m_acts->setSpacing(6);
    buttons->addLayout(m_acts);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(14);
    layout->addWidget(m_pane, 1);
    layout->addLayout(buttons);
    close->setFocus();
    connect(&context.theme, &Theme::changed, this, [this] {
        if (m_story)
            writeSteps(*m_story);
    });
    m_ask.ask({.id = m_id});
}

QString DeliveryDialog::timeline() const { return m_steps->text(); }

void DeliveryDialog::fill(const DeliveryStory &story)
{
    m_story = story;
    const DeliveryView &delivery = story.delivery;
    m_title->setText(format::messageTitle(delivery));
    setChip(*m_state, format::mark(delivery));
    m_next->setText(format::reason(delivery.reason));
    m_next->setVisible(!delivery.reason.isEmpty());
    writeFacts(delivery);
    writeSteps(story);
    offerActs(delivery);
    m_pane->showContent();
}

void DeliveryDialog::writeFacts(const DeliveryView &delivery)
{
    while (m_facts->rowCount() > 0)
        m_facts->removeRow(0);
    const auto row = [this](const QString &title, const QString &text) {
        if (text.isEmpty())
            return;
        QLabel *label = makeLabel(text, "");
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        m_facts->addRow(title, label);
    };
    row(tr("Way"), format::name(delivery.channel) + u" · "_s + format::name(delivery.way));
    row(tr("Recipient"), delivery.recipient);
    if (delivery.expiresAt && delivery.state == DeliveryState::Sending)
        row(tr("Useful until"), format::dateTime(*delivery.expiresAt));
    QStringList billed;
    if (delivery.costMicros)
        billed << format::cost(*delivery.costMicros);
    if (!delivery.category.isEmpty())
        billed << format::category(delivery.category);
    if (delivery.segments > 0)
        billed << tr("%n segment(s)", nullptr, delivery.segments);
    row(tr("Cost"), billed.join(u" · "_s));
    row(tr("Id at the provider"), delivery.providerId);
}

void DeliveryDialog::writeSteps(const DeliveryStory &story)
{
    QList<TimelineLine> lines;
    Channel channel = story.steps.isEmpty() ? story.delivery.channel : story.steps.first().channel;
    for (const DeliveryStep &step : story.steps) {
        DeliveryView then;
        then.state = step.state;
        then.reason = step.reason;
        lines.append({.at = step.at, .mark = format::mark(then),
                      .beside = {step.channel == channel ? QString() : tr("now by %1").arg(format::name(step.channel)),
                                 step.source == MoveSource::Engine ? QString() : format::name(step.source)},
                      .below = step.reason.isEmpty() ? QString() : format::reason(step.reason)});
        channel = step.channel;
    }
    m_steps->setText(timelineText(lines, m_context.theme, m_context.clock.now()));
}

void DeliveryDialog::offerActs(const DeliveryView &delivery)
{
    while (QLayoutItem *item = m_acts->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const Verdict verdict : verdictsFor(delivery.state)) {
        auto *button = new QPushButton(format::name(verdict));
        connect(button, &QPushButton::clicked, this, [this, verdict] { judge(verdict); });
        m_acts->addWidget(button);
    }
    // From a visit's story one comes back to it by closing this.
    if (!delivery.visitId.isEmpty() && !qobject_cast<VisitStoryDialog *>(parentWidget())) {
        auto *visit = new QPushButton(tr("Story of the visit…"));
        connect(visit, &QPushButton::clicked, this, [this, delivery] {
            accept();
            auto *dialog = new VisitStoryDialog(m_context, {delivery.visitId}, parentWidget());
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            connect(dialog, &VisitStoryDialog::changed, this, &DeliveryDialog::changed);
            dialog->open();
        });
        m_acts->addWidget(visit);
    }
    if (delivery.jobId.isEmpty() || delivery.queue.isEmpty() || !m_context.showJob)
        return;
    auto *job = new QPushButton(tr("Show its job"));
    connect(job, &QPushButton::clicked, this, [this, delivery] {
        accept();
        m_context.showJob({delivery.queue}, delivery.jobId);
    });
    m_acts->addWidget(job);
}

void DeliveryDialog::judge(Verdict verdict)
{
    if (verdict != Verdict::SendAgain)
        return m_judge.ask({.id = m_id, .verdict = verdict});
    m_context.prompts.confirm(this,
                              {tr("Send this message again?"),
                               tr("%1 may get it twice if the first one arrived.").arg(m_story->delivery.clientName), tr("Send again"), true},
                              [this] { m_judge.ask({.id = m_id, .verdict = Verdict::SendAgain}); });
}

} // namespace trato
