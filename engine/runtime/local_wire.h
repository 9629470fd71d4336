#pragma once

#include "engine/api/frame.h"
#include "engine/api/question.h"

/// What goes over the local socket: a length of 4 bytes, big-endian, and a CBOR map (RFC 8949).
///     {hello: {version, protocol}}                  first, from both sides
///     {id, ask: name, q: {…}}                       a question
///     {id, answer: …} or {id, error: {code, detail}}
///     {watch: [queue, …]}                           from the client
///     {frame: {…}}                                  from the server
/// Pure; any thread. Nothing that comes in is trusted.
namespace trato {

template <>
struct EnumNames<Error::Code> {
    static constexpr std::array names{"not_found", "conflict", "invalid", "refused", "unavailable", "timeout",
                                      "full", "locked", "read_only", "corrupt", "cancelled"};
};

namespace wire {

inline constexpr int protocol = 1;
inline constexpr qsizetype longestMessage = 40 * 1024 * 1024;
inline constexpr qsizetype longestHello = 4 * 1024;   ///< before the peer has said who it is

/// How one type of question travels. Those of a subject are made in question_codecs_SUBJECT.cpp.
struct QuestionCodec {
    std::string_view name;
    QCborValue (*encode)(const Question &question);
    Result<Question> (*decode)(const QCborValue &in);
    /// Corrupt when the answer is of another type.
    Result<QCborValue> (*encodeAnswer)(const std::any &answer);
    Result<std::any> (*decodeAnswer)(const QCborValue &in);
};
const QuestionCodec &codecOf(const Question &question);
/// Null for a name nobody knows.
const QuestionCodec *codecNamed(const QString &name);

QCborMap hello();
QCborMap question(qint64 id, const Question &question);
QCborMap answer(qint64 id, const QCborValue &answer);
QCborMap error(qint64 id, const Error &error);
QCborMap watch(const QList<QueueName> &queues);
QCborMap frame(const Frame &frame);

/// An answer of the peer: the value as it came, or its error. Corrupt when it is neither.
Result<QCborValue> outcome(const QCborMap &message);

/// The bytes of a message; empty when it is longer than `longestMessage`.
QByteArray pack(const QCborMap &message);

/// Cuts a stream of bytes into messages. Holds at most one message and what was added last.
class MessageReader
{
public:
    void add(const QByteArray &bytes);
    /// The next whole message; nullopt when it has not come yet. Corrupt, for good, when it is too long or no map.
    Result<std::optional<QCborMap>> next(qsizetype longest = longestMessage);

private:
    QByteArray m_bytes;
    qsizetype m_at = 0;
};

/// One frame that tells what both told: the newer state wins, and what had to be left out is said in `moreJobs`.
Frame merged(const Frame &older, const Frame &newer);

} // namespace wire
} // namespace trato
