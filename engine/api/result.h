#pragma once

#include "engine/api/field.h"

#include <QString>

#include <atomic>
#include <concepts>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace trato {

/// Why something could not be done. The code drives behaviour; `detail` goes to the log and, as the second
/// line, to people. It never contains a secret, a phone number, an e-mail address or a name.
struct Error {
    enum class Code {
        NotFound,    ///< no such job, visit, template …
        Conflict,    ///< the thing is in another state than the caller thought
        Invalid,     ///< the input breaks a rule of form; fix the input
        Refused,     ///< a rule of the shop or of safety says no (consent, training, fence)
        Unavailable, ///< a server, file or engine is not reachable now
        Timeout,     ///< no answer in time; the outcome is unknown
        Full,        ///< the disk is full
        Locked,      ///< the file belongs to another program now
        ReadOnly,    ///< the file may not be written
        Corrupt,     ///< stored data or an answer cannot be understood
        Cancelled,   ///< the asker or the engine stopped first
    };
    Code code = Code::Unavailable;
    QString detail{};
    friend bool operator==(const Error &, const Error &) = default;
};

/// A value or the reason why there is none. Not a std::variant: of all that this header costs each file, that was most.
template <typename T>
class [[nodiscard]] Result
{
public:
    Result() : m_error{Error::Code::Cancelled, {}} {}
    Result(Error error) : m_error(std::move(error)) {}
    template <typename U = T>
        requires(!std::same_as<std::remove_cvref_t<U>, Result> && !std::same_as<std::remove_cvref_t<U>, Error> && std::convertible_to<U, T>)
    Result(U &&value) : m_value(std::forward<U>(value))
    {
    }
    explicit operator bool() const { return m_value.has_value(); }
    const T &value() const & { return m_value.value(); }
    T &&value() && { return std::move(m_value).value(); }
    /// Only when there is no value.
    const Error &error() const { return m_error; }
    friend bool operator==(const Result &, const Result &) = default;

private:
    std::optional<T> m_value;
    Error m_error;
};

/// The value of an act that has nothing to tell but that it was done.
struct Done {
    friend bool operator==(const Done &, const Done &) = default;
    static constexpr auto fields() { return fieldList(); }
};

/// The life of a part whose callbacks point into it. Replies made on its thread while it is open are silent once it
/// is closed, so that nothing calls into a part that is being destroyed; what such a callback held (the reply of
/// somebody outside) is released and answers Cancelled. One scope a thread at a time.
class ReplyScope
{
public:
    using Flag = std::shared_ptr<const std::atomic<bool>>;

    ReplyScope() { current() = m_open; }
    ~ReplyScope() { close(); }
    ReplyScope(const ReplyScope &) = delete;
    ReplyScope &operator=(const ReplyScope &) = delete;
    void close()
    {
        *m_open = false;
        if (current() == m_open)
            current().reset();
    }
    /// Of the calling thread; null when there is none.
    static Flag &current()
    {
        static thread_local Flag flag;
        return flag;
    }

private:
    const std::shared_ptr<std::atomic<bool>> m_open = std::make_shared<std::atomic<bool>>(true);
};

/// The place an asynchronous call puts its outcome: completed exactly once. Copies share one outcome; when
/// the last copy goes without an outcome the asker gets Cancelled, so no asker waits for ever.
/// The thread of the callback is the one that completes it, unless the API that hands it over says otherwise.
template <typename T>
class Reply
{
public:
    using Callback = std::function<void(Result<T>)>;

    Reply() = default;
    template <typename F>
        requires(std::invocable<F &, Result<T>> && !std::same_as<std::remove_cvref_t<F>, Reply>)
    Reply(F &&callback) : m_state(std::make_shared<State>(Callback(std::forward<F>(callback))))
    {
    }

    void operator()(Result<T> result) const
    {
        if (!m_state || !m_state->callback)
            return;
        const Callback callback = std::exchange(m_state->callback, nullptr);
        if (m_state->wanted())
            callback(std::move(result));
    }

private:
    struct State {
        explicit State(Callback c) : callback(std::move(c)) {}
        ~State()
        {
            if (callback && wanted())
                callback(Error{Error::Code::Cancelled, QStringLiteral("stopped before an answer")});
        }
        State(const State &) = delete;
        State &operator=(const State &) = delete;
        bool wanted() const { return !scope || *scope; }
        Callback callback;
        const ReplyScope::Flag scope = ReplyScope::current();
    };
    std::shared_ptr<State> m_state;
};

} // namespace trato
