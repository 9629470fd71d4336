#pragma once

#include "engine/api/questions/engine.h"
#include "engine/api/questions/jobs.h"
#include "engine/api/questions/site.h"
#include "ui/models/list_table.h"
#include "ui/pages/page.h"

class QLabel;
class QPushButton;

namespace trato {

class BackupsCard;
class Card;
class LogCard;
class ResourcesRow;
class StatePane;
class TableView;

/// The engine from inside: what it takes of the computer, parts and their health, threads, workers, check-up, and the
/// log as it is written.
/// Main thread; owned by the main window.
class SystemPage final : public Page
{
    Q_OBJECT
public:
    explicit SystemPage(const PageContext &context, QWidget *parent = nullptr);
    void refresh() override;
    void takeFrame(const Frame &frame) override;
    LogCard &log() const { return *m_log; }
    ResourcesRow &resources() const { return *m_resources; }
    BackupsCard &backups() const { return *m_backups; }
    QPushButton &takeOverButton() const { return *m_takeOver; }
    QString ownerText() const;

private:
    QWidget *makeComponents();
    QWidget *makeWorkers();
    QWidget *makeThreads();
    void showStatus(const EngineStatus &status);
    void askResources();
    void showOwner(const EngineStatus &status);
    void askToTakeOver();
    void showHealth(const QList<HealthCheck> &checks);

    BackupsCard *m_backups;
    ResourcesRow *m_resources = nullptr;
    LogCard *m_log = nullptr;
    ListTable<ComponentView> *m_components = nullptr;
    ListTable<WorkerView> *m_workers = nullptr;
    ListTable<ThreadView> *m_threads = nullptr;
    TableView *m_componentTable = nullptr;
    StatePane *m_componentPane = nullptr;
    StatePane *m_workerPane = nullptr;
    StatePane *m_threadPane = nullptr;
    Card *m_componentCard = nullptr;
    Card *m_threadCard = nullptr;
    QPushButton *m_check = nullptr;
    QPushButton *m_takeOver = nullptr;
    QLabel *m_owner = nullptr;           ///< on a shared store: who owns the shop, and who else is there
    Instant m_askedAt{};
    std::unique_ptr<Asker<ask::ShowStatus>> m_askStatus;
    std::unique_ptr<Asker<ask::ListWorkers>> m_askWorkers;
    std::unique_ptr<Asker<ask::ListLog>> m_askLog;
    std::unique_ptr<Asker<ask::ShowResources>> m_askResources;
    Asker<ask::CheckHealth> m_askHealth;
    Asker<ask::TakeOver> m_askTakeOver;
};

} // namespace trato
