#pragma once

#include <QLabel>

namespace trato {

/// One line of text that ends in “…” where room is missing, instead of in the middle of a letter; its tool tip then has all of it.
/// Gives its room away down to `least` pixels. Main thread; owned by its parent.
class ElidedLabel final : public QLabel
{
    Q_OBJECT
public:
    ElidedLabel(const QString &text, const char *role, int least, QWidget *parent = nullptr);
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QString shown() const;

    const int m_least;
};

} // namespace trato
