#pragma once

#include "engine/api/questions/messages.h"
#include "ui/models/list_table.h"
#include "ui/pages/page.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace trato {

class StatePane;
class TableView;

/// The ways messages can take: how each one is set, what it lacks, a test of its credential, and the switch between
/// training and live, which needs a look at the next 24 hours. Main thread; child of a page.
class ChannelsDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit ChannelsDialog(const PageContext &context, QWidget *parent = nullptr);

    TableView &table() const { return *m_table; }
    QPushButton &testButton() const { return *m_test; }
    QPushButton &setupButton() const { return *m_setup; }
    QPushButton &domainButton() const { return *m_domain; }
    QPushButton &switchButton() const { return *m_switch; }
    QString note() const;

signals:
    /// A channel is set another way now.
    void changed();

private:
    const ChannelView *chosen() const;
    void showChannels(const QList<ChannelView> &channels);
    void showChosen();
    void offerActs();
    void showTest(const ChannelTest &test);
    void turn();
    void preview(const PreviewList &list);
    void say(const QString &text, const char *role);

    PageContext m_context;
    ListTable<ChannelView> *m_channels;
    TableView *m_table;
    StatePane *m_pane;
    QLabel *m_note;
    QPushButton *m_setup;
    QPushButton *m_domain;      ///< e-mail only
    QPushButton *m_test;
    QPushButton *m_switch;
    Channel m_turned = Channel::Email;   ///< whose preview was asked for
    bool m_isTold = false;               ///< the note holds a test's outcome: it stays until another row is chosen
    Asker<ask::ListChannels> m_ask;
    Asker<ask::TestChannel> m_askTest;
    Asker<ask::PreviewReminders> m_askPreview;
    Asker<ask::SetChannelWay> m_set;
};

} // namespace trato
