#include "tests/support/send_doubles.h"

#include "engine/shop/reach.h"

namespace trato {

void FenceStore::add(QList<NewJob> added, Reply<QList<Added>> reply)
{
    if (trouble || jobTrouble)
        return reply(trouble ? *trouble : *jobTrouble);
    QList<Added> out;
    for (const NewJob &job : added) {
        const QString id = job.options.jobId.isEmpty() ? QString::number(jobs.size() + 1) : job.options.jobId;
        out.append({{id}, jobs.contains(id)});
        if (!jobs.contains(id))
            jobs.insert(id, {job, JobState::Waiting});
    }
    reply(out);
}

void FenceStore::retry(QueueName, JobChoice chosen, Reply<QList<ActCode>> reply)
{
    if (trouble || jobTrouble)
        return reply(trouble ? *trouble : *jobTrouble);
    QList<ActCode> codes;
    for (const JobId &id : chosen.ids) {
        const auto it = jobs.find(id.value);
        if (it == jobs.end()) {
            codes << ActCode::Missing;
        } else if (it->state != JobState::Completed && it->state != JobState::Failed) {
            codes << ActCode::WrongState;
        } else {
            it->state = JobState::Waiting;
            codes << ActCode::Done;
        }
    }
    reply(codes);
}

void FenceStore::rows(QueueName, QList<JobId> ids, Reply<QList<JobRow>> reply)
{
    if (trouble)
        return reply(*trouble);
    QList<JobRow> out;
    for (const JobId &id : ids)
        if (jobs.contains(id.value)) {
            JobRow row;
            row.id = id;
            row.state = jobs.value(id.value).state;
            out << row;
        }
    reply(out);
}

void FenceStore::job(QueueName queue, JobId id, Reply<JobDetail> reply)
{
    if (trouble)
        return reply(*trouble);
    const auto it = jobs.constFind(id.value);
    if (it == jobs.cend())
        return reply(Error{Error::Code::NotFound, id.value});
    JobDetail detail;
    detail.row.id = id;
    detail.row.queue = queue;
    detail.row.state = it->state;
    detail.row.createdAt = it->job.options.timestamp.value_or(Instant{});
    detail.data = it->job.data;
    detail.options = it->job.options;
    reply(detail);
}

void FenceStore::fence(QString key, QString engine, QByteArray token, Reply<Fence> reply)
{
    if (trouble)
        return reply(*trouble);
    const auto it = byKey.find(key);
    if (it == byKey.end() || it->state == Fence::State::Rejected)
        byKey.insert(key, {key, Fence::State::Sending, engine, token, {}});
    reply(byKey.value(key));
}

void FenceStore::settleFence(QString key, QByteArray token, Fence::State state, bool anyToken, Reply<Done> reply)
{
    if (trouble || settleTrouble)
        return reply(trouble ? *trouble : *settleTrouble);
    const auto it = byKey.find(key);
    if (it == byKey.end())
        return reply(Error{Error::Code::NotFound, key});
    if (!anyToken && it->token != token)
        return reply(Error{Error::Code::Conflict, key});
    it->state = state;
    reply(Done{});
}

void FenceStore::fences(QStringList keys, Reply<QList<Fence>> reply)
{
    if (trouble)
        return reply(*trouble);
    QList<Fence> out;
    for (const QString &key : keys)
        if (byKey.contains(key))
            out << byKey.value(key);
    reply(out);
}

void FenceStore::abandonedFences(QString engine, Reply<QList<Fence>> reply)
{
    if (trouble)
        return reply(*trouble);
    QList<Fence> out;
    for (const Fence &fence : std::as_const(byKey))
        if (fence.state == Fence::State::Sending && fence.engine != engine)
            out << fence;
    reply(out);
}

void DiaryDouble::client(ClientId id, Reply<Client> reply)
{
    for (const VisitRecord &visit : std::as_const(byId))
        if (visit.client.id == id)
            return reply(visit.client);
    reply(Error{Error::Code::NotFound, QStringLiteral("no such client")});
}

void DiaryDouble::visit(VisitId id, Reply<VisitRecord> reply)
{
    if (!byId.contains(id.value))
        return reply(Error{Error::Code::NotFound, id.value});
    reply(byId.value(id.value));
}

void DiaryDouble::visits(Instant from, Instant to, QString, int, Reply<QList<VisitRecord>> reply)
{
    QList<VisitRecord> out;
    for (const VisitRecord &visit : std::as_const(byId))
        if (visit.start >= from && visit.start < to)
            out << visit;
    reply(out);
}

void DiaryDouble::clients(QString search, int, Reply<QList<Client>> reply)
{
    QList<Client> out;
    for (const VisitRecord &visit : std::as_const(byId))
        if (visit.client.phone.contains(search))
            out << visit.client;
    reply(out);
}

void DiaryDouble::mayWrite(Contact contact, Reply<QString> reply)
{
    asked = contact;
    bool may = !silent.contains(contact.address);
    for (const VisitRecord &visit : std::as_const(byId))
        if (visit.client.id == contact.client || visit.client.phone == contact.address)
            may = may && isOpenTo(visit.client, contact.channel);
    reply(may ? QString() : QStringLiteral("no_consent"));
}

void SecretsDouble::read(const QString &name, Reply<Secret> reply)
{
    ++reads;
    if (!values.contains(name))
        return reply(Error{Error::Code::NotFound, name});
    reply(Secret(QByteArray(values.value(name).constData())));
}

} // namespace trato
