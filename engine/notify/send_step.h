#pragma once

#include "engine/api/codec.h"

namespace trato {

/// What a live send leaves behind, on disk or at the provider, in this order. An engine that dies after any of them neither loses
/// the message nor sends it twice (design section 6): tests/chaos/tst_send_steps kills one after each.
enum class SendStep {
    Admitted,  ///< the job is leased; nothing else is written
    Fenced,    ///< the fence says "sending"
    Noted,     ///< the ledger says "sending"; the request is next
    Answered,  ///< only this process knows the provider's answer
    Settled,   ///< the fence knows it
    Recorded,  ///< the ledger knows it; the job is settled next
};
template <>
struct EnumNames<SendStep> {
    static constexpr std::array names{"admitted", "fenced", "noted", "answered", "settled", "recorded"};
};

} // namespace trato
