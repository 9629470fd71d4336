#include "engine/shop/sqlite_message_wishes.h"

#include "engine/shop/consent_tables.h"
#include "engine/shop/offer_rules.h"
#include "engine/shop/offer_tables.h"
#include "engine/shop/reply_tables.h"
#include "engine/shop/wish_tables.h"

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int openLimit = 10'000;

Error noUnit()
{
    return {Error::Code::NotFound, u"unit"_s};
}

std::optional<PaymentRecord> paymentOf(ShopTables &t, const QString &id)
{
    std::optional<PaymentRecord> found;
    t.each(u"SELECT id, visit, amount, method, paid_at, taken_back_at FROM payment WHERE id = ?"_s, {id}, [&](const QSqlQuery &q) {
        found = PaymentRecord{q.value(0).toString(),
                              {q.value(1).toString()},
                              q.value(2).toLongLong(),
                              enumFromName<PaymentMethod>(q.value(3).toString()).value_or(PaymentMethod::Other),
                              fromMs(q.value(4).toLongLong()),
                              !q.isNull(5)};
    });
    return found;
}

} // namespace

void SqliteMessageWishes::switches(UnitId unitId, Reply<Switches> reply)
{
    m_file.run<Switches>(
        [unitId, first = m_file.first()](ShopTables &t) -> Result<Switches> {
            const std::optional<Unit> unit = t.unit(unitId, first);
            if (!unit)
                return t.failed() ? t.outcome(Switches()) : noUnit();
            Switches all{*unit, {}};
            for (qsizetype i = 0; i < qsizetype(EnumNames<MessageKind>::names.size()); ++i)
                if (!isAnswer(MessageKind(i)))
                    all.wanted.insert(MessageKind(i), WishTables(t).wanted(unit->id, MessageKind(i)));
            return t.outcome(all);
        },
        std::move(reply));
}

void SqliteMessageWishes::setWanted(UnitId unitId, MessageKind kind, bool wanted, Reply<Done> reply)
{
    m_file.change<Done>(
        [=, first = m_file.first()](ShopTables &t) -> Result<Done> {
            const std::optional<Unit> unit = t.unit(unitId, first);
            if (!unit)
                return t.failed() ? t.outcome(Done{}) : noUnit();
            WishTables(t).setWanted(unit->id, kind, wanted);
            return t.outcome(Done{});
        },
        std::move(reply));
}

void SqliteMessageWishes::open(Reply<QList<MessageWish>> reply)
{
    m_file.run<QList<MessageWish>>([](ShopTables &t) { return t.outcome(WishTables(t).open(openLimit)); }, std::move(reply));
}

void SqliteMessageWishes::askLate(int lateBatch, Reply<QList<MessageWish>> reply)
{
    struct Looked {
        QList<MessageWish> open{};
        bool news = false;
    };
    m_file.changeIf<Looked>(
        [lateBatch](ShopTables &t) {
            WishTables wishes(t);
            const bool news = wishes.askLate(lateBatch, openLimit);
            return t.outcome(Looked{wishes.open(openLimit), news});
        },
        [](const Looked &looked) { return looked.news; },
        Reply<Looked>([reply = std::move(reply)](Result<Looked> looked) {
            reply(looked ? Result<QList<MessageWish>>(looked.value().open) : Result<QList<MessageWish>>(looked.error()));
        }));
}

void SqliteMessageWishes::decideLate(bool send, Reply<QStringList> reply)
{
    m_file.change<QStringList>([send](ShopTables &t) { return t.outcome(WishTables(t).decideLate(send, openLimit)); }, std::move(reply));
}

void SqliteMessageWishes::wish(QString key, Reply<WishNow> reply)
{
    m_file.run<WishNow>(
        [key, first = m_file.first()](ShopTables &t) -> Result<WishNow> {
            const std::optional<MessageWish> wish = WishTables(t).find(key);
            if (!wish)
                return t.failed() ? t.outcome(WishNow()) : Error{Error::Code::NotFound, u"wish"_s};
            WishNow now;
            now.wish = *wish;
            now.wanted = WishTables(t).wanted(wish->unit, wish->kind);
            now.unit = t.unit(wish->unit, first).value_or(Unit());
            if (wish->kind == MessageKind::Payment)
                now.payment = paymentOf(t, wish->about);
            if (isAboutVisit(wish->kind))
                now.visit = t.visit({wish->about});
            else if (now.payment)
                now.visit = t.visit(now.payment->visit);
            if (wish->kind == MessageKind::SlotOffer)
                now.offer = OfferTables(t).find({wish->about});
            if (isAnswer(wish->kind))
                now.reply = ReplyTables(t).find(wish->about);
            if (wish->kind == MessageKind::SlotBooked || wish->kind == MessageKind::SlotGone)
                now.offer = OfferTables(t).answeredBy(wish->about);
            if (wish->kind == MessageKind::SlotAskBack)
                now.offer = OfferTables(t).find(offerOf(wish->key));
            if (now.reply)
                now.hindrance = ConsentTables(t).hindrance({{}, now.reply->channel, now.reply->address});
            now.client = now.visit ? now.visit->client : t.client(wish->client).value_or(Client());
            return t.outcome(now);
        },
        std::move(reply));
}

void SqliteMessageWishes::take(QString key, Reply<Done> reply)
{
    m_file.run<Done>(
        [key](ShopTables &t) -> Result<Done> {
            const bool there = WishTables(t).take(key);
            return there || t.failed() ? t.outcome(Done{}) : Result<Done>(Error{Error::Code::NotFound, u"wish"_s});
        },
        std::move(reply));
}

} // namespace trato
