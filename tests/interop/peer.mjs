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
    const events = new QueueEvents(queueName, { connection });
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
  /// flow JSON: a tree as FlowProducer.add takes it
  async flow(json) {
    const flows = new FlowProducer({ connection });
    const node = await flows.add(JSON.parse(json));
    say({ id: node.job.id });
    await flows.close();
  },
  /// family QUEUE ID: what a parent knows of its children
  async family(queueName, id) {
    const queue = new Queue(queueName, { connection });
    const job = await queue.getJob(id);
    say({ state: await job.getState(), values: await job.getChildrenValues(), dependencies: await job.getDependenciesCount() });
    await queue.close();
  },
  /// act QUEUE pause|resume|retry ID|promote ID|remove ID|obliterate|limit
  async act(queueName, what, id) {
    const queue = new Queue(queueName, { connection });
    if (what === 'pause') await queue.pause();
    else if (what === 'resume') await queue.resume();
    else if (what === 'retry') await (await queue.getJob(id)).retry();
    else if (what === 'promote') await (await queue.getJob(id)).promote();
    else if (what === 'remove') await (await queue.getJob(id)).remove();
    else if (what === 'obliterate') await queue.obliterate();
    else if (what === 'limit') {
      await queue.setGlobalConcurrency(2);
      await queue.setGlobalRateLimit(5, 1000);
    }
    say({ done: what });
    await queue.close();
  },
  /// dump QUEUE: every key of the queue, with what differs from run to run masked
  async dump(queueName) {
    const redis = new Redis(connection);
    const begin = `bull:${queueName}:`;
    const mask = text => String(text).replaceAll(queueName, 'QUEUE').replace(/\b(node|ours)-q/g, 'SIDE').replace(/\b1[6-9]\d{11}\b/g, 'TIME');
    const maskFields = (key, fields) => {
      const out = {};
      for (const name of Object.keys(fields).sort()) {
        if (name.startsWith('trato:') || name === 'version' || name === 'pb') continue;
        if (name === 'opts') {
          const { stackTraceLimit, attempts, ...opts } = JSON.parse(fields.opts);
          out.opts = mask(JSON.stringify(sorted({ ...opts, attempts: attempts || 1 })));
        } else if (name === 'parent') {
          out.parent = mask(JSON.stringify(sorted(JSON.parse(fields.parent))));
        } else if (name === 'stacktrace') {
          out.stacktrace = JSON.parse(fields.stacktrace).length;
        } else out[mask(name)] = mask(fields[name]);
      }
      return out;
    };
    const sorted = value => (value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.keys(value).sort().map(name => [name, sorted(value[name])])) : value);
    const pairs = list => list.reduce((all, _, i) => (i % 2 ? all : [...all, [list[i], list[i + 1]]]), []);
    const dump = {};
    for (const key of (await redis.keys(begin + '*')).sort()) {
      const name = key.slice(begin.length);
      const type = await redis.type(key);
      const lives = (await redis.pttl(key)) >= 0 ? 'expires' : '';
      let value;
      if (type === 'string') value = mask(name.endsWith(':lock') ? 'TOKEN' : await redis.get(key));
      else if (type === 'list') value = await redis.lrange(key, 0, -1);
      else if (type === 'set') value = (await redis.smembers(key)).map(mask).sort();
      else if (type === 'hash') value = maskFields(name, await redis.hgetall(key));
      else if (type === 'zset')
        value = pairs(await redis.zrange(key, 0, -1, 'WITHSCORES')).map(([member, score]) =>
          [mask(member), name === 'delayed' ? 'DUE' : name === 'prioritized' ? score : Number(score) > 1e12 ? 'TIME' : score]);
      else if (type === 'stream')
        value = (await redis.xrange(key, '-', '+')).map(([, fields]) => pairs(fields).map(([k, v]) => `${k}=${mask(v)}`).join(' '));
      dump[name] = [type + lives, value];
    }
    say(dump);
    redis.disconnect();
  },
};

await commands[command](...rest);
process.exit(0);
