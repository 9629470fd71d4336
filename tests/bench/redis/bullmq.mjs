// node bullmq.mjs REDIS_URL NAME…: the benchmarks of bench_redis on npm BullMQ (the newest line that tests/interop pins),
// one JSON object a line. Empties that database. `process-2` is one queue served by two Node processes of 50 each.
import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(new URL('../../interop/package.json', import.meta.url));
const { Queue, Worker } = require('bullmq6');
const Redis = require('ioredis');

const [url, ...names] = process.argv.slice(2);
const at = new URL(url);
const connection = {
  host: at.hostname, port: Number(at.port), db: Number(at.pathname.slice(1) || 0), maxRetriesPerRequest: null,
  ...(at.protocol === 'rediss:' ? { tls: { rejectUnauthorized: false } } : {}),
};
const look = new Redis(connection);
const rest = ms => new Promise(resolve => setTimeout(resolve, ms));
const payload = i => ({ i, s: 'x'.repeat(100) });
const quantile = (samples, share) => [...samples].sort((a, b) => a - b)[Math.floor((samples.length - 1) * share)];

async function serverCost() {
  const stats = await look.info('commandstats');
  const cpu = await look.info('cpu');
  const sum = (text, pattern) => [...text.matchAll(pattern)].reduce((all, m) => all + Number(m[1]), 0);
  return {
    cpu: 1e6 * (sum(cpu, /used_cpu_sys:([\d.]+)/g) + sum(cpu, /used_cpu_user:([\d.]+)/g)),
    commands: sum(stats, /:calls=(\d+)/g) - sum(stats, /cmdstat_info:calls=(\d+)/g),
  };
}

async function jobCost() {
  const before = await serverCost();
  const start = { at: process.hrtime.bigint(), cpu: process.cpuUsage() };
  return async (jobs, otherCpu = 0) => {
    const seconds = Number(process.hrtime.bigint() - start.at) / 1e9;
    const cpu = process.cpuUsage(start.cpu);
    const after = await serverCost();
    return { jobs_per_s: jobs / seconds, client_us: (otherCpu || cpu.user + cpu.system) / jobs,
      redis_us: (after.cpu - before.cpu) / jobs, commands: (after.commands - before.commands) / jobs, jobs };
  };
}

async function fill(queue, count, data = payload, opts = {}) {
  for (let from = 0; from < count; from += 1000)
    await queue.addBulk(Array.from({ length: Math.min(1000, count - from) }, (_, i) => ({ name: 'noop', data: data(from + i), opts })));
}

function finished(queueName, jobs, processor, options) {
  let done = 0;
  const worker = new Worker(queueName, processor, { connection, ...options });
  worker.on('error', () => {});
  const end = new Promise(resolve => worker.on('completed', () => { if (++done >= jobs) resolve(); }));
  return { worker, end };
}

async function work(concurrency, jobs, processor = async () => {}, data = payload, opts = {}) {
  await look.flushall();
  const warm = new Queue('warm', { connection });
  const queue = new Queue('bench', { connection });
  await fill(warm, jobs / 5, data, opts);
  await fill(queue, jobs, data, opts);
  const first = finished('warm', jobs / 5, processor, { concurrency });
  await first.end;
  await first.worker.close();
  const cost = await jobCost();
  const { worker, end } = finished('bench', jobs, processor, { concurrency });
  await end;
  const result = await cost(jobs);
  await worker.close();
  await warm.close();
  await queue.close();
  return result;
}

async function twoProcesses(jobs) {
  await look.flushall();
  const queue = new Queue('bench', { connection });
  const children = [1, 2].map(() => fork(fileURLToPath(import.meta.url), [url, 'child']));
  await Promise.all(children.map(child => new Promise(resolve => child.once('message', resolve))));
  await fill(queue, jobs);
  const cost = await jobCost();
  let done = 0;
  const end = new Promise(resolve => children.forEach(child => child.on('message', m => {
    if (m.done && (done += m.done) >= jobs) resolve();
  })));
  children.forEach(child => child.send('go'));
  await end;
  const result = await cost(jobs, 1);
  const spent = await Promise.all(children.map(child => new Promise(resolve => {
    child.on('message', m => m.cpu !== undefined && resolve(m.cpu));
    child.send('end');
  })));
  result.client_us = (spent[0] + spent[1]) / jobs;
  await queue.close();
  return result;
}

async function child() {
  process.send({ ready: true });
  await new Promise(resolve => process.once('message', resolve));
  const start = process.cpuUsage();
  let fresh = 0;
  const worker = new Worker('bench', async () => {}, { connection, concurrency: 50 });
  worker.on('completed', () => { ++fresh; });
  const timer = setInterval(() => { if (fresh) process.send({ done: fresh }); fresh = 0; }, 5);
  await new Promise(resolve => process.once('message', resolve));
  clearInterval(timer);
  const cpu = process.cpuUsage(start);
  process.send({ cpu: cpu.user + cpu.system });
  await worker.close();
}

async function delayed(jobs, firstIn, apart) {
  await look.flushall();
  const queue = new Queue('bench', { connection });
  const late = [];
  const clock = () => performance.timeOrigin + performance.now();
  const { worker, end } = finished('bench', jobs, async job => { late.push(clock() - job.timestamp - job.opts.delay); }, { concurrency: 50 });
  await worker.waitUntilReady();
  const first = Date.now() + firstIn;
  for (let from = 0; from < jobs; from += 1000) {
    const timestamp = Date.now();
    await queue.addBulk(Array.from({ length: Math.min(1000, jobs - from) }, (_, i) => ({
      name: 'noop', data: payload(from + i), opts: { timestamp, delay: Math.max(1, first + apart * (from + i) - timestamp) } })));
  }
  await end;
  const done = Date.now() - first;
  await worker.close();
  await queue.close();
  return { done_ms: done, late_p50_ms: quantile(late, 0.5), late_max_ms: quantile(late, 1), late_min_ms: quantile(late, 0), jobs };
}

async function add(callers, aCall, jobs) {
  await look.flushall();
  const queue = new Queue('bench', { connection });
  const go = async count => {
    let left = count;
    const caller = async () => {
      while ((left -= aCall) >= 0)
        await (aCall === 1 ? queue.add('noop', payload(left))
          : queue.addBulk(Array.from({ length: aCall }, (_, i) => ({ name: 'noop', data: payload(left + i) }))));
    };
    await Promise.all(Array.from({ length: callers }, caller));
  };
  await go(jobs / 5);
  const cost = await jobCost();
  await go(jobs);
  const result = await cost(jobs);
  await queue.close();
  return result;
}

async function idle(samples) {
  await look.flushall();
  const queue = new Queue('bench', { connection });
  let began = () => {};
  const worker = new Worker('bench', async () => { began(performance.now()); }, { connection, concurrency: 1 });
  await worker.waitUntilReady();
  const took = [];
  for (let i = 0; i < samples + 20; ++i) {
    await rest(5);
    const begins = new Promise(resolve => { began = resolve; });
    const start = performance.now();
    await queue.add('noop', payload(i));
    const ms = await begins - start;
    if (i >= 20) took.push(ms);
  }
  await worker.close();
  await queue.close();
  return { p50_ms: quantile(took, 0.5), p99_ms: quantile(took, 0.99), samples: took.length };
}

async function idleWorkers(queues) {
  await look.flushall();
  const workers = Array.from({ length: queues }, (_, i) => new Worker(`idle-${i}`, async () => {}, { connection }));
  await rest(3000);
  const before = await serverCost();
  const cpu = process.cpuUsage();
  await rest(10000);
  const own = process.cpuUsage(cpu);
  const after = await serverCost();
  await Promise.all(workers.map(worker => worker.close()));
  return { client_ms_per_s: (own.user + own.system) / 1e4, redis_ms_per_s: (after.cpu - before.cpu) / 1e4,
    commands_per_s: (after.commands - before.commands) / 10, queues };
}

/// On the queue that bench_redis deep-fill left.
async function deep(jobs) {
  const cost = await jobCost();
  const { worker, end } = finished('deep', jobs, async () => {}, { concurrency: 50 });
  await end;
  const result = await cost(jobs);
  await worker.close();
  return result;
}

async function memory(jobs) {
  await look.flushall();
  const used = async () => Number(/used_memory:(\d+)/.exec(await look.info('memory'))[1]);
  const queue = new Queue('bench', { connection });
  await queue.waitUntilReady();
  const empty = await used();
  await fill(queue, jobs);
  const waiting = await used();
  const { worker, end } = finished('bench', jobs, async () => {}, { concurrency: 50 });
  await end;
  const result = { waiting_bytes: (waiting - empty) / jobs, finished_bytes: (await used() - empty) / jobs, jobs };
  await worker.close();
  await queue.close();
  return result;
}

const benchmarks = {
  'process': () => work(50, 30000),
  'process-2': () => twoProcesses(30000),
  'process-1': () => work(1, 4000),
  'retry': () => work(50, 6000, async job => { if (job.attemptsMade < 1) throw new Error('failure 1 of 1'); }, () => ({ failures: 1 }), { attempts: 2 }),
  'delayed': () => delayed(10000, 4000, 0),
  'due': () => delayed(300, 300, 20),
  'deep-process': () => deep(10000),
  'add-50': () => add(50, 1, 60000),
  'add-bulk': () => add(1, 1000, 100000),
  'idle': () => idle(400),
  'idle-worker': () => idleWorkers(1),
  'idle-worker-50': () => idleWorkers(50),
  'memory': () => memory(20000),
  child,
};
for (const name of names) {
  const result = await benchmarks[name]();
  if (name !== 'child')
    process.stdout.write(JSON.stringify({ bench: `bullmq-${name}`, ...result }) + '\n');
}
process.exit(0);
