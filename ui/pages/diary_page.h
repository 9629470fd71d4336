#pragma once

#include "engine/api/questions/diary.h"
#include "engine/api/questions/shop.h"
#include "ui/diary/diary_layout.h"
#include "ui/pages/page.h"

#include <QDate>

class QComboBox;
class QLabel;
class QPushButton;

namespace trato {

class Card;
class DiaryGrid;
class StatePane;
class VisitKeeper;

/// The diary a barbershop works with: a day with its professionals, or a week. Main thread; owned by the home page.
class DiaryPage final : public Page
{
    Q_OBJECT
public:
    enum class Range { Day, Week };

    explicit DiaryPage(const PageContext &context, QWidget *parent = nullptr);
    void refresh() override;
    void takeFrame(const Frame &frame) override;

    void choose(Range range);
    void goTo(QDate day);
    /// Days forward or back, weeks when weeks are shown.
    void turn(int direction);
    QDate day() const { return m_day; }
    Range range() const { return m_range; }
    DiaryGrid &grid() const { return *m_grid; }
    /// The card's hint: how many visits, and what is wrong with them.
    QString summary() const { return m_summary; }

signals:
    /// Team, services, hours and closed days.
    void shopAsked();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Move {
        VisitView visit{};
        QString localStart{};
        QString professional{};
    };
    QWidget *makeHeader();
    void makeAskers();
    void askDiary();
    void showUnits(const QList<Unit> &units);
    void showTeam(const QList<Professional> &team);
    void rebuild();
    void showNow();
    QDate today() const;
    std::pair<QDate, QDate> shown() const;   ///< first day and the day after the last
    void add(int column, int minute);
    void open(const QString &visit);
    void offer(const QString &visit, const QPoint &at);
    void move(const QString &visit, int column, int minute);
    void confirmMove(const SlotCheck &check);
    std::optional<VisitView> visitOf(const QString &id) const;

    QDate m_day;
    Range m_range = Range::Day;
    bool m_withCancelled = false;
    bool m_scrolled = false;
    QList<Unit> m_units;
    Unit m_unit;
    QList<VisitView> m_visits;
    QList<Professional> m_team;
    QList<WorkWeek> m_weeks;
    QList<ClosedDay> m_closed;
    Move m_move;
    QString m_summary;

    Card *m_card;
    DiaryGrid *m_grid;
    StatePane *m_pane;
    QLabel *m_title = nullptr;
    QComboBox *m_who = nullptr;
    QComboBox *m_where = nullptr;
    QPushButton *m_cancelled = nullptr;
    QList<QPushButton *> m_ranges;
    std::unique_ptr<Asker<ask::ListUnits>> m_askUnits;
    std::unique_ptr<Asker<ask::ListVisits>> m_askVisits;
    std::unique_ptr<Asker<ask::ListProfessionals>> m_askTeam;
    std::unique_ptr<Asker<ask::ListHours>> m_askHours;
    std::unique_ptr<Asker<ask::ListClosedDays>> m_askClosed;
    Asker<ask::CheckSlot> m_check;
    Asker<ask::MoveVisit> m_moveVisit;
    VisitKeeper *m_keeper;
};

} // namespace trato
