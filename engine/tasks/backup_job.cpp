#include "engine/tasks/backup_job.h"

#include "engine/tasks/task_json.h"

#include <QJsonArray>

namespace trato {

using namespace Qt::StringLiterals;

Handler::Traits BackupJob::traits() const
{
    return {.timeLimit = Minutes(30), .attempts = 3, .backoff = {Backoff::Kind::Exponential, Minutes(1), 0}};
}

void BackupJob::run(std::shared_ptr<JobContext> context, Reply<JobOutcome> reply)
{
    m_copies.create([this, context, reply, begun = m_clock.now()](const Result<BackupView> &copy) {
        if (!copy)
            return reply(JobOutcome::failed(copy.error().detail));
        QJsonObject rows;
        for (const BackupFile &file : copy.value().files) {
            qint64 all = 0;
            for (const qint64 count : file.rows)
                all += count;
            rows.insert(file.name, all);
        }
        const QJsonObject data{{u"name"_s, copy.value().name}, {u"bytes"_s, copy.value().bytes}, {u"rows"_s, rows}};
        reply(JobOutcome::completed(taskjson::result(u"safety copy made"_s, data, m_clock.now(), begun)));
    });
}

} // namespace trato
