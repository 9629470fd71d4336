#include "ui/dialogs/visit_card.h"

#include "ui/contact_words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

QString reminderText(const ReminderView &reminder, const QString &zone)
{
    const QString kind = format::name(reminder.kind);
    if (reminder.state == ReminderView::State::NotNeeded)
        return reminder.reason.isEmpty() ? kind : kind + u" · "_s + format::reason(reminder.reason);
    return kind + u" · "_s + format::dateTime(reminder.dueAt, zone);
}

} // namespace

QList<VisitAct> visitActs(VisitStatus now)
{
    const QList<VisitAct> all{{VisitStatus::Confirmed, VisitCard::tr("Confirm")},
                              {VisitStatus::InService, VisitCard::tr("In the chair")},
                              {VisitStatus::Done, VisitCard::tr("Attended")},
                              {VisitStatus::NoShow, VisitCard::tr("Did not come")},
                              {VisitStatus::Scheduled, VisitCard::tr("Scheduled again")},
                              {VisitStatus::Cancelled, VisitCard::tr("Cancel visit…")}};
    const bool over = now == VisitStatus::Done || now == VisitStatus::NoShow || now == VisitStatus::Cancelled;
    QList<VisitAct> offered;
    for (const VisitAct &act : all) {
        const bool fits = now == VisitStatus::Blocked ? act.status == VisitStatus::Cancelled : over == (act.status == VisitStatus::Scheduled);
        if (fits && act.status != now)
            offered.append(act);
    }
    return offered;
}

VisitCard::VisitCard(const PageContext &context, const VisitView &visit, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(visit.clientName.isEmpty() ? tr("Visit") : visit.clientName);
    setMinimumWidth(440);
    auto *form = new QFormLayout;
    form->setSpacing(8);
    const auto row = [&](const QString &title, const QString &text) {
        if (text.isEmpty())
            return;
        auto *label = makeLabel(text, "");
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        form->addRow(title, label);
    };
    auto *status = new QHBoxLayout;
    status->addWidget(makeChip(format::mark(visit)));
    status->addStretch(1);
    form->addRow(tr("Status"), status);
    row(tr("When"), format::dayOf(visit.start, context.clock.now(), visit.zone) + u", "_s + format::dateTime(visit.start, visit.zone)
                        + u"–"_s + format::time(visit.end, visit.zone));
    row(tr("Client"), visit.clientName);
    row(tr("Phone"), visit.phone);
    row(tr("Service"), visit.service);
    row(tr("Professional"), visit.professional);
    row(tr("Price"), visit.priceCents > 0 ? format::money(visit.priceCents) : QString());
    row(tr("Paid"), visit.paidCents > 0 ? format::money(visit.paidCents) : QString());
    for (const ReminderView &reminder : visit.reminders) {
        auto *line = new QHBoxLayout;
        line->addWidget(makeLabel(reminderText(reminder, visit.zone), "hint"), 1);
        line->addWidget(makeChip(format::mark(reminder)));
        form->addRow(tr("Reminder"), line);
    }
    if (visit.status != VisitStatus::Blocked) {
        auto *line = new QHBoxLayout;
        line->setSpacing(6);
        const auto look = [&](const QString &text, void (VisitCard::*asked)()) {
            auto *button = new QPushButton(text);
            button->setAutoDefault(false);
            connect(button, &QPushButton::clicked, this, [this, asked] {
                accept();
                emit (this->*asked)();
            });
            line->addWidget(button);
        };
        look(tr("Story…"), &VisitCard::storyAsked);
        look(tr("What was sent…"), &VisitCard::messagesAsked);
        line->addStretch(1);
        form->addRow(tr("Past"), line);
    }
    auto *acts = new QHBoxLayout;
    acts->setSpacing(6);
    for (const VisitAct &act : visitActs(visit.status)) {
        auto *button = new QPushButton(act.text);
        if (act.status == VisitStatus::Cancelled)
            button->setProperty("kind", u"danger"_s);
        connect(button, &QPushButton::clicked, this, [this, status = act.status] {
            accept();
            emit statusAsked(status);
        });
        acts->addWidget(button);
    }
    acts->addStretch(1);
    auto *ends = new QHBoxLayout;
    auto *move = new QPushButton(tr("Move…"));
    move->setEnabled(isOpen(visit.status));
    connect(move, &QPushButton::clicked, this, [this] {
        accept();
        emit moveAsked();
    });
    ends->addWidget(move);
    const auto till = [&](const QString &text, bool offered, void (VisitCard::*asked)()) {
        auto *button = new QPushButton(text);
        button->setVisible(offered);
        connect(button, &QPushButton::clicked, this, [this, asked] {
            accept();
            emit (this->*asked)();
        });
        ends->addWidget(button);
    };
    till(tr("Payment received…"), visit.status != VisitStatus::Blocked, &VisitCard::payAsked);
    till(tr("Take payment back…"), visit.paidCents > 0, &VisitCard::unpayAsked);
    auto *close = new QPushButton(tr("Close"));
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    ends->addStretch(1);
    ends->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(14);
    layout->addLayout(form);
    layout->addLayout(acts);
    layout->addLayout(ends);
    close->setFocus();
}

} // namespace trato
