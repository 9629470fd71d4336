#include "app/http/http_message.h"

#include "engine/api/codec.h"

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

/// A letter of a token (RFC 9110 5.6.2).
bool isTokenLetter(char c)
{
    constexpr QByteArrayView signs = "!#$%&'*+-.^_`|~";
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || signs.contains(c);
}

bool isToken(QByteArrayView text) { return !text.isEmpty() && std::ranges::all_of(text, isTokenLetter); }

/// No control characters but the tab.
bool isValue(QByteArrayView text)
{
    return std::ranges::none_of(text, [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f; });
}

/// 0 when the line is one, else the status to refuse it with.
int readRequestLine(QByteArrayView line, HttpHead &head)
{
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first <= 0 || last <= first)
        return 400;
    const QByteArrayView method = line.first(first);
    const QByteArrayView target = line.sliced(first + 1, last - first - 1);
    const QByteArrayView version = line.sliced(last + 1);
    if (!isToken(method) || method.size() > 20 || !version.startsWith("HTTP/"))
        return 400;
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return 505;
    if (target.size() > 8 * 1024)
        return 414;
    if (!target.startsWith('/') || std::ranges::any_of(target, [](char c) { return c <= ' ' || static_cast<unsigned char>(c) >= 0x7f; }))
        return 400;
    head.keepAlive = version == "HTTP/1.1";
    head.call.method = method.toByteArray();
    head.call.target = target.toByteArray();
    head.call.path = head.call.target.first(target.contains('?') ? target.indexOf('?') : target.size());
    return 0;
}

int readHeaders(QByteArrayView lines, HttpHead &head)
{
    int count = 0;
    while (!lines.isEmpty()) {
        const qsizetype end = lines.indexOf("\r\n");
        const QByteArrayView line = end < 0 ? lines : lines.first(end);
        lines = end < 0 ? QByteArrayView() : lines.sliced(end + 2);
        if (++count > http_limits::headers)
            return 431;
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0 || !isToken(line.first(colon)) || !isValue(line))
            return 400; // a folded line begins with a space, which no token has
        const QByteArray name = line.first(colon).toByteArray().toLower();
        const QByteArray value = line.sliced(colon + 1).trimmed().toByteArray();
        const bool isAgain = head.call.headers.contains(name);
        if (isAgain && (name == "content-length" || name == "host" || name == "transfer-encoding" || name == "authorization"))
            return 400;
        if (isAgain)
            head.call.headers[name] += ", " + value;
        else
            head.call.headers.insert(name, value);
    }
    return 0;
}

int readMeaning(HttpHead &head)
{
    const QMap<QByteArray, QByteArray> &headers = head.call.headers;
    if (head.keepAlive && !headers.contains("host"))
        return 400;
    if (headers.contains("transfer-encoding"))
        return headers.contains("content-length") ? 400 : 411;
    if (const auto length = headers.constFind("content-length"); length != headers.constEnd()) {
        const bool isDigits = !length->isEmpty() && std::ranges::all_of(*length, [](char c) { return c >= '0' && c <= '9'; });
        if (!isDigits)
            return 400;
        if (length->size() > 18)
            return 413;
        head.bodyLength = length->toLongLong();
    }
    const QByteArray connection = headers.value("connection").toLower();
    head.keepAlive = head.keepAlive ? !connection.contains("close") : connection.contains("keep-alive");
    if (const QByteArray expect = headers.value("expect").toLower(); !expect.isEmpty()) {
        if (expect != "100-continue")
            return 417;
        head.expectsContinue = true;
    }
    return 0;
}

} // namespace

HttpHead readHead(QByteArrayView bytes)
{
    HttpHead head;
    const auto refuse = [&head](int status) {
        head.state = HttpHead::State::Refused;
        head.status = status;
        return head;
    };
    const qsizetype skipped = bytes.startsWith("\r\n") ? 2 : 0; // RFC 9112 2.2
    const QByteArrayView text = bytes.sliced(skipped).first(std::min(bytes.size() - skipped, http_limits::head));
    const qsizetype end = text.indexOf("\r\n\r\n");
    const qsizetype known = end < 0 ? text.size() : end;
    for (qsizetype at = text.indexOf('\n'); at >= 0 && at < known; at = text.indexOf('\n', at + 1))
        if (at == 0 || text[at - 1] != '\r')
            return refuse(400);
    if (end < 0)
        return text.size() >= http_limits::head ? refuse(431) : head;
    const QByteArrayView lines = text.first(end);
    const qsizetype first = lines.indexOf("\r\n");
    int status = readRequestLine(first < 0 ? lines : lines.first(first), head);
    if (status == 0 && first >= 0)
        status = readHeaders(lines.sliced(first + 2), head);
    if (status == 0)
        status = readMeaning(head);
    if (status != 0)
        return refuse(status);
    head.state = HttpHead::State::Whole;
    head.length = skipped + end + 4;
    return head;
}

QByteArray answerBytes(const HttpAnswer &answer, const QByteArray &date, bool keepAlive, bool withBody)
{
    QByteArray out = "HTTP/1.1 " + QByteArray::number(answer.status) + ' ' + reasonPhrase(answer.status) + "\r\nDate: " + date;
    const bool mayHaveBody = answer.status != 204 && answer.status != 304;
    if (mayHaveBody)
        out += "\r\nContent-Type: " + answer.contentType + "\r\nContent-Length: " + QByteArray::number(answer.body.size());
    for (const auto &[name, value] : answer.headers)
        out += "\r\n" + name + ": " + value;
    out += keepAlive ? "\r\n\r\n" : "\r\nConnection: close\r\n\r\n";
    return mayHaveBody && withBody ? out + answer.body : out;
}

HttpAnswer errorAnswer(int status, const QString &code, const QString &words)
{
    QByteArray body = "{\"error\":{\"code\":";
    codec::writeJsonString(body, code);
    body += ",\"message\":";
    codec::writeJsonString(body, words);
    return {.status = status, .body = body + "}}"};
}

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200: return "OK";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 411: return "Length Required";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    case 505: return "HTTP Version Not Supported";
    case 507: return "Insufficient Storage";
    }
    return status < 400 ? "OK" : "Error";
}

} // namespace trato
