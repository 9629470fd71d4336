#include "app/cli/command.h"
#include "engine/api/questions/costs.h"
#include "engine/api/words.h"

/// costs
namespace trato::cli {

using namespace Qt::StringLiterals;

namespace {

class Costs final : public Command
{
public:
    QString name() const override { return u"costs"_s; }
    QString summary() const override { return u"what the messages of a month cost, by channel and category, against the budget"_s; }
    QList<Option> options() const override { return {{u"month"_s, u"YYYY-MM"_s, u"this month by default"_s}}; }
    void run(Session &s) override
    {
        s.ask(ask::ShowCosts{s.value(u"month"_s)}, [&s](const CostReport &report) {
            Facts facts{{u"month"_s, report.month}};
            for (const CostRow &row : report.rows) {
                QString text = amountText(row.micros) + u" ("_s + QString::number(row.messages);
                if (row.segments > 0)
                    text += u", segments "_s + QString::number(row.segments);
                if (row.unpriced > 0)
                    text += u", without a price "_s + QString::number(row.unpriced);
                facts.append({nameOf(row.channel) + (row.category.isEmpty() ? QString() : u' ' + row.category), text + u')'});
            }
            facts.append({u"all"_s, amountText(report.micros)});
            facts.append({u"budget"_s, report.budgetMicros ? amountText(*report.budgetMicros) + u", "_s + nameOf(report.budget) : u"none"_s});
            s.print(report, facts);
            if (!s.json() && report.unpriced > 0)
                s.say(u"%1 messages left without a price: set prices/… (`trato settings list`)"_s.arg(report.unpriced));
            s.finish();
        });
    }
};

} // namespace

void addCostCommands(CommandList &list)
{
    list.push_back(std::make_unique<Costs>());
}

} // namespace trato::cli
