#pragma once

#include "ui/theme.h"

#include <QWidget>

#include <functional>

class QScrollArea;
class QVBoxLayout;

namespace trato {

/// One thing that needs a person, with what can be done about it.
struct AttentionItem {
    struct Action {
        QString text{};
        std::function<void()> act{};
    };
    QString key{};          ///< stays the same while the thing stays the same
    Tone tone = Tone::Warn;
    QString chip{};
    QString text{};
    QString note{};
    QList<Action> actions{};
};

/// Lines with a chip, two lines of text and buttons; scrolls. Lines whose words did not change stay as they are,
/// so that nothing moves under the cursor. Main thread; owned by its card.
class AttentionList final : public QWidget
{
    Q_OBJECT
public:
    explicit AttentionList(QWidget *parent = nullptr);
    void setItems(const QList<AttentionItem> &items);
    qsizetype count() const { return m_items.size(); }
    const QList<AttentionItem> &items() const { return m_items; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitHeight();
    QWidget *makeLine(const AttentionItem &item);

    QList<AttentionItem> m_items;
    QStringList m_shown;
    QScrollArea *m_scroll;
    QVBoxLayout *m_lines;
};

} // namespace trato
