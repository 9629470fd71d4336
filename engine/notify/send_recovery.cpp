#include "engine/notify/send_recovery.h"

#include "engine/notify/lost_rows.h"
#include "engine/runtime/log_book.h"

namespace trato {

using namespace Qt::StringLiterals;

SendRecovery::SendRecovery(Parts parts) : m_parts(parts)
{
    m_again.setSingleShot(true);
    m_again.setInterval(Seconds(10));
    connect(&m_again, &QTimer::timeout, this, &SendRecovery::start);
}

void SendRecovery::start()
{
    m_parts.dispatcher.recover([this](Result<qint64> uncertain) {
        if (!uncertain)
            return failed(uncertain.error());
        closeLostRows(m_parts.store, m_parts.ledger, [this](Result<qint64> closed) {
            if (!closed)
                return failed(closed.error());
            if (closed.value() > 0)
                m_parts.log.warning("messages", u"%1 messages had lost their jobs"_s.arg(closed.value()));
            emit done();
        });
    });
}

void SendRecovery::failed(const Error &error)
{
    if (error.code == Error::Code::Cancelled)
        return;
    m_again.start();
    emit inTrouble(error);
}

} // namespace trato
