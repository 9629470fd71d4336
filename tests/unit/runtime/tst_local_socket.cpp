#include "engine/api/questions.h"
#include "engine/runtime/local_client.h"
#include "engine/runtime/local_server.h"
#include "engine/runtime/profile_lock.h"

#include <QFutureWatcher>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace trato;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(QList<trato::QueueName>)

namespace {

/// Answers every question with an empty value of its answer's type.
Result<std::any> emptyAnswer(const Question &question)
{
    std::any answer;
    const auto choose = [&]<typename... Q>(questions::Questions<Q...>) {
        ((question.as<Q>() ? void(answer = typename Q::Answer{}) : void()), ...);
    };
    choose(questions::All{});
    return answer;
}

} // namespace

/// Other processes reach the engine through the local socket as if they were inside; a peer that breaks the
/// rules harms only itself.
class TestLocalSocket : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_answer = emptyAnswer;
        m_kept.clear();
        m_server = std::make_unique<LocalServer>(m_folder->path(), [this](Question question, Reply<std::any> reply) {
            if (m_keep)
                m_kept.append(reply);
            else
                reply(m_answer(question));
        });
        m_keep = false;
        QVERIFY(m_server->listen());
    }
    void cleanup()
    {
        m_server.reset();
        m_kept.clear();
    }

    void everyQuestionIsAnswered()
    {
        RemoteEngine engine(m_folder->path());
        int answered = 0;
        const auto all = [&]<typename... Q>(questions::Questions<Q...>) {
            (askOne<Q>(engine, answered), ...);
            QCOMPARE(answered, int(sizeof...(Q)));
        };
        all(questions::All{});
    }
    void anErrorKeepsItsCode()
    {
        m_answer = [](const Question &) -> Result<std::any> { return Error{Error::Code::Refused, u"no consent"_s}; };
        RemoteEngine engine(m_folder->path());
        QCOMPARE(wait(engine.ask(ask::ListQueues{})).error(), (Error{Error::Code::Refused, u"no consent"_s}));
    }
    void answersMayComeFromAnyThread()
    {
        m_keep = true;
        RemoteEngine engine(m_folder->path());
        const auto future = engine.ask(ask::ShowStatus{});
        QTRY_COMPARE(m_kept.size(), 1);
        std::thread([reply = m_kept.takeFirst()] { reply(std::any(EngineStatus{.engine = u"balcao"_s})); }).join();
        QCOMPARE(wait(future).value().engine, u"balcao"_s);
    }
    void twoClientsDoNotMixTheirAnswers()
    {
        m_answer = [](const Question &question) -> Result<std::any> { return std::any(question.as<ask::PreviewTemplate>()->id.value); };
        RemoteEngine one(m_folder->path());
        RemoteEngine two(m_folder->path());
        QList<QFuture<Result<QString>>> ones;
        QList<QFuture<Result<QString>>> twos;
        for (int i = 0; i < 50; ++i) {
            ones.append(one.ask(ask::PreviewTemplate{{u"one%1"_s.arg(i)}, {}}));
            twos.append(two.ask(ask::PreviewTemplate{{u"two%1"_s.arg(i)}, {}}));
        }
        for (int i = 0; i < 50; ++i) {
            QCOMPARE(wait(ones[i]).value(), u"one%1"_s.arg(i));
            QCOMPARE(wait(twos[i]).value(), u"two%1"_s.arg(i));
        }
    }
    void framesReachEveryClientAndWatchesAreJoined()
    {
        RemoteEngine one(m_folder->path());
        RemoteEngine two(m_folder->path());
        QSignalSpy watched(m_server.get(), &LocalServer::watched);
        QSignalSpy framesOne(&one, &EngineApi::frameReady);
        QSignalSpy framesTwo(&two, &EngineApi::frameReady);
        one.watch({{u"a"_s}});
        two.watch({{u"a"_s}, {u"b"_s}});
        QTRY_VERIFY(!watched.isEmpty() && watched.constLast()[0].value<QList<QueueName>>().size() == 2);
        m_server->publish(Frame{.number = 9});
        QTRY_COMPARE(framesOne.size(), 1);
        QTRY_COMPARE(framesTwo.size(), 1);
        QCOMPARE(framesOne[0][0].value<Frame>().number, quint64(9));
    }
    void withoutAnEngineQuestionsAreUnavailable()
    {
        m_server.reset();
        RemoteEngine engine(m_folder->path());
        QCOMPARE(wait(engine.ask(ask::ListQueues{})).error().code, Error::Code::Unavailable);
        QVERIFY(!engine.isReachable());
    }
    void anEngineThatGoesIsToldAndFoundAgain()
    {
        m_keep = true;
        RemoteEngine engine(m_folder->path());
        QSignalSpy reachable(&engine, &EngineApi::reachableChanged);
        const auto future = engine.ask(ask::ListQueues{});
        QTRY_COMPARE(m_kept.size(), 1);
        m_server.reset();
        QCOMPARE(wait(future).error().code, Error::Code::Cancelled);
        QCOMPARE(wait(engine.ask(ask::ListQueues{})).error().code, Error::Code::Unavailable);
        m_kept.clear(); // a late answer finds nobody
        LocalServer next(m_folder->path(), [](const Question &question, const Reply<std::any> &reply) { reply(emptyAnswer(question)); });
        QVERIFY(next.listen());
        QTRY_VERIFY(engine.isReachable());
        QVERIFY(wait(engine.ask(ask::ListQueues{})));
        QCOMPARE(reachable.size(), 3);
    }
    void whoDoesNotSayHelloIsDropped()
    {
        QLocalSocket silent;
        silent.connectToServer(localSocketName(m_folder->path()));
        QTRY_COMPARE(silent.state(), QLocalSocket::UnconnectedState);
        QCOMPARE(m_server->peers(), 0);
    }
    void whoBreaksTheRulesIsDropped_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no CBOR") << QByteArray("\0\0\0\4abcd", 8);
        QTest::newRow("too long before hello") << QByteArray("\0\1\0\0", 4);
        QTest::newRow("question before hello") << wire::pack(wire::question(1, Question(ask::ListQueues{})));
        QTest::newRow("too long after hello") << wire::pack(wire::hello()) + QByteArray("\xff\xff\xff\xff", 4);
        QTest::newRow("neither question nor watch") << wire::pack(wire::hello()) + wire::pack({{u"x"_s, 1}});
        QTest::newRow("question without id") << wire::pack(wire::hello()) + wire::pack({{u"ask"_s, u"queues.list"_s}});
    }
    void whoBreaksTheRulesIsDropped()
    {
        QFETCH(QByteArray, bytes);
        QLocalSocket socket;
        QSignalSpy over(&socket, &QLocalSocket::disconnected);
        socket.connectToServer(localSocketName(m_folder->path()));
        QVERIFY(socket.isOpen());
        socket.write(bytes);
        QTRY_COMPARE(over.size(), 1);
        RemoteEngine other(m_folder->path());
        QVERIFY(wait(other.ask(ask::ListQueues{})));
    }
    void anUnknownQuestionIsInvalid()
    {
        QLocalSocket socket;
        socket.connectToServer(localSocketName(m_folder->path()));
        socket.write(wire::pack(wire::hello()) + wire::pack({{u"id"_s, 5}, {u"ask"_s, u"no.such"_s}}));
        const QList<QCborMap> messages = read(socket, 2);
        QCOMPARE(messages.size(), 2);
        QCOMPARE(wire::outcome(messages[1]).error().code, Error::Code::Invalid);
    }
    void tooManyQuestionsAtOnceAreRefused()
    {
        m_keep = true;
        RemoteEngine engine(m_folder->path());
        QList<QFuture<Result<QList<QueueView>>>> futures;
        for (int i = 0; i <= LocalServer::mostInHand; ++i)
            futures.append(engine.ask(ask::ListQueues{}));
        QCOMPARE(wait(futures.constLast()).error().code, Error::Code::Unavailable);
        QCOMPARE(m_kept.size(), LocalServer::mostInHand);
        QVERIFY(!futures.constFirst().isFinished());
    }
    void tooManyPeersAreTurnedAway()
    {
        std::vector<std::unique_ptr<QLocalSocket>> sockets;
        for (int i = 0; i < LocalServer::mostPeers; ++i) {
            sockets.push_back(std::make_unique<QLocalSocket>());
            sockets.back()->connectToServer(localSocketName(m_folder->path()));
            sockets.back()->write(wire::pack(wire::hello()));
            QTRY_COMPARE(m_server->peers(), i + 1);
        }
        QLocalSocket last;
        QSignalSpy over(&last, &QLocalSocket::disconnected);
        last.connectToServer(localSocketName(m_folder->path()));
        QTRY_COMPARE(over.size(), 1);
        QCOMPARE(m_server->peers(), LocalServer::mostPeers);
    }
    void whoDoesNotReadIsDropped()
    {
        m_answer = [](const Question &) -> Result<std::any> { return std::any(QString(4 * 1024 * 1024, u'x')); };
        QLocalSocket slow;
        slow.setReadBufferSize(1);
        slow.connectToServer(localSocketName(m_folder->path()));
        slow.write(wire::pack(wire::hello()));
        for (int i = 0; i < 20; ++i)
            slow.write(wire::pack(wire::question(i, Question(ask::PreviewTemplate{}))));
        QTRY_COMPARE(m_server->peers(), 1);
        QTRY_COMPARE(m_server->peers(), 0);
    }
    void anAnswerThatIsTooLongIsSaid()
    {
        m_answer = [](const Question &) -> Result<std::any> { return std::any(QString(wire::longestMessage, u'x')); };
        RemoteEngine engine(m_folder->path());
        QCOMPARE(wait(engine.ask(ask::PreviewTemplate{})).error().code, Error::Code::Refused);
    }
    void oneLockAProfile()
    {
        ProfileLock first(m_folder->path());
        ProfileLock second(m_folder->path());
        QVERIFY(first.tryLock());
        QCOMPARE(second.tryLock().error().code, Error::Code::Conflict);
        QVERIFY(ProfileLock(m_folder->path() + u"/nowhere"_s).tryLock().error().code != Error::Code::Conflict);
    }
    void socketNamesAreShortAndStable()
    {
        const QString name = localSocketName(m_folder->path());
        QVERIFY(name.size() < 40);
        QCOMPARE(localSocketName(m_folder->path() + u"/../"_s + m_folder->path().section(u'/', -1)), name);
        QVERIFY(localSocketName(m_folder->path() + u"2"_s) != name);
    }

private:
    template <typename T>
    static Result<T> wait(const QFuture<Result<T>> &future)
    {
        QFutureWatcher<Result<T>> watcher;
        QSignalSpy finished(&watcher, &QFutureWatcherBase::finished);
        watcher.setFuture(future);
        if (finished.isEmpty() && !finished.wait(15'000))
            return Error{Error::Code::Timeout, u"the test waited in vain"_s};
        return future.resultCount() ? future.result() : Result<T>();
    }
    template <typename Q>
    static void askOne(RemoteEngine &engine, int &answered)
    {
        const auto result = wait(engine.ask(Q{}));
        QVERIFY2(result, Q::name);
        QVERIFY2(result.value() == typename Q::Answer{}, Q::name);
        ++answered;
    }
    static QList<QCborMap> read(QLocalSocket &socket, int count)
    {
        QList<QCborMap> messages;
        wire::MessageReader reader;
        const auto more = [&] {
            reader.add(socket.readAll());
            while (true) {
                const auto next = reader.next();
                if (!next || !next.value())
                    return messages.size() >= count;
                messages.append(*next.value());
            }
        };
        (void)QTest::qWaitFor(more, 5000);
        return messages;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LocalServer> m_server;
    std::function<Result<std::any>(const Question &)> m_answer;
    bool m_keep = false;
    QList<Reply<std::any>> m_kept;
};

QTEST_GUILESS_MAIN(TestLocalSocket)
#include "tst_local_socket.moc"
