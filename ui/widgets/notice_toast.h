#pragma once

#include <QFrame>

class QLabel;
class QPushButton;
class QTimer;

namespace trato {

/// A short message over the lower right corner of the window, with the act it is about. It lies above the page, so
/// nothing moves under the cursor, takes no focus, and goes when it is closed, followed, or was
/// there for a while and nobody points at it: what it is about stays in the list of what needs attention. Main thread.
class NoticeToast final : public QFrame
{
    Q_OBJECT
public:
    explicit NoticeToast(QWidget *over);
    void say(const QString &title, const QString &text, const QString &action);
    QString text() const;

signals:
    void actionAsked();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();

    QLabel *m_title;
    QLabel *m_text;
    QPushButton *m_action;
    QTimer *m_while;
};

} // namespace trato
