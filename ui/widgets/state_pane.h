#pragma once

#include <QStackedWidget>

class QLabel;
class QPushButton;

namespace trato {

/// Content, or the reason why there is none yet (loading, empty, error) with a way out. Main thread; owned by
/// its card.
class StatePane final : public QStackedWidget
{
    Q_OBJECT
public:
    explicit StatePane(QWidget *content, QWidget *parent = nullptr);
    void showContent();
    void showLoading();
    /// `action` empty: no button.
    void showEmpty(const QString &title, const QString &hint, const QString &action = {});
    void showError(const QString &text);
    bool showsContent() const { return currentIndex() == 0; }
    QString message() const;

signals:
    void actionAsked();

private:
    void say(const QString &title, const QString &hint, const QString &action);

    QLabel *m_title;
    QLabel *m_hint;
    QPushButton *m_action;
};

} // namespace trato
