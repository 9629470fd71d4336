#include "engine/metrics/resource_sampler.h"

namespace trato {
namespace {

constexpr std::chrono::seconds interval{10};
constexpr int samplesADisk = 6;

} // namespace

ResourceSampler::ResourceSampler(QString folder, std::shared_ptr<Mailbox> home, const Clock &clock)
    : m_folder(std::move(folder)), m_home(std::move(home)), m_book(clock), m_self(std::make_shared<ResourceSampler *>(this))
{
    m_pool.setMaxThreadCount(1);
    m_timer.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_timer, &QTimer::timeout, this, &ResourceSampler::sample);
}

ResourceSampler::~ResourceSampler()
{
    m_self.reset();
    m_pool.waitForDone();
}

void ResourceSampler::start()
{
    m_timer.start(interval);
    sample();
}

void ResourceSampler::sample()
{
    m_book.add(platform::processUse(), m_disk);
    if (m_untilDisk-- == 0) {
        m_untilDisk = samplesADisk - 1;
        lookAtDisk();
    }
}

void ResourceSampler::lookAtDisk()
{
    m_pool.start([folder = m_folder, home = m_home, weak = std::weak_ptr(m_self)] {
        home->post([weak, disk = platform::diskUse(folder)] {
            const auto self = weak.lock();
            if (!self)
                return;
            (*self)->m_disk = disk;
            (*self)->m_book.add(platform::processUse(), disk);
        });
    });
}

} // namespace trato
