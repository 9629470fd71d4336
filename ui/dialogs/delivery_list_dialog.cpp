#include "ui/dialogs/delivery_list_dialog.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace trato {

DeliveryListDialog::DeliveryListDialog(const PageContext &context, const QString &title, ask::ListDeliveries question, QWidget *parent)
    : QDialog(parent)
    , m_list(new DeliveryList(context))
{
    setWindowTitle(title);
    resize(860, 460);
    auto *close = new QPushButton(tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    m_list->show(std::move(question));
}

} // namespace trato
