#include "engine/api/listen_address.h"

#include <QRegularExpression>

namespace trato {

using namespace Qt::StringLiterals;

bool isOwnAddress(const QString &host)
{
    static const QRegularExpression loop(u"^127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}$"_s);
    return host == u"localhost" || host == u"::1" || loop.match(host).hasMatch();
}

Result<ListenAddress> listenAddressOf(const QString &text)
{
    static const QRegularExpression shape(u"^(?:(?:\\[([0-9A-Fa-f:.]{2,45})\\]|([0-9.]{7,15}|localhost)):)?(\\d{1,5})$"_s);
    const auto match = shape.match(text);
    if (!match.hasMatch() || match.captured(3).toInt() > 65'535)
        return Error{Error::Code::Invalid, text.left(100)};
    ListenAddress out;
    const QString host = match.captured(1) + match.captured(2);
    if (!host.isEmpty())
        out.host = host == u"localhost" ? u"127.0.0.1"_s : host;
    out.port = match.captured(3).toInt();
    out.isOwn = isOwnAddress(out.host);
    return out;
}

} // namespace trato
