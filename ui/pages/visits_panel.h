#pragma once

#include "engine/api/questions/diary.h"
#include "ui/models/list_table.h"
#include "ui/pages/page.h"
#include "ui/widgets/card.h"

class QLineEdit;
class QPushButton;

namespace trato {

class StatePane;
class TableView;
class VisitKeeper;

/// The visits of today and the coming days with the state of their reminders, and what a person may do with
/// one. Main thread; owned by the overview.
class VisitsPanel final : public Card
{
    Q_OBJECT
public:
    enum class Range { Coming, Today, Week };

    VisitsPanel(const PageContext &context, QWidget *parent = nullptr);
    void setVisits(const QList<VisitView> &visits);
    /// Where the diary has visits at all, for when none lie in sight.
    void setDiary(const DiaryStatus &diary);
    void setError(const QString &text);
    QString search() const;
    void choose(Range range);
    /// Shows the visits that match, and chooses one of them when it is there; an empty id chooses none.
    void find(const QString &text, const VisitId &id);
    const ListTable<VisitView> &model() const { return *m_model; }
    TableView &table() const { return *m_table; }

signals:
    void importAsked();
    void diaryAsked(QDate day);
    /// A visit was added or changed, or the search text did.
    void changed();

private:
    void fill();
    void offer();
    std::optional<VisitView> selected() const;
    void add();
    void setStatus(VisitStatus status);

    PageContext m_context;
    QList<VisitView> m_visits;
    bool m_listed = false;    ///< the newest question was answered
    std::optional<DiaryStatus> m_diary{};
    Range m_range = Range::Coming;
    VisitId m_wanted{};       ///< chosen as soon as it is in the list
    ListTable<VisitView> *m_model;
    TableView *m_table;
    StatePane *m_pane;
    QLineEdit *m_search;
    QPushButton *m_move;
    QPushButton *m_status;
    QPushButton *m_cancel;
    QList<QPushButton *> m_ranges;
    VisitKeeper *m_keeper;
};

/// The reminder of a visit that a person wants to know about: the next one that is not done, else the last told.
std::optional<ReminderView> tellingReminder(const VisitView &visit);

} // namespace trato
