#include "engine/shop/visit_changes.h"

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;
using What = VisitMoment::What;

void VisitChanges::note(const VisitId &visit, What what, Instant start, VisitStatus status)
{
    m_tables.exec(u"INSERT INTO visit_change(visit, what, by_whom, start_at, status, at) VALUES (?, ?, ?, ?, ?, ?)"_s,
                  {visit.value, nameOf(what), nameOf(m_tables.by()), qint64(toMs(start)), nameOf(status), qint64(toMs(m_tables.now()))});
}

void VisitChanges::noteAnswer(const VisitId &visit, Instant start, VisitAnswer answer, const QString &event)
{
    m_tables.exec(u"INSERT INTO visit_change(visit, what, by_whom, start_at, answer, event, at) VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
                  {visit.value, nameOf(What::Answer), nameOf(VisitMoment::By::Client), qint64(toMs(start)), nameOf(answer), event,
                   qint64(toMs(m_tables.now()))});
}

QList<VisitMoment> VisitChanges::of(const VisitId &visit)
{
    QList<VisitMoment> moments;
    m_tables.each(u"SELECT c.at, c.what, c.by_whom, c.start_at, c.status, c.answer, COALESCE(r.text, ''), r.channel FROM visit_change c "
                  "LEFT JOIN reply r ON r.event = c.event WHERE c.visit = ? ORDER BY c.seq"_s,
                  {visit.value}, [&](const QSqlQuery &q) {
                      VisitMoment moment{.at = fromMs(q.value(0).toLongLong()),
                                         .what = enumFromName<What>(q.value(1).toString()).value_or(What::Status),
                                         .by = enumFromName<VisitMoment::By>(q.value(2).toString()).value_or(VisitMoment::By::Person)};
                      if (moment.what == What::Booked || moment.what == What::Moved)
                          moment.start = fromMs(q.value(3).toLongLong());
                      if (moment.what == What::Status)
                          moment.status = enumFromName<VisitStatus>(q.value(4).toString());
                      if (moment.what == What::Answer) {
                          moment.answer = enumFromName<VisitAnswer>(q.value(5).toString()).value_or(VisitAnswer::None);
                          moment.words = q.value(6).toString();
                          moment.channel = enumFromName<Channel>(q.value(7).toString());
                      }
                      moments.append(moment);
                  });
    m_tables.each(u"SELECT paid_at, amount, method, taken_back_at FROM payment WHERE visit = ? ORDER BY paid_at, rowid"_s, {visit.value},
                  [&](const QSqlQuery &q) {
                      VisitMoment paid{.at = fromMs(q.value(0).toLongLong()), .what = What::Paid, .amountCents = q.value(1).toLongLong(),
                                       .method = enumFromName<PaymentMethod>(q.value(2).toString())};
                      moments.append(paid);
                      if (q.isNull(3))
                          return;
                      paid.at = fromMs(q.value(3).toLongLong());
                      paid.what = What::PaidBack;
                      moments.append(paid);
                  });
    std::ranges::stable_sort(moments, {}, &VisitMoment::at);
    return moments;
}

} // namespace trato
