#pragma once

#include "engine/api/questions/engine.h"
#include "ui/pages/page.h"

class QLabel;

namespace trato {

class Card;
class LineChart;
class StatePane;

/// What the program takes of the computer over time: processor, memory, disk, one card each. Main thread; owned by the
/// system page, which asks.
class ResourcesRow final : public QWidget
{
    Q_OBJECT
public:
    ResourcesRow(const PageContext &context, QWidget *parent = nullptr);
    int minutes() const { return m_minutes; }
    void show(const ResourceReport &report);
    void showError(const Error &error);
    /// The figures on the cards, in the order processor, memory, disk.
    QStringList figures() const;

signals:
    /// Another range was chosen, or a failed question is tried again.
    void asked();

private:
    struct Part {
        Card *card = nullptr;
        QLabel *figure = nullptr;
        LineChart *chart = nullptr;
        StatePane *pane = nullptr;
    };
    Part makePart(const PageContext &context, const QString &title, Tone tone);
    static void fill(const Part &part, const ResourceReport &report, const QList<std::optional<double>> &values, double scale);

    int m_minutes = 60;
    Part m_parts[3];
};

} // namespace trato
