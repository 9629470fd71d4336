#pragma once

#include "engine/api/codec.h"
#include "engine/api/result.h"

#include <any>

namespace trato {

/// A type that may be asked: it has a wire name, which is unique, and an answer.
template <typename Q>
concept Askable = requires {
    typename Q::Answer;
    Q::name;
};

/// A question of any type on its way from a face to the desk that answers it. A value; any thread.
class Question
{
public:
    template <Askable Q>
    explicit Question(Q question) : m_name(Q::name), m_question(std::move(question)) {}

    std::string_view name() const { return m_name; }
    /// Null when it is a question of another type.
    template <Askable Q>
    const Q *as() const { return std::any_cast<Q>(&m_question); }

private:
    std::string_view m_name;
    std::any m_question;
};

namespace questions {

/// The questions of one subject, as types.
template <Askable... Q>
struct Questions {};

template <typename... Lists>
struct Join;
template <typename... Q>
struct Join<Questions<Q...>> {
    using List = Questions<Q...>;
};
template <typename... A, typename... B, typename... Rest>
struct Join<Questions<A...>, Questions<B...>, Rest...> {
    using List = typename Join<Questions<A..., B...>, Rest...>::List;
};
template <typename... Lists>
using Joined = typename Join<Lists...>::List;

} // namespace questions
} // namespace trato
