#pragma once

#include "engine/api/questions/diary.h"
#include "ui/pages/page.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QDoubleSpinBox;
class QLabel;

namespace trato {

/// Records money received for a visit; proposes what is still open of its price. Main thread; child of the page that opens it.
class PaymentDialog final : public QDialog
{
    Q_OBJECT
public:
    PaymentDialog(const PageContext &context, const VisitView &visit, QWidget *parent = nullptr);
    QDoubleSpinBox &amountField() const { return *m_amount; }
    QComboBox &methodField() const { return *m_method; }
    QString problem() const;

public slots:
    void accept() override;

private:
    VisitId m_visit;
    QDoubleSpinBox *m_amount;
    QComboBox *m_method;
    QLabel *m_problem;
    QDialogButtonBox *m_buttons;
    Asker<ask::PayVisit> m_pay;
};

} // namespace trato
