#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace trato {

/// A panel with a title line (title, hint, buttons) and room below. Main thread; owned by its page.
class Card : public QFrame
{
    Q_OBJECT
public:
    explicit Card(const QString &title, QWidget *parent = nullptr);

    QVBoxLayout *body() const { return m_body; }
    void setTitle(const QString &title);
    void setHint(const QString &hint);
    QPushButton *addButton(const QString &text, const char *kind = "");
    void addToHeader(QWidget *widget);

private:
    QLabel *m_title;
    QLabel *m_hint;
    QHBoxLayout *m_head;
    QVBoxLayout *m_body;
};

/// A label with one of the style sheet's roles ("title", "hint", "kpi" …).
QLabel *makeLabel(const QString &text, const char *role, QWidget *parent = nullptr);
/// A checkable round button.
QPushButton *makeChipButton(const QString &text, QWidget *parent = nullptr);

/// What a page shows, scrolled up and down where the window is too low for it. Takes `inside`.
QScrollArea *makePageScroll(QWidget *inside);

} // namespace trato
