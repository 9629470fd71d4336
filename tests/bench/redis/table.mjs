// node table.mjs FILE…: the rounds of compare_redis.sh (JSON lines, one file a round) as markdown tables.
import { readFileSync } from 'node:fs';

const rounds = process.argv.slice(2).map((file) => {
  const lines = readFileSync(file, 'utf8').trim().split('\n').filter(Boolean).map((line) => JSON.parse(line));
  return Object.fromEntries(lines.map((line) => [line.bench, line]));
});
const short = (x) => (x >= 1000 ? Math.round(x).toLocaleString('en') : x >= 100 ? x.toFixed(0) : x.toPrecision(3));
function spread(values, unit = '') {
  const sorted = values.filter((v) => Number.isFinite(v)).sort((a, b) => a - b);
  if (!sorted.length) return '-';
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return `${short(median)}${unit} [${short(sorted[0])}..${short(sorted.at(-1))}]`;
}
const of = (bench, figure) => rounds.map((round) => round[bench]?.[figure]);
const ratio = (a, b, figure = 'jobs_per_s') => rounds.map((round) => round[a]?.[figure] / round[b]?.[figure]);

console.log(`${rounds.length} rounds, median [min..max]\n`);
console.log('| Benchmark | jobs/s | client µs per job | server µs per job | commands per job |\n|---|---|---|---|---|');
for (const name of ['process', 'process-100', 'process-2', 'process-everysec', 'process-always', 'process-tls', 'process-1', 'retry', 'add-50', 'add-bulk', 'deep-process'])
  for (const bench of [`bullmq-${name}`, name])
    if (rounds.some((round) => round[bench]?.jobs_per_s))
      console.log(`| ${bench} | ${spread(of(bench, 'jobs_per_s'))} | ${spread(of(bench, 'client_us'))} | ${spread(of(bench, 'redis_us'))} | ${spread(of(bench, 'commands'))} |`);

console.log('\n| Against npm BullMQ, in the same round | measured | floor | goal |\n|---|---|---|---|');
for (const [words, values, floor, goal] of [
  ['no persistence, 50 in hand, against one process', ratio('process', 'bullmq-process'), '2.5x', '4x'],
  ['the same against two processes', ratio('process', 'bullmq-process-2'), '2x', '3x'],
  ['AOF everysec', ratio('process-everysec', 'bullmq-process-everysec'), '2x', '2.5x'],
  ['AOF always', ratio('process-always', 'bullmq-process-always'), '', ''],
  ["server's processor time per job", ratio('process', 'bullmq-process', 'redis_us'), '0.55x', '0.4x'],
  ['one job in hand', ratio('process-1', 'bullmq-process-1'), '1.7x', '2x'],
  ['fails once, then succeeds', ratio('retry', 'bullmq-retry'), '5x', '10x'],
  ['adds by 50 callers', ratio('add-50', 'bullmq-add-50'), '3x', '4.5x'],
  ['adds in bulk', ratio('add-bulk', 'bullmq-add-bulk'), '3x', '4.5x'],
  ['10,000 due at once: time until done', ratio('delayed', 'bullmq-delayed', 'done_ms'), '0.6x', '0.4x'],
  ['idle add → start p50', ratio('idle', 'bullmq-idle', 'p50_ms'), '0.7x', '0.5x'],
  ['idle add → start p99', ratio('idle', 'bullmq-idle', 'p99_ms'), '0.7x', '0.5x'],
  ['the same, added by another connection, p50', ratio('idle-foreign', 'bullmq-idle', 'p50_ms'), '', ''],
  ['queue with many waiting and finished jobs', ratio('deep-process', 'bullmq-deep-process'), '', ''],
])
  console.log(`| ${words} | ${spread(values, 'x')} | ${floor} | ${goal} |`);

const modes = ['', '-everysec', '-always', '-tls'];
console.log('\n| Against npm BullMQ on the same server | no persistence | AOF everysec | AOF always | TLS |\n|---|---|---|---|---|');
for (const [words, name, figure] of [
  ['50 in hand', 'process'],
  ["server's processor time per job, 50 in hand", 'process', 'redis_us'],
  ['one job in hand', 'process-1'],
  ['fails once, then succeeds', 'retry'],
  ['adds by 50 callers', 'add-50'],
  ['adds in bulk', 'add-bulk'],
  ['10,000 due at once: time until done', 'delayed', 'done_ms'],
  ['idle add → start p50', 'idle', 'p50_ms'],
])
  console.log(`| ${words} | ${modes.map((mode) => spread(ratio(name + mode, `bullmq-${name}${mode}`, figure), 'x')).join(' | ')} |`);

console.log('\n| By itself | measured | npm BullMQ | floor | goal |\n|---|---|---|---|---|');
const both = (words, bench, figure, unit, floor = '', goal = '') =>
  console.log(`| ${words} | ${spread(of(bench, figure), unit)} | ${spread(of(`bullmq-${bench}`, figure), unit)} | ${floor} | ${goal} |`);
both('commands per job', 'process', 'commands', '', '10', '7.5');
both('client processor time per job, whole engine', 'process', 'client_us', ' µs', '20 µs', '10 µs');
both('lateness of due jobs, median', 'due', 'late_p50_ms', ' ms', '10 ms', '5 ms');
both('lateness of due jobs, max', 'due', 'late_max_ms', ' ms', '40 ms', '20 ms');
both('10,000 due at once: median lateness', 'delayed', 'late_p50_ms', ' ms');
both('idle add → start p50', 'idle', 'p50_ms', ' ms');
both('idle worker, processor time', 'idle-worker', 'client_ms_per_s', ' ms/s', '0.4 ms/s', '0.2 ms/s');
both('idle worker, commands', 'idle-worker', 'commands_per_s', '/s');
both('50 idle queues, processor time', 'idle-worker-50', 'client_ms_per_s', ' ms/s', '5 ms/s', '');
both('50 idle queues, commands', 'idle-worker-50', 'commands_per_s', '/s');
console.log(`| TLS against plain: queue loop | ${spread(ratio('process-tls', 'process-beside-tls'), 'x')} | | 0.75x | 0.9x |`);
console.log(`| TLS against plain: idle p50 | ${spread(ratio('idle-tls', 'idle-beside-tls', 'p50_ms'), 'x')} | | 1.7x | 1.5x |`);
console.log(`| deep queue (${short(rounds[0]['deep-fill']?.jobs ?? 0)} waiting, as many finished) against a fresh one | ${spread(ratio('deep-process', 'process'), 'x')} | | | |`);
console.log(`| server's memory of a waiting job | ${spread(of('deep-fill', 'waiting_bytes'), ' B')} | ${spread(of('bullmq-memory', 'waiting_bytes'), ' B')} | | |`);
console.log(`| server's memory of a finished job | ${spread(of('deep-fill', 'finished_bytes'), ' B')} | ${spread(of('bullmq-memory', 'finished_bytes'), ' B')} | | |`);
