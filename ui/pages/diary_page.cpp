#include "ui/pages/diary_page.h"

#include "ui/diary/diary_grid.h"
#include "ui/diary/diary_painter.h"
#include "ui/diary/slot_words.h"
#include "ui/dialogs/visit_dialog.h"
#include "ui/dialogs/visit_keeper.h"
#include "ui/format.h"
#include "ui/widgets/card.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/tab_stop.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QTimeZone>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int usualMorning = 8 * 60;

Instant startOf(QDate day, const QString &zone)
{
    const QTimeZone place(zone.toUtf8());
    return fromMs((place.isValid() ? day.startOfDay(place) : day.startOfDay()).toMSecsSinceEpoch());
}

} // namespace

DiaryPage::DiaryPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_card(new Card(tr("Diary")))
    , m_grid(new DiaryGrid(context.theme))
    , m_pane(new StatePane(m_grid))
    , m_check(context.engine, [this](const SlotCheck &check) { confirmMove(check); },
              [this](const Error &error) { explain(tr("The visit was not moved"), error); })
    , m_moveVisit(context.engine, [this](const VisitView &) { refresh(); },
                  [this](const Error &error) {
                      explain(tr("The visit was not moved"), error);
                      refresh();
                  })
    , m_keeper(new VisitKeeper(context, this))
{
    m_usesDiary = true;
    m_day = today();
    makeAskers();
    m_card->body()->addWidget(makeHeader());
    m_card->body()->addWidget(m_pane, 1);
    connect(m_card->addButton(tr("Team, services, hours…")), &QPushButton::clicked, this, &DiaryPage::shopAsked);
    connect(m_card->addButton(tr("New visit…"), "primary"), &QPushButton::clicked, this,
            [this] { add(m_grid->spot().column, m_grid->spot().minute); });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_card);
    connect(m_grid, &DiaryGrid::addAsked, this, &DiaryPage::add);
    connect(m_grid, &DiaryGrid::openAsked, this, &DiaryPage::open);
    connect(m_grid, &DiaryGrid::moveAsked, this, &DiaryPage::move);
    connect(m_grid, &DiaryGrid::menuAsked, this, &DiaryPage::offer);
    connect(m_keeper, &VisitKeeper::changed, this, &DiaryPage::refresh);
    connect(m_grid, &DiaryGrid::dayAsked, this, &DiaryPage::turn);
    connect(m_pane, &StatePane::actionAsked, this, &DiaryPage::refresh);
    setFocusProxy(m_grid);
}

void DiaryPage::makeAskers()
{
    const auto failed = [this](const Error &error) {
        if (m_units.isEmpty())
            m_pane->showError(format::error(error)); // else what is there stays; the window's banner says that it is old
    };
    m_askUnits = makeAsker<ask::ListUnits>([this](const QList<Unit> &units) { showUnits(units); }, failed);
    m_askVisits = makeAsker<ask::ListVisits>(
        [this](const QList<VisitView> &visits) {
            m_visits = visits;
            rebuild();
        },
        failed);
    m_askTeam = makeAsker<ask::ListProfessionals>([this](const QList<Professional> &team) { showTeam(team); }, failed);
    m_askHours = makeAsker<ask::ListHours>(
        [this](const QList<WorkWeek> &weeks) {
            m_weeks = weeks;
            rebuild();
        },
        failed);
    m_askClosed = makeAsker<ask::ListClosedDays>(
        [this](const QList<ClosedDay> &days) {
            m_closed = days;
            rebuild();
        },
        failed);
}

QWidget *DiaryPage::makeHeader()
{
    auto *header = new QWidget;
    header->setProperty("clear", true);
    auto *line = new QHBoxLayout(header);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(6);
    const auto arrow = [&](const QString &text, const QString &name, int direction) {
        auto *button = new QPushButton(text);
        button->setAccessibleName(name);
        button->setToolTip(name);
        connect(button, &QPushButton::clicked, this, [this, direction] { turn(direction); });
        line->addWidget(button);
    };
    arrow(u"‹"_s, tr("Earlier (Ctrl+Left)"), -1);
    auto *now = new QPushButton(tr("Today"));
    connect(now, &QPushButton::clicked, this, [this] { goTo(today()); });
    line->addWidget(now);
    arrow(u"›"_s, tr("Later (Ctrl+Right)"), 1);
    line->addSpacing(8);
    m_title = makeLabel({}, "strong");
    line->addWidget(m_title);
    line->addStretch(1);
    m_where = new QComboBox;
    m_where->setAccessibleName(tr("Shop"));
    m_where->hide();
    line->addWidget(m_where);
    m_who = new QComboBox;
    m_who->setAccessibleName(tr("Whose week"));
    m_who->hide();
    line->addWidget(m_who);
    m_cancelled = makeChipButton(tr("With cancelled"));
    line->addWidget(m_cancelled);
    auto *group = new QButtonGroup(this);
    const QString names[] = {tr("Day"), tr("Week")};
    for (const Range range : {Range::Day, Range::Week}) {
        auto *button = makeChipButton(names[int(range)]);
        group->addButton(button, int(range));
        line->addWidget(button);
        m_ranges.append(button);
    }
    m_ranges.first()->setChecked(true);
    keepTabStop(*group);
    connect(group, &QButtonGroup::idClicked, this, [this](int id) { choose(Range(id)); });
    connect(m_cancelled, &QPushButton::toggled, this, [this](bool on) {
        m_withCancelled = on;
        rebuild();
    });
    connect(m_who, &QComboBox::activated, this, &DiaryPage::rebuild);
    connect(m_where, &QComboBox::activated, this, [this](int index) {
        m_unit = m_units.value(index);
        askDiary();
    });
    return header;
}

QDate DiaryPage::today() const { return diary::dayOf(m_context.clock.now(), m_unit.zone); }

std::pair<QDate, QDate> DiaryPage::shown() const
{
    if (m_range == Range::Day)
        return {m_day, m_day.addDays(1)};
    const QDate first = diary::weekStart(m_day);
    return {first, first.addDays(7)};
}

void DiaryPage::refresh() { ask(*m_askUnits); }

void DiaryPage::takeFrame(const Frame &frame)
{
    Page::takeFrame(frame);
    showNow();
}

void DiaryPage::showUnits(const QList<Unit> &units)
{
    const bool first = m_units.isEmpty();
    m_units = units;
    const auto known = std::ranges::find(units, m_unit.id, &Unit::id);
    m_unit = known != units.end() ? *known : units.value(0);
    if (first)
        m_day = today(); // of the shop, which may be another one than the computer's
    QSignalBlocker quiet(m_where);
    m_where->clear();
    for (const Unit &unit : units)
        m_where->addItem(unit.name);
    m_where->setCurrentIndex(int(std::ranges::find(units, m_unit.id, &Unit::id) - units.begin()));
    m_where->setVisible(units.size() > 1);
    askDiary();
}

void DiaryPage::askDiary()
{
    const auto [from, to] = shown();
    ask(*m_askTeam, {.unit = m_unit.id});
    ask(*m_askHours, {.unit = m_unit.id});
    ask(*m_askClosed, {.unit = m_unit.id, .from = from.toString(Qt::ISODate), .to = to.addDays(-1).toString(Qt::ISODate)});
    ask(*m_askVisits, {.from = startOf(from, m_unit.zone), .to = startOf(to, m_unit.zone), .search = {}});
}

void DiaryPage::showTeam(const QList<Professional> &team)
{
    m_team = team;
    const QString chosen = m_who->currentData().toString();
    QSignalBlocker quiet(m_who);
    m_who->clear();
    m_who->addItem(tr("Everybody"), QString());
    for (const Professional &one : team)
        if (one.active)
            m_who->addItem(one.name, one.id.value);
    m_who->setCurrentIndex(std::max(0, m_who->findData(chosen)));
    rebuild();
}

void DiaryPage::rebuild()
{
    const auto [from, to] = shown();
    QList<VisitView> visits;
    for (const VisitView &visit : std::as_const(m_visits)) {
        const QDate on = diary::dayOf(visit.start, visit.zone);
        if (visit.unit == m_unit.id && on >= from && on < to && (m_withCancelled || visit.status != VisitStatus::Cancelled))
            visits.append(visit);
    }
    QList<diary::Column> columns;
    if (m_range == Range::Day) {
        columns = diary::dayColumns(m_day, m_team, m_weeks, m_closed, visits, tr("No professional"));
    } else {
        const auto who = std::ranges::find(m_team, m_who->currentData().toString(), [](const Professional &p) { return p.id.value; });
        columns = diary::weekColumns(from, who == m_team.end() ? Professional() : *who, m_weeks, m_closed);
    }
    const QList<diary::Block> blocks = diary::layBlocks(visits, columns);
    m_grid->setDiary(columns, blocks);
    m_pane->showContent();
    m_who->setVisible(m_range == Range::Week);
    const QLocale locale;
    m_title->setText(m_range == Range::Day ? locale.toString(m_day, QLocale::LongFormat)
                                           : tr("%1 to %2").arg(locale.toString(from, QLocale::ShortFormat),
                                                                locale.toString(to.addDays(-1), QLocale::ShortFormat)));
    qsizetype twice = 0;
    qsizetype onClosed = 0;
    for (const diary::Block &block : blocks) {
        twice += block.doubleBooked;
        onClosed += !columns[block.column].closed.isEmpty() && isOpen(block.visit.status);
    }
    QStringList summary{blocks.isEmpty() ? tr("no visits yet: click a time, or press N") : format::visits(blocks.size())};
    if (twice > 0)
        summary << tr("%1 double booked").arg(format::visits(twice));
    if (onClosed > 0)
        summary << tr("%1 on a closed day").arg(format::visits(onClosed));
    m_summary = summary.join(u" · "_s);
    m_card->setHint(m_summary);
    if (!m_scrolled && !m_askHours->busy()) {
        m_scrolled = true;
        int first = usualMorning;
        for (const diary::Column &column : columns)
            for (const auto &[open, close] : column.open)
                first = std::min(first, open);
        // In the afternoon the morning is over: what is ahead stands in sight.
        if (today() >= from && today() < to)
            first = std::max(first, (diary::minuteOf(m_context.clock.now(), m_unit.zone) - 60) / 30 * 30);
        m_grid->scrollTo(std::max(0, first - 30));
        m_grid->select(diary::spotAt(0, first, blocks));
    }
    showNow();
}

void DiaryPage::showNow()
{
    const QDate now = today();
    int column = -1;
    for (int i = 0; i < m_grid->columns().size(); ++i)
        if (m_grid->columns().at(i).day == now)
            column = i;
    m_grid->setNow(column, column < 0 ? -1 : diary::minuteOf(m_context.clock.now(), m_unit.zone), column >= 0 && m_range == Range::Day);
}

void DiaryPage::choose(Range range)
{
    m_range = range;
    m_ranges.at(int(range))->setChecked(true);
    rebuild();
    askDiary();
}

void DiaryPage::goTo(QDate day)
{
    m_day = day;
    rebuild();
    askDiary();
}

void DiaryPage::turn(int direction) { goTo(m_day.addDays(direction * (m_range == Range::Week ? 7 : 1))); }

void DiaryPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_T && event->modifiers() == Qt::NoModifier)
        goTo(today());
    else
        Page::keyPressEvent(event);
}

std::optional<VisitView> DiaryPage::visitOf(const QString &id) const
{
    const diary::Block *block = diary::blockOf(id, m_grid->blocks());
    return block ? std::optional(block->visit) : std::nullopt;
}

void DiaryPage::add(int column, int minute)
{
    const diary::Column place = m_grid->columns().value(column);
    auto *dialog = new VisitDialog(m_context, std::nullopt, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->propose(m_unit.id, QDateTime(place.day.isValid() ? place.day : m_day, QTime(minute / 60, minute % 60), Qt::UTC),
                    place.professional);
    connect(dialog, &QDialog::accepted, this, &DiaryPage::refresh);
    dialog->open();
}

void DiaryPage::open(const QString &id)
{
    if (const auto visit = visitOf(id))
        m_keeper->open(*visit);
}

void DiaryPage::offer(const QString &id, const QPoint &at)
{
    if (const auto visit = visitOf(id))
        m_keeper->offer(*visit, at);
}

void DiaryPage::move(const QString &id, int column, int minute)
{
    const auto visit = visitOf(id);
    const diary::Column place = m_grid->columns().value(column);
    if (!visit || !place.day.isValid())
        return;
    m_move = {*visit, place.day.toString(Qt::ISODate) + u'T' + diary::timeText(minute),
              m_range == Range::Day ? place.professional : visit->professional};
    m_check.ask({.unit = m_unit.id, .visit = visit->id, .professional = m_move.professional, .localStart = m_move.localStart,
                 .minutes = int(std::chrono::duration_cast<Minutes>(visit->end - visit->start).count())});
}

void DiaryPage::confirmMove(const SlotCheck &check)
{
    const VisitView &visit = m_move.visit;
    const QDateTime wall = QDateTime::fromString(m_move.localStart, Qt::ISODate);
    QString text = tr("%1: from %2 to %3.")
                       .arg(visit.clientName, format::dateTime(visit.start, visit.zone),
                            QLocale().toString(wall.date(), QLocale::ShortFormat) + u' ' + wall.time().toString(u"HH:mm"_s));
    if (m_move.professional != visit.professional)
        text += u' ' + tr("With %1 instead of %2.").arg(m_move.professional.isEmpty() ? tr("nobody yet") : m_move.professional,
                                                        visit.professional.isEmpty() ? tr("nobody") : visit.professional);
    text += u' ' + tr("Its reminders move along.");
    const QStringList warnings = slotWarnings(check);
    if (!warnings.isEmpty())
        text += u"\n\n"_s + warnings.join(u'\n');
    m_context.prompts.confirm(this, {tr("Move this visit?"), text, tr("Move"), !warnings.isEmpty()}, [this, move = m_move] {
        m_moveVisit.ask({.id = move.visit.id, .localStart = move.localStart, .professional = move.professional});
    });
}

} // namespace trato
