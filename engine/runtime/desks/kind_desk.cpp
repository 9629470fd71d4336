#include "engine/runtime/desks/kind_desk.h"

#include "engine/api/mask.h"
#include "engine/shop/local_time.h"
#include "engine/shop/reach.h"
#include "engine/shop/reminder_plan.h"

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr Hours kindSpan{24};
constexpr int mostPastVisits = 200;
constexpr int exampleMinutes = 30;
constexpr qint64 examplePrice = 4500;
constexpr int examplePosition = 3;
constexpr int exampleLine = 5;
constexpr int exampleWait = 40;

QList<MessageKind> allKinds()
{
    QList<MessageKind> kinds;
    for (qsizetype i = 0; i < qsizetype(EnumNames<MessageKind>::names.size()); ++i)
        if (!isAnswer(MessageKind(i))) // those follow from what a client wrote, and nobody switches them off
            kinds.append(MessageKind(i));
    return kinds;
}

bool isBarred(MessageKind kind, const EngineSettings &settings)
{
    return (kind == MessageKind::DayBefore && !settings.dayBefore) || (kind == MessageKind::HourBefore && !settings.hourBefore);
}

MessagePreview previewOf(const WishMessage &wish)
{
    return {wish.wish.kind, wish.unit.zone, wish.message.clientName, maskPhone(wish.message.recipient), wish.wish.dueAt, wish.wish.start,
            wish.message.text, wish.check.reason.isEmpty() ? wish.problem : wish.check.reason};
}

} // namespace

VisitRecord exampleVisit(const QList<VisitRecord> &visits, const Client &client, const Unit &unit, Instant now)
{
    const VisitRecord *best = visits.isEmpty() ? nullptr : &visits.first();
    for (const VisitRecord &visit : visits) // newest first: the last one that fits is the next one
        if (visit.start > now && isOpen(visit.status))
            best = &visit;
    VisitRecord example = best ? *best : VisitRecord();
    example.client = client;
    if (!best) {
        example.id = {u"example"_s};
        example.unit = unit;
        example.priceCents = examplePrice;
    }
    if (example.start <= now) {
        const Result<LocalZone> zone = LocalZone::named(example.unit.zone);
        example.start = zone ? zone.value().at(zone.value().dateOf(now).addDays(1), QTime(10, 0)).at : now + Hours(24);
        example.end = example.start + Minutes(exampleMinutes);
    }
    if (example.priceCents <= 0)
        example.priceCents = examplePrice;
    return example;
}

QMap<QString, QString> exampleVariables(MessageKind kind, const VisitRecord &visit, const EngineSettings &settings, Instant now)
{
    if (isReminder(kind)) {
        const Millis lead = kind == MessageKind::DayBefore ? Millis(Hours(settings.dayBeforeHours))
                                                           : Millis(Minutes(settings.hourBeforeMinutes));
        return visitVariables(visit, qMax(now, visit.start - lead));
    }
    if (isAboutVisit(kind))
        return visitVariables(visit, now);
    if (kind == MessageKind::SlotOffer || kind == MessageKind::SlotAskBack || kind == MessageKind::SlotBooked || kind == MessageKind::SlotGone) {
        SlotOffer offer;
        offer.professional = visit.professional;
        offer.service = visit.service;
        offer.start = visit.start;
        offer.expiresAt = now + Minutes(settings.offerMinutes);
        return offerVariables(offer, visit.client, visit.unit, now);
    }
    if (kind == MessageKind::Payment)
        return paymentVariables({u"a1b2c3d4"_s, visit.id, visit.priceCents, PaymentMethod::Pix, now}, visit.client, visit.unit);
    const bool third = kind == MessageKind::LineThird;
    return lineVariables(visit.client.name, visit.unit, third ? examplePosition : 1, exampleLine,
                         third ? exampleWait : exampleWait / examplePosition);
}

MessageKindView KindDesk::view(const MessageWishes::Switches &all, MessageKind kind) const
{
    MessageKindView view{all.unit.id, kind, all.wanted.value(kind), isBarred(kind, m_parts.settings), messageTemplate(kind), {}, {}};
    const Client nobody{{}, u"Zeca Exemplo"_s, u"+5511987654321"_s};
    const VisitRecord visit = exampleVisit({}, nobody, all.unit, m_parts.clock.now());
    const Result<Rendered> text =
        m_parts.templates.render(view.templateId, exampleVariables(kind, visit, m_parts.settings, m_parts.clock.now()));
    (text ? view.example : view.problem) = text ? text.value().text : text.error().detail;
    return view;
}

void KindDesk::answer(const ask::ListMessageKinds &question, Reply<QList<MessageKindView>> reply)
{
    m_parts.templates.reload();
    m_parts.wishes.switches(question.unit, [this, reply = std::move(reply)](Result<MessageWishes::Switches> all) {
        if (!all)
            return reply(all.error());
        QList<MessageKindView> views;
        for (const MessageKind kind : allKinds())
            views.append(view(all.value(), kind));
        reply(views);
    });
}

void KindDesk::answer(const ask::SetMessageKind &question, Reply<MessageKindView> reply)
{
    if (isAnswer(question.kind)) // a client who writes gets an answer
        return reply(Error{Error::Code::Invalid, u"kind: "_s + nameOf(question.kind)});
    m_parts.wishes.setWanted(question.unit, question.kind, question.wanted, [this, question, reply = std::move(reply)](Result<Done> done) {
        if (!done)
            return reply(done.error());
        m_parts.wishes.switches(question.unit, [this, kind = question.kind, reply](Result<MessageWishes::Switches> all) {
            reply(all ? Result<MessageKindView>(view(all.value(), kind)) : Result<MessageKindView>(all.error()));
        });
    });
}

void KindDesk::wishesBetween(Instant from, Instant to, const ClientId &client, Reply<QList<MessagePreview>> reply) const
{
    m_parts.reader.open(from, to, client, [reply = std::move(reply), now = m_parts.clock.now()](Result<QList<WishMessage>> open) {
        if (!open)
            return reply(open.error());
        QList<MessagePreview> previews;
        for (const WishMessage &wish : open.value()) {
            previews.append(previewOf(wish));
            previews.last().dueAt = qMax(wish.wish.dueAt, now);
        }
        reply(previews);
    });
}

void KindDesk::answer(const ask::ListLateMessages &, Reply<QList<MessagePreview>> reply)
{
    m_parts.reader.late([reply = std::move(reply)](Result<QList<WishMessage>> late) {
        if (!late)
            return reply(late.error());
        QList<MessagePreview> previews;
        for (const WishMessage &wish : late.value()) {
            previews.append(previewOf(wish));
            if (previews.last().reason == u"late")
                previews.last().reason.clear(); // that it waits is what is asked about
        }
        reply(previews);
    });
}

void KindDesk::answer(const ask::DecideLateMessages &question, Reply<BulkReport> reply)
{
    m_parts.planner.decideLate(question.send, std::move(reply));
}

QList<MessagePreview> KindDesk::examples(const ClientHistory &history, const MessageWishes::Switches &all) const
{
    const Instant now = m_parts.clock.now();
    const VisitRecord visit = exampleVisit(history.visits, history.client, all.unit, now);
    const QString inTheWay = unreachable(m_parts.settings, history.client);
    QList<MessagePreview> previews;
    for (const MessageKind kind : allKinds()) {
        MessagePreview one{kind, visit.unit.zone, history.client.name, maskPhone(history.client.phone), {}, {}, {}, inTheWay};
        if (isReminder(kind) || isAboutVisit(kind))
            one.start = visit.start;
        if (isBarred(kind, m_parts.settings))
            one.reason = u"off"_s;
        else if (!all.wanted.value(kind))
            one.reason = u"kind_off"_s;
        const Result<Rendered> text = m_parts.templates.render(messageTemplate(kind), exampleVariables(kind, visit, m_parts.settings, now));
        if (text)
            one.text = text.value().text;
        else if (one.reason.isEmpty())
            one.reason = text.error().detail;
        previews.append(one);
    }
    return previews;
}

void KindDesk::answer(const ask::PreviewClient &question, Reply<QList<MessagePreview>> reply)
{
    struct Gathered {
        ClientHistory history{};
        QList<MessagePreview> coming{};
    };
    const auto all = std::make_shared<Gathered>();
    const Instant now = m_parts.clock.now();
    const auto addExamples = [this, all, reply](const UnitId &unit) {
        m_parts.wishes.switches(unit, [this, all, reply](Result<MessageWishes::Switches> switches) {
            if (!switches)
                return reply(switches.error());
            std::stable_sort(all->coming.begin(), all->coming.end(),
                             [](const MessagePreview &a, const MessagePreview &b) { return a.dueAt < b.dueAt; });
            reply(all->coming + examples(all->history, switches.value()));
        });
    };
    const auto addReminders = [this, all, now, id = question.id, reply, addExamples] {
        m_parts.reminders(now, now + kindSpan, [all, id, reply, addExamples](Result<QList<ReminderPreview>> reminders) {
            if (!reminders)
                return reply(reminders.error());
            for (const ReminderPreview &one : reminders.value())
                if (one.visit.client == id)
                    all->coming.append(asMessage(one));
            addExamples(all->history.visits.isEmpty() ? UnitId() : all->history.visits.first().unit.id);
        });
    };
    m_parts.templates.reload();
    m_parts.book.history(question.id, mostPastVisits, [this, all, now, id = question.id, reply, addReminders](Result<ClientHistory> history) {
        if (!history)
            return reply(history.error());
        all->history = std::move(history).value();
        wishesBetween(now, now + kindSpan, id, [all, reply, addReminders](Result<QList<MessagePreview>> wishes) {
            if (!wishes)
                return reply(wishes.error());
            all->coming = wishes.value();
            addReminders();
        });
    });
}

} // namespace trato
