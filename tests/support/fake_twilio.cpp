#include "tests/support/fake_twilio.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QRegularExpression>
#include <QUrlQuery>
#include <QUuid>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

/// Of an ordinary text: what is beyond Latin letters with accents is counted as UCS-2.
int segmentsOf(const QString &body)
{
    const bool plain = std::all_of(body.begin(), body.end(), [](QChar c) { return (c >= u' ' && c <= u'~' && c != u'`') || c == u'\n'; });
    const int single = plain ? 160 : 70;
    const int part = plain ? 153 : 67;
    return int(body.size() <= single ? 1 : (body.size() + part - 1) / part);
}

QJsonObject json(const FakeTwilio::Message &m)
{
    return {{u"sid"_s, m.sid}, {u"status"_s, u"queued"_s}, {u"to"_s, m.to}, {u"from"_s, m.from}, {u"body"_s, m.body},
            {u"num_segments"_s, QString::number(m.segments)}, {u"num_media"_s, u"0"_s}, {u"price"_s, QJsonValue::Null},
            {u"error_code"_s, QJsonValue::Null}, {u"error_message"_s, QJsonValue::Null}, {u"direction"_s, u"outbound-api"_s},
            {u"date_created"_s, QLocale::c().toString(m.at, u"ddd, dd MMM yyyy HH:mm:ss"_s) + u" +0000"_s}};
}

QUrlQuery formOf(QByteArray body)
{
    return QUrlQuery(QString::fromUtf8(body.replace('+', "%20")));
}

} // namespace

FakeTwilio::FakeTwilio(bool tls)
    : m_http(std::make_unique<RawHttpFake>(tls, [this](const RawHttpFake::Request &request) { return handle(request); }))
{
}

FakeTwilio::Answer FakeTwilio::error(int code, int status, const QString &message)
{
    Answer answer;
    answer.status = status;
    answer.body = QJsonDocument(QJsonObject{{u"code"_s, code}, {u"message"_s, message}, {u"status"_s, status},
                                            {u"more_info"_s, u"https://www.twilio.com/docs/errors/%1"_s.arg(code)}})
                      .toJson(QJsonDocument::Compact);
    return answer;
}

int FakeTwilio::posts() const
{
    return int(std::count_if(requests().begin(), requests().end(), [](const auto &r) { return r.method == "POST"; }));
}

FakeTwilio::Answer FakeTwilio::handle(const RawHttpFake::Request &request)
{
    if (request.headers.value("authorization") != "Basic " + (accountSid().toLatin1() + ':' + m_token).toBase64())
        return error(20003, 401, u"Authenticate"_s);
    const QByteArray base = "/2010-04-01/Accounts/" + accountSid().toLatin1();
    const QByteArray path = request.path.split('?').first();
    if (request.method == "GET" && path == base + ".json") {
        Answer answer;
        answer.body = QJsonDocument(QJsonObject{{u"sid"_s, accountSid()}, {u"status"_s, m_status}}).toJson(QJsonDocument::Compact);
        return answer;
    }
    if (request.method == "GET" && path.startsWith(base + "/Messages/")) {
        const QString sid = QString::fromLatin1(path.sliced(base.size() + 10)).chopped(5);
        const auto known = std::ranges::find(m_accepted, sid, &Message::sid);
        Answer answer;
        answer.body = known == m_accepted.end() ? QByteArray() : QJsonDocument(shown(*known)).toJson(QJsonDocument::Compact);
        return known == m_accepted.end() ? error(20404, 404, u"The requested resource was not found"_s) : answer;
    }
    if (path != base + "/Messages.json")
        return error(20404, 404, u"The requested resource was not found"_s);
    if (request.method == "GET")
        return list(request.path.mid(path.size() + 1));
    if (!m_queue.isEmpty()) {
        const auto [answer, accepts] = m_queue.takeFirst();
        if (accepts)
            take(request);
        return answer;
    }
    return take(request);
}

FakeTwilio::Answer FakeTwilio::take(const RawHttpFake::Request &request)
{
    if (request.headers.value("content-type") != "application/x-www-form-urlencoded")
        return error(21604, 400, u"A 'To' phone number is required."_s);
    const QUrlQuery form = formOf(request.body);
    const auto field = [&](const QString &name) { return form.queryItemValue(name, QUrl::FullyDecoded); };
    Message m;
    m.to = field(u"To"_s);
    m.from = field(u"From"_s) + field(u"MessagingServiceSid"_s);
    m.body = field(u"Body"_s);
    m.callback = field(u"StatusCallback"_s);
    if (m.to.isEmpty())
        return error(21604, 400);
    if (m.from.isEmpty())
        return error(21603, 400);
    if (m.body.isEmpty())
        return error(21602, 400);
    if (m.body.size() > 1600)
        return error(21617, 400);
    static const QRegularExpression e164(u"^\\+[1-9]\\d{7,14}$"_s);
    static const QRegularExpression landline(u"^\\+55\\d{2}[2-5]\\d{7}$"_s);
    if (!e164.match(m.to).hasMatch())
        return error(21211, 400, u"Invalid 'To' Phone Number: %1"_s.arg(m.to));
    if (landline.match(m.to).hasMatch())
        return error(21614, 400, u"'To' number is not a valid mobile number"_s);
    if (m.from != number() && !m.from.startsWith(u"MG"))
        return error(21606, 400);
    if (m_optedOut.contains(m.to))
        return error(21610, 400, u"Attempt to send to unsubscribed recipient"_s);
    if (form.hasQueryItem(u"ValidityPeriod"_s)) {
        m.validity = field(u"ValidityPeriod"_s).toInt();
        if (m.validity < 1 || m.validity > 36'000)
            return error(20001, 400, u"ValidityPeriod"_s);
    }
    m.sid = u"SM"_s + QUuid::createUuid().toString(QUuid::Id128);
    m.segments = segmentsOf(m.body);
    m.at = m_now;
    m_accepted << m;
    Answer answer;
    answer.status = 201;
    answer.body = QJsonDocument(json(m)).toJson(QJsonDocument::Compact);
    return answer;
}

QJsonObject FakeTwilio::shown(const Message &message) const
{
    QJsonObject out = json(message);
    if (const auto state = m_states.constFind(message.sid); state != m_states.constEnd()) {
        out.insert(u"status"_s, state->first);
        out.insert(u"error_code"_s, state->second > 0 ? QJsonValue(state->second) : QJsonValue());
    }
    return out;
}

FakeTwilio::Answer FakeTwilio::list(const QByteArray &query) const
{
    const QUrlQuery asked(QString::fromUtf8(query));
    const QString to = asked.queryItemValue(u"To"_s, QUrl::FullyDecoded);
    const QDate since = QDate::fromString(asked.queryItemValue(u"DateSent>"_s, QUrl::FullyDecoded), Qt::ISODate);
    const int size = asked.hasQueryItem(u"PageSize"_s) ? asked.queryItemValue(u"PageSize"_s).toInt() : 50;
    const int page = asked.queryItemValue(u"Page"_s).toInt();
    QJsonArray found;
    for (auto m = m_accepted.rbegin(); m != m_accepted.rend(); ++m)
        if ((to.isEmpty() || m->to == to) && (!since.isValid() || m->at.date() >= since))
            found.append(shown(*m));
    QJsonArray shown;
    for (qsizetype i = qsizetype(page) * size; i < found.size() && i < qsizetype(page + 1) * size; ++i)
        shown.append(found[i]);
    const bool more = found.size() > qsizetype(page + 1) * size;
    Answer answer;
    answer.body = QJsonDocument(QJsonObject{{u"messages"_s, shown}, {u"page"_s, page}, {u"page_size"_s, size},
                                            {u"next_page_uri"_s, more ? QJsonValue(u"/2010-04-01/Accounts/%1/Messages.json?PageSize=%2&Page=%3"_s.arg(accountSid()).arg(size).arg(page + 1)) : QJsonValue()}})
                      .toJson(QJsonDocument::Compact);
    return answer;
}

} // namespace trato
