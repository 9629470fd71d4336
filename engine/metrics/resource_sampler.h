#pragma once

#include "engine/metrics/resource_book.h"
#include "engine/runtime/mailbox.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

namespace trato {

/// Looks every ten seconds at what the program takes of the computer, and once a minute at the disk, on a thread of its
/// own because a disk may be slow. Engine thread; owned by the composition. The clock outlives it.
class ResourceSampler final : public QObject
{
    Q_OBJECT
public:
    ResourceSampler(QString folder, std::shared_ptr<Mailbox> home, const Clock &clock);
    ~ResourceSampler() override;

    void start();
    ResourceBook &book() { return m_book; }

private:
    void sample();
    void lookAtDisk();

    const QString m_folder;
    const std::shared_ptr<Mailbox> m_home;
    ResourceBook m_book;
    platform::DiskUse m_disk{};
    QTimer m_timer;
    int m_untilDisk = 0;                      ///< samples until the disk is looked at again
    std::shared_ptr<ResourceSampler *> m_self;///< answers hold it weakly and arrive on this thread
    QThreadPool m_pool;                       ///< one thread
};

} // namespace trato
