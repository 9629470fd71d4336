#pragma once

#include "engine/api/questions/diary.h"
#include "engine/api/questions/shop.h"
#include "ui/pages/page.h"

#include <QDialog>

class QComboBox;
class QDateTime;
class QDateTimeEdit;
class QDialogButtonBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QSpinBox;
class QTimer;

namespace trato {

/// Adds a visit, or moves an existing one. The engine decides whether the input is right; its words appear
/// below the form and the field gets the focus. What speaks against a time (double booking, closed day, hours) is said while
/// one types and forbids nothing. Main thread; child of the page.
class VisitDialog final : public QDialog
{
    Q_OBJECT
public:
    /// With `moved` the dialog changes only start and professional of that visit.
    VisitDialog(const PageContext &context, const std::optional<VisitView> &moved, QWidget *parent = nullptr);
    /// Fills in what a click into the diary says; `wall` is the shop's wall-clock time.
    void propose(const UnitId &unit, const QDateTime &wall, const QString &professional);
    QString problem() const;
    QString warning() const;
    QComboBox &serviceField() const { return *m_service; }
    QSpinBox &minutesField() const { return *m_minutes; }

public slots:
    void accept() override;

private:
    void finish();
    void refuse(const Error &error);
    void takeService(int index);
    void checkSoon();
    void check();
    QString startText() const;

    PageContext m_context;
    std::optional<VisitView> m_moved;
    UnitId m_unit;
    QList<Service> m_services;
    QLineEdit *m_client;
    QLineEdit *m_phone;
    QComboBox *m_professional;
    QComboBox *m_service;
    QDateTimeEdit *m_start;
    QSpinBox *m_minutes;
    QDoubleSpinBox *m_price;
    QLabel *m_warning;
    QLabel *m_problem;
    QTimer *m_pause;
    QDialogButtonBox *m_buttons;
    Asker<ask::AddVisit> m_add;
    Asker<ask::MoveVisit> m_move;
    Asker<ask::ListProfessionals> m_askTeam;
    Asker<ask::ListServices> m_askServices;
    Asker<ask::CheckSlot> m_check;
};

} // namespace trato
