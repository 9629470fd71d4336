#pragma once

#include "engine/notify/dispatcher.h"

#include <QTimer>

namespace trato {

/// Settles what an earlier run left in the middle of a send: first the fences, then the rows that lost their jobs. While
/// a file is in trouble it tries again every ten seconds. Lives on the engine thread; the parts outlive it.
class SendRecovery final : public QObject
{
    Q_OBJECT
public:
    struct Parts {
        Dispatcher &dispatcher;
        JobStore &store;
        DeliveryLedger &ledger;
        LogBook &log;
    };
    explicit SendRecovery(Parts parts);
    void start();
    void stop() { m_again.stop(); }

signals:
    void done();
    void inTrouble(const trato::Error &error);   ///< after each try that did not get to the end

private:
    void failed(const Error &error);

    const Parts m_parts;
    QTimer m_again;
};

} // namespace trato
