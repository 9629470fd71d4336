#include "ui/pages/job_columns.h"

#include "ui/models/job_table_model.h"
#include "ui/widgets/table_view.h"

#include <QSettings>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

const QString key = u"jobs/columns"_s;

/// Names that the state file keeps, by column; they outlive a new order of the columns.
const QString names[] = {u"tick"_s, u"id"_s, u"name"_s, u"subject"_s, u"recipient"_s, u"priority"_s, u"tries"_s, u"error"_s,
                         u"state"_s, u"created"_s, u"started"_s, u"took"_s, u"time"_s};
static_assert(std::size(names) == JobTableModel::ColumnCount);

const QStringList usual{u"id"_s, u"name"_s, u"subject"_s, u"recipient"_s, u"tries"_s, u"error"_s, u"state"_s, u"time"_s};

} // namespace

JobColumns::JobColumns(TableView &table, const QString &stateFile, QWidget *parent)
    : QMenu(parent)
    , m_table(table)
    , m_stateFile(stateFile)
{
    QStringList shown = usual;
    if (!stateFile.isEmpty()) {
        const QVariant kept = QSettings(stateFile, QSettings::IniFormat).value(key);
        if (kept.isValid())
            shown = kept.toStringList();
    }
    for (int column = 0; column < JobTableModel::ColumnCount; ++column) {
        if (column == JobTableModel::TickColumn) {
            m_actions.append(nullptr);
            continue;
        }
        QAction *action = addAction(table.model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(shown.contains(names[column]));
        m_actions.append(action);
        connect(action, &QAction::toggled, this, [this] {
            apply();
            save();
        });
    }
    apply();
}

bool JobColumns::isShown(int column) const { return !m_actions.at(column) || m_actions.at(column)->isChecked(); }

void JobColumns::setShown(int column, bool shown)
{
    if (QAction *action = m_actions.at(column))
        action->setChecked(shown);
}

void JobColumns::apply()
{
    int count = 0;
    for (const QAction *action : std::as_const(m_actions))
        count += action && action->isChecked();
    for (int column = 0; column < m_actions.size(); ++column) {
        QAction *action = m_actions.at(column);
        m_table.setColumnHidden(column, action && !action->isChecked());
        if (action)
            action->setEnabled(count > 1 || !action->isChecked());   // one column stays
    }
    m_table.fitColumns();
}

void JobColumns::save() const
{
    if (m_stateFile.isEmpty())
        return;
    QStringList shown;
    for (int column = 0; column < m_actions.size(); ++column)
        if (m_actions.at(column) && isShown(column))
            shown << names[column];
    QSettings(m_stateFile, QSettings::IniFormat).setValue(key, shown);
}

} // namespace trato
