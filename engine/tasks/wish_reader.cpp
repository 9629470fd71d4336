#include "engine/tasks/wish_reader.h"

#include "engine/api/contact_rules.h"
#include "engine/notify/channel_plan.h"
#include "engine/shop/line_estimate.h"
#include "engine/shop/reach.h"

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int thirdPlace = 3;

/// Why what the message says is true no more; empty when it is.
QString visitHindrance(const WishNow &now)
{
    if (!now.visit)
        return u"gone"_s;
    const VisitStatus status = now.visit->status;
    if (now.wish.kind == MessageKind::Cancelled)
        return status == VisitStatus::Cancelled ? QString() : u"open_again"_s;
    if (status == VisitStatus::Cancelled)
        return u"cancelled"_s;
    if (status != VisitStatus::Scheduled && status != VisitStatus::Confirmed)
        return u"status"_s;
    return now.visit->start == now.wish.start ? QString() : u"moved"_s;
}

bool standsAsTold(MessageKind kind, const std::optional<LineEntry> &entry)
{
    if (!entry)
        return false;
    if (kind == MessageKind::LineCalled)
        return entry->state == LineEntry::State::Called;
    if (entry->state != LineEntry::State::Waiting)
        return false;
    return kind == MessageKind::LineFirst ? entry->position == 1 : entry->position > 1 && entry->position <= thirdPlace;
}

/// The confirmation of an opt-out is the one message that goes to somebody who wants none.
QString answerHindrance(const WishNow &now)
{
    if (!now.reply)
        return u"gone"_s;
    if (now.wish.kind == MessageKind::OptedOut)
        return now.hindrance.isEmpty() ? u"opted_in_again"_s : QString();
    return now.hindrance;
}

QString hindrance(const WishView &view, const EngineSettings &settings, Instant at)
{
    const WishNow &now = view.now;
    if (at >= (now.wish.asked ? lastUse(now.wish) : now.wish.expiresAt))
        return u"expired"_s;
    const bool offerIsOver = !now.offer || now.offer->state != SlotOffer::State::Open;
    if (now.wish.kind == MessageKind::SlotAskBack && offerIsOver)
        return u"offer.over"_s;
    if (isAnswer(now.wish.kind))
        return answerHindrance(now);
    if (!now.wanted)
        return u"kind_off"_s;
    if (const QString reason = unreachable(settings, now.client, channelOrderFor(settings, now.unit, nameOf(now.wish.kind))); !reason.isEmpty())
        return reason;
    if (now.wish.kind == MessageKind::SlotOffer)
        return offerIsOver ? u"offer.over"_s : QString();
    if (isAboutVisit(now.wish.kind))
        return visitHindrance(now);
    if (now.wish.kind == MessageKind::Payment)
        return now.payment && !now.payment->takenBack ? QString() : u"taken_back"_s;
    return standsAsTold(now.wish.kind, view.entry) ? QString() : u"line.moved_on"_s;
}

struct OpenRead {
    QStringList keys{};
    QList<WishMessage> found{};
    Reply<QList<WishMessage>> reply{};
};

void readNext(const WishReader &reader, const std::shared_ptr<OpenRead> &all)
{
    if (all->keys.isEmpty())
        return all->reply(all->found);
    reader.read(all->keys.takeFirst(), [&reader, all](Result<WishMessage> one) {
        if (one)
            all->found.append(one.value());
        else if (one.error().code != Error::Code::NotFound) // replaced or told meanwhile
            return all->reply(one.error());
        readNext(reader, all);
    });
}

} // namespace

VisitCheck checkWish(const WishView &view, const EngineSettings &settings, Instant at)
{
    VisitCheck check;
    check.expiresAt = view.now.wish.expiresAt;
    check.reason = hindrance(view, settings, at);
    if (!check.reason.isEmpty()) {
        check.say = VisitCheck::Say::Skip;
    } else if (isAboutVisit(view.now.wish.kind) && view.now.visit->vanished) {
        check.say = VisitCheck::Say::Hold; // a person will say whether it is cancelled
        check.reason = u"vanished"_s;
    } else if (view.now.wish.asked) {
        check.say = VisitCheck::Say::Hold;
        check.reason = u"late"_s;
    }
    return check;
}

QMap<QString, QString> wishVariables(const WishView &view, Instant at)
{
    const WishNow &now = view.now;
    if (isAboutVisit(now.wish.kind)) {
        VisitRecord visit = now.visit.value_or(VisitRecord());
        visit.start = now.wish.start.value_or(visit.start);
        return visitVariables(visit, at);
    }
    if (now.offer)
        return offerVariables(*now.offer, now.client, now.unit, at);
    if (isAnswer(now.wish.kind))
        return {{u"unidadeName"_s, now.unit.name.simplified()}, {u"phoneNumber"_s, now.unit.phone}};
    if (now.wish.kind == MessageKind::Payment)
        return paymentVariables(now.payment.value_or(PaymentRecord()), now.client, now.unit);
    const LineEntry entry = view.entry.value_or(LineEntry());
    return lineVariables(now.client.name, now.unit, entry.position, view.lineLength, entry.waitMinutes);
}

void WishReader::read(const QString &key, Reply<WishMessage> reply) const
{
    m_parts.wishes.wish(key, [this, reply = std::move(reply)](Result<WishNow> now) {
        if (!now)
            return reply(now.error());
        if (isAboutLine(now.value().wish.kind))
            return withLine(now.value(), reply);
        reply(render({now.value(), {}, 0}));
    });
}

void WishReader::withLine(const WishNow &now, Reply<WishMessage> reply) const
{
    m_parts.line.entries(now.wish.unit, [this, now, reply](Result<QList<LineEntry>> entries) {
        if (!entries)
            return reply(entries.error());
        estimateLine(m_parts.shop, m_parts.book, m_parts.clock.now(), std::move(entries).value(),
                     [this, now, reply](Result<QList<LineEntry>> line) {
                         if (!line)
                             return reply(line.error());
                         WishView view{now, {}, 0};
                         for (const LineEntry &entry : line.value()) {
                             view.lineLength += entry.state == LineEntry::State::Waiting;
                             if (entry.id.value == now.wish.about)
                                 view.entry = entry;
                         }
                         reply(render(view));
                     });
    });
}

WishMessage WishReader::render(const WishView &view) const
{
    const MessageWish &wish = view.now.wish;
    const Instant at = m_parts.clock.now();
    WishMessage out{wish, checkWish(view, m_parts.settings, at), {}, view.now.client, wishVariables(view, at), {}, view.now.unit,
                    channelOrderFor(m_parts.settings, view.now.unit, nameOf(wish.kind))};
    Notification &m = out.message;
    m.dedupeKey = wish.key;
    m.templateId = messageTemplate(wish.kind);
    m.recipient = view.now.client.phone;
    m.clientId = view.now.client.id.value;
    m.clientName = view.now.client.name;
    m.visitId = isAboutVisit(wish.kind) ? wish.about : visitAskedBack(wish.key).value;
    m.reminderType = nameOf(wish.kind);
    m.startAt = wish.start;
    m.expiresAt = wish.expiresAt;
    if (view.now.reply) { // where the client wrote, and nowhere else
        m.channel = view.now.reply->channel;
        m.recipient = view.now.reply->address;
        m.templateId = templateFor(m.templateId, m.channel);
    }
    if (out.check.say == VisitCheck::Say::Skip)
        return out;
    if (isAnswer(wish.kind)) {
        const Result<Rendered> rendered = m_parts.templates.render(m.templateId, out.variables);
        if (!rendered) {
            out.problem = rendered.error().detail;
            return out;
        }
        setText(m, rendered.value());
        m.inWindow = true; // which the client's message opened
        if (wish.kind == MessageKind::AskBack && m.channel == Channel::WhatsApp)
            m.choices = {{yesChoice(), u"Confirmo"_s}, {noChoice(), u"Não vou"_s}};
        if (wish.kind == MessageKind::SlotAskBack && m.channel == Channel::WhatsApp)
            m.choices = {{yesChoice(), u"Quero"_s}, {noChoice(), u"Não quero"_s}};
        return out;
    }
    const Result<QList<Notification>> choices = messageChoices(m, out.client, out.variables, m_parts.templates, m_parts.settings, out.order);
    if (choices)
        m = choices.value().first();
    else
        out.problem = choices.error().detail;
    return out;
}

void WishReader::open(Instant from, Instant to, const ClientId &client, Reply<QList<WishMessage>> reply) const
{
    const Instant now = m_parts.clock.now();
    readOpen([=](const MessageWish &wish) {
        const Instant due = qMax(wish.dueAt, now); // what was due while nothing ran goes out at once
        return due >= from && due < to && (client.isEmpty() || wish.client == client);
    }, std::move(reply));
}

void WishReader::late(Reply<QList<WishMessage>> reply) const
{
    readOpen(&MessageWish::asked, std::move(reply));
}

void WishReader::readOpen(std::function<bool(const MessageWish &)> chosen, Reply<QList<WishMessage>> reply) const
{
    m_parts.wishes.open([this, chosen = std::move(chosen), reply = std::move(reply)](Result<QList<MessageWish>> open) {
        if (!open)
            return reply(open.error());
        const auto all = std::make_shared<OpenRead>();
        all->reply = reply;
        for (const MessageWish &wish : open.value())
            if (chosen(wish))
                all->keys.append(wish.key);
        readNext(*this, all);
    });
}

} // namespace trato
