#include "engine/notify/html_text.h"

#include <QMap>
#include <QRegularExpression>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

QString unescaped(const QString &text)
{
    static const QMap<QString, QString> names{{u"amp"_s, u"&"_s},  {u"lt"_s, u"<"_s},   {u"gt"_s, u">"_s},    {u"quot"_s, u"\""_s},
                                              {u"apos"_s, u"'"_s}, {u"nbsp"_s, u" "_s}, {u"mdash"_s, u"—"_s}, {u"ndash"_s, u"–"_s}};
    static const QRegularExpression entity(QStringLiteral(R"(&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{2,6}));)"));
    QString out;
    qsizetype from = 0;
    auto it = entity.globalMatch(text);
    while (it.hasNext()) {
        const auto match = it.next();
        out += QStringView(text).mid(from, match.capturedStart() - from);
        from = match.capturedEnd();
        if (const QString name = match.captured(3); !name.isEmpty()) {
            out += names.value(name, match.captured());
            continue;
        }
        const QString digits = match.captured(1);
        const uint code = digits.isEmpty() ? match.captured(2).toUInt(nullptr, 16) : digits.toUInt();
        const char32_t c = code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? char32_t(code) : U' ';
        out += QString::fromUcs4(&c, 1);
    }
    return out.append(QStringView(text).mid(from));
}

} // namespace

QString plainTextOf(const QString &html)
{
    static const auto options = QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption;
    static const QRegularExpression unseen(QStringLiteral(R"(<!--.*?-->|<(style|script|head)\b.*?</\1\s*>)"), options);
    static const QRegularExpression link(QStringLiteral(R"rx(<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)</a\s*>)rx"), options);
    static const QRegularExpression brk(QStringLiteral(R"(\s*<br\s*/?>\s*)"), options);
    static const QRegularExpression block(QStringLiteral(R"(\s*</?(?:p|div|h[1-6]|ul|ol|table|tr|body|html)\b[^>]*>\s*)"), options);
    static const QRegularExpression item(QStringLiteral(R"(\s*<li\b[^>]*>\s*)"), options);
    static const QRegularExpression tag(QStringLiteral(R"(<[^>]*>)"), options);
    static const QRegularExpression blanks(QStringLiteral(R"([ \t\r\n]+)"));
    static const QRegularExpression manyLines(QStringLiteral(R"([\x{1}\x{2}]*\x{2}[\x{1}\x{2}]*)"));
    // Line ends of the source mean nothing: marks stand for those that do until all tags are gone.
    QString text = html;
    text.remove(unseen);
    text.remove(QChar(1)).remove(QChar(2));
    qsizetype from = 0;
    for (auto match = link.match(text); match.hasMatch(); match = link.match(text, from)) {
        const QString words = match.captured(2);
        const QString shown = words.contains(match.captured(1)) ? words : words + u" ("_s + match.captured(1) + u')';
        text.replace(match.capturedStart(), match.capturedLength(), shown);
        from = match.capturedStart() + shown.size();
    }
    text.replace(brk, QString(QChar(1))).replace(item, QChar(1) + u"- "_s).replace(block, QString(QChar(2)));
    text.remove(tag);
    text.replace(blanks, u" "_s).replace(manyLines, QString(QChar(2)));
    text.replace(QChar(2), u"\n\n"_s).replace(QChar(1), u'\n');
    QStringList lines = unescaped(text).split(u'\n');
    for (QString &line : lines)
        line = line.trimmed();
    return lines.join(u'\n').trimmed();
}

} // namespace trato
