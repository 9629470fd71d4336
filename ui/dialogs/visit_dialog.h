#pragma once

#include "engine/api/questions/diary.h"
#include "ui/pages/page.h"

#include <QDialog>

class QDateTimeEdit;
class QDialogButtonBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace trato {

/// Adds a visit, or moves an existing one. The engine decides whether the input is right; its words appear
/// below the form and the field gets the focus. Main thread; child of the page.
class VisitDialog final : public QDialog
{
    Q_OBJECT
public:
    /// With `moved` the dialog changes only the start of that visit.
    VisitDialog(const PageContext &context, const std::optional<VisitView> &moved, QWidget *parent = nullptr);
    QString problem() const;

public slots:
    void accept() override;

private:
    void finish();
    void refuse(const Error &error);

    PageContext m_context;
    std::optional<VisitView> m_moved;
    QLineEdit *m_client;
    QLineEdit *m_phone;
    QLineEdit *m_professional;
    QLineEdit *m_service;
    QDateTimeEdit *m_start;
    QSpinBox *m_minutes;
    QDoubleSpinBox *m_price;
    QLabel *m_problem;
    QDialogButtonBox *m_buttons;
    Asker<ask::AddVisit> m_add;
    Asker<ask::MoveVisit> m_move;
};

} // namespace trato
