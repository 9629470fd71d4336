#include "engine/runtime/local_wire.h"

#include "engine/runtime/question_codecs.h"

#include <QtEndian>

#include <unordered_map>

namespace trato::wire {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype headerSize = 4;
constexpr qsizetype mostLogLines = 100;

using CodecTable = std::unordered_map<std::string_view, QuestionCodec>;

const CodecTable &codecs()
{
    static const CodecTable table = [] {
        CodecTable all;
        for (const auto &subject : {jobCodecs(), diaryCodecs(), messageCodecs(), engineCodecs(), scheduleCodecs(), backupCodecs(),
                                    shopCodecs(), lineCodecs(), kindCodecs(), siteCodecs(), costCodecs(), studioCodecs(), mailDomainCodecs(), secretCodecs(),
                                    wayCodecs(), waitCodecs(), visitStoryCodecs()})
            for (const QuestionCodec &codec : subject)
                all.emplace(codec.name, codec);
        return all;
    }();
    return table;
}

QLatin1String latin(std::string_view text)
{
    return QLatin1String(text.data(), qsizetype(text.size()));
}

} // namespace

const QuestionCodec &codecOf(const Question &question)
{
    return codecs().at(question.name());
}

const QuestionCodec *codecNamed(const QString &name)
{
    const QByteArray latin1 = name.toLatin1();
    const auto found = codecs().find(std::string_view(latin1.constData(), size_t(latin1.size())));
    return found == codecs().end() ? nullptr : &found->second;
}

QCborMap hello()
{
    return {{u"hello"_s, QCborMap{{u"version"_s, u"" TRATO_VERSION ""_s}, {u"protocol"_s, protocol}}}};
}

QCborMap question(qint64 id, const Question &question)
{
    return {{u"id"_s, id},
            {u"ask"_s, latin(question.name())},
            {u"q"_s, codecOf(question).encode(question)}};
}

QCborMap answer(qint64 id, const QCborValue &answer)
{
    return {{u"id"_s, id}, {u"answer"_s, answer}};
}

QCborMap error(qint64 id, const Error &error)
{
    return {{u"id"_s, id}, {u"error"_s, QCborMap{{u"code"_s, nameOf(error.code)}, {u"detail"_s, error.detail}}}};
}

QCborMap watch(const QList<QueueName> &queues)
{
    return {{u"watch"_s, codec::encode(queues)}};
}

QCborMap frame(const Frame &frame)
{
    return {{u"frame"_s, codec::encode(frame)}};
}

Result<QCborValue> outcome(const QCborMap &message)
{
    if (message.contains(u"answer"_s))
        return QCborValue(message.value(u"answer"_s));
    const QCborMap error = message.value(u"error"_s).toMap();
    const auto code = enumFromName<Error::Code>(error.value(u"code"_s).toString());
    if (!code)
        return Error{Error::Code::Corrupt, u"an answer that cannot be understood"_s};
    return Error{*code, error.value(u"detail"_s).toString()};
}

QByteArray pack(const QCborMap &message)
{
    const QByteArray body = QCborValue(message).toCbor();
    if (body.size() > longestMessage)
        return {};
    QByteArray bytes(headerSize, Qt::Uninitialized);
    qToBigEndian(quint32(body.size()), bytes.data());
    return bytes + body;
}

void MessageReader::add(const QByteArray &bytes)
{
    m_bytes.remove(0, std::exchange(m_at, 0));
    m_bytes += bytes;
}

Result<std::optional<QCborMap>> MessageReader::next(qsizetype longest)
{
    const qsizetype available = m_bytes.size() - m_at;
    if (available < headerSize)
        return std::optional<QCborMap>();
    const auto length = qsizetype(qFromBigEndian<quint32>(m_bytes.constData() + m_at));
    if (length > longest)
        return Error{Error::Code::Corrupt, u"a message that is too long"_s};
    if (available < headerSize + length)
        return std::optional<QCborMap>();
    QCborParserError problem;
    const QByteArray body = QByteArray::fromRawData(m_bytes.constData() + m_at + headerSize, length);
    const QCborValue value = QCborValue::fromCbor(body, &problem);
    m_at += headerSize + length;
    if (problem.error != QCborError::NoError || problem.offset != length || !value.isMap())
        return Error{Error::Code::Corrupt, u"a message that is no CBOR map"_s};
    return std::optional<QCborMap>(value.toMap());
}

Frame merged(const Frame &older, const Frame &newer)
{
    Frame frame = newer;
    if (frame.queues.isEmpty())
        frame.queues = older.queues;
    frame.moreJobs = older.moreJobs || newer.moreJobs || !older.jobs.isEmpty();
    frame.log = older.log + newer.log;
    if (frame.log.size() > mostLogLines)
        frame.log.remove(0, frame.log.size() - mostLogLines);
    return frame;
}

} // namespace trato::wire
