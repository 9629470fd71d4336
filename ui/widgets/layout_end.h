#pragma once

#include <QWidget>

namespace trato {

/// Holds one widget that fills it. The layouts inside end here: whatever changes in the content (a text, a row of
/// figures) asks nothing of the layouts outside, and what is hidden is never measured. Qt's own stacks measure every
/// page, hidden ones too, each time a label anywhere inside gets another text. Main thread; owned by its parent.
class LayoutEnd final : public QWidget
{
    Q_OBJECT
public:
    /// Takes `content`; `wanted` is what the layouts outside are told.
    explicit LayoutEnd(QWidget *content, QSize wanted = {1040, 560}, QWidget *parent = nullptr);
    QWidget *content() const { return m_content; }
    QSize sizeHint() const override { return m_wanted; }
    QSize minimumSizeHint() const override { return {0, 0}; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *m_content;
    const QSize m_wanted;
};

} // namespace trato
