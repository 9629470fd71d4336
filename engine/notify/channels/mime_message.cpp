#include "engine/notify/channels/mime_message.h"

#include "engine/api/mail_address.h"

#include <QCryptographicHash>
#include <QLocale>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype plainHeader = 60;     // characters of a value that needs no folding
constexpr qsizetype wordBytes = 39;       // of UTF-8 in one encoded word: with "Subject: " it stays below 76
constexpr qsizetype lineLimit = 76;       // quoted-printable

QByteArray crlf(const QString &text)
{
    QString out = text;
    out.replace(u"\r\n"_s, u"\n"_s).replace(u'\r', u'\n').replace(u"\n"_s, u"\r\n"_s);
    return out.toUtf8();
}

bool isPlainHeader(const QString &text)
{
    return text.size() <= plainHeader && !text.contains(u"=?")
        && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u' ' && c <= u'~'; });
}

QByteArray mailbox(const QString &address, const QString &name)
{
    const QString clean = mailName(name);
    if (clean.isEmpty())
        return address.toLatin1();
    const QByteArray shown = isPlainHeader(clean) ? '"' + clean.toLatin1() + '"' : headerText(clean);
    return shown + "\r\n <" + address.toLatin1() + '>';
}

QByteArray part(const char *type, const QString &text)
{
    return QByteArray("Content-Type: ") + type + "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + quotedPrintable(text);
}

} // namespace

QByteArray headerText(const QString &text)
{
    QString clean = text;
    for (QChar &c : clean)
        if (c.category() == QChar::Other_Control || c == QChar(0x2028) || c == QChar(0x2029))
            c = u' ';
    clean = clean.trimmed();
    if (isPlainHeader(clean))
        return clean.toLatin1();
    QByteArrayList words;
    QByteArray word;
    for (const char32_t c : clean.toUcs4()) {
        const QByteArray bytes = QString::fromUcs4(&c, 1).toUtf8();
        if (word.size() + bytes.size() > wordBytes)
            words << std::exchange(word, {});
        word += bytes;
    }
    words << word;
    for (QByteArray &one : words)
        one = "=?UTF-8?B?" + one.toBase64() + "?=";
    return words.join("\r\n ");
}

QByteArray quotedPrintable(const QString &text)
{
    constexpr char hex[] = "0123456789ABCDEF";
    QByteArray out;
    for (const QByteArray &line : crlf(text).split('\n')) {
        const QByteArray bytes = line.endsWith('\r') ? line.chopped(1) : line;
        qsizetype column = 0;
        for (qsizetype i = 0; i < bytes.size(); ++i) {
            const uchar c = uchar(bytes[i]);
            const bool isLastBlank = (c == ' ' || c == '\t') && i + 1 == bytes.size();
            const bool isPlain = ((c >= 33 && c <= 126 && c != '=') || c == ' ' || c == '\t') && !isLastBlank;
            const qsizetype width = isPlain ? 1 : 3;
            if (column + width > lineLimit - 1) { // room for the soft break
                out += "=\r\n";
                column = 0;
            }
            if (isPlain)
                out += char(c);
            else
                out.append('=').append(hex[c >> 4]).append(hex[c & 15]);
            column += width;
        }
        out += "\r\n";
    }
    return out;
}

QByteArray stableMessageId(const QString &dedupeKey, const QString &fromAddress)
{
    const QByteArray hash = QCryptographicHash::hash(dedupeKey.toUtf8(), QCryptographicHash::Sha256).toHex().left(40);
    return '<' + hash + '@' + fromAddress.section(u'@', 1).toLatin1() + '>';
}

QByteArray composeMail(const Mail &mail)
{
    QByteArray out;
    const auto header = [&out](const char *name, const QByteArray &value) { out += QByteArray(name) + ": " + value + "\r\n"; };
    header("Date", QLocale::c().toString(toUtc(mail.date), u"ddd, dd MMM yyyy HH:mm:ss"_s).toLatin1() + " +0000");
    header("From", mailbox(mail.from, mail.fromName));
    header("To", mailbox(mail.to, mail.toName));
    if (!mail.replyTo.isEmpty())
        header("Reply-To", mail.replyTo.toLatin1());
    header("Subject", headerText(mail.subject));
    header("Message-ID", mail.messageId);
    header("Auto-Submitted", "auto-generated");
    header("MIME-Version", "1.0");
    if (mail.html.isEmpty())
        return out + part("text/plain", mail.text);
    // "=_" cannot occur in quoted-printable text.
    const QByteArray boundary = "=_" + mail.messageId.mid(1, 24);
    header("Content-Type", "multipart/alternative;\r\n boundary=\"" + boundary + '"');
    return out + "\r\n--" + boundary + "\r\n" + part("text/plain", mail.text) + "--" + boundary + "\r\n" + part("text/html", mail.html)
        + "--" + boundary + "--\r\n";
}

QByteArray dotStuffed(const QByteArray &mail)
{
    QByteArray out = mail;
    if (!out.endsWith("\r\n"))
        out += "\r\n";
    if (out.startsWith('.'))
        out.prepend('.');
    return out.replace("\r\n.", "\r\n..");
}

} // namespace trato
