#pragma once

#include "engine/api/appointment.h"
#include "engine/api/shop.h"
#include "ui/pages/page.h"
#include "ui/widgets/card.h"

namespace trato {

class BarChart;
class BarList;
class StatePane;

/// Visits and reminders of the last and the next days. Main thread; owned by the overview, which brings the answers.
class DaysCard final : public Card
{
    Q_OBJECT
public:
    explicit DaysCard(const PageContext &context, QWidget *parent = nullptr);
    static constexpr int before = 7;
    static constexpr int days = 14;

    /// Visits before today, and those from today on.
    void setPast(const QList<VisitView> &visits);
    void setComing(const QList<VisitView> &visits);
    void showError(const Error &error);
    /// Visits of each day that is shown.
    const QList<QList<int>> &counts() const { return m_counts; }
    StatePane &pane() const { return *m_pane; }

signals:
    /// A failed question is tried again.
    void asked();

private:
    void rebuild();

    PageContext m_context;
    BarChart *m_chart;
    StatePane *m_pane;
    std::optional<QList<VisitView>> m_past{};
    std::optional<QList<VisitView>> m_coming{};
    QList<QList<int>> m_counts;
};

/// The services that were done most. Main thread; owned by the overview, which brings the answer.
class PopularCard final : public Card
{
    Q_OBJECT
public:
    explicit PopularCard(const PageContext &context, QWidget *parent = nullptr);
    void setServices(const QList<ServiceFigure> &services);
    /// Older rows stay.
    void showError(const Error &error);
    BarList &list() const { return *m_list; }
    StatePane &pane() const { return *m_pane; }

signals:
    void asked();

private:
    BarList *m_list;
    StatePane *m_pane;
};

} // namespace trato
