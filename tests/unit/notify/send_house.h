#pragma once

#include "engine/api/questions/messages.h"
#include "engine/local/console_schema.h"
#include "engine/notify/channels/whatsapp_cloud.h"
#include "engine/notify/message_job.h"
#include "engine/runtime/desks/message_desk.h"
#include "engine/runtime/log_book.h"
#include "engine/shop/reminder_plan.h"
#include "engine/tasks/appointment_reminder.h"
#include "engine/tasks/send_message.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_whatsapp.h"
#include "tests/support/send_doubles.h"

#include <QTemporaryDir>
#include <QTest>

namespace trato {

/// Everything from the due reminder to the provider, on one thread: real ledger, transport, channel; a store and a
/// diary in memory; the faked provider.
struct House {
    QTemporaryDir folder;
    FakeClock clock;
    std::shared_ptr<QtMailbox> box = std::make_shared<QtMailbox>();
    LogBook log{{}, clock};
    EngineSettings settings;
    FakeWhatsApp provider;
    SqlThread db{{QStringLiteral("console.db"), folder.filePath(QStringLiteral("console.db")), consoleMigrations()}, box};
    DeliveryLedger ledger{db, clock};
    FenceStore store;
    DiaryDouble diary;
    SecretsDouble secrets;
    HttpTransport transport{clock};
    Templates templates{QString()};
    std::optional<WhatsAppCloud> channel;
    std::optional<Dispatcher> dispatcher;
    std::optional<AppointmentReminder> reminder;
    std::optional<SendMessage> sender;
    std::optional<MessageDesk> desk;
    bool previewSeen = false;

    explicit House(ChannelWay way)
    {
        settings.whatsappWay = way;
        settings.whatsappUrl = provider.url();
        settings.whatsappNumberId = provider.numberId();
        secrets.values[QStringLiteral("WHATSAPP_ACCESS_TOKEN")] = provider.token().toUtf8();
        channel.emplace(transport, secrets, settings, clock, log);
        dispatcher.emplace(Dispatcher::Parts{store, ledger, settings, clock, log, QStringLiteral("run-1"), [] { return 0.5; }});
        dispatcher->addChannel(*channel);
        reminder.emplace(diary, store, *dispatcher, settings, clock);
        sender.emplace(diary, templates, *dispatcher, settings, clock);
        desk.emplace(MessageDesk::Parts{ledger, *dispatcher, templates, diary, store, settings, clock,
                                        [this](const QString &token, Reply<bool> reply) { reply(previewSeen && token == QStringLiteral("seen")); },
                                        [this](const QMap<QString, QString> &values) { return applyText(values, settings); },
                                        {}});
        VisitRecord visit;
        visit.id = {QStringLiteral("v1")};
        visit.unit = {{QStringLiteral("u1")}, QStringLiteral("Barbearia Exemplo")};
        visit.client = {{QStringLiteral("c1")}, QStringLiteral("Ana Exemplo"), QStringLiteral("+5511987650001")};
        visit.professional = QStringLiteral("Beto");
        visit.service = QStringLiteral("Corte");
        visit.start = clock.now() + Hours(24);
        diary.byId[QStringLiteral("v1")] = visit;
        diary.fresh.refreshedAt = clock.now();
    }
    ~House() { box->close(); }

    VisitRecord &visit() { return diary.byId[QStringLiteral("v1")]; }

    JobOutcome run(Handler &handler, const QString &id, const QByteArray &data, int started = 1, Instant createdAt = {})
    {
        const auto context = std::make_shared<ContextDouble>();
        context->claimed.queue = {QStringLiteral("whatsapp-notifications")};
        context->claimed.id = {id};
        context->claimed.data = data;
        context->claimed.attemptsStarted = started;
        context->claimed.createdAt = createdAt;
        context->until = clock.now() + Seconds(30);
        std::optional<Result<JobOutcome>> got;
        handler.run(context, [&got](Result<JobOutcome> outcome) { got = std::move(outcome); });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(got.has_value(), 10'000); }();
        return got && *got ? got->value() : JobOutcome::failed(got ? got->error().detail : QStringLiteral("no outcome"));
    }
    /// Runs the reminder job of the visit as it is planned now.
    JobOutcome runReminder(Instant start, const QString &kind = QStringLiteral("day_before"))
    {
        const QByteArray data = QStringLiteral("{\"appointmentId\":\"v1\",\"clientId\":\"c1\",\"unidadeId\":\"u1\",\"appointmentDate\":\"%1\",\"reminderType\":\"%2\"}")
                                    .arg(toUtc(start).toString(Qt::ISODateWithMs), kind).toUtf8();
        return run(*reminder, key, data);
    }
    /// Runs the message job that the reminder added.
    JobOutcome runMessage(int started = 1)
    {
        const QString id = messageJobId(key);
        const JobOutcome out = run(*sender, id, store.jobs.value(id).job.data.utf8, started);
        if (out.kind == JobOutcome::Kind::Completed)
            store.jobs[id].state = JobState::Completed;
        return out;
    }
    template <typename Q>
    Result<typename Q::Answer> ask(const Q &question)
    {
        std::optional<Result<typename Q::Answer>> got;
        desk->answer(question, Reply<typename Q::Answer>([&got](Result<typename Q::Answer> r) { got = std::move(r); }));
        [&] { QTRY_VERIFY_WITH_TIMEOUT(got.has_value(), 10'000); }();
        return got ? std::move(*got) : Result<typename Q::Answer>();
    }
    QList<DeliveryView> deliveries() { return ask(ask::ListDeliveries{}).value().rows; }

    const QString key = reminderKey({QStringLiteral("v1")}, ReminderKind::DayBefore, clock.now() + Hours(24));
};

} // namespace trato
