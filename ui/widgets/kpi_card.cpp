#include "ui/widgets/kpi_card.h"

#include "ui/widgets/card.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/sparkline.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

KpiCard::KpiCard(const Theme &theme, const QString &title, Tone tone, QWidget *parent)
    : QFrame(parent)
    , m_title(new ElidedLabel(title, "kpiTitle", 0, this))
    , m_figure(makeLabel(u"–"_s, "kpi", this))
    , m_note(new ElidedLabel({}, "hint", 0, this))
    , m_why(new QToolButton(this))
    , m_trend(new Sparkline(theme, tone, this))
{
    setProperty("card", true);
    m_trend->hide();
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_why->setText(u"?"_s);
    m_why->setFocusPolicy(Qt::StrongFocus);
    m_why->hide();
    connect(m_why, &QToolButton::clicked, this, [this] {
        QToolTip::showText(m_why->mapToGlobal(QPoint(0, m_why->height())), m_why->toolTip(), m_why);
    });
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_why);
    auto *line = new QHBoxLayout;
    line->addWidget(m_figure, 1);
    line->addWidget(m_trend, 0, Qt::AlignVCenter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::padding, Theme::padding - 2, Theme::padding, Theme::padding - 4);
    layout->setSpacing(2);
    layout->addLayout(head);
    layout->addLayout(line);
    layout->addWidget(m_note);
}

void KpiCard::setTitle(const QString &title) { m_title->setText(title); }

void KpiCard::setFigure(const QString &figure, const QString &note)
{
    m_figure->setText(figure);
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    setAccessibleName(m_title->text() + u": "_s + figure + u", "_s + note);
}

void KpiCard::setExplanation(const QString &text)
{
    m_why->setVisible(!text.isEmpty());
    // As rich text a tool tip wraps; plain ones are one long line.
    m_why->setToolTip(u"<p>"_s + text.toHtmlEscaped() + u"</p>"_s);
    m_why->setAccessibleName(tr("What “%1” counts").arg(m_title->text()));
    m_why->setAccessibleDescription(text);
    setAccessibleDescription(text);
}

void KpiCard::setTrend(QList<double> values)
{
    m_trend->setVisible(values.size() > 1);
    m_trend->setValues(std::move(values));
}

QString KpiCard::figure() const { return m_figure->text(); }
QString KpiCard::note() const { return m_note->text(); }
QString KpiCard::explanation() const { return accessibleDescription(); }

} // namespace trato
