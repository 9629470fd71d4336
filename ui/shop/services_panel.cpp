#include "ui/shop/services_panel.h"

#include "ui/format.h"
#include "ui/widgets/card.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/table_view.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

ServicesPanel::ServicesPanel(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_name(new QLineEdit)
    , m_minutes(new QSpinBox)
    , m_price(new QDoubleSpinBox)
    , m_active(new QCheckBox(tr("Offered")))
    , m_save(new QPushButton(tr("Save")))
    , m_problem(makeLabel({}, "error"))
    , m_list(context.engine,
             [this](const QList<Service> &services) {
                 m_model->set(services);
                 if (services.isEmpty())
                     m_pane->showEmpty(tr("No services yet"), tr("Type one below. Services of an imported diary appear by themselves."));
                 else
                     m_pane->showContent();
             },
             [this](const Error &error) { m_pane->showError(format::error(error)); })
    , m_saveOne(context.engine,
                [this](const Service &) {
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
    using S = Service;
    m_model = new ListTable<S>({{tr("Name"), textColumn<S>([](const S &s) { return s.name; })},
                                {tr("Duration"), textColumn<S>([](const S &s) { return tr("%1 min").arg(s.minutes); }), true},
                                {tr("Price"), textColumn<S>([](const S &s) { return s.priceCents > 0 ? format::money(s.priceCents) : u"—"_s; }), true},
                                {tr("State"), chipColumn<S>([](const S &s) {
                                     return s.active ? format::Marked{tr("Active"), Tone::Good} : format::Marked{tr("Inactive"), Tone::Neutral};
                                 })}},
                               [](const S &s) { return s.id.value; }, this);
    m_table = new TableView(context.theme, tr("Services"));
    m_table->setModel(m_model);
    m_table->setWeights({4, 1, 1, 1}, {0});
    m_pane = new StatePane(m_table);
    m_name->setPlaceholderText(tr("Name of the service"));
    m_name->setAccessibleName(tr("Name of the service"));
    m_minutes->setRange(5, 600);
    m_minutes->setSingleStep(5);
    m_minutes->setSuffix(tr(" min"));
    m_minutes->setAccessibleName(tr("Duration"));
    m_price->setRange(0, 100'000);
    m_price->setPrefix(u"R$\u00A0"_s);
    m_price->setAccessibleName(tr("Price"));
    m_save->setProperty("kind", u"primary"_s);
    auto *fresh = new QPushButton(tr("New"));
    for (QPushButton *button : {fresh, m_save})
        button->setAutoDefault(false);
    auto *line = new QHBoxLayout;
    line->addWidget(fresh);
    line->addWidget(m_name, 1);
    line->addWidget(m_minutes);
    line->addWidget(m_price);
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
    connect(m_save, &QPushButton::clicked, this, &ServicesPanel::save);
    connect(m_name, &QLineEdit::returnPressed, this, &ServicesPanel::save);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ServicesPanel::showChosen);
    connect(m_pane, &StatePane::actionAsked, this, [this] { m_list.ask(); });
    begin();
}

QString ServicesPanel::problem() const { return m_problem->isHidden() ? QString() : m_problem->text(); }

void ServicesPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_list.ask();
}

void ServicesPanel::begin()
{
    m_table->clearSelection();
    m_edited = {};
    m_name->clear();
    m_minutes->setValue(m_edited.minutes);
    m_price->setValue(0);
    m_active->setChecked(true);
    m_save->setText(tr("Add"));
    m_problem->hide();
}

void ServicesPanel::showChosen()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return;
    m_edited = m_model->at(rows.first().row());
    m_name->setText(m_edited.name);
    m_minutes->setValue(m_edited.minutes);
    m_price->setValue(double(m_edited.priceCents) / 100.0);
    m_active->setChecked(m_edited.active);
    m_save->setText(tr("Save"));
    m_problem->hide();
}

void ServicesPanel::save()
{
    m_edited.name = m_name->text();
    m_edited.minutes = m_minutes->value();
    m_edited.priceCents = qRound64(m_price->value() * 100);
    m_edited.active = m_active->isChecked();
    m_saveOne.ask({.service = m_edited});
}

} // namespace trato
