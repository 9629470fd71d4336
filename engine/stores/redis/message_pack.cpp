#include "engine/stores/redis/message_pack.h"

#include <QtEndian>

namespace trato {

template <typename N>
void MessagePack::head(quint8 kind, N number)
{
    char bytes[1 + sizeof number];
    bytes[0] = char(kind);
    qToBigEndian(number, bytes + 1);
    m_bytes.append(bytes, sizeof bytes);
}

MessagePack &MessagePack::list(qsizetype count)
{
    if (count < 16)
        m_bytes.append(char(0x90 | count));
    else if (count <= 0xffff)
        head(0xdc, quint16(count));
    else
        head(0xdd, quint32(count));
    return *this;
}

MessagePack &MessagePack::text(QByteArrayView text)
{
    if (text.size() < 32)
        m_bytes.append(char(0xa0 | text.size()));
    else if (text.size() <= 0xff)
        head(0xd9, quint8(text.size()));
    else if (text.size() <= 0xffff)
        head(0xda, quint16(text.size()));
    else
        head(0xdb, quint32(text.size()));
    m_bytes.append(text);
    return *this;
}

MessagePack &MessagePack::number(qint64 number)
{
    if (number >= -32 && number < 128)
        m_bytes.append(char(number));
    else
        head(0xd3, number);
    return *this;
}

} // namespace trato
