#include "ui/charts/span_chips.h"

#include "ui/widgets/card.h"
#include "ui/widgets/tab_stop.h"

#include <QButtonGroup>
#include <QCoreApplication>
#include <QMenu>
#include <QPushButton>

namespace trato {
namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(trato::SpanChips)
};

QString spanName(int minutes)
{
    if (minutes >= yearSpan)
        return Texts::tr("1 year");
    return minutes > daySpan ? Texts::tr("%1 d").arg(minutes / daySpan) : Texts::tr("%1 h").arg(minutes / hourSpan);
}

} // namespace

QButtonGroup *makeSpanChips(Card &card, const QList<int> &minutes, int chosen)
{
    auto *group = new QButtonGroup(&card);
    for (const int length : minutes) {
        const QString name = spanName(length);
        auto *button = makeChipButton(name);
        button->setChecked(length == chosen);
        button->setAccessibleName(Texts::tr("Show the last %1").arg(name));
        group->addButton(button, length);
        card.addToHeader(button);
    }
    keepTabStop(*group);
    return group;
}

void addSpanMenu(Card &card, const QList<int> &minutes, int chosen, std::function<void(int)> choose)
{
    auto *button = makeChipButton({});
    button->setCheckable(false);
    auto *menu = new QMenu(button);
    const auto show = [button](int length) {
        button->setText(spanName(length) + QStringLiteral(" ▾"));
        button->setAccessibleName(Texts::tr("Show the last %1").arg(spanName(length)));
    };
    for (const int length : minutes)
        menu->addAction(spanName(length), button, [show, choose, length] {
            show(length);
            choose(length);
        });
    show(chosen);
    button->setMenu(menu);
    card.addToHeader(button);
}

} // namespace trato
