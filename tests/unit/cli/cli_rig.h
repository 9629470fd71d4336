#pragma once

#include "app/cli/cli.h"
#include "engine/api/questions.h"
#include "tests/support/fake_engine.h"

#include <QBuffer>

namespace trato {

using namespace Qt::StringLiterals;

/// The program around the commands, scripted.
class FakeServices final : public CliServices
{
public:
    Result<std::shared_ptr<EngineApi>> engine(const EngineAddress &address) override
    {
        profile = address.profile;
        if (trouble)
            return *trouble;
        return std::shared_ptr<EngineApi>(fake);
    }
    Result<QString> storeName(const EngineAddress &address) override { return address.redis; }
    int serve(const ServeOptions &options) override
    {
        served = options;
        return 0;
    }
    int bench(const QStringList &names, bool) override
    {
        benched = names;
        return 0;
    }
    QList<HealthCheck> doctorWithoutEngine(const EngineAddress &) override { return {{u"disk"_s, false, false, u"full"_s, u"disk.free"_s}}; }
    void checkRedis(const QString &url, Reply<QList<HealthCheck>> reply) override
    {
        redis = url;
        if (trouble)
            return reply(*trouble);
        reply(QList<HealthCheck>{{u"redis.memory"_s, false, false, u"allkeys-lru"_s, u"redis.eviction"_s}});
    }
    void moveStore(const StoreMoveOrder &order, std::function<void(QString)> tell, Reply<StoreMoveReport> reply) override
    {
        moved = {order.from, order.to, order.prefix};
        tell(u"fila: 200 jobs"_s);
        if (trouble)
            return reply(*trouble);
        reply(StoreMoveReport{{{.name = {u"fila"_s}, .jobs = 7, .added = 5, .digest = u"ab12"_s}}, 1, 2});
    }
    BackupList backups(const EngineAddress &) override { return {.folder = u"copies"_s, .copies = {{.name = u"2026-11-23T050000Z"_s}}, .keep = 7}; }
    Result<RestoreReport> restore(const EngineAddress &, const QString &copy) override
    {
        if (trouble)
            return *trouble;
        return RestoreReport{.name = copy, .aside = u"aside"_s};
    }
    std::optional<QByteArray> askPassword(const QString &prompt) override
    {
        prompts.append(prompt);
        return typed;
    }
    Instant now() const override { return fromMs(1'790'000'000'000); }

    std::shared_ptr<FakeEngine> fake = std::make_shared<FakeEngine>();
    std::optional<Error> trouble;
    std::optional<ServeOptions> served;
    QStringList benched;
    QString profile;
    QString redis;
    QStringList moved;
    std::optional<QByteArray> typed;   ///< at the terminal; not set: there is none
    QStringList prompts;
};

struct Outcome {
    int code = -1;
    QByteArray out{};
    QByteArray err{};
};

/// What the tests of the commands share: an engine that answers everything, and a way to run a line.
class CliTest : public QObject
{
protected:
    void reset()
    {
        m_services = std::make_unique<FakeServices>();
        const auto everything = [&]<typename... Q>(questions::Questions<Q...>) {
            (m_services->fake->on<Q>([](const Q &) { return Result<typename Q::Answer>(typename Q::Answer{}); }), ...);
        };
        everything(questions::All{});
    }
    Outcome run(const QStringList &arguments, const QByteArray &input = {})
    {
        m_services->fake->asked.clear();
        Outcome outcome;
        QBuffer out(&outcome.out);
        QBuffer err(&outcome.err);
        QBuffer in;
        in.setData(input);
        if (!out.open(QIODevice::WriteOnly) || !err.open(QIODevice::WriteOnly) || !in.open(QIODevice::ReadOnly))
            return {};
        outcome.code = runCli(arguments, *m_services, {out, err, in});
        return outcome;
    }
    QStringList askedNames() const
    {
        QStringList names;
        for (const Question &question : m_services->fake->asked)
            names.append(QString::fromUtf8(question.name().data(), qsizetype(question.name().size())));
        return names;
    }

    std::unique_ptr<FakeServices> m_services;
};

} // namespace trato
