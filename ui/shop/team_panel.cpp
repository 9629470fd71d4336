#include "ui/shop/team_panel.h"

#include "ui/format.h"
#include "ui/widgets/card.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/table_view.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

TeamPanel::TeamPanel(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_name(new QLineEdit)
    , m_active(new QCheckBox(tr("Works here")))
    , m_save(new QPushButton(tr("Save")))
    , m_problem(makeLabel({}, "error"))
    , m_list(context.engine,
             [this](const QList<Professional> &team) {
                 m_model->set(team);
                 if (team.isEmpty())
                     m_pane->showEmpty(tr("Nobody yet"), tr("Type a name below. Names of an imported diary appear by themselves."));
                 else
                     m_pane->showContent();
             },
             [this](const Error &error) { m_pane->showError(format::error(error)); })
    , m_saveOne(context.engine,
                [this](const Professional &) {
                    begin();
                    m_list.ask();
                    emit changed();
                },
                [this](const Error &error) {
                    m_problem->setText(format::error(error));
                    m_problem->show();
                    m_name->setFocus();
                })
{
    using P = Professional;
    m_model = new ListTable<P>({{tr("Name"), textColumn<P>([](const P &p) { return p.name; })},
                                {tr("State"), chipColumn<P>([](const P &p) {
                                     return p.active ? format::Marked{tr("Active"), Tone::Good} : format::Marked{tr("Inactive"), Tone::Neutral};
                                 })}},
                               [](const P &p) { return p.id.value; }, this);
    m_table = new TableView(context.theme, tr("Team"));
    m_table->setModel(m_model);
    m_table->setWeights({4, 1}, {0});
    m_pane = new StatePane(m_table);
    m_name->setPlaceholderText(tr("Name of the professional"));
    m_name->setAccessibleName(tr("Name of the professional"));
    m_save->setProperty("kind", u"primary"_s);
    auto *fresh = new QPushButton(tr("New"));
    for (QPushButton *button : {fresh, m_save})
        button->setAutoDefault(false);
    auto *line = new QHBoxLayout;
    line->addWidget(fresh);
    line->addWidget(m_name, 1);
    line->addWidget(m_active);
    line->addWidget(m_save);
    m_problem->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 12, 0, 0);
    layout->addWidget(m_pane, 1);
    layout->addWidget(m_problem);
    layout->addLayout(line);
    connect(fresh, &QPushButton::clicked, this, [this] {
        begin();
        m_name->setFocus();
    });
    connect(m_save, &QPushButton::clicked, this, &TeamPanel::save);
    connect(m_name, &QLineEdit::returnPressed, this, &TeamPanel::save);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &TeamPanel::showChosen);
    connect(m_pane, &StatePane::actionAsked, this, [this] { m_list.ask(); });
    begin();
}

QString TeamPanel::problem() const { return m_problem->isHidden() ? QString() : m_problem->text(); }

void TeamPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_list.ask();
}

void TeamPanel::begin()
{
    m_table->clearSelection();
    m_edited = {};
    m_name->clear();
    m_active->setChecked(true);
    m_save->setText(tr("Add"));
    m_problem->hide();
}

void TeamPanel::showChosen()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return;
    m_edited = m_model->at(rows.first().row());
    m_name->setText(m_edited.name);
    m_active->setChecked(m_edited.active);
    m_save->setText(tr("Save"));
    m_problem->hide();
}

void TeamPanel::save()
{
    m_edited.name = m_name->text();
    m_edited.active = m_active->isChecked();
    m_saveOne.ask({.professional = m_edited});
}

} // namespace trato
