#pragma once

#include "engine/api/questions/messages.h"
#include "engine/api/questions/ways.h"
#include "ui/pages/page.h"
#include "ui/widgets/card.h"

class QLabel;
class QPushButton;

namespace trato {

class AssistedList;
class StatePane;

/// How WhatsApp is sent, the change of it after a preview, and the messages that wait to be sent by hand. Main thread;
/// owned by the overview, which brings the answers.
class ChannelCard final : public Card
{
    Q_OBJECT
public:
    explicit ChannelCard(const PageContext &context, QWidget *parent = nullptr);

    void setChannels(const QList<ChannelView> &channels);
    void setDue(const DeliveryPage &due);
    void showError(const Error &error);
    /// Puts the keyboard on the choice of the way of sending.
    void focusWay();
    /// Opens the list of all ways messages can take.
    void openWays();

    const std::optional<ChannelView> &channel() const { return m_channel; }
    AssistedList &assisted() const { return *m_assisted; }
    QPushButton &unseenButton() const { return *m_unseen; }
    QPushButton &wayButton(ChannelWay way) const { return *m_ways.at(int(way)); }

signals:
    /// Something was done, or loading is tried again.
    void changed();
    void messagesAsked();

private:
    void askWay(ChannelWay way);
    void previewWay(const PreviewList &preview);
    void showUnseen(const WaysReport &report);

    PageContext m_context;
    std::optional<ChannelView> m_channel{};
    ChannelWay m_wanted = ChannelWay::Training;
    QList<QPushButton *> m_ways;
    QLabel *m_wayText;
    QPushButton *m_unseen;   ///< what no way in brings, and the way to mend it
    AssistedList *m_assisted;
    StatePane *m_pane;
    Asker<ask::PreviewReminders> m_preview;
    Asker<ask::SetChannelWay> m_setWay;
    Asker<ask::ListWays> m_askWays;
};

} // namespace trato
