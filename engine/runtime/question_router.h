#pragma once

#include "engine/api/questions.h"

#include <tuple>
#include <unordered_map>

namespace trato {

/// Hands a question to the one desk that answers its type. That every type has exactly one desk is checked
/// when this is compiled. Engine thread; the desks outlive it.
template <typename... Desks>
class QuestionRouter
{
public:
    explicit QuestionRouter(Desks &...desks) : m_desks(&desks...) { learn(questions::All{}); }

    void ask(const Question &question, const Reply<std::any> &reply)
    {
        (this->*m_routes.at(question.name()))(question, reply);
    }

private:
    using Route = void (QuestionRouter::*)(const Question &, const Reply<std::any> &);

    template <typename Desk, typename Q>
    static constexpr bool answers = requires(Desk &desk, const Q &q, Reply<typename Q::Answer> r) { desk.answer(q, r); };

    template <typename... Q>
    void learn(questions::Questions<Q...>)
    {
        (m_routes.emplace(Q::name, &QuestionRouter::route<Q>), ...);
    }

    template <typename Q>
    void route(const Question &question, const Reply<std::any> &reply)
    {
        static_assert((int(answers<Desks, Q>) + ...) == 1, "each question needs exactly one desk");
        const Reply<typename Q::Answer> typed([reply](Result<typename Q::Answer> result) {
            if (!result)
                return reply(result.error());
            reply(std::any(std::move(result).value()));
        });
        (tell(*std::get<Desks *>(m_desks), *question.as<Q>(), typed), ...);
    }

    template <typename Desk, typename Q>
    static void tell(Desk &desk, const Q &question, const Reply<typename Q::Answer> &reply)
    {
        if constexpr (answers<Desk, Q>)
            desk.answer(question, reply);
    }

    std::tuple<Desks *...> m_desks;
    std::unordered_map<std::string_view, Route> m_routes;
};

} // namespace trato
