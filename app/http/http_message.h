#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>

/// HTTP/1.1 as far as this server speaks it (RFC 9112): what a request's head says, and how an answer is written. Pure.
namespace trato {

/// A request, whole.
struct HttpCall {
    QByteArray method{};
    QByteArray target{};                      ///< path and query as they came; begins with '/'
    QByteArray path{};                        ///< without the query, still escaped
    QMap<QByteArray, QByteArray> headers{};   ///< names in lower case; repeated ones joined by ", "
    QByteArray body{};
    QString peer{};                           ///< address of the other side
};

struct HttpAnswer {
    int status = 200;
    QByteArray body{};
    QByteArray contentType{"application/json; charset=utf-8"};
    QList<std::pair<QByteArray, QByteArray>> headers{};
};

/// What the head of a request came to.
struct HttpHead {
    enum class State { Incomplete, Whole, Refused };
    State state = State::Incomplete;
    int status = 0;              ///< of Refused
    qsizetype length = 0;        ///< bytes of the head, its empty line included
    HttpCall call{};
    qint64 bodyLength = 0;
    bool keepAlive = true;
    bool expectsContinue = false;
};

namespace http_limits {
inline constexpr qsizetype head = 16 * 1024;
inline constexpr int headers = 100;
} // namespace http_limits

/// Reads a head from the beginning of `bytes`. What could be understood in two ways is refused (request smuggling): two lengths,
/// a length that is not digits, a body in pieces, folded lines, lines that end with a bare line feed.
HttpHead readHead(QByteArrayView bytes);
/// The answer's bytes. `date`: for its header, RFC 9110 5.6.7; `withBody`: false for HEAD.
QByteArray answerBytes(const HttpAnswer &answer, const QByteArray &date, bool keepAlive, bool withBody);
/// `{"error":{"code":…,"message":…}}`
HttpAnswer errorAnswer(int status, const QString &code, const QString &words);
/// "Not Found"
QByteArray reasonPhrase(int status);

} // namespace trato
