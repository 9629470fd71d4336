#pragma once

#include "engine/api/appointment.h"
#include "engine/api/questions/kinds.h"
#include "engine/api/settings.h"
#include "engine/shop/wish_planner.h"
#include "engine/tasks/wish_reader.h"

namespace trato {

/// Answers which messages a unit sends, how they read, and what one client gets. Lives on the engine thread, owned by the
/// composition; the parts outlive it.
class KindDesk final
{
public:
    struct Parts {
        MessageWishes &wishes;
        const WishReader &reader;
        ShopBook &book;
        Templates &templates;
        const EngineSettings &settings;
        const Clock &clock;
        /// Reminders due in [from, to).
        std::function<void(Instant from, Instant to, Reply<QList<ReminderPreview>>)> reminders;
        WishPlanner &planner;
    };
    explicit KindDesk(Parts parts) : m_parts(std::move(parts)) {}

    void answer(const ask::ListMessageKinds &question, Reply<QList<MessageKindView>> reply);
    void answer(const ask::SetMessageKind &question, Reply<MessageKindView> reply);
    void answer(const ask::PreviewClient &question, Reply<QList<MessagePreview>> reply);
    void answer(const ask::ListLateMessages &question, Reply<QList<MessagePreview>> reply);
    void answer(const ask::DecideLateMessages &question, Reply<BulkReport> reply);

    /// What happened and is told in [from, to), by due time.
    void wishesBetween(Instant from, Instant to, const ClientId &client, Reply<QList<MessagePreview>> reply) const;

private:
    MessageKindView view(const MessageWishes::Switches &all, MessageKind kind) const;
    QList<MessagePreview> examples(const ClientHistory &history, const MessageWishes::Switches &all) const;

    const Parts m_parts;
};

/// A visit to make examples of: the next one ahead, else the newest one; both as tomorrow at ten where the unit is when they
/// lie in the past. Without any a made-up one. Pure.
VisitRecord exampleVisit(const QList<VisitRecord> &visits, const Client &client, const Unit &unit, Instant now);
/// The variables of each kind's template for this visit, with made-up figures for payment and line. Pure.
QMap<QString, QString> exampleVariables(MessageKind kind, const VisitRecord &visit, const EngineSettings &settings, Instant now);

} // namespace trato
