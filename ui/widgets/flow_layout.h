#pragma once

#include <QLayout>

namespace trato {

/// Items one after the other, in as many lines as they need. Main thread; owned by its widget or layout.
class FlowLayout final : public QLayout
{
    Q_OBJECT
public:
    explicit FlowLayout(int spacing);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override;
    int count() const override { return int(m_items.size()); }
    QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem *takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return Qt::Horizontal; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect &area) override;

private:
    /// The height that the items need in this area; places them when `place` says so.
    int flow(const QRect &area, bool place) const;

    QList<QLayoutItem *> m_items;
};

} // namespace trato
