#pragma once

#include "engine/api/questions/engine.h"
#include "ui/pages/page.h"
#include "ui/widgets/card.h"

class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace trato {

class StatePane;

/// The engine's log as it is written: level and text are filtered by the engine, new lines are followed until a person
/// scrolls up or pauses. Main thread; owned by the system page, which asks when it comes up.
class LogCard final : public Card
{
    Q_OBJECT
public:
    static constexpr int mostLines = 1000;

    LogCard(const PageContext &context, QWidget *parent = nullptr);
    ask::ListLog question() const;
    void show(const QList<LogLine> &lines);
    void showError(const Error &error);
    /// Lines that were written just now.
    void append(const QList<LogLine> &lines);
    void chooseLevel(LogLevel level);
    QString text() const;
    QLineEdit &filter() const { return *m_filter; }
    QPushButton &pauseButton() const { return *m_pause; }

signals:
    /// Another level or filter: the lines have to be asked for again.
    void asked();

private:
    bool matches(const LogLine &line) const;
    void write(const QList<LogLine> &lines);
    void setPaused(bool paused);
    void showWaiting();

    LogLevel m_level = LogLevel::Info;
    QPlainTextEdit *m_lines;
    StatePane *m_pane;
    QLineEdit *m_filter;
    QPushButton *m_pause;
    QList<QPushButton *> m_levels;
    QList<LogLine> m_waiting;   ///< came while it was paused; the newest `mostLines`
};

} // namespace trato
