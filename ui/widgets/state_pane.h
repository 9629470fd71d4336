#pragma once

#include <QStackedWidget>

class QLabel;
class QPushButton;

namespace trato {

class TableView;

/// Content, or the reason why there is none yet (loading, empty, error) with a way out. Main thread; owned by
/// its card. A table ends at a full row.
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

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitRows();
    void say(const QString &title, const QString &hint, const QString &action);

    TableView *m_table;   ///< null when the content is something else
    QLabel *m_title;
    QLabel *m_hint;
    QPushButton *m_action;
};

} // namespace trato
