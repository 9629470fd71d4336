#include "ui/widgets/grow_to_content.h"

#include <QLayout>
#include <QTimer>
#include <QWidget>

#include <algorithm>

namespace trato {

void growToContent(QWidget &dialog)
{
    QTimer::singleShot(0, &dialog, [&dialog] {
        QLayout *layout = dialog.layout();
        layout->activate();
        const int wanted = layout->hasHeightForWidth() ? layout->totalHeightForWidth(dialog.width()) : layout->totalSizeHint().height();
        dialog.resize(dialog.width(), std::max(dialog.height(), wanted));
    });
}

} // namespace trato
