#pragma once

#include "engine/api/job_export.h"
#include "engine/api/questions/jobs.h"
#include "ui/asker.h"

#include <QSaveFile>
#include <QThreadPool>

namespace trato {

/// Writes the jobs of a list into a file, page by page, so that a million takes no memory. The file appears when it is
/// complete; a cancelled or failed one leaves nothing behind. Main thread; the file is written on a thread of its own.
class JobExporter final : public QObject
{
    Q_OBJECT
public:
    JobExporter(EngineApi &engine, QObject *parent);
    ~JobExporter() override;

    /// Ends a running export first. `query`: offset, limit and cursor are the exporter's own.
    void start(const JobQuery &query, const QString &path, job_export::Format format, const job_export::CsvStyle &style);
    void cancel();
    bool running() const { return m_file != nullptr; }
    qint64 written() const { return m_written; }

signals:
    void progressed(qint64 jobs);
    void finished(qint64 jobs);
    void failed(const trato::Error &error);
    void cancelled();

private:
    void next(const QString &cursor);
    void take(const JobPage &page);
    void write(std::function<QString()> work, std::function<void()> then);
    void stop();

    static constexpr int pageSize = 500;

    QThreadPool m_pool;                       ///< one thread: pages are written in order
    std::shared_ptr<QSaveFile> m_file;        ///< the pool's thread only, but for the pointer
    QFutureWatcher<QString> m_writing;        ///< empty = it went well
    std::function<void()> m_then;
    JobQuery m_query{};
    job_export::Format m_format = job_export::Format::Csv;
    job_export::CsvStyle m_style{};
    qint64 m_written = 0;
    Asker<ask::ListJobs> m_ask;
};

} // namespace trato
