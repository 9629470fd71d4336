#include "engine/tasks/http_handler.h"

#include "engine/tasks/task_json.h"

#include <QJsonArray>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr Seconds longestLeastWait{60};
constexpr Hours longestPostponement{24};
constexpr Seconds usualPostponement{5};

/// 1, 2, 4 … 60 s: a server that says "at once" again and again is not asked without end.
Millis leastWait(int waits)
{
    return std::min<Millis>(longestLeastWait, Seconds(1LL << std::clamp(waits, 0, 6)));
}

/// The same for every attempt of a job; no other job has it, even when its queue counts again from 1, unless jobs do not say when
/// they were added.
QByteArray repetitionKey(const ClaimedJob &job)
{
    return QUrl::toPercentEncoding(job.queue.value) + ':' + QUrl::toPercentEncoding(job.id.value) + ':' + QByteArray::number(toMs(job.createdAt));
}

} // namespace

HttpHandler::HttpHandler(HttpTransport &transport, QUrl address, const EngineSettings &settings, const Clock &clock, QString caFile)
    : m_transport(transport), m_address(std::move(address)), m_settings(settings), m_clock(clock), m_caFile(std::move(caFile))
{
}

Handler::Traits HttpHandler::traits() const
{
    return {.timeLimit = Minutes(11)}; // more than the longest time-out there may be
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
    request.headers = {{"Content-Type", "application/json"},
                       {"Accept", "application/json"},
                       {"Idempotency-Key", repetitionKey(job)},
                       {"X-Attempt", QByteArray::number(job.attemptsStarted)}};
    // `data` is carried as it came: any JSON value, numbers unchanged.
    request.body = "{\"id\":" + quoted(job.id.value) + ",\"name\":" + quoted(job.name) + ",\"queue\":" + quoted(job.queue.value)
        + ",\"attempt\":" + QByteArray::number(job.attemptsMade + 1) + ",\"attemptsMade\":" + QByteArray::number(job.attemptsMade) + ",\"timestamp\":"
        + QByteArray::number(toMs(job.createdAt)) + ",\"data\":" + (job.data.isEmpty() ? QByteArray("null") : job.data) + "}";
    request.timeout = Seconds(m_settings.httpTimeoutSeconds);
    request.caFile = m_caFile;
    m_transport.send(request, [this, context, reply](Result<HttpResult> result) {
        if (!result)
            return reply(result.error().code == Error::Code::Invalid ? JobOutcome::unrecoverable(result.error().detail)
                                                                    : JobOutcome::failed(result.error().detail));
        if (result.value().bodyTooLarge)
            context->log(u"http %1: the answer is larger than %2 bytes and was not kept"_s.arg(result.value().status).arg(result.value().body.size()));
        const ClaimedJob &job = context->job();
        reply(judgeHttpJob(result.value(), m_clock.now(), job.attemptsStarted - 1 - job.attemptsMade - job.stalledCount));
    });
}

JobOutcome judgeHttpJob(const HttpResult &result, Instant now, int waits)
{
    if (result.fate != HttpResult::Fate::Answered)
        return JobOutcome::failed(u"http: "_s + (result.detail.isEmpty() ? u"no answer"_s : result.detail));
    const bool isDone = result.status >= 200 && result.status < 300;
    if (isDone && result.bodyTooLarge) // the work is done: a second request would have it done twice
        return JobOutcome::completed(QJsonDocument(QJsonObject{{u"status"_s, result.status}, {u"tooLarge"_s, true}, {u"limit"_s, result.body.size()}})
                                         .toJson(QJsonDocument::Compact));
    if (!result.bodyComplete && !result.bodyTooLarge)
        return JobOutcome::failed(u"http %1: the answer was cut: %2"_s.arg(result.status).arg(result.detail));
    if (isDone) {
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
    const std::optional<Millis> told = retryAfterOf(result, now);
    const Millis wait = std::min<Millis>(told.value_or(Millis(0)), longestPostponement);
    if (result.status == 429 || (result.status == 503 && told))
        return JobOutcome::tryAgainIn(std::max(told ? wait : usualPostponement, leastWait(waits)), words);
    if (result.status < 500 && result.status != 408 && result.status != 425)
        return JobOutcome::unrecoverable(words);
    return JobOutcome::failed(words, wait);
}

} // namespace trato
