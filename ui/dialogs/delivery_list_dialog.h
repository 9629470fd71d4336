#pragma once

#include "ui/pages/delivery_list.h"

#include <QDialog>

namespace trato {

/// The messages about one visit, or to one client. Main thread; child of the window.
class DeliveryListDialog final : public QDialog
{
    Q_OBJECT
public:
    DeliveryListDialog(const PageContext &context, const QString &title, ask::ListDeliveries question, QWidget *parent = nullptr);
    DeliveryList &list() const { return *m_list; }

private:
    DeliveryList *m_list;
};

} // namespace trato
