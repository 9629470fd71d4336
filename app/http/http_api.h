#pragma once

#include "app/http/answer_box.h"
#include "app/http/http_message.h"
#include "app/http/request_limits.h"
#include "engine/api/question.h"
#include "engine/api/time.h"
#include "engine/api/ways.h"

namespace trato {

/// What of the settings the routes need.
struct HttpApiOptions {
    bool rateLimit = true;
    int perMinute = 100;
};

/// The routes: a face like window and command line, it asks the engine questions and nothing else.
///
///     GET  /api/health                            whether the engine works; no token
///     GET  /api/admin/queue-status                the queues; a token that may read
///     POST /api/test/whatsapp | email | sms       one message by hand; a token that may send
///     GET, POST /api/webhooks/whatsapp            Meta's handshake and events, verified by the engine
///     POST /api/webhooks/sendgrid | twilio        their events, verified by the engine
///
/// Requests are limited by token, without one by address; webhooks by bytes. Lives on the server's thread.
class HttpApi
{
public:
    /// Asks the engine; the reply comes on any thread, once.
    using Asker = std::function<void(Question, Reply<std::any>)>;
    using Answered = std::function<void(HttpAnswer)>;

    HttpApi(HttpApiOptions options, Asker ask, std::shared_ptr<AnswerBox> home, const Clock &clock);

    void handle(const HttpCall &call, Answered answered);
    static qint64 bodyLimit(const HttpCall &head);

private:
    void health(Answered answered);
    void queueStatus(Answered answered);
    void sendTest(const HttpCall &call, const QString &channel, Answered answered);
    void webhook(const HttpCall &call, const QString &provider, Answered answered);
    /// Goes on when the bearer's token allows `scope` and its limit is not reached.
    void authorized(const HttpCall &call, TokenScope scope, Answered answered, std::function<void()> then);
    /// False when it was answered 429.
    bool admitted(const QString &who, const Answered &answered);

    /// Asks one question; `then` comes on the server's thread. An error is the answer.
    template <Askable Q>
    void ask(Q question, Answered answered, std::function<void(const typename Q::Answer &)> then)
    {
        m_ask(Question(std::move(question)), Reply<std::any>([home = m_home, answered = std::move(answered), then = std::move(then)](Result<std::any> result) {
                  home->post([answered, then, result = std::move(result)] {
                      if (result)
                          then(std::any_cast<const typename Q::Answer &>(result.value()));
                      else
                          answered(answerOf(result.error()));
                  });
              }));
    }
    static HttpAnswer answerOf(const Error &error);

    const HttpApiOptions m_options;
    const Asker m_ask;
    const std::shared_ptr<AnswerBox> m_home;
    const Clock &m_clock;
    RequestLimits m_requests;
    RequestLimits m_bytes;
};

} // namespace trato
