#include "ui/pages/log_card.h"

#include "ui/format.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/tab_stop.h"

#include <QButtonGroup>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int linesAsked = 300;

QString lineText(const LogLine &line)
{
    return format::logTime(line.at) + u' ' + format::mark(line.level).text.leftJustified(6) + line.component.leftJustified(11)
        + u' ' + line.text;
}

} // namespace

LogCard::LogCard(const PageContext &, QWidget *parent)
    : Card(tr("Log"), parent)
    , m_lines(new QPlainTextEdit)
    , m_pane(new StatePane(m_lines))
    , m_filter(new QLineEdit)
    , m_pause(makeChipButton(tr("Pause")))
{
    m_filter->setPlaceholderText(tr("Filter the log…"));
    m_filter->setAccessibleName(tr("Filter the log"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(190);
    addToHeader(m_filter);
    auto *group = new QButtonGroup(this);
    const std::pair<LogLevel, QString> levels[] = {{LogLevel::Debug, tr("Everything")}, {LogLevel::Info, tr("Normal")},
                                                   {LogLevel::Warning, tr("Warnings")}, {LogLevel::Error, tr("Errors")}};
    for (const auto &[level, name] : levels) {
        auto *button = makeChipButton(name);
        button->setChecked(level == m_level);
        group->addButton(button, int(level));
        addToHeader(button);
        m_levels.append(button);
    }
    keepTabStop(*group);
    addToHeader(m_pause);
    m_lines->setReadOnly(true);
    m_lines->setProperty("role", u"mono"_s);
    m_lines->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_lines->setMaximumBlockCount(mostLines);
    m_lines->setAccessibleName(tr("Log"));
    body()->addWidget(m_pane, 1);

    auto *pause = new QTimer(this);
    pause->setSingleShot(true);
    pause->setInterval(250);
    connect(m_filter, &QLineEdit::textChanged, pause, qOverload<>(&QTimer::start));
    connect(pause, &QTimer::timeout, this, &LogCard::asked);
    connect(group, &QButtonGroup::idClicked, this, [this](int id) { chooseLevel(LogLevel(id)); });
    connect(m_pause, &QPushButton::toggled, this, &LogCard::setPaused);
    connect(m_pane, &StatePane::actionAsked, this, &LogCard::asked);
}

ask::ListLog LogCard::question() const { return {.level = m_level, .limit = linesAsked, .text = m_filter->text().trimmed()}; }

void LogCard::chooseLevel(LogLevel level)
{
    m_level = level;
    m_levels.at(int(level))->setChecked(true);
    emit asked();
}

QString LogCard::text() const { return m_lines->toPlainText(); }

void LogCard::show(const QList<LogLine> &lines)
{
    if (m_pause->isChecked() && !m_lines->document()->isEmpty() && lines.isEmpty())
        return;
    m_waiting.clear();
    showWaiting();
    m_lines->clear();
    write(lines);
    if (m_lines->document()->isEmpty())
        m_pane->showEmpty(tr("No lines of this kind"), tr("Choose “Everything” or clear the filter to see more."));
    else
        m_lines->verticalScrollBar()->setValue(m_lines->verticalScrollBar()->maximum());
}

void LogCard::showError(const Error &error) { m_pane->showError(format::error(error)); }

bool LogCard::matches(const LogLine &line) const
{
    const QString part = m_filter->text().trimmed();
    return line.level >= m_level && (line.text.contains(part, Qt::CaseInsensitive) || line.component.contains(part, Qt::CaseInsensitive));
}

void LogCard::append(const QList<LogLine> &lines)
{
    if (!m_pause->isChecked())
        return write(lines);
    for (const LogLine &line : lines)
        if (matches(line))
            m_waiting.append(line);
    m_waiting = m_waiting.mid(std::max<qsizetype>(0, m_waiting.size() - mostLines));
    showWaiting();
}

void LogCard::write(const QList<LogLine> &lines)
{
    QScrollBar *bar = m_lines->verticalScrollBar();
    const bool atEnd = bar->value() == bar->maximum();
    const int before = bar->value();
    const int across = m_lines->horizontalScrollBar()->value();   // a long line would draw the view to its end
    QStringList texts;
    for (const LogLine &line : lines)
        if (matches(line))
            texts << lineText(line);
    if (texts.isEmpty())
        return;
    m_lines->appendPlainText(texts.join(u'\n'));
    m_pane->showContent();
    bar->setValue(atEnd ? bar->maximum() : before);
    m_lines->horizontalScrollBar()->setValue(across);
}

void LogCard::setPaused(bool paused)
{
    if (!paused) {
        write(std::exchange(m_waiting, {}));
        m_lines->verticalScrollBar()->setValue(m_lines->verticalScrollBar()->maximum());
    }
    showWaiting();
}

void LogCard::showWaiting()
{
    m_pause->setText(m_waiting.isEmpty() ? tr("Pause") : tr("Pause · %1 new").arg(format::number(m_waiting.size())));
}

} // namespace trato
