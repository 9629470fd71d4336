#include "app/console/tray.h"

#include <QMenu>
#include <QPainter>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int side = 64;

} // namespace

QIcon trayIcon(qint64 waiting, bool trouble)
{
    QPixmap picture = QIcon(u":/icons/trato.svg"_s).pixmap(QSize(side, side));
    if (waiting > 0 || trouble) { // a badge with a sign in it: colour alone would not be enough
        QPainter painter(&picture);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF badge(side - 36, side - 36, 36, 36);
        painter.setPen(QPen(Qt::white, 3));
        painter.setBrush(trouble ? QColor(0xD92D3A) : QColor(0xC77700));
        painter.drawEllipse(badge.adjusted(2, 2, -2, -2));
        QFont font = painter.font();
        font.setPixelSize(22);
        font.setBold(true);
        painter.setFont(font);
        painter.setPen(Qt::white);
        painter.drawText(badge, Qt::AlignCenter, trouble || waiting > 9 ? u"!"_s : QString::number(waiting));
    }
    return QIcon(picture);
}

Tray::Tray(QObject *parent) : QObject(parent), m_menu(std::make_unique<QMenu>())
{
    m_menu->addAction(tr("Open Trato Console"), this, &Tray::openAsked);
    m_menu->addSeparator();
    m_menu->addAction(tr("Quit"), this, &Tray::quitAsked);
    m_icon.setContextMenu(m_menu.get());
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            emit openAsked();
    });
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, [this] {
        if (m_told)
            emit followed(*m_told);
        else
            emit openAsked();
    });
    show({});
    m_icon.show();
}

Tray::~Tray()
{
    m_icon.hide();   // Windows keeps a dead icon until the cursor passes over it
}

void Tray::show(const AttentionCounts &counts)
{
    const qint64 waiting = counts.all();
    m_icon.setIcon(trayIcon(waiting, counts.trouble));
    m_icon.setToolTip(waiting > 0 ? tr("Trato Console: %Ln thing(s) need attention", nullptr, int(waiting))
                                  : tr("Trato Console: all is well"));
}

void Tray::tell(const Notice &notice)
{
    m_told = notice.kind;
    m_icon.showMessage(notice.title, notice.text + u'\n' + tr("Click to: %1").arg(notice.action), trayIcon(1, notice.kind == NoticeKind::Trouble));
}

void Tray::say(const QString &title, const QString &text)
{
    m_told.reset();
    m_icon.showMessage(title, text, QIcon(u":/icons/trato.svg"_s));
}

} // namespace trato
