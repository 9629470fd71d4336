#include "ui/pages/attention_list.h"

#include "ui/widgets/card.h"
#include "ui/widgets/flow_layout.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

const char *toneName(Tone tone)
{
    switch (tone) {
    case Tone::Neutral: return "neutral";
    case Tone::Accent: return "accent";
    case Tone::Good: return "good";
    case Tone::Warn: return "warn";
    case Tone::Bad: return "bad";
    case Tone::Violet: return "violet";
    }
    return "neutral";
}

} // namespace

AttentionList::AttentionList(QWidget *parent)
    : QWidget(parent)
    , m_scroll(new QScrollArea)
    , m_lines(new QVBoxLayout)
{
    setProperty("clear", true);
    auto *inside = new QWidget;
    inside->setProperty("clear", true);
    auto *layout = new QVBoxLayout(inside);
    layout->setContentsMargins(0, 0, 4, 0);
    layout->setSpacing(0);
    m_lines->setSpacing(0);
    layout->addLayout(m_lines);
    layout->addStretch(1);
    QScrollArea *scroll = m_scroll;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inside);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
}

void AttentionList::setItems(const QList<AttentionItem> &items)
{
    QStringList words;
    for (const AttentionItem &item : items)
        words << item.key + u'\x1f' + item.chip + u'\x1f' + item.text + u'\x1f' + item.note + u'\x1f'
                + QString::number(item.actions.size());
    m_items = items;
    for (qsizetype i = 0; i < words.size() || i < m_shown.size(); ++i) {
        if (i < words.size() && i < m_shown.size() && words.at(i) == m_shown.at(i))
            continue;
        if (QLayoutItem *old = i < m_shown.size() ? m_lines->takeAt(int(qMin<qsizetype>(i, words.size()))) : nullptr) {
            old->widget()->deleteLater();
            old->widget()->hide();
            delete old;
        }
        if (i < words.size())
            m_lines->insertWidget(int(i), makeLine(items.at(i)));
    }
    m_shown = words;
    fitHeight();
    QMetaObject::invokeMethod(this, &AttentionList::fitHeight, Qt::QueuedConnection); // once the new lines are styled and shown
}

void AttentionList::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitHeight();
    QMetaObject::invokeMethod(this, &AttentionList::fitHeight, Qt::QueuedConnection);
}

/// A scroll area does not ask how high its content becomes when texts wrap: without this, lines are cut. What was not shown
/// yet gets its fonts and margins here, or it would be measured without them.
void AttentionList::fitHeight()
{
    QWidget *inside = m_scroll->widget();
    for (QWidget *part : inside->findChildren<QWidget *>()) {
        part->ensurePolished();
        part->updateGeometry();
    }
    const QLayout *lines = inside->layout();   // without a text that wraps it knows no height for a width
    const auto heightAt = [lines](int width) { return lines->hasHeightForWidth() ? lines->heightForWidth(width) : lines->sizeHint().height(); };
    const int bar = m_scroll->verticalScrollBar()->sizeHint().width();
    const int height = heightAt(m_scroll->width());
    inside->setMinimumHeight(height > m_scroll->height() ? heightAt(m_scroll->width() - bar) : height);
}

QWidget *AttentionList::makeLine(const AttentionItem &item)
{
    auto *line = new QFrame;
    line->setProperty("row", true);
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 7, 0, 7);
    layout->setSpacing(10);
    auto *chip = makeLabel(item.chip, "chip");
    chip->setProperty("tone", QLatin1String(toneName(item.tone)));
    layout->addWidget(chip, 0, Qt::AlignTop);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(1);
    auto *text = makeLabel(item.text, "");
    text->setWordWrap(true);
    texts->addWidget(text);
    if (!item.note.isEmpty()) {
        auto *note = makeLabel(item.note, "hint");
        note->setWordWrap(true);
        texts->addWidget(note);
    }
    layout->addLayout(texts, 1);
    // Many buttons beside the text would squeeze it: they go below.
    const bool below = item.actions.size() > 2;
    auto *wrapped = below ? new FlowLayout(8) : nullptr;
    if (below) {
        texts->addSpacing(4);
        texts->addLayout(wrapped);
    }
    for (const AttentionItem::Action &action : item.actions) {
        auto *button = new QPushButton(action.text);
        button->setAccessibleName(action.text + u": "_s + item.text);
        connect(button, &QPushButton::clicked, this, action.act);
        below ? wrapped->addWidget(button) : layout->addWidget(button, 0, Qt::AlignTop);
    }
    return line;
}

} // namespace trato
