#pragma once

#include "engine/api/time.h"

#include <QByteArray>
#include <QString>

namespace trato {

/// One e-mail as bytes. Own code, because no library of Debian 12 fits: KF5Mime needs Qt 5; GMime brings GLib and has no
/// Qt strings; VMime is GPL; libcurl's mime API encodes parts but no headers. What is needed is small: two text parts,
/// encoded words, quoted-printable.
struct Mail {
    QString from{};        ///< plain addresses, checked
    QString fromName{};
    QString replyTo{};
    QString to{};
    QString toName{};
    QString subject{};
    QString text{};
    QString html{};        ///< empty: text alone
    QByteArray messageId{};///< with angle brackets
    Instant date{};
};

/// RFC 5322 and 2045 to 2047: 7-bit, CRLF, lines of at most 78 characters; one text part, or text and HTML as alternatives.
/// Nothing of a name or subject can begin another header. Pure.
QByteArray composeMail(const Mail &mail);
/// Free text as header value: as it is when it is short plain ASCII, else UTF-8 encoded words (RFC 2047), split between
/// characters. Pure.
QByteArray headerText(const QString &text);
/// RFC 2045 6.7; lines end in CRLF. Pure.
QByteArray quotedPrintable(const QString &text);
/// "<…@host>", the same for each attempt at one message, so that a mail program folds duplicates; tells nothing. Pure.
QByteArray stableMessageId(const QString &dedupeKey, const QString &fromAddress);
/// A leading dot of a line is doubled, and the text ends in CRLF (RFC 5321 4.5.2). Pure.
QByteArray dotStuffed(const QByteArray &mail);

} // namespace trato
