#include "engine/api/mail_address.h"

#include <algorithm>

namespace trato {

namespace {

bool isPlain(QChar c, QStringView more)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || more.contains(c);
}

/// Words joined by single dots, none empty.
bool isDotted(QStringView text, QStringView more)
{
    if (text.isEmpty() || text.startsWith(u'.') || text.endsWith(u'.') || text.contains(u".."))
        return false;
    return std::all_of(text.begin(), text.end(), [more](QChar c) { return c == u'.' || isPlain(c, more); });
}

} // namespace

bool isMailAddress(const QString &text)
{
    const qsizetype at = text.indexOf(u'@');
    if (at < 1 || at > 64 || text.size() > 254)
        return false;
    const QStringView host = QStringView(text).mid(at + 1);
    return isDotted(QStringView(text).left(at), u"!#$%&'*+/=?^_`{|}~-") && isDotted(host, u"-") && host.contains(u'.')
        && !host.startsWith(u'-') && !host.endsWith(u'-');
}

QString mailName(const QString &name)
{
    QString out;
    for (const QChar c : name) {
        const bool isControl = c.category() == QChar::Other_Control || c == QChar(0x2028) || c == QChar(0x2029);
        if (isControl)
            out += u' ';
        else if (!QStringView(u",;<>\"\\").contains(c))
            out += c;
    }
    return out.simplified().left(120);
}

} // namespace trato
