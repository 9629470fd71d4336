#pragma once

#include "engine/api/questions/shop.h"
#include "ui/pages/page.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace trato {

/// The working hours of the shop, or of one professional who keeps other ones, a line each weekday. Main thread; owned by the
/// shop's dialog.
class HoursPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit HoursPanel(const PageContext &context, QWidget *parent = nullptr);
    void refresh();
    /// The line of a weekday, 1 Monday … 7 Sunday.
    QLineEdit &day(int weekday) const { return *m_days.at(weekday - 1); }
    QString problem() const;
    void save();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void fill();
    /// Whether hours stand here that were not saved.
    bool typed() const;
    void say(const QString &problem, const QString &good);

    PageContext m_context;
    QList<WorkWeek> m_weeks;
    QComboBox *m_who;
    QList<QLineEdit *> m_days;
    QLabel *m_follows;
    QLabel *m_problem;
    QLabel *m_good;
    QPushButton *m_save;
    QPushButton *m_forget;
    Asker<ask::ListProfessionals> m_team;
    Asker<ask::ListHours> m_list;
    Asker<ask::SetHours> m_set;
};

} // namespace trato
