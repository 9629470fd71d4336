#pragma once

#include "ui/theme.h"

#include <QFrame>

class QLabel;

namespace trato {

class Sparkline;

/// One figure with its title and a line that explains it. Main thread; owned by its page.
class KpiCard final : public QFrame
{
    Q_OBJECT
public:
    KpiCard(const Theme &theme, const QString &title, Tone tone, QWidget *parent = nullptr);
    void setTitle(const QString &title);
    void setFigure(const QString &figure, const QString &note);
    void setTrend(QList<double> values);
    QString figure() const;
    QString note() const;

private:
    QLabel *m_title;
    QLabel *m_figure;
    QLabel *m_note;
    Sparkline *m_trend;
};

} // namespace trato
