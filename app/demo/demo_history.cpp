#include "app/demo/demo_history.h"

#include "app/demo/demo_metrics.h"
#include "app/demo/demo_waits.h"
#include "engine/local/console_schema.h"
#include "engine/notify/delivery_ledger.h"
#include "engine/notify/message_job.h"
#include "engine/notify/templates.h"
#include "engine/shop/planner.h"
#include "engine/shop/sqlite_shop_database.h"
#include "engine/stores/open_store.h"
#include "engine/tasks/appointment_reminder.h"
#include "engine/tasks/task_json.h"

#include <QRandomGenerator>
#include <QTimeZone>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr Hours ranJobs{24 * 7};        ///< how far back jobs are kept, besides the ledger
constexpr Hours confirming{24};         ///< how far back somebody sent confirmations
constexpr Minutes ahead{60 * 24 * 8};
const QueueName historyQueue{u"whatsapp-notifications"_s};

/// A message that was due before the demo began: a reminder, or a confirmation that somebody sent by hand.
struct PastMessage {
    VisitRecord visit{};
    ReminderPlan plan{};
    QString key{};
    bool confirmation = false;

    TemplateId templateId() const { return confirmation ? TemplateId{u"appointment_confirmation"_s} : reminderTemplate(plan.kind); }
};

Notification messageOf(const PastMessage &past)
{
    Notification message;
    message.dedupeKey = past.key;
    message.templateId = past.templateId();
    message.recipient = past.visit.client.phone;
    message.clientId = past.visit.client.id.value;
    message.clientName = past.visit.client.name;
    message.visitId = past.visit.id.value;
    message.reminderType = past.confirmation ? QString() : nameOf(past.plan.kind);
    message.startAt = past.visit.start;
    message.queue = historyQueue.value;
    message.jobId = messageJobId(past.key);
    message.expiresAt = past.plan.expiresAt;
    return message;
}

/// What became of one: read or delivered, now and then refused, and one lost answer that still waits for a person.
PastDelivery deliveryOf(const PastMessage &past, int number, bool newest, Instant now, QRandomGenerator &dice)
{
    const auto live = [](DeliveryState state, const QString &reason, const QString &providerId = {}, const QString &opaque = {}) {
        return DeliveryMove{state, reason, providerId, {}, opaque, ChannelWay::Live};
    };
    const Instant sent = past.plan.dueAt + Seconds(1 + dice.bounded(20));
    const QString opaque = u"demo%1"_s.arg(number);
    const QString id = u"wamid.past%1"_s.arg(number, 6, 10, QLatin1Char('0'));
    PastDelivery out{messageOf(past), {{sent, live(DeliveryState::Sending, {}, {}, opaque)}}};
    const int roll = dice.bounded(1000);
    const Instant answered = sent + Millis(150 + dice.bounded(700));
    if (newest) {
        out.moves.append({answered, live(DeliveryState::Uncertain, u"timeout"_s)});
        return out;
    }
    if (roll < 22) {
        out.moves.append({answered, live(DeliveryState::Failed, u"whatsapp.131026: Message undeliverable"_s)});
        return out;
    }
    out.moves.append({answered, live(DeliveryState::Accepted, {}, id)});
    const Instant arrived = answered + Seconds(1 + dice.bounded(15));
    const Instant read = arrived + Minutes(1 + dice.bounded(90));
    if (roll < 940 && arrived < now)
        out.moves.append({arrived, live(DeliveryState::Delivered, {})});
    if (roll < 760 && arrived < now && read < now)
        out.moves.append({read, live(DeliveryState::Read, {})});
    return out;
}

/// Writes one part of the profile after the other.
class PastWriter
{
public:
    PastWriter(const Profile &profile, const DemoShop &shop, Instant now, quint32 seed)
        : m_profile(profile), m_shop(shop), m_now(now), m_dice(seed)
    {
    }

    Result<Done> write()
    {
        m_clock.set(m_shop.openedAt);
        if (const Result<Done> written = writeDiary(); !written)
            return written;
        if (const Result<Done> written = writeLedger(); !written)
            return written;
        if (const Result<Done> written = writeJobs(); !written)
            return written;
        if (const Result<Done> written = writeMetrics(); !written)
            return written;
        SqliteShopDatabase shop(m_profile.shopFile(), {}, m_box, m_clock);
        return writeDemoWaits(shop, *m_box, m_clock, m_now);
    }

private:
    Result<Done> writeDiary()
    {
        EngineSettings first;
        first.unitName = m_shop.diaries.first().unit.name;
        first.unitPhone = m_shop.diaries.first().unit.phone;
        first.zone = m_shop.diaries.first().unit.zone;
        SqliteShopDatabase shop(m_profile.shopFile(), first, m_box, m_clock);
        const auto units = m_box->await<QList<Unit>>([&](auto reply) { shop.units(reply); });
        if (!units)
            return units.error();
        QList<UnitId> ids{units.value().first().id};
        for (const DemoDiary &diary : m_shop.diaries.mid(1)) {
            const auto saved = m_box->await<Unit>([&](auto reply) { shop.saveUnit(diary.unit, reply); });
            if (!saved)
                return saved.error();
            ids.append(saved.value().id);
        }
        for (const bool newest : {false, true}) {
            if (newest)
                m_clock.set(m_now);
            for (qsizetype i = 0; i < ids.size(); ++i) {
                ImportedDiary diary = newest ? m_shop.diaries[i].newest : m_shop.diaries[i].whole;
                diary.unit = ids[i];
                const auto freshness = m_box->await<DiaryFreshness>([&](auto reply) { shop.freshness(reply); });
                if (!freshness)
                    return freshness.error();
                const auto applied = m_box->await<ImportReport>(
                    [&](auto reply) { shop.applyImport(diary, freshness.value().revision, reply); });
                if (!applied)
                    return applied.error();
            }
            if (!newest)
                if (const Result<Done> said = writeConsent(shop); !said)
                    return said;
        }
        return readPast(shop);
    }

    Result<Done> writeConsent(SqliteShopDatabase &shop)
    {
        for (const QString &phone : m_shop.optedOut) {
            const auto found = m_box->await<QList<Client>>([&](auto reply) { shop.clients(phone.right(8), 10, reply); });
            if (!found)
                return found.error();
            for (const Client &client : found.value()) {
                const auto said = m_box->await<Client>([&](auto reply) { shop.setConsent(client.id, {.source = u"demo"_s}, reply); });
                if (!said)
                    return said.error();
            }
        }
        return Done{};
    }

    /// Which reminders had come due, by the same rules that plan them.
    Result<Done> readPast(SqliteShopDatabase &shop)
    {
        const auto visits = m_box->await<QList<VisitRecord>>(
            [&](auto reply) { shop.visits(m_shop.openedAt, m_now + ahead, {}, 100'000, reply); });
        if (!visits)
            return visits.error();
        const EngineSettings settings;
        for (VisitRecord visit : visits.value()) {
            if (visit.status == VisitStatus::Done || visit.status == VisitStatus::NoShow || visit.status == VisitStatus::InService)
                visit.status = VisitStatus::Confirmed;   // as it was when the reminder came due
            for (const ReminderKind kind : reminderKinds) {
                const Instant due = planReminder(visit, kind, settings, {}, m_now).dueAt;
                const ReminderPlan plan = planReminder(visit, kind, settings, {due, {}, 0}, due);
                if (due < m_now && (plan.state == ReminderView::State::Planned || plan.reason == u"vanished"))
                    m_past.append({visit, plan, reminderKey(visit.id, kind, visit.start)});
            }
        }
        addConfirmations(visits.value());
        std::ranges::stable_sort(m_past, {}, [](const PastMessage &past) { return past.plan.dueAt; });
        return Done{};
    }

    /// Who booked in the last day got a confirmation: every few minutes while a shop is open.
    void addConfirmations(const QList<VisitRecord> &visits)
    {
        QList<VisitRecord> coming;
        for (const VisitRecord &visit : visits)
            if (visit.start > m_now && !visit.client.phone.isEmpty() && visit.client.whatsappAllowed)
                coming.append(visit);
        const QTimeZone zone(m_shop.diaries.first().unit.zone.toUtf8());
        for (Instant at = m_now - confirming; at < m_now - Minutes(1) && !coming.isEmpty(); at += Seconds(60 + m_dice.bounded(480))) {
            const int hour = toUtc(at).toTimeZone(zone).time().hour();
            if (at < m_now - Minutes(90) && (hour < 8 || hour >= 20))
                continue;
            const VisitRecord visit = coming.at(m_dice.bounded(int(coming.size())));
            ReminderPlan plan;
            plan.dueAt = at;
            plan.expiresAt = visit.start;
            m_past.append({visit, plan, u"hand_demo%1"_s.arg(m_past.size()), true});
        }
    }

    Result<Done> writeLedger()
    {
        SqlThread console({u"console.db"_s, m_profile.consoleFile(), consoleMigrations()}, m_box);
        DeliveryLedger ledger(console, m_clock);
        QList<PastDelivery> all;
        for (qsizetype i = 0; i < m_past.size(); ++i)
            all.append(deliveryOf(m_past[i], int(i), i == m_past.size() - 3, m_now, m_dice));
        const auto taken = m_box->await<qint64>([&](auto reply) { ledger.takeOver(all, reply); });
        return taken ? Result<Done>(Done{}) : Result<Done>(taken.error());
    }

    /// The jobs of the last week, minute by minute, claimed and completed as a worker does it.
    Result<Done> writeJobs()
    {
        auto opened = openStore({u"sqlite:"_s + m_profile.jobsFile()}, m_box, m_clock);
        if (!opened)
            return opened.error();
        const std::unique_ptr<JobStore> store = std::move(opened).value();
        for (qsizetype at = 0; at < m_past.size();) {
            const qint64 minute = toMs(m_past[at].plan.dueAt) / Millis(Minutes(1)).count();
            QList<PastMessage> group;
            for (; at < m_past.size() && toMs(m_past[at].plan.dueAt) / Millis(Minutes(1)).count() == minute; ++at)
                group.append(m_past[at]);
            if (group.first().plan.dueAt < m_now - ranJobs)
                continue;
            m_clock.set(group.last().plan.dueAt);
            if (const Result<Done> ran = runJobs(*store, group); !ran)
                return ran;
        }
        return Done{};
    }

    Result<Done> runJobs(JobStore &store, const QList<PastMessage> &group)
    {
        QList<NewJob> jobs;
        for (const PastMessage &past : group) {
            if (!past.confirmation)
                jobs.append(reminderJob({past.key, past.visit, past.plan}, m_clock.now()));
            jobs.append(messageJob(past));
        }
        if (const auto added = m_box->await<QList<Added>>([&](auto reply) { store.add(jobs, reply); }); !added)
            return added.error();
        Exchange claim;
        for (const QueueName &queue : {Planner::queue(), historyQueue})
            claim.wants.append({queue, 1000, Seconds(30), "demo", u"demo"_s, {}});
        const auto claimed = m_box->await<Exchanged>([&](auto reply) { store.exchange(claim, reply); });
        if (!claimed)
            return claimed.error();
        const Instant begun = m_clock.now();
        m_clock.set(begun + Millis(300 + m_dice.bounded(600)));
        Exchange settle;
        for (const ClaimedJob &job : claimed.value().claimed) {
            const QString said = job.queue == historyQueue ? u"sent"_s : u"message queued"_s;
            settle.settled.append({job.queue, job.id, job.token, Settlement::Kind::Complete,
                                   taskjson::result(said, {{u"demo"_s, true}}, m_clock.now(), begun)});
        }
        const auto settled = m_box->await<Exchanged>([&](auto reply) { store.exchange(settle, reply); });
        return settled ? Result<Done>(Done{}) : Result<Done>(settled.error());
    }

    Result<Done> writeMetrics()
    {
        QList<PastWork> work;
        for (const PastMessage &past : m_past)
            work.append({past.plan.dueAt, !past.confirmation});
        const auto days = pastMetrics(work, m_now, platform::diskUse(m_profile.folder).used, m_dice.generate());
        SqlThread console({u"console.db"_s, m_profile.consoleFile(), consoleMigrations()}, m_box);
        return m_box->await<Done>([&](auto reply) {
            console.run<Done>(
                [&days](QSqlDatabase &db) {
                    for (const auto &[minute, kept] : days)
                        if (const Result<Done> written = tables::writeMetrics(db, kept, minute); !written)
                            return written;
                    return Result<Done>(Done{});
                },
                reply);
        });
    }

    NewJob messageJob(const PastMessage &past) const
    {
        NewJob job{historyQueue, u"send-whatsapp"_s, {}, {}};
        job.data = {QJsonDocument(QJsonObject{{u"type"_s, u"whatsapp"_s},
                                              {u"template"_s, past.templateId().value},
                                              {u"appointmentId"_s, past.visit.id.value},
                                              {u"clientId"_s, past.visit.client.id.value},
                                              {u"unidadeId"_s, past.visit.unit.id.value},
                                              {u"dedupeKey"_s, past.key},
                                              {u"reminderType"_s, past.confirmation ? QString() : nameOf(past.plan.kind)},
                                              {u"startAt"_s, taskjson::iso(past.visit.start)},
                                              {u"expiresAt"_s, taskjson::iso(past.plan.expiresAt)},
                                              {u"purpose"_s, u"utility"_s}})
                        .toJson(QJsonDocument::Compact)};
        job.options.jobId = messageJobId(past.key);
        job.options.priority = past.plan.kind == ReminderKind::HourBefore ? 1 : 2;
        job.options.attempts = 10;
        return job;
    }

    const Profile m_profile;
    const DemoShop &m_shop;
    const Instant m_now;
    QRandomGenerator m_dice;
    PastClock m_clock;
    const std::shared_ptr<PastMailbox> m_box = std::make_shared<PastMailbox>();
    QList<PastMessage> m_past;   ///< by the moment they came due
};

} // namespace

Result<Done> writeDemoHistory(const Profile &profile, const DemoShop &shop, Instant now, quint32 seed)
{
    return PastWriter(profile, shop, now, seed).write();
}

} // namespace trato
