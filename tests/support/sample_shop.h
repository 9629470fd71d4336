#pragma once

#include "engine/api/appointment.h"
#include "engine/api/consent.h"
#include "engine/api/delivery.h"
#include "engine/api/metric.h"
#include "engine/api/shop.h"
#include "engine/api/visit_story.h"
#include "engine/api/waits.h"
#include "tests/support/fake_engine.h"

namespace trato {

/// Canned answers of a small, obviously fictional shop, for tests of the window and for screenshots. Everything
/// is derived from `now`, so that the same moment gives the same pictures.
struct SampleShop {
    explicit SampleShop(Instant moment) : now(moment) {}
    /// Answers every question of the window. The engine keeps copies; the shop may go.
    void script(FakeEngine &engine) const;

    QList<VisitView> visits() const;
    QList<DeliveryView> deliveries() const;
    QList<QueueView> queues() const;
    JobPage jobs(const JobQuery &query) const;
    JobDetail job(const QueueName &queue, const JobId &id) const;
    EngineStatus status() const;
    TimingReport timings(int minutes) const;
    ResourceReport resources(int minutes) const;
    ImportReport importPreview() const;
    QList<Professional> team() const;
    QList<Service> services() const;
    QList<Client> clients() const;
    ClientFile clientFile(const ClientId &id) const;
    ConsentFile consents() const;
    QList<CallEntry> calls() const;
    VisitStory visitStory(const VisitId &id) const;
    WaitList waitList() const;
    QList<MessageKindView> kinds() const;
    /// What happened and is about to be told.
    QList<MessagePreview> wishes() const;
    QList<MessagePreview> clientMessages() const;
    ShopFigures figures() const;
    QList<TemplateView> templates() const;

private:
    void scriptBook(FakeEngine &engine) const;
    void scriptKinds(FakeEngine &engine) const;

public:
    Instant now{};
    ChannelWay way = ChannelWay::Assisted;
    qint64 jobTotal = 1240;
    bool withCalls = false;   ///< some clients have not said whether they come
};

} // namespace trato
