#pragma once

#include "engine/stores/sqlite/found_job.h"

#include <QHash>

namespace trato::sqlite {

/// Jobs that this run claimed and nobody has touched since, as the file knows them, so that settling one does not
/// look it up again. Whoever looks a job up for writing takes it out of here; a rollback forgets all. A job that
/// is not here is found in the file. Writer thread.
class LeasedJobs
{
public:
    void put(qint64 qid, FoundJob job)
    {
        if (m_jobs.size() < most)
            m_jobs.insert({qid, job.id.value}, std::move(job));
    }
    std::optional<FoundJob> take(qint64 qid, const JobId &id)
    {
        const auto found = m_jobs.find({qid, id.value});
        if (found == m_jobs.end())
            return std::nullopt;
        FoundJob job = std::move(*found);
        m_jobs.erase(found);
        return job;
    }
    void forget() { m_jobs.clear(); }

private:
    static constexpr qsizetype most = 10'000;
    QHash<std::pair<qint64, QString>, FoundJob> m_jobs;
};

} // namespace trato::sqlite
