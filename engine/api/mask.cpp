#include "engine/api/mask.h"

#include <QRegularExpression>

namespace trato {
namespace {

const QString dots = QStringLiteral("····");

QString digitsOf(const QString &text)
{
    QString digits;
    for (const QChar c : text)
        if (c >= u'0' && c <= u'9')
            digits += c;
    return digits;
}

} // namespace

QString maskPhone(const QString &phone)
{
    const QString digits = digitsOf(phone);
    if (digits.size() < 4)
        return phone.isEmpty() ? QString() : dots;
    const QString tail = digits.right(4);
    if (digits.startsWith(u"55") && digits.size() >= 12)
        return QStringLiteral("+55 %1 %2%3-%4").arg(digits.mid(2, 2), digits.mid(4, digits.size() == 13 ? 1 : 0), dots, tail);
    return dots + u'-' + tail;
}

QString maskEmail(const QString &email)
{
    const qsizetype at = email.lastIndexOf(u'@');
    if (at < 0)
        return email.isEmpty() ? QString() : dots;
    return email.left(qMin<qsizetype>(2, at)) + QStringLiteral("···") + email.mid(at);
}

QString shortName(const QString &name)
{
    const QStringList words = name.simplified().split(u' ', Qt::SkipEmptyParts);
    if (words.size() < 2)
        return words.value(0);
    return words.first() + u' ' + words.last().left(1) + u'.';
}

QString maskText(const QString &text)
{
    static const QRegularExpression email(QStringLiteral(R"([\w.+%-]+@[\w-]+(\.[\w-]+)+)"));
    static const QRegularExpression phone(
        QStringLiteral(R"((?<![\w.:-])\+?(55[\s.-]*)?\(?\d{2}\)?[\s.-]*9?[\s.-]?\d{4}[\s.-]?\d{4}(?![\w.:]))"));
    QString out;
    qsizetype from = 0;
    const auto replaceAll = [&](const QRegularExpression &what, const QString &in, QString (*mask)(const QString &)) {
        out.clear();
        from = 0;
        auto it = what.globalMatch(in);
        while (it.hasNext()) {
            const auto match = it.next();
            out += QStringView(in).mid(from, match.capturedStart() - from);
            out += mask(match.captured());
            from = match.capturedEnd();
        }
        out += QStringView(in).mid(from);
        return out;
    };
    return replaceAll(phone, replaceAll(email, text, maskEmail), maskPhone);
}

QByteArray maskJson(const QByteArray &json)
{
    static const QRegularExpression named(QStringLiteral(
        R"xx(("(?:message|text|body|clientName|client_name|name|nome|cliente|recipient|phoneNumber|phone|to|email)"\s*:\s*)"((?:[^"\\]|\\.)*)")xx"));
    const QString text = QString::fromUtf8(json);
    QString out;
    qsizetype from = 0;
    auto it = named.globalMatch(text);
    while (it.hasNext()) {
        const auto match = it.next();
        out += QStringView(text).mid(from, match.capturedStart() - from);
        const QString value = match.captured(2);
        const QString masked = maskText(value);
        out += match.captured(1) + u'"' + (masked != value ? masked : shortName(value).left(24)) + u'"';
        from = match.capturedEnd();
    }
    out += QStringView(text).mid(from);
    return maskText(out).toUtf8();
}

} // namespace trato
