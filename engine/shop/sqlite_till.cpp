#include "engine/shop/sqlite_till.h"

#include "engine/shop/wish_tables.h"

#include <QUuid>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

/// The visit as it stands after the work on its payments.
Result<VisitRecord> visitAfter(ShopTables &t, const VisitId &id)
{
    t.exec(u"UPDATE diary SET revision = revision + 1"_s);
    return t.outcome(t.visit(id).value_or(VisitRecord()));
}

} // namespace

void SqliteTill::pay(VisitId id, qint64 amountCents, PaymentMethod method, Reply<VisitRecord> reply)
{
    m_file.change<VisitRecord>(
        [=](ShopTables &t) -> Result<VisitRecord> {
            const std::optional<VisitRecord> visit = t.visit(id);
            if (!visit)
                return t.failed() ? t.outcome(VisitRecord()) : Error{Error::Code::NotFound, u"visit"_s};
            const PaymentRecord payment{QUuid::createUuid().toString(QUuid::WithoutBraces), id, amountCents, method, t.now()};
            t.exec(u"INSERT INTO payment(id, visit, amount, method, paid_at) VALUES (?, ?, ?, ?, ?)"_s,
                   {payment.id, id.value, amountCents, nameOf(method), toMs(payment.paidAt)});
            WishTables(t).notePayment(payment, *visit);
            return visitAfter(t, id);
        },
        std::move(reply));
}

void SqliteTill::unpay(VisitId id, Reply<VisitRecord> reply)
{
    m_file.change<VisitRecord>(
        [=](ShopTables &t) -> Result<VisitRecord> {
            const int taken = t.exec(u"UPDATE payment SET taken_back_at = ? WHERE id = (SELECT id FROM payment WHERE visit = ? AND "
                                     "taken_back_at IS NULL ORDER BY paid_at DESC, rowid DESC LIMIT 1)"_s,
                                     {toMs(t.now()), id.value});
            if (taken == 0 && !t.failed())
                return Error{Error::Code::Conflict, u"payment.none"_s};
            return visitAfter(t, id);
        },
        std::move(reply));
}

} // namespace trato
