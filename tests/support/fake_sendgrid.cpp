#include "tests/support/fake_sendgrid.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

namespace trato {

using namespace Qt::StringLiterals;

FakeSendGrid::FakeSendGrid(bool tls)
    : m_http(std::make_unique<RawHttpFake>(tls, [this](const RawHttpFake::Request &request) { return handle(request); }))
{
}

FakeSendGrid::Answer FakeSendGrid::errors(int status, const QStringList &messages)
{
    QJsonArray all;
    for (const QString &message : messages)
        all.append(QJsonObject{{u"message"_s, message}, {u"field"_s, QJsonValue::Null}, {u"help"_s, QJsonValue::Null}});
    Answer answer;
    answer.status = status;
    answer.body = QJsonDocument(QJsonObject{{u"errors"_s, all}}).toJson(QJsonDocument::Compact);
    return answer;
}

int FakeSendGrid::posts() const
{
    return int(std::count_if(requests().begin(), requests().end(), [](const auto &r) { return r.method == "POST"; }));
}

FakeSendGrid::Answer FakeSendGrid::handle(const RawHttpFake::Request &request)
{
    if (request.headers.value("authorization") != "Bearer " + m_key)
        return errors(401, {u"The provided authorization grant is invalid, expired, or revoked"_s});
    if (request.method == "GET" && request.path == "/v3/scopes") {
        Answer answer;
        answer.body = QJsonDocument(QJsonObject{{u"scopes"_s, QJsonArray::fromStringList(m_scopes)}}).toJson();
        return answer;
    }
    if (request.path != "/v3/mail/send")
        return errors(404, {u"Not Found"_s});
    if (request.method != "POST")
        return errors(405, {u"method not allowed"_s});
    if (!m_queue.isEmpty()) {
        const auto [answer, accepts] = m_queue.takeFirst();
        if (accepts)
            judge(request);
        return answer;
    }
    return judge(request);
}

FakeSendGrid::Answer FakeSendGrid::judge(const RawHttpFake::Request &request)
{
    if (!m_scopes.contains(u"mail.send"_s))
        return errors(403, {u"access forbidden"_s});
    if (request.body.size() > 30 * 1024 * 1024)
        return errors(413, {u"Request entity too large"_s});
    QStringList wrong;
    if (!request.headers.value("content-type").startsWith("application/json"))
        wrong << u"Content-Type should be application/json."_s;
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    const QJsonObject person = body.value(u"personalizations"_s)[0].toObject();
    const QJsonObject to = person.value(u"to"_s)[0].toObject();
    Accepted mail;
    mail.to = to.value(u"email"_s).toString();
    mail.toName = to.value(u"name"_s).toString();
    mail.from = body.value(u"from"_s)[u"email"_s].toString();
    mail.subject = body.value(u"subject"_s).toString();
    if (!mail.to.contains(u'@'))
        wrong << u"The to array is required for all personalization objects, and must have at least one email object with a valid email address."_s;
    if (mail.toName.contains(u';') || mail.toName.contains(u','))
        wrong << u"The to.name parameter must not contain ; or ,"_s;
    if (mail.subject.isEmpty())
        wrong << u"The subject is required."_s;
    const QJsonArray content = body.value(u"content"_s).toArray();
    if (content.isEmpty())
        wrong << u"The content is required."_s;
    for (qsizetype i = 0; i < content.size(); ++i) {
        const QString type = content[i][u"type"_s].toString();
        const QString value = content[i][u"value"_s].toString();
        if (value.isEmpty())
            wrong << u"The content value must be a string at least one character in length."_s;
        if (type == u"text/plain" && i > 0)
            wrong << u"If present, text/plain must be first."_s;
        (type == u"text/html" ? mail.html : mail.text) = value;
    }
    const QJsonObject args = person.value(u"custom_args"_s).toObject();
    for (auto it = args.begin(); it != args.end(); ++it) {
        if (!it.value().isString())
            wrong << u"The custom_args values must be strings."_s;
        mail.customArgs.insert(it.key(), it.value().toString());
    }
    const QJsonValue sandbox = body.value(u"mail_settings"_s)[u"sandbox_mode"_s][u"enable"_s];
    if (!sandbox.isUndefined() && !sandbox.isBool())
        wrong << u"The sandbox_mode enable parameter must be a boolean."_s;
    if (!wrong.isEmpty())
        return errors(400, wrong);
    if (mail.from != m_sender)
        return errors(403, {u"The from address does not match a verified Sender Identity."_s});
    Answer answer;
    answer.body.clear();
    if (sandbox.toBool()) {
        answer.status = 200;
        return answer;
    }
    mail.id = QUuid::createUuid().toString(QUuid::Id128).left(22);
    m_accepted << mail;
    answer.status = 202;
    answer.headers = {{"X-Message-Id", mail.id.toLatin1()}, {"X-RateLimit-Limit", "600"}, {"X-RateLimit-Remaining", "599"}};
    return answer;
}

} // namespace trato
