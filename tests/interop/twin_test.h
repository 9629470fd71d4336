#pragma once

#include "tests/interop/interop_test.h"

namespace trato {

/// The same is done once by npm BullMQ, on "node-q", and once by our engine, on "ours-q"; then every key of both is
/// compared: type, value, whether it expires, and the events in their order (bullmq-format 6.1). Times, tokens, names of
/// workers and our own hash fields are masked by desk.mjs.
class TwinTest : public InteropTest
{
    Q_OBJECT
protected:
    OurSide &ourSide() { return *m_ours; }
    /// A job on either side.
    void add(const QString &name, const QByteArray &data, const QByteArray &nodeOptions, const JobOptions &ourOptions);
    enum class Until { NothingRuns, NothingIsLeft };
    /// Each side works at its own queue, one job at a time; delayed jobs count as left.
    void work(const QString &suffix = {}, Until until = Until::NothingRuns);
    bool atRest(const QString &queue, Until until = Until::NothingRuns);
    /// Jobs do as Node's at the desk: by their data.
    static std::shared_ptr<Handler> handler();
    /// Without keys that tell of waiting only: the marker that was or was not taken yet, the throttle of the stalled check.
    void compare(const QString &suffix = {}, const QStringList &without = {QStringLiteral("stalled-check"), QStringLiteral("marker")});

    const QueueName m_queue{QStringLiteral("ours-q")};

private:
    QJsonObject dump(const QString &queue);
    std::unique_ptr<OurSide> m_ours;

private slots:
    void init();
    void cleanup();
};

} // namespace trato
