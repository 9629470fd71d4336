#include "engine/notify/budget_watch.h"

#include <QRegularExpression>

namespace trato {

using namespace Qt::StringLiterals;

void BudgetWatch::tick()
{
    const QString month = monthOf(m_clock.now(), m_settings.zone.toLatin1());
    const QString look = month + u'|' + m_settings.budgetMonth + u'|' + QString::number(m_settings.budgetWarnPercent);
    if (m_looking || (m_looked == look && m_revision == m_ledger.revision()))
        return;
    m_looking = true;
    m_looked = look;
    m_revision = m_ledger.revision();
    m_ledger.costs(month, [this](const Result<CostReport> &report) {
        m_looking = false;
        if (!report) {
            m_looked.clear(); // looked at again at the next tick; the file's own trouble is told elsewhere
            return;
        }
        const BudgetState state = budgetState(report.value().micros, m_settings);
        if (std::exchange(m_state, state) == state)
            return;
        m_since = m_clock.now();
        if (m_changed)
            m_changed();
    });
}

QList<Problem> BudgetWatch::problems() const
{
    if (m_state == BudgetState::Near)
        return {{u"budget.near"_s, {}, {}, false, m_since}};
    if (m_state == BudgetState::Spent)
        return {{u"budget.spent"_s, {}, {}, false, m_since}};
    return {};
}

void costReport(DeliveryLedger &ledger, const EngineSettings &settings, const Clock &clock, const QString &month, Reply<CostReport> reply)
{
    static const QRegularExpression form(QStringLiteral("^20\\d\\d-(0[1-9]|1[0-2])$"));
    if (!month.isEmpty() && !form.match(month).hasMatch())
        return reply(Error{Error::Code::Invalid, u"month"_s});
    const QString asked = month.isEmpty() ? monthOf(clock.now(), settings.zone.toLatin1()) : month;
    ledger.costs(asked, [settings, reply](Result<CostReport> found) {
        if (!found)
            return reply(found.error());
        CostReport report = std::move(found).value();
        report.budgetMicros = microsOf(settings.budgetMonth);
        report.budget = budgetState(report.micros, settings);
        reply(std::move(report));
    });
}

} // namespace trato
