#pragma once

#include "engine/notify/channels/http_transport.h"
#include "tests/support/raw_http_fake.h"

namespace trato {

/// What the transport makes of a fake's whole answer.
inline HttpResult answered(const RawHttpFake::Answer &answer)
{
    HttpResult out;
    out.fate = HttpResult::Fate::Answered;
    out.status = answer.status;
    out.body = answer.body;
    out.bodyComplete = true;
    for (const auto &[name, value] : answer.headers)
        out.headers.insert(name.toLower(), value);
    return out;
}

} // namespace trato
