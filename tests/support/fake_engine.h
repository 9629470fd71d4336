#pragma once

#include "engine/api/engine_api.h"

#include <QHash>

namespace trato {

/// An EngineApi without an engine: a test says what each question is answered, and reads what was asked.
/// Questions without an answer get Unavailable. Answers are there at once, on the asker's thread.
class FakeEngine final : public EngineApi
{
public:
    using EngineApi::EngineApi;

    template <Askable Q>
    void on(std::function<Result<typename Q::Answer>(const Q &)> answer)
    {
        m_answers.insert(QByteArray(Q::name), [answer = std::move(answer)](const Question &question) -> Result<std::any> {
            Result<typename Q::Answer> result = answer(*question.as<Q>());
            if (!result)
                return result.error();
            return std::any(std::move(result).value());
        });
    }
    /// The questions of one type that were asked so far, oldest first.
    template <Askable Q>
    QList<Q> askedOf() const
    {
        QList<Q> out;
        for (const Question &question : asked)
            if (const Q *q = question.as<Q>())
                out.append(*q);
        return out;
    }
    void watch(QList<QueueName> queues) override { watched = std::move(queues); }

    QList<Question> asked;
    QList<QueueName> watched;

protected:
    void post(Question question, Reply<std::any> reply) override
    {
        asked.append(question);
        const QByteArray name(question.name().data(), qsizetype(question.name().size()));
        const auto answer = m_answers.value(name);
        reply(answer ? answer(question) : Result<std::any>(Error{Error::Code::Unavailable, QString::fromLatin1(name)}));
    }

private:
    QHash<QByteArray, std::function<Result<std::any>(const Question &)>> m_answers;
};

} // namespace trato
