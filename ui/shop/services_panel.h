#pragma once

#include "engine/api/questions/shop.h"
#include "ui/models/list_table.h"
#include "ui/shop/book_panel.h"

class QDoubleSpinBox;
class QSpinBox;

namespace trato {

/// The services: list, add, change, with usual length and price, active or not. Main thread; owned by the shop's dialog.
class ServicesPanel final : public BookPanel
{
    Q_OBJECT
public:
    explicit ServicesPanel(const PageContext &context, QWidget *parent = nullptr);
    const ListTable<Service> &model() const { return *m_model; }
    QSpinBox &minutesField() const { return *m_minutes; }
    void save() override;

private:
    void load() override;
    std::pair<QString, bool> edit(int row) override;

    ListTable<Service> *m_model;
    QSpinBox *m_minutes;
    QDoubleSpinBox *m_price;
    Service m_edited;
    Asker<ask::ListServices> m_list;
    Asker<ask::SaveService> m_saveOne;
};

} // namespace trato
