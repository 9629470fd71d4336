#include "ui/shop/hours_panel.h"

#include "engine/api/hours_text.h"
#include "ui/format.h"
#include "ui/widgets/card.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QShowEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

HoursPanel::HoursPanel(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_who(new QComboBox)
    , m_follows(makeLabel({}, "hint"))
    , m_problem(makeLabel({}, "error"))
    , m_good(makeLabel({}, "hint"))
    , m_save(new QPushButton(tr("Save hours")))
    , m_forget(new QPushButton(tr("Same as the shop")))
    , m_team(context.engine,
             [this](const QList<Professional> &team) {
                 const QString chosen = m_who->currentData().toString();
                 m_who->clear();
                 m_who->addItem(tr("The whole shop"), QString());
                 for (const Professional &one : team)
                     if (one.active)
                         m_who->addItem(one.name, one.id.value);
                 const int known = m_who->findData(chosen);
                 m_who->setCurrentIndex(std::max(0, known));
                 if (known < 0)   // what was typed was for somebody who is gone
                     fill();
                 m_list.ask();
             },
             [this](const Error &error) { say(format::error(error), {}); })
    , m_list(context.engine,
             [this](const QList<WorkWeek> &weeks) {
                 m_weeks = weeks;
                 if (!typed())
                     fill();
             },
             [this](const Error &error) { say(format::error(error), {}); })
    , m_set(context.engine,
            [this](const WorkWeek &week) {
                say({}, week.spans.isEmpty() ? tr("Taken back.") : tr("Saved."));
                for (QLineEdit *line : std::as_const(m_days))
                    line->setModified(false);
                m_list.ask();
            },
            [this](const Error &error) { say(format::error(error), {}); })
{
    m_who->setAccessibleName(tr("Whose hours"));
    auto *form = new QFormLayout;
    form->setSpacing(8);
    form->addRow(tr("Hours of"), m_who);
    for (int weekday = 1; weekday <= 7; ++weekday) {
        auto *line = new QLineEdit;
        const QString name = QLocale().standaloneDayName(weekday);
        line->setPlaceholderText(tr("closed"));
        line->setAccessibleName(name);
        form->addRow(name.left(1).toUpper() + name.mid(1), line);
        m_days.append(line);
        connect(line, &QLineEdit::textEdited, this, [this] { say({}, {}); });
    }
    auto *hint = makeLabel(tr("From and to, for example 09:00-19:00; with a break 09:00-12:00, 13:00-19:00. Empty: closed."), "hint");
    hint->setWordWrap(true);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_save->setProperty("kind", u"primary"_s);
    auto *copy = new QPushButton(tr("Monday's hours until Saturday"));
    auto *ends = new QHBoxLayout;
    for (QPushButton *button : {copy, m_forget, m_save})
        button->setAutoDefault(false);
    ends->addWidget(copy);
    ends->addWidget(m_forget);
    ends->addWidget(m_good, 1);
    ends->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 12, 0, 0);
    layout->setSpacing(10);
    layout->addLayout(form);
    layout->addWidget(hint);
    layout->addWidget(m_follows);
    layout->addStretch(1);
    layout->addWidget(m_problem);
    layout->addLayout(ends);
    connect(m_who, &QComboBox::activated, this, [this] {
        say({}, {});
        fill();
    });
    connect(copy, &QPushButton::clicked, this, [this] {
        for (int weekday = 2; weekday <= 6; ++weekday) {
            day(weekday).setText(day(1).text());
            day(weekday).setModified(true);
        }
    });
    connect(m_save, &QPushButton::clicked, this, &HoursPanel::save);
    connect(m_forget, &QPushButton::clicked, this, [this] { m_set.ask({.week = {{}, {m_who->currentData().toString()}, {}}}); });
}

QString HoursPanel::problem() const { return m_problem->isHidden() ? QString() : m_problem->text(); }

void HoursPanel::refresh() { m_team.ask(); }

void HoursPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!event->spontaneous())
        refresh();
}

bool HoursPanel::typed() const { return std::ranges::any_of(m_days, &QLineEdit::isModified); }

void HoursPanel::fill()
{
    const ProfessionalId who{m_who->currentData().toString()};
    const WorkWeek *own = nullptr;
    const WorkWeek *shop = nullptr;
    for (const WorkWeek &week : std::as_const(m_weeks)) {
        if (week.professional == who)
            own = &week;
        if (week.professional.isEmpty())
            shop = &week;
    }
    const WorkWeek *held = own ? own : shop;
    for (int weekday = 1; weekday <= 7; ++weekday)
        day(weekday).setText(held ? hours::toText(held->spans, weekday) : QString());
    m_forget->setVisible(!who.isEmpty() && own);
    m_follows->setText(!held                     ? tr("No hours are set yet: the diary shades nothing and warns of nothing.")
                       : !who.isEmpty() && !own  ? tr("The same as the shop until you save other ones.")
                                                 : QString());
}

void HoursPanel::say(const QString &problem, const QString &good)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_good->setText(good);
}

void HoursPanel::save()
{
    WorkWeek week{{}, {m_who->currentData().toString()}, {}};
    for (int weekday = 1; weekday <= 7; ++weekday) {
        const Result<QList<OpenSpan>> spans = hours::fromText(day(weekday).text(), weekday);
        if (!spans) {
            say(QLocale().standaloneDayName(weekday) + u": "_s + format::error(spans.error()), {});
            day(weekday).setFocus();
            return;
        }
        week.spans += spans.value();
    }
    if (week.spans.isEmpty()) {
        say(tr("Every day is empty. Type the hours of at least one day."), {});
        return;
    }
    m_set.ask({.week = week});
}

} // namespace trato
