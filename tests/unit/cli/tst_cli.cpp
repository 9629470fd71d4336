#include "tests/unit/cli/cli_rig.h"

#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// Each command asks the right question, prints what scripts and people read, and ends with the right code.
class TestCli : public CliTest
{
    Q_OBJECT
private slots:
    void init() { reset(); }

    void eachCommandAsksItsQuestion_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("asked");
        const auto row = [](const char *line, const char *asked) { QTest::newRow(line) << QString::fromUtf8(line) << QString::fromUtf8(asked); };
        row("status", "engine.status");
        row("doctor", "engine.doctor");
        row("queues", "queues.list");
        row("workers", "workers.list");
        row("logs --search x", "engine.log");
        row("metrics", "metrics.timings");
        row("jobs fila --state failed --search x --limit 5 --offset 2", "jobs.list");
        row("jobs fila --state failed --sort took --reversed", "jobs.list");
        row("job fila 7", "jobs.show");
        row("add fila enviar --data {} --delay 5 --priority 2 --attempts 3 --backoff fixed:10 --lifo", "jobs.add");
        row("retry fila 1 2", "jobs.act");
        row("retry fila --all failed --cause timeout", "jobs.freeze jobs.act_frozen");
        row("retry fila --all failed --search timeout", "jobs.freeze jobs.act_frozen");
        row("copy fila 7 --data {} --delay 5 --priority 2 --attempts 3", "jobs.copy");
        row("change fila 7 --delay 5 --priority 2", "jobs.change");
        row("export fila --state failed --search x", "jobs.list");
        row("resources --minutes 5", "metrics.resources");
        row("promote fila 1", "jobs.act");
        row("remove fila 1", "jobs.act");
        row("pause fila", "queues.pause");
        row("resume fila", "queues.pause");
        row("queues work fila", "site.duty");
        row("queues watch fila", "site.duty");
        row("site connect redis://h:1/0 fila=work", "site.check site.connect");
        row("site leave", "site.leave");
        row("site take-over", "site.take_over");
        row("drain fila --delayed", "queues.drain");
        row("clean fila --state failed --older-than 60 --limit 9", "queues.clean");
        row("send whatsapp --to 11987654821 --template t --var a=b --dry-run", "messages.send");
        row("send whatsapp --to 11987654821 --message oi", "messages.send");
        row("send whatsapp --to 11987654821 --message oi --client-wrote --choice sim=Sim --choice nao=Não", "messages.send");
        row("send email --to a@b.example --message oi --subject oi", "messages.send");
        row("send sms --to 11987654821 --template t", "messages.send");
        row("deliveries show d1", "deliveries.show");
        row("channels", "channels.list");
        row("channels list", "channels.list");
        row("channels training", "channels.set");
        row("channels assisted whatsapp", "channels.set");
        row("channels live --token t", "channels.set");
        row("templates list", "templates.list");
        row("templates preview t --var a=b", "templates.preview");
        row("deliveries --search x --state uncertain", "deliveries.list");
        row("deliveries mark d not-sent", "deliveries.judge");
        row("deliveries link d", "deliveries.assist");
        row("appointments list --from 2026-11-23 --to 2026-11-24", "visits.list");
        row("appointments add --client Ana --start 2026-11-23T10:00 --price 45,00", "visits.add visits.check");
        row("appointments move v 2026-11-23T10:00 --professional Rafael", "visits.move visits.check");
        row("appointments status v no-show", "visits.status");
        row("appointments cancel v", "visits.status");
        row("appointments pay v 45,00 --method cash", "visits.pay");
        row("appointments unpay v", "visits.unpay");
        row("messages kinds --unit u", "kinds.list");
        row("messages set booked on --unit u", "kinds.set");
        row("messages preview", "reminders.preview");
        row("messages preview --client c", "clients.preview");
        row("appointments import - --dry-run", "diary.preview_import");
        row("appointments import -", "diary.preview_import diary.apply_import");
        row("units list", "units.list");
        row("units add --name Vila --zone America/Manaus", "units.list units.save");
        row("clients list --search a", "clients.list");
        row("clients show c", "clients.show");
        row("clients visits c", "clients.file");
        row("professionals list", "professionals.list");
        row("professionals add --name Rafael", "professionals.save");
        row("services list", "services.list");
        row("services add --name Barba --minutes 20 --price 30", "services.save");
        row("hours show", "hours.list professionals.list");
        row("hours set mon-fri=09:00-12:00,13:00-19:00 sat=9-14", "hours.set");
        row("hours set none", "hours.set");
        row("days list --year 2027", "days.list");
        row("days close 2027-01-25 --name Aniversário --every-year", "days.set");
        row("days open 2027-02-08", "days.set");
        row("days forget 2027-02-08", "days.forget");
        row("days visits", "days.visits");
        row("figures", "shop.figures");
        row("line list --all", "line.list");
        row("line add --client Ana --service Corte", "line.join");
        row("line next --professional Rafael", "line.next");
        row("line call e", "line.act");
        row("line attend e --professional Rafael", "line.act");
        row("line pass e", "line.act");
        row("line leave e", "line.act");
        row("line events", "line.events");
        row("clients add --name Ana", "clients.save");
        row("clients edit c --notes x", "clients.show clients.save");
        row("consent show c", "consent.show");
        row("waits list", "waits.list");
        row("waits offers", "waits.list");
        row("waits add --client Ana --phone 11987654321 --day 2026-11-25", "waits.add");
        row("waits remove w", "waits.remove");
        row("appointments unanswered", "visits.calls");
        row("appointments show v", "visits.story");
        row("consent history c", "consent.show");
        row("consent retry c email", "consent.retry");
        row("consent grant c --channel email --purpose marketing --proof ficha-12", "consent.set consent.show");
        row("consent withdraw c --source telefone", "consent.set consent.show");
        row("reminders preview --date 2026-11-23", "reminders.preview");
        row("reminders late", "reminders.late");
        row("reminders late discard", "reminders.decide_late");
        row("backup create", "backups.create");
        row("backup verify 2026-11-23T050000Z", "backups.verify");
        row("schedules", "schedules.list");
        row("schedules list", "schedules.list");
        row("schedules show s", "schedules.show");
        row("schedules run s", "schedules.run");
        row("schedules pause s", "schedules.pause");
        row("schedules resume s", "schedules.pause");
        row("schedules upsert s --cron @daily --queue q --job j --missed all --catch-up 3", "schedules.show schedules.save");
        row("schedules remove s", "schedules.remove");
        row("settings list", "settings.read");
        row("settings set unit/name=A", "settings.change");
    }
    void eachCommandAsksItsQuestion()
    {
        QFETCH(QString, line);
        QFETCH(QString, asked);
        const QStringList words = line.split(u' ');
        m_services->fake->on<ask::CheckSite>([](const auto &) {
            return SiteReport{.usable = true, .queues = {{.name = {u"fila"_s}, .ours = true}}};
        });
        const Outcome people = run(words);
        QCOMPARE(people.code, 0);
        QCOMPARE(askedNames(), asked.split(u' '));
        const Outcome json = run(QStringList{u"--json"_s} + words);
        QCOMPARE(json.code, 0);
        for (const QByteArray &document : json.out.split('\n'))
            QVERIFY2(document.isEmpty() || codec::isJson(document), document.constData());
        const Outcome help = run(words + QStringList{u"--help"_s});
        QCOMPARE(help.code, 0);
        QVERIFY(help.out.startsWith("Usage: trato " + words.first().toUtf8()));
    }

    void misuseIsTold_data()
    {
        QTest::addColumn<QString>("line");
        for (const char *line : {"nonsense", "queues extra", "jobs", "jobs fila --state sleeping", "jobs fila --limit many", "jobs fila --sort created", "jobs fila --state waiting --sort took", "--colour queues",
                                 "job fila", "add fila", "add fila n --data {", "add fila n --job-id x --count 2", "add fila n --backoff soon",
                                 "retry fila", "retry fila 1 --all failed", "retry fila 1 --cause x", "retry fila 1 --search x", "copy fila", "copy fila 7 --data {", "change fila 7",
                                 "change fila 7 --delay soon", "export", "export fila --format xls", "export fila --separator ab", "clean fila --state later",
                                 "send whatsapp --to 1", "send whatsapp --to 1 --template t --message oi", "send email --to a", "send whatsapp --to 1 --message oi --choice sim", "channels live telegram", "deliveries mark d maybe",
                                 "appointments list --from tomorrow", "appointments list --from 2026-11-23 --to 2026-11-22",
                                 "appointments add --client Ana", "appointments status v gone", "line add", "line call", "professionals add", "professionals edit p", "professionals edit p --active maybe",
                                 "services add", "services edit s", "services add --name x --minutes 0", "hours set mon", "hours set fri-mon=9-18",
                                 "hours set mon=18-9", "days list --year soon", "days close tomorrow", "appointments import - --vanished ask", "units add", "clients add", "clients edit c",
                                 "reminders late maybe", "schedules show", "schedules upsert s --missed later",
                                 "schedules upsert s --catch-up 0", "schedules upsert s --data {", "settings set unit/name", "serve --queue load", "logs --level loud"})
            QTest::newRow(line) << QString::fromUtf8(line);
    }
    void misuseIsTold()
    {
        QFETCH(QString, line);
        const Outcome outcome = run(line.split(u' '));
        QCOMPARE(outcome.code, 2);
        QVERIFY(outcome.out.isEmpty());
        QVERIFY(!outcome.err.isEmpty());
        QVERIFY(m_services->fake->asked.isEmpty());
    }

    void errorsHaveTheirCode_data()
    {
        QTest::addColumn<int>("error");
        QTest::addColumn<int>("code");
        const auto row = [](const char *name, Error::Code error, int code) { QTest::newRow(name) << int(error) << code; };
        row("not found", Error::Code::NotFound, 1);
        row("conflict", Error::Code::Conflict, 1);
        row("invalid", Error::Code::Invalid, 2);
        row("refused", Error::Code::Refused, 4);
        row("unavailable", Error::Code::Unavailable, 3);
        row("timeout", Error::Code::Timeout, 3);
        row("full", Error::Code::Full, 3);
        row("locked", Error::Code::Locked, 3);
        row("read-only", Error::Code::ReadOnly, 3);
        row("corrupt", Error::Code::Corrupt, 3);
        row("cancelled", Error::Code::Cancelled, 3);
    }
    void errorsHaveTheirCode()
    {
        QFETCH(int, error);
        QFETCH(int, code);
        m_services->fake->on<ask::ListQueues>([&](const auto &) { return Error{Error::Code(error), u"why"_s}; });
        const Outcome outcome = run({u"queues"_s, u"--json"_s});
        QCOMPARE(outcome.code, code);
        QVERIFY(outcome.out.isEmpty());
        QVERIFY(outcome.err.contains("why"));
    }
    void keysAreWordsForPeopleAndKeysForScripts()
    {
        m_services->fake->on<ask::CheckHealth>([](const auto &) {
            return QList<HealthCheck>{{u"whatsapp"_s, false, false, u"live"_s, u"whatsapp.credentials"_s}};
        });
        m_services->fake->on<ask::ShowStatus>([](const auto &) {
            return EngineStatus{.problems = {{u"store.newer"_s, u"jobs.db"_s, {}, true, {}}}};
        });
        m_services->fake->on<ask::ListDeliveries>([](const auto &) {
            return DeliveryPage{.rows = {{.id = {u"d"_s}, .reason = u"no_consent"_s}}, .total = 1};
        });
        m_services->fake->on<ask::AddVisit>([](const auto &) { return Error{Error::Code::Invalid, u"phone: phone.too_short"_s}; });
        QVERIFY(run({u"doctor"_s}).out.contains("Add the missing credentials of the WhatsApp Cloud API."));
        QVERIFY(run({u"doctor"_s, u"--json"_s}).out.contains("\"whatsapp.credentials\""));
        QVERIFY(run({u"status"_s}).out.contains("written by a newer version of the program. Update the program. (Job store)"));
        QVERIFY(run({u"status"_s, u"--json"_s}).out.contains("\"store.newer\""));
        QCOMPARE(run({u"status"_s}).code, 0);   // it was answered
        QCOMPARE(run({u"status"_s, u"--check"_s}).code, 1);
        QVERIFY(run({u"deliveries"_s}).out.contains("No consent"));
        QVERIFY(run({u"deliveries"_s, u"--json"_s}).out.contains("\"no_consent\""));
        m_services->fake->on<ask::ListJobs>([](const auto &) {
            return JobPage{.rows = {{.id = {u"7"_s}, .failedReason = u"whatsapp.131026: Message undeliverable"_s}}, .total = 1};
        });
        QVERIFY(run({u"jobs"_s, u"fila"_s}).out.contains("The client's number"));
        QVERIFY(run({u"jobs"_s, u"fila"_s, u"--json"_s}).out.contains("\"whatsapp.131026: Message undeliverable\""));
        m_services->fake->on<ask::ShowJob>([](const auto &) {
            JobDetail detail;
            detail.row.failedReason = u"whatsapp.131026: Message undeliverable"_s;
            return detail;
        });
        QVERIFY(run({u"job"_s, u"fila"_s, u"7"_s}).out.contains("Check the number, or call. (131026)"));
        const Outcome refused = run({u"appointments"_s, u"add"_s, u"--client"_s, u"Ana"_s, u"--start"_s, u"2026-11-23T10:00"_s});
        QVERIFY(refused.err.contains("Phone: The phone has too few digits"));
    }
    void longTextsAreCutToTheTerminal()
    {
        const QString text = QString(300, u'a');
        m_services->fake->on<ask::PreviewReminders>([&](const auto &) { return PreviewList{u"t"_s, {{{.clientName = u"Ana S."_s}, {}, text}}}; });
        const auto longest = [](const QByteArray &out) {
            qsizetype most = 0;
            for (const QString &line : QString::fromUtf8(out).split(u'\n'))
                most = std::max(most, line.size());
            return most;
        };
        const auto restored = qScopeGuard([before = qgetenv("COLUMNS")] { before.isNull() ? qunsetenv("COLUMNS") : qputenv("COLUMNS", before); });
        qputenv("COLUMNS", "100");
        const Outcome narrow = run({u"reminders"_s, u"preview"_s});
        QCOMPARE(longest(narrow.out), 100);
        QVERIFY(narrow.out.endsWith("a…\n"));
        qunsetenv("COLUMNS");
        QCOMPARE(longest(run({u"reminders"_s, u"preview"_s}).out), 120);
        QVERIFY(run({u"reminders"_s, u"preview"_s, u"--json"_s}).out.contains(text.toUtf8()));
    }
    void copiesNeedNoEngine()
    {
        QVERIFY(run({u"backup"_s, u"list"_s}).out.contains("2026-11-23T050000Z"));
        const Outcome restored = run({u"backup"_s, u"restore"_s, u"2026-11-23T050000Z"_s, u"--json"_s});
        QCOMPARE(restored.code, 0);
        QVERIFY(restored.out.startsWith(R"({"name":"2026-11-23T050000Z","aside":"aside")"));
        m_services->trouble = Error{Error::Code::Refused, u"backup.in_use"_s};
        QCOMPARE(run({u"backup"_s, u"restore"_s, u"x"_s}).code, 4);
        QVERIFY(m_services->fake->asked.isEmpty());
    }
    void noEngineIsUnavailable()
    {
        m_services->trouble = Error{Error::Code::Unavailable, u"nobody there"_s};
        QCOMPARE(run({u"queues"_s}).code, 3);
        const Outcome doctor = run({u"doctor"_s});
        QCOMPARE(doctor.code, 1);
        QVERIFY(doctor.out.contains("disk"));
    }

    void queuesLookLikeThis()
    {
        m_services->fake->on<ask::ListQueues>([](const auto &) {
            return QList<QueueView>{{.name = {u"fila"_s}, .counts = {.waiting = 12, .failed = 3}, .handler = u"echo"_s},
                                    {.name = {u"b"_s}, .paused = true, .duty = QueueDuty::Watch, .others = {u"site-1"_s}}};
        });
        QCOMPARE(run({u"queues"_s}).out, QByteArray("QUEUE  HEALTH  WAITING  PRIORITIZED  DELAYED  ACTIVE  COMPLETED  FAILED  HANDLER  DUTY   OTHERS  REASON\n"
                                                    "fila   good         12            0        0       0          0       3  echo     work   -       -\n"
                                                    "b      paused        0            0        0       0          0       0  -        watch  site-1  -\n"));
        const Outcome json = run({u"--json"_s, u"queues"_s});
        QCOMPARE(json.out.count('\n'), 2);
        QVERIFY(json.out.startsWith(R"({"name":"fila","paused":false,"counts":{"waiting":12,)"));
        QVERIFY(json.err.isEmpty());
    }
    void exportsEveryPage()
    {
        m_services->fake->on<ask::ListJobs>([](const ask::ListJobs &question) {
            const bool first = question.query.cursor == QString();
            JobPage page;
            page.rows = {{.id = {first ? u"1"_s : u"2"_s}, .queue = question.query.queue, .name = u"=name"_s}};
            page.next = first ? u"5:6"_s : QString();
            return page;
        });
        const Outcome csv = run({u"export"_s, u"fila"_s});
        QCOMPARE(csv.code, 0);
        QVERIFY(csv.out.startsWith("id,queue,name,"));
        QVERIFY(csv.out.contains("\r\n1,fila,'=name,"));
        QVERIFY(csv.out.contains("\r\n2,fila,"));
        QVERIFY(csv.err.contains("2 jobs"));
        QTemporaryDir folder;
        const QString path = folder.filePath(u"jobs.jsonl"_s);
        const Outcome file = run({u"--json"_s, u"export"_s, u"fila"_s, u"--out"_s, path});
        QCOMPARE(file.code, 0);
        QVERIFY(file.out.isEmpty());
        QFile written(path);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll().count('\n'), 2);
        QCOMPARE(run({u"export"_s, u"fila"_s, u"--out"_s, folder.filePath(u"no/such/file"_s)}).code, 3);
    }
    void whatIsAddedIsWhatWasTyped()
    {
        QCOMPARE(run({u"add"_s, u"fila"_s, u"enviar"_s, u"--data"_s, u"-"_s, u"--delay"_s, u"5"_s, u"--attempts"_s, u"3"_s, u"--backoff"_s,
                      u"exponential:10"_s, u"--job-id"_s, u"k"_s, u"--lifo"_s}, "{\"nome\":\"João\"}\n").code, 0);
        const auto asked = m_services->fake->askedOf<ask::AddJobs>();
        QCOMPARE(asked.size(), 1);
        NewJob wanted{.queue = {u"fila"_s}, .name = u"enviar"_s, .data = {"{\"nome\":\"João\"}"}};
        wanted.options = {.delay = Millis(5), .attempts = 3, .backoff = {Backoff::Kind::Exponential, Millis(10), 0}, .lifo = true, .jobId = u"k"_s};
        QCOMPARE(asked.first().jobs, QList<NewJob>{wanted});
    }
    void manyAreAddedInBatches()
    {
        QCOMPARE(run({u"add"_s, u"fila"_s, u"n"_s, u"--count"_s, u"2500"_s}).code, 0);
        QList<qsizetype> sizes;
        for (const ask::AddJobs &question : m_services->fake->askedOf<ask::AddJobs>())
            sizes.append(question.jobs.size());
        QCOMPARE(sizes, (QList<qsizetype>{1000, 1000, 500}));
    }
    void dataComesFromAFile()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write("[1]\n");
        file.close();
        QCOMPARE(run({u"add"_s, u"fila"_s, u"n"_s, u"--data"_s, u'@' + file.fileName()}).code, 0);
        QCOMPARE(m_services->fake->askedOf<ask::AddJobs>().first().jobs.first().data.utf8, QByteArray("[1]"));
        QCOMPARE(run({u"add"_s, u"fila"_s, u"n"_s, u"--data"_s, u"@/nowhere"_s}).code, 3);
    }
    void whatWasSkippedIsAFailure()
    {
        m_services->fake->on<ask::ActOnJobs>([](const auto &) { return BulkReport{1, 2, {{u"send.fence"_s, 2}}}; });
        const Outcome outcome = run({u"retry"_s, u"fila"_s, u"1"_s, u"2"_s, u"3"_s});
        QCOMPARE(outcome.code, 1);
        QVERIFY(outcome.err.contains("2 × It was sent, or may have been"));
    }
    void aMessageThatNobodySendsIsSaidToWait()
    {
        QList<WorkerView> workers;
        m_services->fake->on<ask::SendMessage>([](const auto &) { return DeliveryView{.queue = u"sms-notifications"_s, .jobId = u"m1"_s}; });
        m_services->fake->on<ask::ListWorkers>([&](const auto &) { return workers; });
        const QStringList line{u"send"_s, u"sms"_s, u"--to"_s, u"11900000001"_s, u"--message"_s, u"oi"_s};
        const Outcome alone = run(line);
        QCOMPARE(alone.code, 0);
        QVERIFY(alone.err.contains("it waits in sms-notifications"));
        workers = {{.name = u"balcao#1"_s, .queue = {u"sms-notifications"_s}}};
        QVERIFY(run(line).err.isEmpty());
    }
    void aSettingSaysWhatItTakes()
    {
        m_services->fake->on<ask::ChangeSettings>([](const ask::ChangeSettings &question) -> Result<Done> {
            return Error{Error::Code::Invalid, question.values.firstKey()};
        });
        const auto said = [this](const QString &pair) { return run({u"settings"_s, u"set"_s, pair}); };
        QCOMPARE(said(u"engine/concurrency=x"_s).err, QByteArray("engine/concurrency: a whole number from 1 to 100\n"));
        QCOMPARE(said(u"whatsapp/way=x"_s).err, QByteArray("whatsapp/way: one of training, assisted, live\n"));
        QCOMPARE(said(u"sms/plain=x"_s).err, QByteArray("sms/plain: true or false\n"));
        QVERIFY(said(u"no/such=x"_s).err.contains("no such setting"));
        QCOMPARE(said(u"no/such=x"_s).code, 2);
    }
    void aSiteThatIsNotReachedIsUnavailable()
    {
        SiteReport report{.checks = {{u"redis.connection"_s, false, false, u"refused"_s, u"redis.refused"_s}}};
        m_services->fake->on<ask::CheckSite>([&](const auto &) { return report; });
        QCOMPARE(run({u"site"_s, u"check"_s, u"redis://h:1/0"_s}).code, 3);
        report.checks.first().name = u"redis.role"_s;
        QCOMPARE(run({u"site"_s, u"check"_s, u"redis://h:1/0"_s}).code, 4);
        report.usable = true;
        QCOMPARE(run({u"site"_s, u"check"_s, u"redis://h:1/0"_s}).code, 0);
    }
    void liveShowsFirstWhatWouldGoOut()
    {
        m_services->fake->on<ask::PreviewReminders>([](const auto &) {
            return PreviewList{u"tok"_s, {{{.clientName = u"Ana S."_s}, {}, u"Olá"_s}}};
        });
        const Outcome outcome = run({u"channels"_s, u"live"_s});
        QCOMPARE(outcome.code, 4);
        QVERIFY(outcome.err.contains("Olá") && outcome.err.contains("--token tok"));
        QVERIFY(m_services->fake->askedOf<ask::SetChannelWay>().isEmpty());
    }
    void importTellsBadRowsAndAsksForTheVanished()
    {
        const ImportReport report{.token = u"t"_s, .added = 2, .from = fromMs(1'795'402'800'000), .to = fromMs(1'796'007'600'000),
                                  .vanished = {{.id = {u"v9"_s}, .zone = u"America/Sao_Paulo"_s}},
                                  .bad = {{7, u"phone"_s, u"phone.area_code"_s, u"···21"_s, u"phone.area_code"_s}}};
        m_services->fake->on<ask::PreviewImport>([&](const auto &) { return report; });
        m_services->fake->on<ask::ApplyImport>([&](const auto &) { return report; });
        const Outcome asked = run({u"appointments"_s, u"import"_s, u"-"_s}, "x;y\n");
        QCOMPARE(asked.code, 0);
        QVERIFY(asked.err.startsWith("2 new, 0 moved, 0 updated, 0 unchanged, 1 no longer in the file, from 2026-11-23 to 2026-11-29 (America/Sao_Paulo). "
                                     "1 row(s) could not be read:\n"
                                     "  line 7, Phone: The area code of the phone does not exist (\"···21\"). "
                                     "Put the area code in front, for example 11.\n") && asked.err.contains("--vanished keep"));
        QVERIFY(m_services->fake->askedOf<ask::ResolveVanished>().isEmpty());
        QCOMPARE(run({u"appointments"_s, u"import"_s, u"-"_s, u"--vanished"_s, u"cancel"_s}, "x;y\n").code, 0);
        const auto resolved = m_services->fake->askedOf<ask::ResolveVanished>();
        QCOMPARE(resolved.size(), 1);
        QVERIFY(resolved.first().cancel);
        QCOMPARE(resolved.first().ids, QList<VisitId>{{u"v9"_s}});
    }
    void templatesShowFindsByIdOnly()
    {
        m_services->fake->on<ask::ListTemplates>([](const auto &) { return QList<TemplateView>{{.id = {u"t"_s}, .text = u"Olá {{nome}}"_s}}; });
        QVERIFY(run({u"templates"_s, u"show"_s, u"t"_s}).out.contains("Olá {{nome}}"));
        QCOMPARE(run({u"templates"_s, u"show"_s, u"u"_s}).code, 1);
    }
    void serveAndBenchAreHandedOn()
    {
        QCOMPARE(run({u"--profile"_s, u"p"_s, u"serve"_s, u"--queue"_s, u"load:20=echo"_s, u"--no-schedules"_s, u"--until-idle"_s}).code, 0);
        QVERIFY(m_services->served);
        QCOMPARE(m_services->served->address.profile, u"p"_s);
        QCOMPARE(m_services->served->queues, (QList<ServeOptions::Queue>{{u"load"_s, 20, u"echo"_s}}));
        QVERIFY(!m_services->served->schedules && m_services->served->untilIdle);
        QCOMPARE(run({u"bench"_s, u"add"_s}).code, 0);
        QCOMPARE(m_services->benched, QStringList{u"add"_s});
    }
    void aPasswordIsRefusedAndNotRepeated()
    {
        const Outcome outcome = run({u"serve"_s, u"--queue"_s, u"load=https://user:geheim@host/"_s});
        QCOMPARE(outcome.code, 2);
        QVERIFY(!outcome.err.contains("geheim"));
        QVERIFY(!m_services->served);
    }
    void helpListsEverything()
    {
        const Outcome help = run({u"--help"_s});
        QCOMPARE(help.code, 0);
        QVERIFY(help.out.contains("appointments import FILE") && help.out.contains("Exit codes"));
        QCOMPARE(run({}).code, 2);
        QCOMPARE(run({u"appointments"_s}).code, 2);
        QCOMPARE(run({u"--version"_s}).out.left(6), QByteArray("trato "));
    }
};

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
