#include "engine/shop/calendar_text.h"

#include "engine/shop/diary_columns.h"
#include "engine/shop/phone_number.h"

#include <QRegularExpression>

namespace trato
{
namespace
{

using namespace Qt::StringLiterals;

constexpr qsizetype partLimit = 256 * 1024;
constexpr qsizetype descriptionLimit = 20'000;
constexpr int lineLimit = 200;
constexpr int deepest = 8;

bool is(QByteArrayView line, const char *what)
{
    const QByteArrayView wanted(what);
    return line.size() == wanted.size() && qstrnicmp(line.data(), line.size(), wanted.data(), wanted.size()) == 0;
}

/// Text of an HTML description; plain text stays as it is.
QString plain(QString text)
{
    static const QRegularExpression breaks(uR"(<\s*(?:br|/p|/li|/div)\s*/?>)"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression tags(uR"(<[a-zA-Z/][^<>]{0,200}>)"_s);
    text.truncate(descriptionLimit);
    text.replace(breaks, u"\n"_s).remove(tags);
    return text.replace(u"&nbsp;"_s, u" "_s).replace(u"&lt;"_s, u"<"_s).replace(u"&gt;"_s, u">"_s).replace(u"&amp;"_s, u"&"_s);
}

/// A run of digits as people write phones; ten digits or more.
QString findPhone(const QString &text)
{
    static const QRegularExpression shape(uR"((?:\+|\(|\b)\d[\d\s().+-]{8,22}\d)"_s);
    for (auto it = shape.globalMatch(text); it.hasNext();) {
        const QString found = it.next().captured();
        if (!readPhone(found).e164.isEmpty())
            return found;
    }
    return {};
}

/// What barbershops call their services; a title may name the service first.
bool isService(const QString &part)
{
    static const QRegularExpression shape(
        uR"(^(corte|barba|cabelo|sobrancelhas?|combo|pigmenta|platinad|luzes|selagem|progressiva|hidrata|bigode|acabamento|pezinho|degrad|relaxamento|botox|haircut|beard|shave)\w*\b)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return shape.match(part).hasMatch();
}

void take(CalendarWords &words, DiaryColumn column, const QString &value)
{
    const auto put = [&](QString &field) {
        if (field.isEmpty())
            field = value;
    };
    switch (column) {
    case DiaryColumn::Client: return put(words.client);
    case DiaryColumn::Phone: return put(words.phone);
    case DiaryColumn::Email: return put(words.email);
    case DiaryColumn::Professional: return put(words.professional);
    case DiaryColumn::Service: return put(words.service);
    case DiaryColumn::Price: return put(words.price);
    case DiaryColumn::Status: return put(words.status);
    case DiaryColumn::Date:
    case DiaryColumn::Time:
    case DiaryColumn::End:
    case DiaryColumn::Duration:
    case DiaryColumn::Id: return; // the event itself says when, and which one it is
    }
}

} // namespace

bool CalendarReader::looksLikeOne(const QByteArray &content)
{
    QByteArrayView text = content;
    if (text.startsWith("\xEF\xBB\xBF"))
        text = text.sliced(3);
    text = text.first(qMin<qsizetype>(text.size(), 64)).trimmed();
    return is(text.first(qMin<qsizetype>(text.size(), 15)), "BEGIN:VCALENDAR");
}

bool CalendarReader::isWhole(QByteArrayView text)
{
    CalendarReader head(text);
    for (int i = 0; i < 40; ++i) {
        const auto line = head.line();
        if (!line || is(*line, "BEGIN:VEVENT"))
            return false;
        if (is(*line, "METHOD:PUBLISH") || (line->size() > 12 && qstrnicmp(line->data(), "X-WR-CALNAME", 12) == 0))
            return true;
    }
    return false;
}

std::optional<QByteArrayView> CalendarReader::line()
{
    if (m_at >= m_text.size())
        return std::nullopt;
    qsizetype end = m_text.indexOf('\n', m_at);
    if (end < 0)
        end = m_text.size();
    QByteArrayView found = m_text.sliced(m_at, end - m_at);
    m_at = end + 1;
    ++m_line;
    if (found.endsWith('\r'))
        found.chop(1);
    return found;
}

std::optional<CalendarPart> CalendarReader::next()
{
    while (const auto opening = line()) {
        const bool event = is(*opening, "BEGIN:VEVENT");
        if (!event && !is(*opening, "BEGIN:VTIMEZONE"))
            continue;
        CalendarPart part{event ? CalendarPart::Kind::Event : CalendarPart::Kind::Zone, m_line, {}, false};
        int depth = 1;
        std::optional<QByteArrayView> inside = opening;
        while (inside) {
            if (part.text.size() + inside->size() > partLimit || depth > deepest)
                part.tooLarge = true;
            if (!part.tooLarge)
                part.text.append(*inside).append("\r\n");
            if (depth == 0)
                break;
            inside = line();
            if (inside && inside->size() > 6 && qstrnicmp(inside->data(), "BEGIN:", 6) == 0)
                ++depth;
            else if (inside && inside->size() > 4 && qstrnicmp(inside->data(), "END:", 4) == 0)
                --depth;
        }
        return part;
    }
    return std::nullopt;
}

CalendarWords wordsOfEvent(const QString &title, const QString &description, const QString &place)
{
    CalendarWords words;
    const QString text = plain(description);
    int seen = 0;
    for (const QString &one : text.split(u'\n')) {
        if (++seen > lineLimit)
            break;
        const qsizetype colon = one.indexOf(u':');
        if (colon <= 0 || colon > 40)
            continue;
        const QString value = one.mid(colon + 1).simplified();
        if (const auto column = columnOf(one.left(colon)); column && !value.isEmpty())
            take(words, *column, value);
    }
    const QString name = title.left(descriptionLimit).simplified();
    if (words.phone.isEmpty())
        words.phone = findPhone(text);
    const QString titlePhone = findPhone(name);
    if (words.phone.isEmpty())
        words.phone = titlePhone;
    if (words.phone.isEmpty())
        words.phone = findPhone(place.left(descriptionLimit));

    static const QRegularExpression between(uR"(\s[-–—|/]\s|\s*\|\s*)"_s);
    QString rest = titlePhone.isEmpty() ? name : QString(name).remove(titlePhone).simplified();
    QStringList parts;
    for (const QString &part : rest.split(between))
        if (const QString trimmed = part.simplified(); !trimmed.isEmpty() && trimmed != u"()" && trimmed != u"-")
            parts << trimmed;
    if (parts.size() == 2 && isService(parts[0]) && !isService(parts[1]))
        parts.swapItemsAt(0, 1);
    if (words.client.isEmpty())
        words.client = parts.isEmpty() ? QString() : parts.takeFirst();
    else if (!parts.isEmpty() && parts.first().compare(words.client, Qt::CaseInsensitive) == 0)
        parts.removeFirst();
    if (words.service.isEmpty())
        words.service = parts.join(u" - "_s);
    return words;
}

} // namespace trato
