#pragma once

#include "engine/api/questions/diary.h"
#include "engine/api/questions/jobs.h"
#include "engine/api/questions/messages.h"
#include "ui/pages/page.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QListWidget;
class QTimer;

namespace trato {

/// One line of the palette: something to do or something that was found.
struct PaletteItem {
    QString group{};       ///< "Act", "Client" …
    QString title{};
    QString note{};        ///< shortcut, or what else is known
    std::function<void()> run{};
};

/// Where the palette leads to with what it found.
struct PaletteTargets {
    std::function<void(const VisitView &)> visit{};
    std::function<void(const Client &)> client{};
    std::function<void(const DeliveryView &)> delivery{};
    std::function<void(const JobRow &)> job{};
};

/// Whether every word of `search` begins somewhere in `text`; accents and case do not count. Pure.
bool paletteMatches(const QString &text, const QString &search);

/// Ctrl+K: acts and pages by name; visits, clients, messages and jobs by name, phone or id. Works by keyboard alone:
/// arrows choose while one types, Enter opens, Esc closes. The newest text wins. Main thread; child of the window.
class CommandPalette final : public QDialog
{
    Q_OBJECT
public:
    CommandPalette(const PageContext &context, QList<PaletteItem> acts, PaletteTargets targets, QWidget *parent = nullptr);

    QLineEdit &field() const { return *m_field; }
    QListWidget &list() const { return *m_list; }
    QString hint() const;

    static constexpr int searchFrom = 2;   ///< characters from which on the engine is asked

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void typed();
    void search();
    void showItems();
    void runCurrent();
    void moveBy(int rows);
    bool busy() const;
    template <Askable Q>
    std::unique_ptr<Asker<Q>> asker(QList<PaletteItem> &into, std::function<QList<PaletteItem>(const typename Q::Answer &)> items);
    QList<PaletteItem> jobItems(const JobPage &page) const;

    PageContext m_context;
    const QList<PaletteItem> m_acts;
    const PaletteTargets m_targets;
    QLineEdit *m_field;
    QListWidget *m_list;
    QLabel *m_hint;
    QTimer *m_pause;
    QString m_asked;               ///< the text that the found items are about
    QString m_trouble;
    QList<PaletteItem> m_shown;
    QList<PaletteItem> m_visits;
    QList<PaletteItem> m_clients;
    QList<PaletteItem> m_deliveries;
    std::vector<std::unique_ptr<QList<PaletteItem>>> m_jobs;           ///< by queue
    std::unique_ptr<Asker<ask::ListVisits>> m_askVisits;
    std::unique_ptr<Asker<ask::ListClients>> m_askClients;
    std::unique_ptr<Asker<ask::ListDeliveries>> m_askDeliveries;
    std::vector<std::pair<QueueName, std::unique_ptr<Asker<ask::ListJobs>>>> m_askJobs;
    Asker<ask::ListQueues> m_askQueues;
};

} // namespace trato
