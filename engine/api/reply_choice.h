#pragma once

#include "engine/api/codec.h"

namespace trato {

/// An answer that a client gives with one tap.
struct ReplyChoice {
    QString id{};                 ///< comes back with the answer
    QString title{};
    friend bool operator==(const ReplyChoice &, const ReplyChoice &) = default;
    static constexpr auto fields() { return fieldList(field("id", &ReplyChoice::id), field("title", &ReplyChoice::title)); }
};

} // namespace trato
