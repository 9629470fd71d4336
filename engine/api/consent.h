#pragma once

#include "engine/api/delivery.h"

/// What clients said about being written to, and what providers know of their addresses (R-01 … R-04).
namespace trato {

/// What a message is for. Service rests on the visit that was booked and may be refused; the others need a yes.
enum class Purpose { Service, Marketing, Birthday };
template <>
struct EnumNames<Purpose> {
    static constexpr std::array names{"service", "marketing", "birthday"};
};

/// One word of a client, as it stays in the ledger: nothing of it is ever changed or deleted.
struct ConsentWord {
    std::optional<Channel> channel{};   ///< not set: every channel
    std::optional<Purpose> purpose{};   ///< not set: every purpose; only a no may be so
    bool allowed = false;
    QString source{};                   ///< where it was said: "reply", "window", "client, by phone"
    QString textVersion{};              ///< of the text that the client agreed to
    QString proof{};                    ///< id of the message, or number of the paper
    QString by{};                       ///< who wrote it down
    Instant at{};
    friend bool operator==(const ConsentWord &, const ConsentWord &) = default;
    static constexpr auto fields()
    {
        using C = ConsentWord;
        return fieldList(field("channel", &C::channel), field("purpose", &C::purpose), field("allowed", &C::allowed),
                          field("source", &C::source), field("textVersion", &C::textVersion), field("proof", &C::proof),
                          field("by", &C::by), field("at", &C::at));
    }
};

/// What holds now for one channel and purpose.
struct ConsentNow {
    Channel channel = Channel::WhatsApp;
    Purpose purpose = Purpose::Service;
    bool allowed = true;
    QString source{};                   ///< of the word that decides; empty: nobody said one
    std::optional<Instant> since{};
    friend bool operator==(const ConsentNow &, const ConsentNow &) = default;
    static constexpr auto fields()
    {
        using C = ConsentNow;
        return fieldList(field("channel", &C::channel), field("purpose", &C::purpose), field("allowed", &C::allowed),
                          field("source", &C::source), field("since", &C::since));
    }
};

/// What a provider, or a person after it, said of an address. The newest word counts.
struct AddressWord {
    enum class What {
        Bad,          ///< it does not exist, or takes no messages
        OptedOut,     ///< its owner wants nothing more
        Complained,   ///< reported as unwanted
        Again,        ///< a person says that it is good
    };
    Channel channel = Channel::Email;
    QString address{};                  ///< masked where people see it
    What what = What::Bad;
    QString reason{};                   ///< in the provider's words
    QString proof{};                    ///< id of the message that it is about
    Instant at{};
    friend bool operator==(const AddressWord &, const AddressWord &) = default;
    static constexpr auto fields()
    {
        using A = AddressWord;
        return fieldList(field("channel", &A::channel), field("address", &A::address), field("what", &A::what),
                          field("reason", &A::reason), field("proof", &A::proof), field("at", &A::at));
    }
};
template <>
struct EnumNames<AddressWord::What> {
    static constexpr std::array names{"bad", "opted_out", "complained", "again"};
};

/// Everything about writing to one client.
struct ConsentFile {
    QList<ConsentNow> now{};            ///< each channel and purpose
    QList<AddressWord> closed{};        ///< present addresses that nothing is sent to, masked
    QList<ConsentWord> history{};       ///< newest first
    friend bool operator==(const ConsentFile &, const ConsentFile &) = default;
    static constexpr auto fields()
    {
        using C = ConsentFile;
        return fieldList(field("now", &C::now), field("closed", &C::closed), field("history", &C::history));
    }
};

} // namespace trato
