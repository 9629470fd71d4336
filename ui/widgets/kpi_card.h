#pragma once

#include "ui/theme.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace trato {

class Sparkline;

/// One figure with its title, a line below, and a "?" that says what is counted, since when and from where. Main thread; owned by its page.
class KpiCard final : public QFrame
{
    Q_OBJECT
public:
    KpiCard(const Theme &theme, const QString &title, Tone tone, QWidget *parent = nullptr);
    void setTitle(const QString &title);
    void setFigure(const QString &figure, const QString &note);
    /// What is counted. With it the "?" appears, which shows it when pressed, too.
    void setExplanation(const QString &text);
    void setTrend(QList<double> values);
    QString figure() const;
    QString note() const;
    QString explanation() const;

private:
    QLabel *m_title;
    QLabel *m_figure;
    QLabel *m_note;
    QToolButton *m_why;
    Sparkline *m_trend;
};

} // namespace trato
