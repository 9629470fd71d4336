// The other side of the interop tests: npm BullMQ of the line that is named first.
//   node peer.mjs bullmq5|bullmq6|bullmq-floor REDIS_URL COMMAND …
// Each command prints one JSON document a line.
import { createRequire } from 'node:module';

const [line, url, command, ...rest] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const { FlowProducer, Queue, QueueEvents, Worker, UnrecoverableError } = require(line);
const Redis = require('ioredis');
const { hostname: host, port } = new URL(url);
const connection = { host, port: Number(port), maxRetriesPerRequest: null };
const say = value => process.stdout.write(JSON.stringify(value) + '\n');
const numbered = count => Array.from({ length: count }, (_, i) => i);

/// What job `n` of a scenario does, by its data.
async function behave(job) {
  const { ms = 0, failures = 0, unrecoverable = false } = job.data ?? {};
  if (ms) await new Promise(resolve => setTimeout(resolve, ms));
  if (unrecoverable) throw new UnrecoverableError('no use');
  if (job.attemptsMade < failures) throw new Error('not yet');
  return { got: job.data };
}

const commands = {
  /// add QUEUE JSON: a list of [name, data, opts]
  async add(queueName, json) {
    const queue = new Queue(queueName, { connection });
    const jobs = await queue.addBulk(JSON.parse(json).map(([name, data, opts]) => ({ name, data, opts })));
    say(jobs.map(job => job.id));
    await queue.close();
  },
  /// addMany QUEUE COUNT
  async addMany(queueName, count) {
    const queue = new Queue(queueName, { connection });
    for (let from = 0; from < Number(count); from += 1000)
      await queue.addBulk(numbered(Math.min(1000, Number(count) - from)).map(i => ({ name: 'node', data: { n: from + i } })));
    say({ added: Number(count) });
    await queue.close();
  },
  /// result QUEUE JSON: adds one job and waits for its end by the events
  async result(queueName, json) {
    const queue = new Queue(queueName, { connection });
    // From the stream's beginning: one that starts at its end may miss a job that ends before its first look.
    const events = new QueueEvents(queueName, { connection, lastEventId: '0-0' });
    let broken = null;
    events.on('error', error => { broken = error.message; });
    await events.waitUntilReady();
    const [name, data, opts] = JSON.parse(json);
    const job = await queue.add(name, data, opts);
    try {
      const value = await job.waitUntilFinished(events, 20000);
      say({ id: job.id, value, broken });
    } catch (error) {
      say({ id: job.id, failed: error.message, broken });
    }
    await events.close();
    await queue.close();
  },
  /// work QUEUE JSON(worker options): until standard input ends; says what it processed
  async work(queueName, json) {
    const processed = [];
    const stalled = [];
    const worker = new Worker(queueName, async job => {
      say({ began: job.id });
      const value = await behave(job);
      processed.push(job.id);
      return value;
    }, { connection, metrics: { maxDataPoints: 20160 }, ...JSON.parse(json || '{}') });
    worker.on('stalled', id => stalled.push(id));
    worker.on('error', () => {});
    await worker.waitUntilReady();
    say({ ready: true });
    await new Promise(resolve => { process.stdin.on('end', resolve); process.stdin.resume(); });
    await worker.close();
    say({ processed, stalled });
  },
  /// job QUEUE ID
  async job(queueName, id) {
    const queue = new Queue(queueName, { connection });
    const job = await queue.getJob(id);
    say(job ? { ...job.toJSON(), state: await job.getState(), logs: (await queue.getJobLogs(id)).logs } : null);
    await queue.close();
  },
  /// counts QUEUE
  async counts(queueName) {
    const queue = new Queue(queueName, { connection });
    say({ counts: await queue.getJobCounts(), workers: (await queue.getWorkers()).map(w => w.name),
      completed: (await queue.getMetrics('completed')).meta.count });
    await queue.close();
  },
  /// act QUEUE resume|retry ID
  async act(queueName, what, id) {
    const queue = new Queue(queueName, { connection });
    if (what === 'resume') await queue.resume();
    else if (what === 'retry') await (await queue.getJob(id)).retry();
    say({ done: what });
    await queue.close();
  },
};

await commands[command](...rest);
await new Promise(resolve => process.stdout.write('', resolve)); // a pipe takes 64 KiB at once
process.exit(0);
