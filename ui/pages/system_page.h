#pragma once

#include "engine/api/questions/engine.h"
#include "engine/api/questions/jobs.h"
#include "ui/models/list_table.h"
#include "ui/pages/page.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace trato {

class BackupsCard;
class Card;
class StatePane;
class TableView;

/// The engine from inside: parts and their health, threads, workers, check-up, and the log as it is written.
/// Main thread; owned by the main window.
class SystemPage final : public Page
{
    Q_OBJECT
public:
    explicit SystemPage(const PageContext &context, QWidget *parent = nullptr);
    void refresh() override;
    void takeFrame(const Frame &frame) override;
    void chooseLevel(LogLevel level);
    QString logText() const;
    BackupsCard &backups() const { return *m_backups; }

    static constexpr int mostLines = 1000;

private:
    QWidget *makeComponents();
    QWidget *makeWorkers();
    QWidget *makeThreads();
    QWidget *makeLog();
    void showStatus(const EngineStatus &status);
    void showLog(const QList<LogLine> &lines);
    void append(const QList<LogLine> &lines);
    void showHealth(const QList<HealthCheck> &checks);

    BackupsCard *m_backups;
    LogLevel m_level = LogLevel::Info;
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
    QPlainTextEdit *m_log = nullptr;
    StatePane *m_logPane = nullptr;
    QList<QPushButton *> m_levels;
    Instant m_askedAt{};
    std::unique_ptr<Asker<ask::ShowStatus>> m_askStatus;
    std::unique_ptr<Asker<ask::ListWorkers>> m_askWorkers;
    std::unique_ptr<Asker<ask::ListLog>> m_askLog;
    Asker<ask::CheckHealth> m_askHealth;
};

} // namespace trato
