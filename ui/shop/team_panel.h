#pragma once

#include "engine/api/questions/shop.h"
#include "ui/models/list_table.h"
#include "ui/shop/book_panel.h"

namespace trato {

/// The professionals: list, add, rename, active or not. Main thread; owned by the shop's dialog.
class TeamPanel final : public BookPanel
{
    Q_OBJECT
public:
    explicit TeamPanel(const PageContext &context, QWidget *parent = nullptr);
    const ListTable<Professional> &model() const { return *m_model; }
    void save() override;

private:
    void load() override;
    std::pair<QString, bool> edit(int row) override;

    ListTable<Professional> *m_model;
    Professional m_edited;
    Asker<ask::ListProfessionals> m_list;
    Asker<ask::SaveProfessional> m_saveOne;
};

} // namespace trato
