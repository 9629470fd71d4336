#pragma once

#include "engine/api/frame.h"

#include <deque>
#include <memory>
#include <mutex>

namespace spdlog {
class logger;
}

namespace trato {

/// The engine's log: a rotating file (spdlog), optionally standard error, and the newest 2,000 lines in memory
/// for the log view. Masks phones and e-mails in everything it is given; callers still never pass message
/// texts, names or secrets. Thread-safe; owned by the composition, outlives everything that writes.
class LogBook
{
public:
    struct Options {
        QString folder{};             ///< empty = no file
        bool console = false;         ///< also to standard error
        LogLevel level = LogLevel::Info;
    };
    LogBook(const Options &options, const Clock &clock);
    ~LogBook();

    void write(LogLevel level, const char *component, const QString &text);
    void debug(const char *component, const QString &text) { write(LogLevel::Debug, component, text); }
    void info(const char *component, const QString &text) { write(LogLevel::Info, component, text); }
    void warning(const char *component, const QString &text) { write(LogLevel::Warning, component, text); }
    void error(const char *component, const QString &text) { write(LogLevel::Error, component, text); }

    /// The newest `limit` lines of at least `level` with `part` in their component or text (case does not matter), oldest
    /// first.
    QList<LogLine> newest(LogLevel level, int limit, const QString &part = {}) const;
    /// Lines written since `cursor` (0 = none seen), at most `limit`; moves the cursor.
    QList<LogLine> since(quint64 &cursor, int limit) const;

private:
    const Clock &m_clock;
    const LogLevel m_level;
    std::shared_ptr<spdlog::logger> m_logger;
    mutable std::mutex m_mutex;
    std::deque<LogLine> m_lines; ///< guarded by m_mutex
    quint64 m_count = 0;         ///< lines ever written; guarded by m_mutex
};

} // namespace trato
