#include "ui/pages/job_exporter.h"

#include <QPromise>

namespace trato {

JobExporter::JobExporter(EngineApi &engine, QObject *parent)
    : QObject(parent)
    , m_ask(engine, [this](const JobPage &page) { take(page); },
            [this](const Error &error) {
                if (!running())
                    return;
                stop();
                emit failed(error);
            })
{
    m_pool.setMaxThreadCount(1);
    connect(&m_writing, &QFutureWatcherBase::finished, this, [this] {
        if (!running() || m_writing.future().resultCount() == 0)
            return;
        const QString trouble = m_writing.result();
        if (!trouble.isEmpty()) {
            stop();
            emit failed(Error{Error::Code::ReadOnly, trouble});
            return;
        }
        std::exchange(m_then, nullptr)();
    });
}

JobExporter::~JobExporter()
{
    stop();
    m_pool.waitForDone();
}

void JobExporter::start(const JobQuery &query, const QString &path, job_export::Format format, const job_export::CsvStyle &style)
{
    stop();
    m_query = query;
    m_format = format;
    m_style = style;
    m_written = 0;
    m_file = std::make_shared<QSaveFile>(path);
    write([file = m_file, head = job_export::head(format, style)] {
        return file->open(QIODevice::WriteOnly) && file->write(head) == head.size() ? QString() : file->errorString();
    }, [this] { next({}); });
}

void JobExporter::cancel()
{
    if (!running())
        return;
    stop();
    emit cancelled();
}

/// Drops the unfinished file, on the thread that writes it.
void JobExporter::stop()
{
    if (!m_file)
        return;
    m_pool.start([file = std::exchange(m_file, nullptr)] { file->cancelWriting(); });
}

void JobExporter::next(const QString &cursor)
{
    m_query.limit = pageSize;
    m_query.offset = 0;
    m_query.cursor = cursor;
    m_ask.ask({m_query});
}

void JobExporter::take(const JobPage &page)
{
    if (!running())
        return;
    write([file = m_file, rows = page.rows, format = m_format, style = m_style, last = page.next.isEmpty()] {
        QByteArray text;
        for (const JobRow &row : rows)
            text += job_export::line(format, row, style);
        const bool good = file->write(text) == text.size() && (!last || file->commit());
        return good ? QString() : file->errorString();
    }, [this, count = page.rows.size(), cursor = page.next] {
        m_written += count;
        if (cursor.isEmpty()) {
            m_file.reset();
            emit finished(m_written);
            return;
        }
        emit progressed(m_written);
        next(cursor);
    });
}

void JobExporter::write(std::function<QString()> work, std::function<void()> then)
{
    m_then = std::move(then);
    auto promise = std::make_shared<QPromise<QString>>();
    promise->start();
    m_writing.setFuture(promise->future());
    m_pool.start([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
}

} // namespace trato
