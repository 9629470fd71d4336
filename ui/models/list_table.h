#pragma once

#include "ui/models/roles.h"

#include <QAbstractTableModel>

#include <functional>

namespace trato {

/// A short list of values as a table; each column is a function. `set` applies differences by key, so that
/// selection and scroll stay. Main thread; owned by the page that shows it.
template <typename T>
class ListTable final : public QAbstractTableModel
{
public:
    struct Column {
        QString title{};
        std::function<QVariant(const T &, int role)> value{};
        bool right = false;   ///< figures
    };

    ListTable(QList<Column> columns, std::function<QString(const T &)> key, QObject *parent)
        : QAbstractTableModel(parent)
        , m_columns(std::move(columns))
        , m_key(std::move(key))
    {
    }

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_rows.size()); }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_columns.size()); }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override
    {
        if (!index.isValid() || index.row() >= m_rows.size())
            return {};
        const Column &column = m_columns.at(index.column());
        if (role == Qt::TextAlignmentRole)
            return int((column.right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        return column.value(m_rows.at(index.row()), role);
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override
    {
        if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size())
            return {};
        if (role == Qt::TextAlignmentRole)
            return int((m_columns.at(section).right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        return role == Qt::DisplayRole ? QVariant(m_columns.at(section).title) : QVariant();
    }

    const QList<T> &rows() const { return m_rows; }
    const T &at(int row) const { return m_rows.at(row); }
    QString keyAt(int row) const { return m_key(m_rows.at(row)); }
    int rowOf(const QString &key) const
    {
        for (int row = 0; row < m_rows.size(); ++row)
            if (m_key(m_rows.at(row)) == key)
                return row;
        return -1;
    }

    void set(const QList<T> &rows)
    {
        for (int target = 0; target < rows.size(); ++target) {
            const QString key = m_key(rows.at(target));
            int from = target;
            while (from < m_rows.size() && m_key(m_rows.at(from)) != key)
                ++from;
            if (from >= m_rows.size()) {
                beginInsertRows({}, target, target);
                m_rows.insert(target, rows.at(target));
                endInsertRows();
                continue;
            }
            if (from != target) {
                beginMoveRows({}, from, from, {}, target);
                m_rows.move(from, target);
                endMoveRows();
            }
            if (!(m_rows.at(target) == rows.at(target))) {
                m_rows[target] = rows.at(target);
                emit dataChanged(index(target, 0), index(target, int(m_columns.size()) - 1));
            }
        }
        if (m_rows.size() > rows.size()) {
            beginRemoveRows({}, int(rows.size()), int(m_rows.size()) - 1);
            m_rows.resize(rows.size());
            endRemoveRows();
        }
    }

private:
    QList<Column> m_columns;
    std::function<QString(const T &)> m_key;
    QList<T> m_rows;
};

/// A column function for text only.
template <typename T, typename F>
auto textColumn(F text, bool muted = false)
{
    return [text, muted](const T &row, int role) -> QVariant {
        if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
            return text(row);
        return role == MutedRole ? QVariant(muted) : QVariant();
    };
}

/// A column function for a word with a tone, drawn as a chip.
template <typename T, typename F>
auto chipColumn(F marked)
{
    return [marked](const T &row, int role) -> QVariant {
        if (role == Qt::DisplayRole)
            return marked(row).text;
        return role == ToneRole && !marked(row).text.isEmpty() ? QVariant(int(marked(row).tone)) : QVariant();
    };
}

} // namespace trato
