#include "ui/widgets/layout_end.h"

namespace trato {

LayoutEnd::LayoutEnd(QWidget *content, QSize wanted, QWidget *parent) : QWidget(parent), m_content(content), m_wanted(wanted)
{
    content->setParent(this);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void LayoutEnd::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_content->setGeometry(rect());
}

} // namespace trato
