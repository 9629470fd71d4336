#include "tests/support/fake_whatsapp.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QUuid>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

const QMap<QString, int> &builtInTemplates()
{
    static const QMap<QString, int> known{{u"appointment_confirmation"_s, 6}, {u"appointment_reminder"_s, 5},
                                          {u"appointment_reminder_1h"_s, 5},  {u"appointment_rescheduled"_s, 5},
                                          {u"appointment_cancelled"_s, 3},    {u"payment_confirmation"_s, 4},
                                          {u"queue_position"_s, 5},           {u"queue_called"_s, 2},
                                          {u"slot_offer"_s, 6}};
    return known;
}

} // namespace

FakeWhatsApp::FakeWhatsApp(Options options) : m_options(std::move(options))
{
    if (m_options.templates.isEmpty())
        m_options.templates = builtInTemplates();
    m_http = std::make_unique<RawHttpFake>(
        m_options.tls, [this](const RawHttpFake::Request &request) { return handle(request); }, m_options.port);
}

FakeWhatsApp::Answer FakeWhatsApp::error(int code, int status, const QByteArray &details)
{
    const QJsonObject body{
        {u"error"_s, QJsonObject{{u"message"_s, u"(#%1) test"_s.arg(code)},
                                 {u"type"_s, u"OAuthException"_s},
                                 {u"code"_s, code},
                                 {u"error_data"_s, QJsonObject{{u"messaging_product"_s, u"whatsapp"_s},
                                                               {u"details"_s, QString::fromUtf8(details)}}},
                                 {u"fbtrace_id"_s, u"AbCdEf"_s}}}};
    Answer answer;
    answer.status = status;
    answer.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return answer;
}

int FakeWhatsApp::posts() const
{
    return int(std::count_if(requests().begin(), requests().end(), [](const auto &r) { return r.method == "POST"; }));
}

FakeWhatsApp::Answer FakeWhatsApp::handle(const RawHttpFake::Request &request)
{
    const QList<QByteArray> parts = request.path.split('/'); // "", version, number id, "messages"
    if (request.headers.value("authorization") != "Bearer " + m_options.token.toUtf8())
        return error(190, 401, "Error validating access token");
    if (request.method == "GET" && parts.size() == 3 && parts[2] == m_options.numberId.toUtf8()) {
        Answer answer;
        answer.body = "{\"id\":\"" + parts[2] + "\"}";
        return answer;
    }
    if (request.method != "POST" || parts.size() != 4 || parts[2] != m_options.numberId.toUtf8() || parts[3] != "messages")
        return error(100, 400, "Unsupported request");
    if (!request.headers.value("content-type").startsWith("application/json"))
        return error(100, 400, "Content type must be application/json");
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    if (!m_queue.isEmpty()) {
        const Scripted next = m_queue.takeFirst();
        if (next.accepts)
            judge(body, request.atMs);
        return next.answer;
    }
    return judge(body, request.atMs);
}

FakeWhatsApp::Answer FakeWhatsApp::judge(const QJsonObject &body, qint64 atMs)
{
    if (body.value(u"messaging_product"_s) != u"whatsapp"_s)
        return error(131008, 400, "messaging_product");
    Accepted message;
    QString to = body.value(u"to"_s).toString();
    const bool international = to.startsWith(u'+');
    to.removeIf([](QChar c) { return !c.isDigit(); });
    if (to.size() < 8)
        return error(131008, 400, "to");
    message.to = international ? to : u"55"_s + to; // W6
    if (body.value(u"type"_s) != u"template"_s) {
        if (!m_windows.contains(message.to))
            return error(131047, 400, "outside the 24 hour window");
        if (const auto refused = judgeFreeText(body, message))
            return *refused;
        return take(body, message, atMs);
    }
    const QJsonObject content = body.value(u"template"_s).toObject();
    message.templateName = content.value(u"name"_s).toString();
    message.language = content.value(u"language"_s).toObject().value(u"code"_s).toString();
    if (!m_options.templates.contains(message.templateName) || message.language != u"pt_BR")
        return error(132001, 404, "template name does not exist in the translation");
    qsizetype length = 0;
    const QJsonArray components = content.value(u"components"_s).toArray();
    for (const QJsonValue &component : components) {
        if (component[u"type"_s] != u"body"_s)
            continue;
        for (const QJsonValue &parameter : component[u"parameters"_s].toArray()) {
            const QString text = parameter[u"text"_s].toString();
            if (parameter[u"type"_s] != u"text"_s || text.isEmpty() || text.contains(u'\n') || text.contains(u'\t')
                || text.contains(u"     "))
                return error(132012, 400, "parameter format");
            message.parameters << text;
            length += text.size();
        }
    }
    if (message.parameters.size() != m_options.templates.value(message.templateName))
        return error(132000, 400, "number of parameters");
    if (length > 1024)
        return error(132005, 400, "translated text too long");
    return take(body, message, atMs);
}

std::optional<FakeWhatsApp::Answer> FakeWhatsApp::judgeFreeText(const QJsonObject &body, Accepted &message) const
{
    if (body.value(u"type"_s) == u"text"_s) {
        message.text = body.value(u"text"_s)[u"body"_s].toString();
        return message.text.isEmpty() || message.text.size() > 4096 ? std::optional(error(100, 400, "text.body")) : std::nullopt;
    }
    const QJsonObject content = body.value(u"interactive"_s).toObject();
    message.text = content.value(u"body"_s)[u"text"_s].toString();
    const QJsonValue action = content.value(u"action"_s);
    const bool isList = content.value(u"type"_s) == u"list"_s;
    QSet<QString> ids;
    const QJsonArray choices = isList ? action[u"sections"_s][0][u"rows"_s].toArray() : action[u"buttons"_s].toArray();
    for (const QJsonValue &choice : choices) {
        const QJsonValue one = isList ? choice : choice[u"reply"_s];
        const QString title = one[u"title"_s].toString();
        if (title.isEmpty() || title.size() > (isList ? 24 : 20) || message.choices.contains(title) || (!isList && choice[u"type"_s] != u"reply"_s))
            return error(131009, 400, "title");
        message.choices << title;
        ids << one[u"id"_s].toString();
    }
    const QString opens = action[u"button"_s].toString();
    const bool good = !message.text.isEmpty() && message.text.size() <= 1024 && !choices.isEmpty() && choices.size() <= (isList ? 10 : 3)
        && ids.size() == choices.size() && !ids.contains(QString()) && (!isList || (!opens.isEmpty() && opens.size() <= 20));
    return good ? std::nullopt : std::optional(error(131009, 400, "interactive"));
}

FakeWhatsApp::Answer FakeWhatsApp::take(const QJsonObject &body, Accepted message, qint64 atMs)
{
    message.opaque = body.value(u"biz_opaque_callback_data"_s).toString();
    if (message.opaque.size() > 512)
        return error(100, 400, "biz_opaque_callback_data");
    message.wamid = u"wamid."_s + QUuid::createUuid().toString(QUuid::Id128);
    message.atMs = atMs;
    m_accepted << message;
    if (m_listener)
        m_listener(message);
    const QJsonObject answer{
        {u"messaging_product"_s, u"whatsapp"_s},
        {u"contacts"_s, QJsonArray{QJsonObject{{u"input"_s, body.value(u"to"_s)}, {u"wa_id"_s, message.to}}}},
        {u"messages"_s, QJsonArray{QJsonObject{{u"id"_s, message.wamid}, {u"message_status"_s, u"accepted"_s}}}}};
    Answer out;
    out.body = QJsonDocument(answer).toJson(QJsonDocument::Compact);
    return out;
}

} // namespace trato
