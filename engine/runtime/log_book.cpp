#include "engine/runtime/log_book.h"

#include "engine/api/mask.h"

#include <QDir>

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <filesystem>

namespace trato {
namespace {

constexpr size_t linesKept = 2000;
constexpr size_t fileBytes = 5 * 1024 * 1024;
constexpr size_t filesKept = 5;

spdlog::level::level_enum spdlogLevel(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return spdlog::level::debug;
    case LogLevel::Info:
        return spdlog::level::info;
    case LogLevel::Warning:
        return spdlog::level::warn;
    case LogLevel::Error:
        return spdlog::level::err;
    }
    return spdlog::level::info;
}

} // namespace

LogBook::LogBook(const Options &options, const Clock &clock) : m_clock(clock), m_level(options.level)
{
    std::vector<spdlog::sink_ptr> sinks;
    if (!options.folder.isEmpty() && QDir().mkpath(options.folder)) {
        const std::filesystem::path file(QString(options.folder + QStringLiteral("/trato.log")).toStdU16String());
        try {
            sinks.push_back(std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
#ifdef Q_OS_WIN
                file.wstring(),
#else
                file.string(),
#endif
                fileBytes, filesKept));
        } catch (const spdlog::spdlog_ex &) {
            // A log that cannot be written stops nothing; the disk's trouble is told by the stores.
        }
    }
    if (options.console)
        sinks.push_back(std::make_shared<spdlog::sinks::stderr_sink_mt>());
    m_logger = std::make_shared<spdlog::logger>("trato", sinks.begin(), sinks.end());
    m_logger->set_level(spdlogLevel(options.level));
    m_logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
    m_logger->flush_on(spdlog::level::info);
    m_logger->set_error_handler([](const std::string &) {}); // a full disk must not print on every line
}

LogBook::~LogBook() = default;

void LogBook::write(LogLevel level, const char *component, const QString &text)
{
    if (level < m_level)
        return;
    LogLine line{m_clock.now(), level, QString::fromLatin1(component), maskText(text)};
    m_logger->log(spdlogLevel(level), "{} {}", component, line.text.toStdString());
    const std::lock_guard lock(m_mutex);
    m_lines.push_back(std::move(line));
    ++m_count;
    if (m_lines.size() > linesKept)
        m_lines.pop_front();
}

QList<LogLine> LogBook::newest(LogLevel level, int limit, const QString &part) const
{
    const std::lock_guard lock(m_mutex);
    QList<LogLine> out;
    for (auto it = m_lines.rbegin(); it != m_lines.rend() && out.size() < limit; ++it)
        if (it->level >= level && (it->text.contains(part, Qt::CaseInsensitive) || it->component.contains(part, Qt::CaseInsensitive)))
            out.append(*it);
    std::reverse(out.begin(), out.end());
    return out;
}

QList<LogLine> LogBook::since(quint64 &cursor, int limit) const
{
    const std::lock_guard lock(m_mutex);
    const quint64 first = m_count - m_lines.size();
    quint64 from = std::max(cursor, first);
    if (m_count - from > quint64(limit))
        from = m_count - quint64(limit);
    QList<LogLine> out;
    for (quint64 i = from; i < m_count; ++i)
        out.append(m_lines[i - first]);
    cursor = m_count;
    return out;
}

} // namespace trato
