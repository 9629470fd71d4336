#pragma once

#include "engine/runtime/local_wire.h"

#include <vector>

/// How the questions of each subject travel: one file a subject, because what the compiler makes of them is large. Pure.
namespace trato::wire {

using QuestionCodecs = std::vector<QuestionCodec>;

QuestionCodecs jobCodecs();
QuestionCodecs diaryCodecs();
QuestionCodecs messageCodecs();
QuestionCodecs engineCodecs();
QuestionCodecs scheduleCodecs();
QuestionCodecs backupCodecs();
QuestionCodecs shopCodecs();
QuestionCodecs lineCodecs();
QuestionCodecs kindCodecs();
QuestionCodecs siteCodecs();
QuestionCodecs waitCodecs();
QuestionCodecs costCodecs();
QuestionCodecs studioCodecs();
QuestionCodecs secretCodecs();
QuestionCodecs mailDomainCodecs();
QuestionCodecs wayCodecs();
QuestionCodecs visitStoryCodecs();

template <typename Q>
QCborValue encodeAs(const Question &question)
{
    return codec::encode(*question.as<Q>());
}

template <typename Q>
Result<Question> decodeAs(const QCborValue &in)
{
    Q question{};
    if (!codec::decode(in, question))
        return Error{Error::Code::Invalid, QStringLiteral("a question that cannot be understood: ") + QLatin1String(Q::name)};
    return Question(std::move(question));
}

template <typename Answer>
Result<QCborValue> encodeAnswerOf(const std::any &answer)
{
    const auto *value = std::any_cast<Answer>(&answer);
    if (!value)
        return Error{Error::Code::Corrupt, QStringLiteral("an answer of another type")};
    return codec::encode(*value);
}

template <typename Answer>
Result<std::any> decodeAnswerOf(const QCborValue &in)
{
    Answer value{};
    if (!codec::decode(in, value))
        return Error{Error::Code::Corrupt, QStringLiteral("an answer that cannot be understood")};
    return std::any(std::move(value));
}

template <typename... Q>
QuestionCodecs codecsOf(questions::Questions<Q...>)
{
    return {{Q::name, encodeAs<Q>, decodeAs<Q>, encodeAnswerOf<typename Q::Answer>, decodeAnswerOf<typename Q::Answer>}...};
}

} // namespace trato::wire
