#include "ui/widgets/tab_stop.h"

#include <QAbstractButton>
#include <QButtonGroup>

namespace trato {

void keepTabStop(QButtonGroup &group)
{
    const auto follow = [&group] {
        const QAbstractButton *chosen = group.checkedButton();
        const QList<QAbstractButton *> buttons = group.buttons();
        for (QAbstractButton *button : buttons)
            button->setFocusPolicy(!chosen || button == chosen ? Qt::StrongFocus : Qt::ClickFocus);
    };
    QObject::connect(&group, &QButtonGroup::buttonToggled, &group, follow);
    follow();
}

} // namespace trato
