#include "ui/widgets/header_bar.h"

#include "ui/widgets/tab_stop.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QStyle>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

/// The mark with round corners: Qt's SVG renderer knows no clip paths.
QPixmap logoPixmap(qreal ratio)
{
    const QPixmap square = QIcon(u":/icons/trato.svg"_s).pixmap(QSize(30, 30), ratio);
    QPixmap round(QSize(30, 30) * ratio);
    round.setDevicePixelRatio(ratio);
    round.fill(Qt::transparent);
    QPainter painter(&round);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath corners;
    corners.addRoundedRect(QRectF(0, 0, 30, 30), 7, 7);
    painter.setClipPath(corners);
    painter.drawPixmap(0, 0, square);
    return round;
}

} // namespace

HeaderBar::HeaderBar(const QStringList &tabs, QMenu *menu, QWidget *parent)
    : QWidget(parent)
    , m_subtitle(new QLabel)
    , m_attention(new QPushButton(QIcon(u":/icons/bell.svg"_s), {}))
{
    setObjectName(u"header"_s);
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(56);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(20, 0, 20, 0);
    layout->setSpacing(0);
    auto *logo = new QLabel;
    logo->setPixmap(logoPixmap(devicePixelRatioF()));
    layout->addWidget(logo);
    layout->addSpacing(14);
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    auto *title = new QLabel(u"Trato Console"_s);
    title->setObjectName(u"appTitle"_s);
    m_subtitle->setObjectName(u"appSubtitle"_s);
    names->addStretch(1);
    names->addWidget(title);
    names->addWidget(m_subtitle);
    names->addStretch(1);
    layout->addLayout(names);
    layout->addSpacing(38);

    auto *group = new QButtonGroup(this);
    for (int tab = 0; tab < tabs.size(); ++tab) {
        auto *button = new QPushButton(tabs.at(tab));
        button->setProperty("kind", u"tab"_s);
        button->setCheckable(true);
        button->setFixedHeight(55);
        button->setToolTip(tr("Ctrl+%1").arg(tab + 1));
        button->setCursor(Qt::PointingHandCursor);
        group->addButton(button, tab);
        layout->addWidget(button);
        m_tabs.append(button);
    }
    keepTabStop(*group);
    connect(group, &QButtonGroup::idClicked, this, &HeaderBar::tabChosen);
    layout->addStretch(1);

    auto *search = new QPushButton(tr("Search job, client, phone…  Ctrl+K"));
    search->setProperty("kind", u"search"_s);
    search->setAccessibleName(tr("Search and acts"));
    search->setMinimumWidth(120);
    search->setMaximumWidth(260);
    search->setCursor(Qt::IBeamCursor);
    connect(search, &QPushButton::clicked, this, &HeaderBar::searchAsked);
    connect(m_attention, &QPushButton::clicked, this, &HeaderBar::attentionAsked);
    auto *more = new QPushButton(tr("Menu"));
    more->setMenu(menu);
    more->setToolTip(u"F10"_s);
    for (QPushButton *button : {search, m_attention, more}) {
        layout->addSpacing(8);
        layout->addWidget(button, button == search ? 2 : 0);
    }
    setAttention(0);
}

void HeaderBar::setSubtitle(const QString &text) { m_subtitle->setText(text); }

void HeaderBar::setCurrent(int tab)
{
    QButtonGroup *group = m_tabs.first()->group();
    if (tab >= 0 && tab < m_tabs.size()) {
        m_tabs.at(tab)->setChecked(true);
        return;
    }
    group->setExclusive(false);   // an exclusive group keeps one of its buttons chosen
    for (QPushButton *button : std::as_const(m_tabs))
        button->setChecked(false);
    group->setExclusive(true);
}

void HeaderBar::setAttention(int count)
{
    const QString text = count > 0 ? tr("%Ln thing(s) need attention", nullptr, count) : tr("Nothing needs attention");
    m_attention->setText(count > 0 ? QString::number(count) : QString());
    m_attention->setToolTip(text);
    m_attention->setAccessibleName(text);
    m_attention->setProperty("kind", count > 0 ? u"danger"_s : QString());
    m_attention->style()->unpolish(m_attention);
    m_attention->style()->polish(m_attention);
}

} // namespace trato
