#include "ui/widgets/banner.h"

#include "ui/theme.h"
#include "ui/widgets/card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>

namespace trato {

Banner::Banner(QWidget *parent)
    : QFrame(parent)
    , m_text(makeLabel({}, "strong", this))
    , m_action(new QPushButton(this))
{
    m_text->setWordWrap(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Theme::padding, 7, 9, 7);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action);
    hide();
    connect(m_action, &QPushButton::clicked, this, &Banner::actionAsked);
}

void Banner::say(const char *kind, const QString &text, const QString &action)
{
    setProperty("banner", QLatin1String(kind));
    style()->unpolish(this);
    style()->polish(this);
    m_text->setText(text);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(text);
    show();
}

QString Banner::text() const { return isHidden() ? QString() : m_text->text(); }

} // namespace trato
