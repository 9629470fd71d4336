#pragma once

#include "engine/api/codec.h"

namespace trato {

/// What a client's message says to us.
enum class ReplyMeaning {
    Other,     ///< nothing that is for us
    Yes,       ///< comes
    No,        ///< does not come, or wants another time
    Unclear,   ///< may be an answer, but which?
    OptOut,    ///< wants no more messages (R-03)
    OptIn,     ///< wants them again
};
template <>
struct EnumNames<ReplyMeaning> {
    static constexpr std::array names{"other", "yes", "no", "unclear", "opt_out", "opt_in"};
};

/// What is known of the one who writes, for words that mean two things.
struct ReplySetting {
    bool asked = false;     ///< whether they come, or take an offer, and it waits for the answer
    bool coming = false;    ///< there is a visit ahead
};

/// Reads Portuguese as people type it into a phone: case, accents, punctuation, doubled letters and greetings do not count.
/// `choice` is the payload of a button, else empty. CANCELAR alone is about the visit while there is one, else about
/// messages. What says both, or too much, is Unclear, never a guess; it counts only when somebody was asked. Pure.
ReplyMeaning replyMeaning(const QString &text, const QString &choice, const ReplySetting &setting);

/// Payloads of our own buttons.
inline QString yesChoice() { return QStringLiteral("visit_yes"); }
inline QString noChoice() { return QStringLiteral("visit_no"); }

} // namespace trato
