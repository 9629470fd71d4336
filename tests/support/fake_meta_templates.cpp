#include "tests/support/fake_meta_templates.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrlQuery>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

RawHttpFake::Answer answerOf(const QJsonObject &body, int status = 200)
{
    RawHttpFake::Answer out;
    out.status = status;
    out.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return out;
}

RawHttpFake::Answer refusal(int code, int status, const QString &words)
{
    return answerOf({{u"error"_s, QJsonObject{{u"message"_s, u"Invalid parameter"_s}, {u"code"_s, code}, {u"error_user_msg"_s, words}}}}, status);
}

/// Why the real one would refuse a body; empty: it takes it.
QString problemOf(const QString &text, const QJsonArray &examples)
{
    static const QRegularExpression number(QStringLiteral(R"(\{\{(\d+)\}\})"));
    int next = 1;
    for (auto it = number.globalMatch(text); it.hasNext();) {
        const int found = it.next().captured(1).toInt();
        if (found > next)
            return u"Variables must be in sequence"_s;
        next = std::max(next, found + 1);
    }
    static const QRegularExpression adjacent(QStringLiteral(R"(\}\}\s*\{\{)"));
    if (text.trimmed().startsWith(u"{{") || text.trimmed().endsWith(u"}}"))
        return u"Variables can't be at the start or end of the template"_s;
    if (text.contains(adjacent))
        return u"Variables can't be next to each other"_s;
    QString rest = text;
    rest.remove(number);
    if (rest.contains(u"{{"))
        return u"This template contains variable parameters with incorrect formatting"_s;
    if (text.size() > 1024)
        return u"Body text is too long"_s;
    return examples.size() == next - 1 ? QString() : u"Add sample text for every variable"_s;
}

} // namespace

FakeMetaTemplates::FakeMetaTemplates() : m_http(false, [this](const RawHttpFake::Request &request) { return handle(request); }) {}

RawHttpFake::Answer FakeMetaTemplates::handle(const RawHttpFake::Request &request)
{
    if (request.headers.value("authorization") != "Bearer " + token().toUtf8())
        return refusal(190, 401, u"Error validating access token"_s);
    const QUrl url(QString::fromUtf8(request.path));
    const QStringList parts = url.path().split(u'/', Qt::SkipEmptyParts); // version, id, "message_templates"
    const bool isRegister = parts.size() == 3 && parts[1] == accountId() && parts[2] == u"message_templates";
    if (request.method == "GET" && isRegister)
        return list(QUrlQuery(url).queryItemValue(u"after"_s));
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    if (request.method == "POST" && isRegister) {
        const Row row{{}, body.value(u"name"_s).toString(), body.value(u"language"_s).toString()};
        for (const Row &known : std::as_const(m_rows))
            if (known.name == row.name && known.language == row.language)
                return refusal(100, 400, u"There is already content in this language for this template"_s);
        return take(body, row, true);
    }
    if (request.method == "POST" && parts.size() == 2)
        for (const Row &known : std::as_const(m_rows))
            if (known.id == parts[1])
                return take(body, known, false);
    return refusal(100, 404, u"Unsupported request"_s);
}

RawHttpFake::Answer FakeMetaTemplates::list(const QString &after) const
{
    QJsonArray data;
    const int from = after.toInt();
    for (const Row &row : m_rows.mid(from, m_page))
        data.append(QJsonObject{{u"id"_s, row.id}, {u"name"_s, row.name}, {u"language"_s, row.language}, {u"category"_s, row.category},
                                {u"status"_s, row.status}, {u"rejected_reason"_s, row.rejectedReason},
                                {u"components"_s, QJsonArray{QJsonObject{{u"type"_s, u"BODY"_s}, {u"text"_s, row.text}}}}});
    QJsonObject paging{{u"cursors"_s, QJsonObject{{u"after"_s, QString::number(from + m_page)}}}};
    if (from + m_page < m_rows.size())
        paging.insert(u"next"_s, u"https://graph.example/next"_s);
    return answerOf({{u"data"_s, data}, {u"paging"_s, paging}});
}

RawHttpFake::Answer FakeMetaTemplates::take(const QJsonObject &body, Row row, bool isNew)
{
    row.category = body.value(u"category"_s).toString();
    const QJsonValue text = body.value(u"components"_s)[0];
    row.text = text[u"text"_s].toString();
    row.buttons.clear();
    for (const QJsonValue &button : body.value(u"components"_s)[1][u"buttons"_s].toArray())
        if (button[u"type"_s] == u"QUICK_REPLY"_s)
            row.buttons << button[u"text"_s].toString();
    if (row.name.isEmpty() || row.language.isEmpty() || (row.category != u"UTILITY" && row.category != u"MARKETING"))
        return refusal(100, 400, u"Param name, language or category is missing"_s);
    if (const QString problem = problemOf(row.text, text[u"example"_s][u"body_text"_s][0].toArray()); !problem.isEmpty())
        return refusal(2388299, 400, problem);
    row.status = u"PENDING"_s;
    if (!isNew) {
        for (Row &known : m_rows)
            if (known.id == row.id)
                known = row;
        return answerOf({{u"success"_s, true}});
    }
    row.id = QString::number(900'000 + m_rows.size());
    m_rows << row;
    return answerOf({{u"id"_s, row.id}, {u"status"_s, row.status}, {u"category"_s, row.category}});
}

} // namespace trato
