#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace trato {

/// A coloured line across the page that says what is wrong and offers a way out. Main thread.
class Banner final : public QFrame
{
    Q_OBJECT
public:
    explicit Banner(QWidget *parent = nullptr);
    /// `kind` is "bad", "warn" or "accent".
    void say(const char *kind, const QString &text, const QString &action = {});
    QString text() const;

signals:
    void actionAsked();

private:
    QLabel *m_text;
    QPushButton *m_action;
};

} // namespace trato
