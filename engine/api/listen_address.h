#pragma once

#include "engine/api/result.h"

namespace trato {

/// Where a server listens.
struct ListenAddress {
    QString host{QStringLiteral("127.0.0.1")};
    int port = 0;
    bool isOwn = true;     ///< reached from this computer alone
    friend bool operator==(const ListenAddress &, const ListenAddress &) = default;
};

/// "8088", "127.0.0.1:8088", "[::1]:8088", "0.0.0.0:8443". Port 0: any free one. Invalid: anything else. Pure.
Result<ListenAddress> listenAddressOf(const QString &text);
/// Whether only programs of this computer reach it: 127.0.0.0/8, ::1, localhost. Pure.
bool isOwnAddress(const QString &host);

} // namespace trato
