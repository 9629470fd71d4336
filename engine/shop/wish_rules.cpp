#include "engine/shop/wish_rules.h"

#include <QCryptographicHash>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr Minutes leadNeeded{10};      ///< before the start
constexpr Hours confirmationLife{24};
constexpr Hours paymentLife{24};
constexpr Hours paymentLastUse{24 * 7};
constexpr Minutes placeLife{10};
constexpr Minutes callLife{5};
constexpr Hours windowLife{23};        ///< a margin to the 24 hours, for clocks that differ
const QString askBackKeyStart = u"answer_ask_back_"_s;

} // namespace

std::optional<Instant> knownStart(const VisitRecord &visit)
{
    const bool counts = visit.status != VisitStatus::Cancelled && visit.status != VisitStatus::Blocked;
    return counts ? std::optional(visit.start) : std::nullopt;
}

std::optional<MessageKind> visitNews(std::optional<Instant> known, const VisitRecord &now, Instant at)
{
    if (isOpen(now.status)) {
        if (now.start <= at || known == now.start)
            return std::nullopt;
        return known ? MessageKind::Moved : MessageKind::Booked;
    }
    const bool calledOff = now.status == VisitStatus::Cancelled && known && *known > at;
    return calledOff ? std::optional(MessageKind::Cancelled) : std::nullopt;
}

MessageWish visitWish(MessageKind kind, std::optional<Instant> known, const VisitRecord &visit, Instant at)
{
    MessageWish wish;
    wish.kind = kind;
    wish.unit = visit.unit.id;
    wish.client = visit.client.id;
    wish.about = visit.id.value;
    wish.known = known;
    wish.start = kind == MessageKind::Cancelled ? known.value_or(visit.start) : visit.start;
    wish.wishedAt = at;
    wish.dueAt = at + secondThought;
    wish.expiresAt = *wish.start - leadNeeded;
    if (kind == MessageKind::Booked)
        wish.expiresAt = qMin(wish.expiresAt, at + confirmationLife);
    wish.key = u"say_%1_%2_%3_%4"_s.arg(visit.id.value, nameOf(kind), toUtc(*wish.start).toString(u"yyyyMMdd'T'HHmm'Z'"_s),
                                        QString::number(toMs(at)));
    return wish;
}

MessageWish paymentWish(const PaymentRecord &payment, const VisitRecord &visit, Instant at)
{
    MessageWish wish;
    wish.key = u"pay_"_s + payment.id;
    wish.kind = MessageKind::Payment;
    wish.unit = visit.unit.id;
    wish.client = visit.client.id;
    wish.about = payment.id;
    wish.wishedAt = at;
    wish.dueAt = at + secondThought;
    wish.expiresAt = at + paymentLife;
    return wish;
}

MessageWish lineWish(MessageKind kind, const QString &entry, const UnitId &unit, const ClientId &client, Instant at)
{
    MessageWish wish;
    wish.key = u"line_%1_%2"_s.arg(entry, nameOf(kind));
    wish.kind = kind;
    wish.unit = unit;
    wish.client = client;
    wish.about = entry;
    wish.wishedAt = at;
    wish.dueAt = at;
    wish.expiresAt = at + (kind == MessageKind::LineCalled ? callLife : placeLife);
    return wish;
}

MessageWish answerWish(MessageKind kind, const QString &event, const UnitId &unit, Instant wroteAt, Instant at)
{
    MessageWish wish;
    const QByteArray hash = QCryptographicHash::hash(event.toUtf8(), QCryptographicHash::Sha256).toHex().left(24);
    wish.key = u"answer_%1_%2"_s.arg(nameOf(kind), QString::fromLatin1(hash));
    wish.kind = kind;
    wish.unit = unit;
    wish.about = event;
    wish.wishedAt = at;
    wish.dueAt = at;
    wish.expiresAt = qMin(wroteAt, at) + windowLife;
    return wish;
}

MessageWish askBackWish(const VisitId &visit, Instant start, const QString &event, const UnitId &unit, Instant wroteAt, Instant at)
{
    MessageWish wish = answerWish(MessageKind::AskBack, event, unit, wroteAt, at);
    wish.key = askBackKeyStart + visit.value + u'@' + QString::number(toMs(start));
    wish.start = start;
    return wish;
}

VisitId visitAskedBack(const QString &dedupeKey)
{
    const qsizetype end = dedupeKey.lastIndexOf(u'@');
    return dedupeKey.startsWith(askBackKeyStart) && end > 0 ? VisitId{dedupeKey.mid(askBackKeyStart.size(), end - askBackKeyStart.size())} : VisitId{};
}

Instant lastUse(const MessageWish &wish)
{
    if (isAboutVisit(wish.kind) && wish.start)
        return qMax(wish.expiresAt, *wish.start - leadNeeded);
    return wish.kind == MessageKind::Payment ? qMax(wish.expiresAt, wish.wishedAt + paymentLastUse) : wish.expiresAt;
}

QStringList lateToAsk(const QList<MessageWish> &open, int batch, Instant now)
{
    QStringList late;
    QStringList expired;
    bool asked = false;
    for (const MessageWish &wish : open) {
        asked = asked || wish.asked;
        const bool endsByItself = isAboutLine(wish.kind) || isAnswer(wish.kind) || wish.kind == MessageKind::SlotOffer;
        if (wish.taken || wish.asked || endsByItself || now < wish.dueAt + lateAfter || now >= lastUse(wish))
            continue;
        late.append(wish.key);
        if (now >= wish.expiresAt)
            expired.append(wish.key);
    }
    // Once a person was asked, the rest does not slip out because some of it has expired meanwhile.
    return late.size() > batch || asked ? late : expired;
}

bool isNewBooking(const VisitRecord &visit, std::optional<std::pair<Instant, Instant>> covered)
{
    return covered && visit.start >= covered->first && visit.start < covered->second;
}

std::pair<Instant, Instant> coveredAfter(std::optional<std::pair<Instant, Instant>> before, Instant from, Instant to)
{
    if (!before || from > before->second || to < before->first)
        return {from, to};
    return {qMin(from, before->first), qMax(to, before->second)};
}

} // namespace trato
