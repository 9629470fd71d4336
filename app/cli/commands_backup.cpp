#include "app/cli/command.h"
#include "engine/api/questions/backups.h"
#include "engine/api/words.h"

/// backup
namespace trato::cli {

using namespace Qt::StringLiterals;

namespace {

QString sizeText(qint64 bytes)
{
    return QLocale::c().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat);
}

QString troubleText(const BackupView &copy)
{
    return copy.trouble.isEmpty() ? u"good"_s : words::reason(copy.trouble);
}

Facts factsOf(const BackupView &copy)
{
    Facts facts{{u"name"_s, copy.name}, {u"made"_s, timeText(copy.madeAt)}, {u"version"_s, copy.version}, {u"state"_s, troubleText(copy)}};
    for (const BackupFile &file : copy.files) {
        qint64 rows = 0;
        for (const qint64 count : file.rows)
            rows += count;
        facts.append({file.name, u"%1, %2 rows"_s.arg(sizeText(file.bytes)).arg(rows)});
    }
    return facts;
}

class BackupCreate final : public Command
{
public:
    QString name() const override { return u"backup create"_s; }
    QString summary() const override { return u"copies the databases of the profile and checks the copy"_s; }
    void run(Session &s) override
    {
        s.ask(ask::CreateBackup{}, [&s](const BackupView &copy) {
            s.print(copy, factsOf(copy));
            s.finish();
        });
    }
};

class BackupVerify final : public Command
{
public:
    QString name() const override { return u"backup verify"_s; }
    QString summary() const override { return u"reads a whole copy again and says whether it is good"_s; }
    QString arguments() const override { return u"NAME"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    void run(Session &s) override
    {
        s.ask(ask::VerifyBackup{s.arguments().first()}, [&s](const BackupView &copy) {
            s.print(copy, factsOf(copy));
            s.finish(copy.trouble.isEmpty() ? ExitCode::Done : ExitCode::Failed);
        });
    }
};

class Backups final : public Command
{
public:
    explicit Backups(QString name) : m_name(std::move(name)) {}
    QString name() const override { return m_name; }
    QString summary() const override { return u"the copies there are; also when the engine cannot start"_s; }
    std::optional<ExitCode> runAtOnce(Session &s) override
    {
        const BackupList list = s.services().backups(s.address());
        s.printList<BackupView>(list.copies, {{u"NAME"_s, [](const auto &c) { return c.name; }},
                                              {u"MADE"_s, [](const auto &c) { return c.madeAt == Instant{} ? u"-"_s : timeText(c.madeAt); }},
                                              {u"SIZE"_s, [](const auto &c) { return sizeText(c.bytes); }, true},
                                              {u"VERSION"_s, [](const auto &c) { return c.version; }},
                                              {u"STATE"_s, [](const auto &c) { return troubleText(c); }}});
        s.say(u"the newest %1 are kept in %2"_s.arg(list.keep).arg(list.folder));
        if (!list.pendingRestore.isEmpty())
            s.say(u"the next start puts %1 in place"_s.arg(list.pendingRestore));
        return ExitCode::Done;
    }

private:
    const QString m_name;
};

class BackupRestore final : public Command
{
public:
    QString name() const override { return u"backup restore"_s; }
    QString summary() const override { return u"puts a copy in place of the databases, which are kept aside; no engine may run"_s; }
    QString arguments() const override { return u"NAME"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    std::optional<ExitCode> runAtOnce(Session &s) override
    {
        const Result<RestoreReport> done = s.services().restore(s.address(), s.arguments().first());
        if (!done) {
            s.fail(done.error());
            return exitCodeOf(done.error().code);
        }
        const RestoreReport &report = done.value();
        s.print(report, {{u"restored"_s, report.name}, {u"replaced files"_s, report.aside},
                         {u"sends taken over"_s, QString::number(report.fencesKept)}});
        if (report.queuesPaused)
            s.say(u"what was sent since this copy is not known: the message queues are paused. Look at them, then: trato resume QUEUE"_s);
        return ExitCode::Done;
    }
};

} // namespace

void addBackupCommands(CommandList &list)
{
    list.push_back(std::make_unique<Backups>(u"backup"_s));
    list.push_back(std::make_unique<Backups>(u"backup list"_s));
    list.push_back(std::make_unique<BackupCreate>());
    list.push_back(std::make_unique<BackupVerify>());
    list.push_back(std::make_unique<BackupRestore>());
}

} // namespace trato::cli
