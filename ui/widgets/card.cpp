#include "ui/widgets/card.h"

#include "ui/theme.h"
#include "ui/widgets/elided_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

Card::Card(const QString &title, QWidget *parent)
    : QFrame(parent)
    , m_title(new ElidedLabel(title, "title", 70, this))   // the hint gives its room first
    , m_hint(new ElidedLabel({}, "hint", 0, this))
    , m_head(new QHBoxLayout)
    , m_body(new QVBoxLayout)
{
    setProperty("card", true);
    setAccessibleName(title);
    m_head->setSpacing(8);
    m_head->addStrut(28);   // titles of neighbours stand on one line, with buttons or without
    m_head->addWidget(m_title);
    m_head->addWidget(m_hint, 1, Qt::AlignRight | Qt::AlignVCenter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::padding, Theme::padding - 4, Theme::padding, Theme::padding - 2);
    layout->setSpacing(8);
    layout->addLayout(m_head);
    layout->addLayout(m_body, 1);
    m_body->setSpacing(8);
}

void Card::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void Card::setHint(const QString &hint) { m_hint->setText(hint); }

QPushButton *Card::addButton(const QString &text, const char *kind)
{
    auto *button = new QPushButton(text, this);
    button->setProperty("kind", QLatin1String(kind));
    m_head->addWidget(button);
    return button;
}

void Card::addToHeader(QWidget *widget) { m_head->addWidget(widget); }

QLabel *makeLabel(const QString &text, const char *role, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setProperty("role", QLatin1String(role));
    label->setTextFormat(Qt::PlainText);
    return label;
}

QPushButton *makeChipButton(const QString &text, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setProperty("kind", u"chip"_s);
    button->setCheckable(true);
    return button;
}

QScrollArea *makePageScroll(QWidget *inside)
{
    inside->setProperty("clear", true);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inside);
    return scroll;
}

} // namespace trato
