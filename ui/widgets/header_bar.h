#pragma once

#include <QWidget>

class QLabel;
class QMenu;
class QPushButton;

namespace trato {

/// The upper edge of the window: mark, shop, tabs, the search field, what needs attention, the menu. Main thread;
/// owned by the main window.
class HeaderBar final : public QWidget
{
    Q_OBJECT
public:
    HeaderBar(const QStringList &tabs, QMenu *menu, QWidget *parent = nullptr);
    void setSubtitle(const QString &text);
    /// -1: none of the tabs is shown.
    void setCurrent(int tab);
    /// How much waits for a person; 0 is quiet.
    void setAttention(int count);
    QPushButton &attention() const { return *m_attention; }

signals:
    void tabChosen(int tab);
    void searchAsked();
    void attentionAsked();

private:
    QLabel *m_subtitle;
    QList<QPushButton *> m_tabs;
    QPushButton *m_attention;
};

} // namespace trato
