#include "ui/pages/resources_row.h"

#include "ui/charts/line_chart.h"
#include "ui/charts/span_chips.h"
#include "ui/format.h"
#include "ui/widgets/card.h"
#include "ui/widgets/state_pane.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

ResourcesRow::ResourcesRow(const PageContext &context, QWidget *parent)
    : QWidget(parent)
{
    setProperty("clear", true);
    m_parts[0] = makePart(context, tr("Processor (%)"), Tone::Accent);
    m_parts[1] = makePart(context, tr("Memory (MB)"), Tone::Violet);
    m_parts[2] = makePart(context, tr("Disk (MB)"), Tone::Good);
    addSpanMenu(*m_parts[2].card, {hourSpan, 6 * hourSpan, daySpan, 7 * daySpan, 30 * daySpan, yearSpan}, m_minutes, [this](int minutes) {
        m_minutes = minutes;
        emit asked();
    });
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::gap);
    for (const Part &part : m_parts)
        layout->addWidget(part.card, 1);
}

ResourcesRow::Part ResourcesRow::makePart(const PageContext &context, const QString &title, Tone tone)
{
    Part part;
    part.card = new Card(title);
    part.figure = makeLabel(u"–"_s, "title");
    part.card->addToHeader(part.figure);
    part.chart = new LineChart(context.theme, {{title, tone, true}});
    part.pane = new StatePane(part.chart);
    part.card->body()->addWidget(part.pane, 1);
    connect(part.pane, &StatePane::actionAsked, this, &ResourcesRow::asked);
    return part;
}

void ResourcesRow::show(const ResourceReport &report)
{
    m_parts[0].figure->setText(report.processorNow ? format::percent(*report.processorNow, 1) : u"–"_s);
    m_parts[0].card->setHint(tr("of %1 processors", nullptr, report.processors).arg(format::number(report.processors)));
    m_parts[1].figure->setText(report.memoryNow > 0 ? format::bytes(report.memoryNow) : u"–"_s);
    m_parts[1].card->setHint(report.memoryTotal > 0 ? tr("of %1").arg(format::bytes(report.memoryTotal)) : QString());
    m_parts[2].figure->setText(report.diskNow > 0 ? format::bytes(report.diskNow) : u"–"_s);
    m_parts[2].card->setHint(report.diskTotal > 0 ? tr("%1 free").arg(format::bytes(report.diskFree)) : QString());
    fill(m_parts[0], report, report.processor, 100);
    fill(m_parts[1], report, report.memory, 1e-6);
    fill(m_parts[2], report, report.disk, 1e-6);
    for (const Part &part : m_parts)
        part.chart->setAccessibleName(part.card->accessibleName() + u": "_s + part.figure->text());
}

void ResourcesRow::fill(const Part &part, const ResourceReport &report, const QList<std::optional<double>> &values, double scale)
{
    if (std::ranges::none_of(values, [](const auto &value) { return value.has_value(); })) {
        part.pane->showEmpty(tr("Nothing was measured yet"), tr("The first figures come after ten seconds."));
        return;
    }
    LineChart::Values scaled;
    for (const auto &value : values)
        scaled.append(value ? std::optional(*value * scale) : std::nullopt);
    part.chart->setValues(report.from, report.step, {scaled});
    part.pane->showContent();
}

void ResourcesRow::showError(const Error &error)
{
    for (const Part &part : m_parts)
        if (part.figure->text() == u"–")
            part.pane->showError(format::error(error));
}

QStringList ResourcesRow::figures() const
{
    QStringList out;
    for (const Part &part : m_parts)
        out << part.figure->text();
    return out;
}

} // namespace trato
