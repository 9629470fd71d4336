#include "engine/shop/reply_tables.h"

#include "engine/shop/consent_tables.h"
#include "engine/shop/offer_rules.h"
#include "engine/shop/offer_tables.h"
#include "engine/shop/visit_changes.h"
#include "engine/shop/wish_tables.h"

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostClients = 20;
constexpr int mostVisits = 20;
constexpr Hours kept{24 * 30};   ///< texts of replies (R-48)
constexpr Channel answered[] = {Channel::WhatsApp, Channel::Email, Channel::Sms};

VisitAnswer answerOf(ReplyMeaning meaning)
{
    switch (meaning) {
    case ReplyMeaning::Yes: return VisitAnswer::Yes;
    case ReplyMeaning::No: return VisitAnswer::No;
    default: return VisitAnswer::Unclear;
    }
}

bool takesSomething(const Client &client)
{
    return client.whatsappAllowed || client.emailAllowed || client.smsAllowed;
}

} // namespace

QList<Client> ReplyTables::clientsAt(Channel channel, const QString &address)
{
    if (address.isEmpty())
        return {};
    return m_tables.clients(channel == Channel::Email ? u"c.email <> '' AND LOWER(c.email) = ?"_s : u"c.phone = ?"_s, {address}, mostClients);
}

Writer ReplyTables::writer(const QString &event, Channel channel, const QString &address)
{
    Writer out{find(event).has_value(), clientsAt(channel, address), {}, {}};
    for (const Client &client : std::as_const(out.clients))
        out.offers += OfferTables(m_tables).offersTo(client.id);
    for (const Client &client : std::as_const(out.clients))
        for (const KnownVisit &visit : m_tables.visits(u"v.client = ? AND v.start_at > ? AND v.status IN ('scheduled', 'confirmed')"_s,
                                                       {client.id.value, qint64(toMs(m_tables.now()))}, mostVisits))
            out.coming.append(visit.record);
    std::stable_partition(out.offers.begin(), out.offers.end(), [](const SlotOffer &offer) { return offer.state == SlotOffer::State::Open; });
    std::ranges::stable_sort(out.coming, {}, &VisitRecord::start);
    return out;
}

std::optional<ReplyRecord> ReplyTables::find(const QString &event)
{
    std::optional<ReplyRecord> found;
    m_tables.each(u"SELECT event, channel, address, text, meaning, at FROM reply WHERE event = ?"_s, {event}, [&](const QSqlQuery &q) {
        found = ReplyRecord{q.value(0).toString(), enumFromName<Channel>(q.value(1).toString()).value_or(Channel::WhatsApp), q.value(2).toString(),
                            q.value(3).toString(), enumFromName<ReplyMeaning>(q.value(4).toString()).value_or(ReplyMeaning::Other),
                            fromMs(q.value(5).toLongLong())};
    });
    return found;
}

bool ReplyTables::take(const TakenReply &taken)
{
    const ReplyRecord &reply = taken.reply;
    m_tables.exec(u"UPDATE reply SET text = '' WHERE taken_at < ? AND text <> ''"_s, {qint64(toMs(m_tables.now() - kept))});
    if (m_tables.exec(u"INSERT OR IGNORE INTO reply(event, channel, address, text, meaning, at, taken_at) VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
                      {reply.event, nameOf(reply.channel), reply.address, reply.text, nameOf(reply.meaning), qint64(toMs(reply.at)),
                       qint64(toMs(m_tables.now()))}) == 0)
        return false;
    m_tables.workFor(VisitMoment::By::Client);
    switch (reply.meaning) {
    case ReplyMeaning::OptOut: optOut(reply); break;
    case ReplyMeaning::OptIn: optIn(reply); break;
    case ReplyMeaning::Yes:
    case ReplyMeaning::No:
    case ReplyMeaning::Unclear: taken.offer.isEmpty() ? answer(taken) : answerOffer(taken); break;
    case ReplyMeaning::Other: break;
    }
    return true;
}

/// Everybody with this number goes silent, or the bare number when nobody has it. Confirmed once: who is silent already is
/// told nothing more.
void ReplyTables::optOut(const ReplyRecord &reply)
{
    bool news = false;
    const QList<Client> clients = clientsAt(reply.channel, reply.address);
    for (const Client &client : clients) {
        news = news || takesSomething(client);
        ConsentTables(m_tables).record(client, {.allowed = false, .source = u"reply"_s, .proof = reply.event});
    }
    for (const Channel channel : answered) {
        if (!clients.isEmpty() || (channel == Channel::Email) != (reply.channel == Channel::Email))
            continue;
        news = news || !ConsentTables(m_tables).closedAddress(channel, reply.address);
        ConsentTables(m_tables).noteAddress({channel, reply.address, AddressWord::What::OptedOut, u"reply"_s, reply.event, m_tables.now()});
    }
    if (news)
        answerWith(MessageKind::OptedOut, reply);
}

/// Back to messages about visits; offers need a yes of their own.
void ReplyTables::optIn(const ReplyRecord &reply)
{
    bool news = false;
    for (const Client &client : clientsAt(reply.channel, reply.address)) {
        if (client.whatsappAllowed && client.emailAllowed && client.smsAllowed)
            continue;
        news = true;
        ConsentTables(m_tables).record(client, {.purpose = Purpose::Service, .allowed = true, .source = u"reply"_s, .proof = reply.event});
    }
    for (const Channel channel : answered) {
        const auto closed = ConsentTables(m_tables).closedAddress(channel, reply.address);
        if (!closed || closed->what == AddressWord::What::Bad)
            continue;
        news = true;
        ConsentTables(m_tables).noteAddress({channel, reply.address, AddressWord::What::Again, u"reply"_s, reply.event, m_tables.now()});
    }
    if (news)
        answerWith(MessageKind::OptedIn, reply);
}

void ReplyTables::answer(const TakenReply &taken)
{
    const VisitAnswer said = answerOf(taken.reply.meaning);
    for (const auto &[id, start] : taken.visits) {
        const std::optional<VisitRecord> before = m_tables.visit(id);
        const bool open = before && isOpen(before->status);
        if (!open || before->start != start)
            continue; // what it was asked about is no more
        if (said == VisitAnswer::Unclear && before->answer != VisitAnswer::None)
            continue; // it was clear before, or is known to be unclear
        m_tables.exec(u"INSERT INTO visit_answer(visit, start_at, answer, event, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT(visit) DO UPDATE SET "
                      "start_at = excluded.start_at, answer = excluded.answer, event = excluded.event, at = excluded.at"_s,
                      {id.value, qint64(toMs(start)), nameOf(said), taken.reply.event, qint64(toMs(m_tables.now()))});
        VisitChanges(m_tables).noteAnswer(id, start, said, taken.reply.event);
        VisitRecord after = *before;
        if (said == VisitAnswer::Yes)
            after.status = VisitStatus::Confirmed;
        else if (said == VisitAnswer::No)
            after.status = taken.noCancels ? VisitStatus::Cancelled : VisitStatus::Scheduled;
        after.changedAt = m_tables.now();
        if (after.status != before->status) {
            m_tables.saveVisit(after);
            WishTables(m_tables).noteVisit(before, after);
            OfferTables(m_tables).noteVisit(*before, after);
        }
        m_tables.exec(u"UPDATE diary SET revision = revision + 1"_s);
    }
    if (said == VisitAnswer::Unclear)
        askBack(taken);
}

void ReplyTables::answerOffer(const TakenReply &taken)
{
    const ReplyRecord &reply = taken.reply;
    const std::optional<SlotOffer> offer = OfferTables(m_tables).find(taken.offer);
    const std::optional<bool> booked = OfferTables(m_tables).answer(taken.offer, reply.meaning, reply.event);
    if (offer && booked)
        return answerWith(*booked ? MessageKind::SlotBooked : MessageKind::SlotGone, reply, offer->unit);
    if (!offer || offer->state != SlotOffer::State::Open || reply.meaning != ReplyMeaning::Unclear)
        return;
    MessageWish question = answerWish(MessageKind::SlotAskBack, reply.event, offer->unit, reply.at, m_tables.now());
    question.key = offerAskBackKey(offer->id); // once an offer
    question.expiresAt = qMin(question.expiresAt, offer->expiresAt);
    WishTables(m_tables).noteAnswer(question);
}

/// Once a visit and start.
void ReplyTables::askBack(const TakenReply &taken)
{
    for (const auto &[id, start] : taken.visits) {
        const int asked = m_tables.exec(u"UPDATE visit_answer SET asked_back = ? WHERE visit = ? AND start_at = ? AND asked_back IS NULL AND answer = 'unclear'"_s,
                                        {qint64(toMs(m_tables.now())), id.value, qint64(toMs(start))});
        const std::optional<VisitRecord> visit = m_tables.visit(id);
        if (asked == 0 || !visit)
            continue;
        return WishTables(m_tables).noteAnswer(askBackWish(id, start, taken.reply.event, visit->unit.id, taken.reply.at, m_tables.now()));
    }
}

void ReplyTables::answerWith(MessageKind kind, const ReplyRecord &reply, const UnitId &unit)
{
    UnitId where = unit;
    if (where.isEmpty())
        m_tables.each(u"SELECT id FROM unit ORDER BY position LIMIT 1"_s, {}, [&](const QSqlQuery &q) { where = {q.value(0).toString()}; });
    if (!where.isEmpty())
        WishTables(m_tables).noteAnswer(answerWish(kind, reply.event, where, reply.at, m_tables.now()));
}

} // namespace trato
