#pragma once

#include "engine/api/frame.h"

namespace trato {

class LogBook;

/// Puts what is wrong with the files into the log when it begins and when it is over, for whoever runs an engine without
/// a window. Engine thread, owned by the composition.
class TroubleLog
{
public:
    explicit TroubleLog(LogBook &log) : m_log(log) {}
    /// True when some trouble is over.
    bool note(const QList<Problem> &problems);

private:
    LogBook &m_log;
    QList<Problem> m_known;
};

} // namespace trato
