#include "ui/widgets/notice_toast.h"

#include "ui/theme.h"
#include "ui/widgets/card.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace trato {

namespace {

constexpr int toastWidth = 380;
constexpr int fromEdge = 20;
constexpr int aboveStrip = 44;
constexpr std::chrono::seconds shownFor{20};

} // namespace

NoticeToast::NoticeToast(QWidget *over)
    : QFrame(over)
    , m_title(makeLabel({}, "strong", this))
    , m_text(makeLabel({}, "hint", this))
    , m_action(new QPushButton(this))
    , m_while(new QTimer(this))
{
    setProperty("card", true);
    m_text->setWordWrap(true);
    m_action->setProperty("kind", QLatin1String("primary"));
    auto *close = new QPushButton(tr("Later"), this);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(close);
    buttons->addWidget(m_action);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::padding, 12, 12, 12);
    layout->setSpacing(6);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QWidget::hide);
    connect(m_action, &QPushButton::clicked, this, [this] {
        hide();
        emit actionAsked();
    });
    m_while->setInterval(shownFor);
    connect(m_while, &QTimer::timeout, this, [this] {
        if (!underMouse() && !m_action->hasFocus())
            hide();
    });
    over->installEventFilter(this);
    hide();
}

void NoticeToast::say(const QString &title, const QString &text, const QString &action)
{
    m_title->setText(title);
    m_text->setText(text);
    m_action->setText(action);
    setAccessibleName(title);
    setAccessibleDescription(text);
    place();
    show();
    raise();
    m_while->start();
}

QString NoticeToast::text() const { return isHidden() ? QString() : m_title->text(); }

bool NoticeToast::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

void NoticeToast::place()
{
    const int height = qMax(sizeHint().height(), heightForWidth(toastWidth));
    setGeometry(parentWidget()->width() - toastWidth - fromEdge, parentWidget()->height() - height - aboveStrip, toastWidth, height);
}

} // namespace trato
