// node table.mjs FILE…: the rounds of compare_sqlite.sh (JSON lines, one file a round) as markdown tables.
import { readFileSync } from "node:fs";

const rounds = process.argv.slice(2).map((file) => {
  const lines = readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line));
  return Object.fromEntries(lines.map((line) => [line.bench, line]));
});

const short = (x) => (x >= 1000 ? Math.round(x).toLocaleString("en") : x >= 100 ? x.toFixed(0) : x.toPrecision(3));
function spread(values, unit = "") {
  const sorted = values.filter((v) => Number.isFinite(v)).sort((a, b) => a - b);
  if (!sorted.length) return "-";
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return `${short(median)}${unit} [${short(sorted[0])}..${short(sorted.at(-1))}]`;
}
const of = (bench, figure) => rounds.map((round) => round[bench]?.[figure]);
const ratio = (a, b) => rounds.map((round) => round[a]?.jobs_per_s / round[b]?.jobs_per_s);

console.log(`${rounds.length} rounds, median [min..max]\n`);
console.log("| Benchmark | jobs/s | processor µs per job |\n|---|---|---|");
for (const bench of ["plainjob-process-full", "plainjob-process-own", "plainjob-add-full", "process", "process-normal",
  "process-single", "worker", "add-50", "add-1"])
  console.log(`| ${bench} | ${spread(of(bench, "jobs_per_s"))} | ${spread(of(bench, "cpu_us_per_job"))} |`);

console.log("\n| Against plainjob, in the same round | ratio | floor | goal |\n|---|---|---|---|");
for (const [words, ours, theirs, floor, goal] of [
  ["FULL, 100 in hand: process / process", "process", "plainjob-process-full", "30x", "50x"],
  ["FULL, one job a transaction", "process-single", "plainjob-process-full", "1.8x", "2.5x"],
  ["FULL, whole worker, no-op handler, concurrency 100", "worker", "plainjob-process-full", "", ""],
  ["FULL, adds by 50 callers / adds", "add-50", "plainjob-add-full", "12x", "25x"],
  ["FULL, adds by one caller / adds", "add-1", "plainjob-add-full", "", ""],
  ["NORMAL, 100 in hand / its own settings (NORMAL)", "process-normal", "plainjob-process-own", "10x", "20x"],
  ["ours at FULL / its own settings (NORMAL)", "process", "plainjob-process-own", "", ""],
])
  console.log(`| ${words} | ${spread(ratio(ours, theirs), "x")} | ${floor} | ${goal} |`);

console.log("\n| By itself | measured | floor | goal |\n|---|---|---|---|");
console.log(`| idle add → start p50, FULL | ${spread(of("idle", "p50_ms"), " ms")} | 1 ms | 0.6 ms |`);
console.log(`| idle add → start p99, FULL | ${spread(of("idle", "p99_ms"), " ms")} | | |`);
console.log(`| claim at 1,000,000 waiting / at 1,000 | ${spread(of("deep-claim", "ratio"), "x")} | 2x | 1.3x |`);
console.log(`| engine thread per job (worker) | ${spread(of("worker", "engine_us_per_job"), " µs")} | 20 µs | 10 µs |`);
