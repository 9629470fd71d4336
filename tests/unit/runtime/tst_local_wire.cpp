#include "engine/api/questions.h"
#include "engine/runtime/local_wire.h"

#include <QRandomGenerator>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// What goes over the local socket: everything survives the trip, nothing that comes in is trusted.
class TestLocalWire : public QObject
{
    Q_OBJECT
private slots:
    void everyQuestionSurvives()
    {
        int seen = 0;
        QSet<QString> names;
        const auto check = [&]<typename... Q>(questions::Questions<Q...>) {
            ((checkOne<Q>(seen), names.insert(QString::fromLatin1(Q::name))), ...);
            QCOMPARE(seen, int(sizeof...(Q)));
        };
        check(questions::All{});
        QCOMPARE(names.size(), seen); // a name is what tells questions apart
    }
    void aFilledQuestionSurvives()
    {
        NewJob job{.queue = {u"fila"_s}, .name = u"çã"_s, .data = {R"({"n":18446744073709551615})"}};
        job.options.keepFailed = KeepRule{5, Seconds(60)};
        const QCborMap message = wire::question(7, Question(ask::AddJobs{{job}}));
        const auto *codec = wire::codecNamed(message.value(u"ask"_s).toString());
        QVERIFY(codec);
        const Result<Question> back = codec->decode(message.value(u"q"_s));
        QVERIFY(back);
        QCOMPARE(back.value().as<ask::AddJobs>()->jobs, QList<NewJob>{job});
    }
    void anAnswerOfAnotherTypeIsRefused()
    {
        const wire::QuestionCodec &codec = wire::codecOf(Question(ask::ListQueues{}));
        QCOMPARE(codec.encodeAnswer(std::any(QString())).error().code, Error::Code::Corrupt);
        QCOMPARE(codec.decodeAnswer(QCborValue(7)).error().code, Error::Code::Corrupt);
    }
    void everyErrorCodeTravelsByName()
    {
        for (int i = 0; i <= int(Error::Code::Cancelled); ++i) {
            const Error error{Error::Code(i), u"why"_s};
            const Result<QCborValue> back = wire::outcome(wire::error(1, error));
            QCOMPARE(back.error(), error);
        }
        QCOMPARE(EnumNames<Error::Code>::names.size(), size_t(Error::Code::Cancelled) + 1);
        QCOMPARE(wire::outcome(QCborMap{{u"error"_s, 3}}).error().code, Error::Code::Corrupt);
    }
    void messagesAreCutFromAnyPieces()
    {
        const QByteArray stream = wire::pack(wire::hello()) + wire::pack(wire::watch({{u"a"_s}}));
        wire::MessageReader reader;
        int messages = 0;
        for (const char byte : stream) {
            reader.add(QByteArray(1, byte));
            const auto next = reader.next();
            QVERIFY(next);
            messages += next.value().has_value();
        }
        QCOMPARE(messages, 2);
    }
    void limitsOfLength()
    {
        QVERIFY(wire::pack({{u"x"_s, QByteArray(wire::longestMessage, 'x')}}).isEmpty());
        wire::MessageReader reader;
        reader.add(QByteArray("\xff\xff\xff\xff", 4));
        QCOMPARE(reader.next().error().code, Error::Code::Corrupt);
        wire::MessageReader beforeHello;
        beforeHello.add(QByteArray("\x00\x00\x20\x00", 4));
        QVERIFY(beforeHello.next());
        QVERIFY(!beforeHello.next(wire::longestHello));
    }
    void framesMergeToTheNewestState()
    {
        Frame older{.number = 1, .queues = {{.name = {u"a"_s}}}, .jobs = {{.id = {u"1"_s}}}, .log = QList<LogLine>(80)};
        Frame newer{.number = 2, .jobs = {{.id = {u"2"_s}}}, .log = QList<LogLine>(80)};
        const Frame both = wire::merged(older, newer);
        QCOMPARE(both.number, quint64(2));
        QCOMPARE(both.queues, older.queues);
        QCOMPARE(both.jobs, newer.jobs);
        QVERIFY(both.moreJobs);
        QCOMPARE(both.log.size(), 100);
    }
    /// Seeded: a failure repeats.
    void hostileBytesAreAnErrorOrAValue()
    {
        QRandomGenerator dice(20261123);
        QList<QByteArray> good{wire::pack(wire::hello()), wire::pack(wire::question(1, Question(ask::AddJobs{{NewJob{}}}))),
                               wire::pack(wire::question(2, Question(ask::ListVisits{}))), wire::pack(wire::frame(Frame{.queues = {QueueView{}}}))};
        int refused = 0;
        int understood = 0;
        for (int round = 0; round < 20'000; ++round) {
            QByteArray bytes = good[int(dice.bounded(int(good.size())))];
            for (int change = int(dice.bounded(1, 6)); change > 0; --change)
                bytes[int(dice.bounded(4, int(bytes.size())))] = char(dice.bounded(256));
            wire::MessageReader reader;
            reader.add(bytes);
            const auto message = reader.next();
            if (!message || !message.value()) {
                ++refused;
                continue;
            }
            const QCborMap map = *message.value();
            const auto *codec = wire::codecNamed(map.value(u"ask"_s).toString());
            Frame frame;
            const bool ok = codec ? bool(codec->decode(map.value(u"q"_s))) : codec::decode(map.value(u"frame"_s), frame);
            ++(ok ? understood : refused);
            (void)bool(wire::outcome(map));
        }
        QVERIFY2(refused > 1000 && understood > 100, qPrintable(u"%1 refused, %2 understood"_s.arg(refused).arg(understood)));
    }

private:
    template <typename Q>
    static void checkOne(int &seen)
    {
        const Question question{Q{}};
        const wire::QuestionCodec &codec = wire::codecOf(question);
        QCOMPARE(wire::codecNamed(QString::fromLatin1(Q::name)), &codec);
        const Result<Question> back = codec.decode(codec.encode(question));
        QVERIFY2(back, Q::name);
        QCOMPARE(back.value().name(), question.name());
        QVERIFY(back.value().as<Q>());
        const typename Q::Answer answer{};
        const Result<QCborValue> sent = codec.encodeAnswer(std::any(answer));
        QVERIFY2(sent, Q::name);
        const Result<std::any> got = codec.decodeAnswer(QCborValue::fromCbor(sent.value().toCbor()));
        QVERIFY2(got, Q::name);
        QCOMPARE(std::any_cast<typename Q::Answer>(got.value()), answer);
        ++seen;
    }
};

QTEST_APPLESS_MAIN(TestLocalWire)
#include "tst_local_wire.moc"
