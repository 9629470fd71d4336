#include "engine/stores/sqlite/schema.h"

namespace trato::sqlite {
namespace {

using namespace Qt::StringLiterals;

// A job's row is written once; the tables that say where the job stands hold keys only, so a payload is never
// rewritten on the way through. The place of a job in `ready` and `delayed` follows from its own row (`place` =
// its number, negative for LIFO; `due`) unless a row in `side` says otherwise: `side` exists only off the happy
// path. Lower places run first; the one sequence gives job numbers and places.
constexpr SchemaStep steps[] = {
    {1, R"(
CREATE TABLE sequence(one INTEGER PRIMARY KEY CHECK(one = 1), next INTEGER NOT NULL);
INSERT INTO sequence VALUES(1, 1);
CREATE TABLE queue(
  qid INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, paused INTEGER NOT NULL DEFAULT 0,
  lastId INTEGER NOT NULL DEFAULT 0, waiting INTEGER NOT NULL DEFAULT 0, prioritized INTEGER NOT NULL DEFAULT 0,
  delayed INTEGER NOT NULL DEFAULT 0, active INTEGER NOT NULL DEFAULT 0, completed INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0, rateCount INTEGER NOT NULL DEFAULT 0, rateEnds INTEGER NOT NULL DEFAULT 0);
CREATE TABLE job(
  jid INTEGER PRIMARY KEY, qid INTEGER NOT NULL, id, priority INTEGER NOT NULL, flags INTEGER NOT NULL,
  created INTEGER NOT NULL, due INTEGER NOT NULL, name TEXT NOT NULL, options BLOB, data BLOB NOT NULL);
CREATE UNIQUE INDEX job_by_id ON job(qid, id);
CREATE TABLE ready(
  qid INTEGER NOT NULL, priority INTEGER NOT NULL, place INTEGER NOT NULL, jid INTEGER NOT NULL,
  PRIMARY KEY(qid, priority, place)) WITHOUT ROWID;
CREATE TABLE delayed(
  qid INTEGER NOT NULL, due INTEGER NOT NULL, place INTEGER NOT NULL, jid INTEGER NOT NULL,
  PRIMARY KEY(qid, due, place)) WITHOUT ROWID;
CREATE TABLE active(
  jid INTEGER PRIMARY KEY, qid INTEGER NOT NULL, token BLOB NOT NULL, leaseUntil INTEGER NOT NULL,
  started INTEGER NOT NULL, worker TEXT NOT NULL);
CREATE TABLE finished(
  jid INTEGER PRIMARY KEY, qid INTEGER NOT NULL, failed INTEGER NOT NULL, finishedAt INTEGER NOT NULL,
  started INTEGER NOT NULL, worker TEXT NOT NULL, result BLOB);
CREATE INDEX finished_by_time ON finished(qid, failed, finishedAt);
CREATE TABLE side(
  jid INTEGER PRIMARY KEY, made INTEGER NOT NULL DEFAULT 0, starts INTEGER NOT NULL DEFAULT 0,
  stalled INTEGER NOT NULL DEFAULT 0, place INTEGER, due INTEGER, since INTEGER, failAtOnce TEXT, reason TEXT,
  trace BLOB, progress BLOB);
CREATE TABLE log(jid INTEGER NOT NULL, line INTEGER NOT NULL, words TEXT NOT NULL, PRIMARY KEY(jid, line)) WITHOUT ROWID;
CREATE TABLE history(
  qid INTEGER NOT NULL, minute INTEGER NOT NULL, completed INTEGER NOT NULL, failed INTEGER NOT NULL,
  PRIMARY KEY(qid, minute)) WITHOUT ROWID;
CREATE TABLE fence(
  name TEXT PRIMARY KEY, state INTEGER NOT NULL, engine TEXT NOT NULL, token BLOB NOT NULL, since INTEGER NOT NULL
  ) WITHOUT ROWID;
CREATE INDEX fence_in_flight ON fence(engine) WHERE state = 0;
)"},
    // A removed schedule keeps its row, so that the program's own ones do not come back.
    {2, R"(
CREATE TABLE schedule(
  id TEXT PRIMARY KEY, title TEXT NOT NULL, queue TEXT NOT NULL, jobName TEXT NOT NULL, data BLOB NOT NULL,
  pattern TEXT NOT NULL, zone TEXT NOT NULL, missed INTEGER NOT NULL, catchUp INTEGER NOT NULL, attempts INTEGER NOT NULL,
  paused INTEGER NOT NULL, handledUntil INTEGER NOT NULL, removed INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE TABLE scheduleRun(
  rid INTEGER PRIMARY KEY, schedule TEXT NOT NULL, kind INTEGER NOT NULL, slot INTEGER NOT NULL, until INTEGER NOT NULL,
  count INTEGER NOT NULL, why INTEGER NOT NULL, decided INTEGER NOT NULL, queue TEXT NOT NULL, job TEXT NOT NULL,
  state INTEGER NOT NULL, finishedAt INTEGER, reason TEXT NOT NULL DEFAULT '', result BLOB NOT NULL DEFAULT 'null');
CREATE INDEX scheduleRun_by_schedule ON scheduleRun(schedule, rid);
CREATE UNIQUE INDEX scheduleRun_by_job ON scheduleRun(queue, job) WHERE job <> '';
CREATE UNIQUE INDEX scheduleRun_once ON scheduleRun(schedule, slot) WHERE kind < 2;
CREATE INDEX scheduleRun_open ON scheduleRun(state) WHERE state = 0;
)"},
    {3, "ALTER TABLE side ADD COLUMN attempts BLOB"},
    // `held`: who holds a deduplication id (until a time, or until it ends), and the newest job that waits for its end.
    // `kin`: what a child is to its parent (ChildState); it names the child, whose row may be gone.
    {4, R"(
ALTER TABLE queue ADD COLUMN waitingChildren INTEGER NOT NULL DEFAULT 0;
ALTER TABLE queue ADD COLUMN concurrency INTEGER NOT NULL DEFAULT 0;
ALTER TABLE queue ADD COLUMN rateMax INTEGER NOT NULL DEFAULT 0;
ALTER TABLE queue ADD COLUMN rateWindow INTEGER NOT NULL DEFAULT 0;
CREATE TABLE held(
  qid INTEGER NOT NULL, name TEXT NOT NULL, jid INTEGER NOT NULL, holder TEXT NOT NULL, until INTEGER, nextId TEXT,
  next BLOB, PRIMARY KEY(qid, name)) WITHOUT ROWID;
CREATE INDEX held_by_job ON held(jid);
CREATE TABLE waitingChildren(qid INTEGER NOT NULL, jid INTEGER NOT NULL, PRIMARY KEY(qid, jid)) WITHOUT ROWID;
CREATE TABLE kin(
  parent INTEGER NOT NULL, kind INTEGER NOT NULL, child INTEGER NOT NULL, queue TEXT NOT NULL, id NOT NULL, outcome BLOB,
  PRIMARY KEY(parent, kind, child)) WITHOUT ROWID;
CREATE INDEX kin_by_child ON kin(child);
)"},
    // `next`: when the run is due that is planned; `planned`: runs so far, `counted`: since it was changed last. `options` are those of every run.
    {5, R"(
CREATE TABLE jobScheduler(
  qid INTEGER NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, data BLOB NOT NULL, options BLOB, every INTEGER NOT NULL,
  pattern TEXT NOT NULL, zone TEXT NOT NULL, most INTEGER NOT NULL, starts INTEGER, ends INTEGER, next INTEGER NOT NULL,
  planned INTEGER NOT NULL, counted INTEGER NOT NULL, PRIMARY KEY(qid, id)) WITHOUT ROWID;
)"},
};

} // namespace

std::span<const SchemaStep> schemaSteps() { return steps; }

int newestSchema() { return std::end(steps)[-1].version; }

Result<int> schemaVersion(Connection &db)
{
    int version = 0;
    {
        Query query = db.query("PRAGMA user_version");
        if (query.step())
            version = int(query.integer(0));
    }
    if (db.error())
        return *db.error();
    return version;
}

Result<Done> migrate(Connection &db, int upTo)
{
    const Result<int> found = schemaVersion(db);
    if (!found)
        return found.error();
    if (found.value() > newestSchema())
        return Error{Error::Code::Corrupt, u"written by a newer version of the program (schema %1, known %2)"_s
                                               .arg(found.value()).arg(newestSchema())};
    for (const SchemaStep &step : schemaSteps()) {
        if (step.version <= found.value() || step.version > upTo)
            continue;
        db.execute("BEGIN IMMEDIATE");
        db.execute(step.sql);
        db.execute("PRAGMA user_version = " + QByteArray::number(step.version));
        db.execute("COMMIT");
        if (db.error()) {
            const Error error = *db.error();
            db.clearError();
            if (db.inTransaction())
                db.execute("ROLLBACK");
            return error;
        }
    }
    return Done{};
}

} // namespace trato::sqlite
