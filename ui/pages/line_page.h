#pragma once

#include "engine/api/questions/line.h"
#include "engine/api/questions/shop.h"
#include "ui/models/list_table.h"
#include "ui/pages/page.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace trato {

class Card;
class StatePane;
class TableView;

/// The waiting line of today: who waits, who is called, who comes next. Main thread; owned by the home page.
class LinePage final : public Page
{
    Q_OBJECT
public:
    explicit LinePage(const PageContext &context, QWidget *parent = nullptr);
    void refresh() override;
    void takeFrame(const Frame &frame) override;

    const ListTable<LineEntry> &model() const { return *m_model; }
    TableView &table() const { return *m_table; }
    QLineEdit &nameField() const { return *m_name; }
    QPushButton &nextButton() const { return *m_next; }
    QPushButton &actButton(LineAct act) const { return *m_acts.at(int(act)); }
    const ListTable<LineEvent> &events() const { return *m_eventModel; }
    QString problem() const;
    void join();
    /// Who would come on a day that is full.
    QPushButton &waitsButton() const { return *m_waitsButton; }

private:
    QWidget *makeForm();
    QWidget *makeActs();
    void showLine(const QList<LineEntry> &entries);
    void offer();
    void act(LineAct act);

    Card *m_card;
    ListTable<LineEntry> *m_model;
    TableView *m_table;
    StatePane *m_pane;
    Card *m_today;
    ListTable<LineEvent> *m_eventModel;
    StatePane *m_eventPane;
    QLineEdit *m_name;
    QLineEdit *m_phone;
    QComboBox *m_service;
    QComboBox *m_wanted;
    QComboBox *m_calls;
    QLabel *m_problem;
    QPushButton *m_next = nullptr;
    QPushButton *m_waitsButton;
    QList<QPushButton *> m_acts;
    Instant m_askedAt{};
    std::unique_ptr<Asker<ask::ListLine>> m_list;
    std::unique_ptr<Asker<ask::ListLineEvents>> m_events;
    std::unique_ptr<Asker<ask::ListProfessionals>> m_team;
    std::unique_ptr<Asker<ask::ListServices>> m_services;
    Asker<ask::JoinLine> m_join;
    Asker<ask::CallNext> m_callNext;
    Asker<ask::ActOnLine> m_act;
};

} // namespace trato
