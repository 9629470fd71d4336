#pragma once

#include <QByteArray>

namespace trato {

/// Writes MessagePack, which Redis' Lua reads faster than as many arguments of a script: lists, texts, whole numbers.
/// Texts are bytes as they are. A value; no thread.
///     MessagePack().list(2).text("id").number(7).bytes()
class MessagePack
{
public:
    /// The next `count` values are its elements. At most 2^32 - 1, as for the bytes of a text.
    MessagePack &list(qsizetype count);
    MessagePack &text(QByteArrayView text);
    MessagePack &number(qint64 number);

    const QByteArray &bytes() const { return m_bytes; }

private:
    template <typename N>
    void head(quint8 kind, N number);

    QByteArray m_bytes;
};

} // namespace trato
