#include "ui/shop/book_panel.h"

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

BookPanel::BookPanel(const PageContext &context, Words words, QWidget *parent)
    : QWidget(parent)
    , m_words(std::move(words))
    , m_table(new TableView(context.theme, m_words.list))
    , m_pane(new StatePane(m_table))
    , m_line(new QHBoxLayout)
    , m_name(new QLineEdit)
    , m_active(new QCheckBox(m_words.active))
    , m_save(new QPushButton(tr("Save")))
    , m_problem(makeLabel({}, "error"))
{
    m_name->setPlaceholderText(m_words.name);
    m_name->setAccessibleName(m_words.name);
    m_save->setProperty("kind", u"primary"_s);
    auto *fresh = new QPushButton(tr("New"));
    for (QPushButton *button : {fresh, m_save})
        button->setAutoDefault(false);
    m_line->addWidget(fresh);
    m_line->addWidget(m_name, 1);
    m_line->addWidget(m_active);
    m_line->addWidget(m_save);
    m_problem->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 12, 0, 0);
    layout->addWidget(m_pane, 1);
    layout->addWidget(m_problem);
    layout->addLayout(m_line);
    connect(fresh, &QPushButton::clicked, this, [this] {
        begin();
        m_name->setFocus();
    });
    connect(m_save, &QPushButton::clicked, this, [this] { save(); });
    connect(m_name, &QLineEdit::returnPressed, this, [this] { save(); });
    connect(m_pane, &StatePane::actionAsked, this, [this] { load(); });
}

void BookPanel::setModel(QAbstractItemModel *model, const QList<int> &weights)
{
    m_table->setModel(model);
    m_table->setWeights(weights, {0});
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        const QModelIndexList rows = m_table->selectionModel()->selectedRows();
        if (!rows.isEmpty())
            take(rows.first().row());
    });
    begin();
}

void BookPanel::addField(QWidget *field, const QString &name)
{
    field->setAccessibleName(name);
    m_line->insertWidget(m_line->indexOf(m_active), field);
}

QString BookPanel::problem() const { return m_problem->isHidden() ? QString() : m_problem->text(); }
bool BookPanel::isTicked() const { return m_active->isChecked(); }

void BookPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    load();
}

void BookPanel::begin()
{
    m_table->clearSelection();
    take(-1);
}

void BookPanel::take(int row)
{
    const auto [name, active] = edit(row);
    m_name->setText(name);
    m_active->setChecked(active);
    m_save->setText(row < 0 ? tr("Add") : tr("Save"));
    m_problem->hide();
}

void BookPanel::listed(bool any)
{
    if (any)
        m_pane->showContent();
    else
        m_pane->showEmpty(m_words.none, m_words.hint);
}

void BookPanel::refuseList(const Error &error) { m_pane->showError(format::error(error)); }

void BookPanel::saved()
{
    begin();
    load();
    emit changed();
}

void BookPanel::refuse(const Error &error)
{
    m_problem->setText(format::error(error));
    m_problem->show();
    m_name->setFocus();
}

} // namespace trato
