#include "app/cli/command.h"
#include "engine/api/questions/shop.h"

/// figures
namespace trato::cli {

using namespace Qt::StringLiterals;

namespace {

QString takingsText(const Takings &takings)
{
    return priceText(takings.cents) + u" ("_s + QString::number(takings.visits) + u')';
}

class ShopFiguresShow final : public Command
{
public:
    QString name() const override { return u"figures"_s; }
    QString summary() const override { return u"revenue and attended visits today and this month, and the most frequent services"_s; }
    void run(Session &s) override
    {
        s.ask(ask::ShowShopFigures{}, [&s](const ShopFigures &figures) {
            Facts facts{{u"today"_s, takingsText(figures.today)},
                        {u"a week ago, up to now"_s, figures.weekBefore ? takingsText(*figures.weekBefore) : u"-"_s},
                        {u"this month"_s, takingsText(figures.month)},
                        {u"the month before, up to now"_s, figures.monthBefore ? takingsText(*figures.monthBefore) : u"-"_s},
                        {u"over, nobody said what became"_s, QString::number(figures.open)},
                        {u"attended without a price"_s, QString::number(figures.unpriced)},
                        {u"first attended visit"_s, timeText(figures.since)}};
            for (const ServiceFigure &service : figures.services)
                facts.append({u"30 days: "_s + (service.name.isEmpty() ? u"no service"_s : service.name), takingsText(service.takings)});
            s.print(figures, facts);
            s.finish();
        });
    }
};

} // namespace

void addFigureCommands(CommandList &list)
{
    list.push_back(std::make_unique<ShopFiguresShow>());
}

} // namespace trato::cli
