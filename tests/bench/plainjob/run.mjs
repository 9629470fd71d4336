// node run.mjs (process | add) (own | full) [JOBS]: plainjob on a fresh file, one JSON object as answer.
// "own" is what plainjob sets by itself (WAL, synchronous = NORMAL); "full" is synchronous = FULL, which waits for
// the disk at each commit as our store does. The payload is that of `trato bench`; completed jobs are kept.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { better, defineQueue, defineWorker } from "plainjob";

const [what, sync, count] = process.argv.slice(2);
const defaults = { process: { own: 20_000, full: 4_000 }, add: { own: 40_000, full: 5_000 } };
if (!defaults[what]?.[sync]) {
  console.error("usage: node run.mjs (process | add) (own | full) [JOBS]");
  process.exit(2);
}
const jobs = Number(count ?? defaults[what][sync]);
const warmUp = Math.ceil(jobs / 10);
const payload = (i) => ({ i, s: "x".repeat(100) });

const folder = mkdtempSync(join(tmpdir(), "plainjob-"));
const database = new Database(join(folder, "jobs.db"));
const quiet = { error() {}, warn() {}, info() {}, debug() {} };
const queue = defineQueue({ connection: better(database), logger: quiet });
if (sync === "full") database.pragma("synchronous = FULL"); // after defineQueue, which sets NORMAL

let started;
function start() {
  started = { at: process.hrtime.bigint(), cpu: process.cpuUsage() };
}
function report() {
  const seconds = Number(process.hrtime.bigint() - started.at) / 1e9;
  const cpu = process.cpuUsage(started.cpu);
  console.log(JSON.stringify({
    bench: `plainjob-${what}-${sync}`,
    jobs_per_s: jobs / seconds,
    cpu_us_per_job: (cpu.user + cpu.system) / jobs,
    jobs,
    synchronous: database.pragma("synchronous", { simple: true }),
  }));
}

if (what === "add") {
  for (let i = 0; i < warmUp; ++i) queue.add("noop", payload(i));
  start();
  for (let i = 0; i < jobs; ++i) queue.add("noop", payload(i));
  report();
} else {
  for (let from = 0; from < warmUp + jobs; from += 1000) {
    const size = Math.min(1000, warmUp + jobs - from);
    queue.addMany("noop", Array.from({ length: size }, (_, i) => payload(from + i)));
  }
  let done = 0;
  await new Promise((resolve) => {
    const worker = defineWorker("noop", async () => {}, {
      queue,
      logger: quiet,
      onCompleted: () => {
        ++done;
        if (done === warmUp) start();
        if (done === warmUp + jobs) {
          report();
          worker.stop().then(resolve);
        }
      },
    });
    worker.start();
  });
}
queue.close();
rmSync(folder, { recursive: true });
