#include "engine/tasks/http_handler.h"

#include "engine/tasks/task_json.h"

#include <QJsonArray>

namespace trato {

using namespace Qt::StringLiterals;

HttpHandler::HttpHandler(HttpTransport &transport, QUrl address, const Clock &clock, QString caFile)
    : m_transport(transport), m_address(std::move(address)), m_clock(clock), m_caFile(std::move(caFile))
{
}

void HttpHandler::run(std::shared_ptr<JobContext> context, Reply<JobOutcome> reply)
{
    const ClaimedJob &job = context->job();
    const auto quoted = [](const QString &text) {
        // A string value's JSON text, without a document around it.
        return QJsonDocument(QJsonObject{{u"v"_s, text}}).toJson(QJsonDocument::Compact).mid(5).chopped(1);
    };
    HttpRequest request;
    request.url = m_address;
    request.headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}};
    // `data` is carried as it came: any JSON value, numbers unchanged.
    request.body = "{\"id\":" + quoted(job.id.value) + ",\"name\":" + quoted(job.name) + ",\"queue\":" + quoted(job.queue.value)
        + ",\"attempt\":" + QByteArray::number(job.attemptsMade + 1) + ",\"attemptsMade\":" + QByteArray::number(job.attemptsMade) + ",\"timestamp\":"
        + QByteArray::number(toMs(job.createdAt)) + ",\"data\":" + (job.data.isEmpty() ? QByteArray("null") : job.data) + "}";
    request.timeout = std::min<Millis>(Seconds(30), traits().timeLimit - Seconds(5));
    request.caFile = m_caFile;
    m_transport.send(request, [this, context, reply](Result<HttpResult> result) {
        if (!result)
            return reply(result.error().code == Error::Code::Invalid ? JobOutcome::unrecoverable(result.error().detail)
                                                                    : JobOutcome::failed(result.error().detail));
        reply(judgeHttpJob(result.value(), m_clock.now()));
    });
}

JobOutcome judgeHttpJob(const HttpResult &result, Instant now)
{
    if (result.fate != HttpResult::Fate::Answered)
        return JobOutcome::failed(u"http: "_s + (result.detail.isEmpty() ? u"no answer"_s : result.detail));
    if (!result.bodyComplete)
        return JobOutcome::failed(u"http %1: the answer was cut: %2"_s.arg(result.status).arg(result.detail));
    if (result.status >= 200 && result.status < 300) {
        const QByteArray text = result.body.trimmed();
        if (text.isEmpty())
            return JobOutcome::completed();
        // QJsonDocument knows no bare values: an array around it checks any.
        if (QJsonDocument::fromJson("[" + text + "]").array().size() == 1)
            return JobOutcome::completed(text);
        const QByteArray wrapped = QJsonDocument(QJsonObject{{u"text"_s, QString::fromUtf8(text)}}).toJson(QJsonDocument::Compact);
        return JobOutcome::completed(wrapped);
    }
    const QString words = u"http %1"_s.arg(result.status);
    const QByteArray stop = result.headers.value("x-do-not-retry").trimmed().toLower();
    if (!stop.isEmpty() && stop != "0" && stop != "false" && stop != "no")
        return JobOutcome::unrecoverable(words);
    const std::optional<Millis> wait = retryAfterOf(result, now);
    if (result.status == 429 || (result.status == 503 && wait))
        return JobOutcome::tryAgainIn(wait.value_or(Seconds(5)), words);
    if (result.status < 500 && result.status != 408 && result.status != 425)
        return JobOutcome::unrecoverable(words);
    return JobOutcome::failed(words, wait.value_or(Millis(0)));
}

} // namespace trato
