// npm BullMQ of one line at the test's hand: node desk.mjs bullmq5|bullmq6|bullmq-floor REDIS_URL
// Each line of input is {"js": "…"}, the body of an asynchronous function that is given `b` (below); each line of output
// is {"value": …} or {"error": "…"}. Ends with its input.
import Module, { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const [line, url] = process.argv.slice(2);
const require = createRequire(import.meta.url);
// bull-board asks for "bullmq": it gets the line under test.
const resolve = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) => resolve(request === 'bullmq' ? line : request, ...rest);
const bullmq = require(line);
const Redis = require('ioredis');
const { hostname: host, port } = new URL(url);
const connection = { host, port: Number(port), maxRetriesPerRequest: null };
const say = value => process.stdout.write(JSON.stringify(value) + '\n');
const quiet = thing => { thing.on('error', () => {}); return thing; };

const kept = { queues: {}, events: {}, workers: {} };
const b = {
  ...bullmq, connection, require,
  redis: new Redis(connection),
  rest: ms => new Promise(resolve => setTimeout(resolve, ms)),
  queue: name => kept.queues[name] ??= quiet(new bullmq.Queue(name, { connection })),
  /// Waits until `look()` is true.
  async until(look, ms = 20000) {
    for (const end = Date.now() + ms; Date.now() < end; await b.rest(10))
      if (await look()) return true;
    throw new Error('not in time: ' + look);
  },
  /// What a QueueEvents consumer hears: how often each event, the newest of them, and its errors.
  async events(name) {
    if (kept.events[name]) return kept.events[name];
    const consumer = new bullmq.QueueEvents(name, { connection, lastEventId: '0-0' });
    const heard = kept.events[name] = { consumer, counts: {}, newest: [], errors: [] };
    for (const event of ['added', 'waiting', 'active', 'completed', 'failed', 'delayed', 'progress', 'stalled', 'drained',
      'removed', 'duplicated', 'deduplicated', 'paused', 'resumed', 'retries-exhausted', 'waiting-children', 'cleaned'])
      consumer.on(event, args => {
        heard.counts[event] = (heard.counts[event] ?? 0) + 1;
        heard.newest.push({ event, ...args });
        if (heard.newest.length > 1000) heard.newest.shift();
      });
    consumer.on('error', error => heard.errors.push(error.message));
    await consumer.waitUntilReady();
    return heard;
  },
  /// What a job does, by its data.
  async behave(job) {
    const { ms = 0, failures = 0, unrecoverable = false } = job.data ?? {};
    if (ms) await b.rest(ms);
    if (unrecoverable) throw new bullmq.UnrecoverableError('no use');
    if (job.attemptsMade < failures) throw new Error('not yet');
    return { got: job.data };
  },
  /// A worker; `done` says what it processed, in order.
  async work(name, options = {}, processor = b.behave) {
    const entry = { done: [], began: [], stalled: [] };
    entry.worker = new bullmq.Worker(name, async (job, token) => {
      entry.began.push({ id: job.id, at: Date.now(), name: job.name, data: job.data });
      const value = await processor(job, token);
      entry.done.push(job.id);
      return value;
    }, { connection, metrics: { maxDataPoints: 20160 }, ...options });
    entry.worker.on('error', () => {});
    entry.worker.on('stalled', id => entry.stalled.push(id));
    kept.workers[name] = entry;
    await entry.worker.waitUntilReady();
    return entry;
  },
  worker: name => kept.workers[name],
  /// A worker that does only what it is told: `getNextJob`, `moveStalledJobsToWait`, `rateLimit`.
  idle: (name, options = {}) => quiet(new bullmq.Worker(name, null, { connection, autorun: false, ...options })),
  async stop(name) {
    const entry = kept.workers[name];
    delete kept.workers[name];
    await entry.worker.close();
    return { done: entry.done, stalled: entry.stalled };
  },
};

/// bull-board's own API on one queue: `ask('GET /api/queues', {query, params, body})` answers what its page would get.
b.board = name => {
  const { createBullBoard } = require('@bull-board/api');
  const { BullMQAdapter } = require('@bull-board/api/bullMQAdapter');
  const server = { setQueues: queues => { server.queues = queues; return server; }, setApiRoutes: routes => { server.routes = routes; return server; } };
  for (const other of ['setViewsPath', 'setStaticPath', 'setEntryRoute', 'setErrorHandler', 'setUIConfig']) server[other] = () => server;
  createBullBoard({ queues: [new BullMQAdapter(b.queue(name))], serverAdapter: server, options: { uiBasePath: '.', uiConfig: {} } });
  return async (route, { params = {}, query = {}, body = {} } = {}) => {
    const found = server.routes.find(r => `${r.method.toUpperCase()} ${r.route}` === route);
    if (!found) throw new Error('bull-board has no ' + route);
    const answer = await found.handler({ queues: server.queues, params: { queueName: name, ...params }, query, body, headers: {} });
    if (answer.status >= 400) throw new Error(route + ': ' + JSON.stringify(answer.body));
    return answer.body;
  };
};

/// Every key of a queue, with what differs from run to run masked.
b.dump = async queueName => {
  const { redis } = b;
  const begin = `bull:${queueName}:`;
  const mask = text => String(text).replaceAll(queueName, 'QUEUE').replace(/\b(node|ours)-q/g, 'SIDE').replace(/\b1[6-9]\d{11}\b/g, 'TIME');
  const maskFields = (key, fields) => {
    const out = {};
    for (const name of Object.keys(fields).sort()) {
      if (name.startsWith('trato:') || name === 'version' || name === 'pb') continue;
      if (key.startsWith('metrics:') && name === 'prevCount') continue; // of the last minute that is over
      if (name === 'opts') {
        const { stackTraceLimit, attempts, ...opts } = JSON.parse(fields.opts);
        const planned = key.startsWith('repeat:');
        if (planned && opts.delay) opts.delay = 'DELAY';
        if (planned && opts.repeat?.offset) opts.repeat.offset = 'OFFSET';
        out.opts = mask(JSON.stringify(sorted({ ...opts, attempts: attempts || 1 })));
      } else if (name === 'parent') {
        out.parent = mask(JSON.stringify(sorted(JSON.parse(fields.parent))));
      } else if (name === 'stacktrace') {
        out.stacktrace = JSON.parse(fields.stacktrace).length;
      } else if (key.startsWith('repeat:') && (name === 'offset' || (name === 'delay' && fields[name] !== '0'))) {
        out[name] = 'TIME'; // Node keeps an offset of another rule, we begin a new one
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
    else if (type === 'list') value = (await redis.lrange(key, 0, -1)).map(mask);
    else if (type === 'set') value = (await redis.smembers(key)).map(mask).sort();
    else if (type === 'hash') value = maskFields(name, await redis.hgetall(key));
    else if (type === 'zset')
      value = pairs(await redis.zrange(key, 0, -1, 'WITHSCORES')).map(([member, score]) =>
        [mask(member), name === 'delayed' ? 'DUE' : name === 'prioritized' ? score : Number(score) > 1e12 ? 'TIME' : score]);
    else if (type === 'stream')
      value = (await redis.xrange(key, '-', '+')).map(([, fields]) => pairs(fields).map(([k, v]) => `${k}=${mask(v)}`).join(' '));
    dump[mask(name)] = [type + lives, value];
  }
  return dump;
};

b.reset = async () => {
  for (const name of Object.keys(kept.workers)) await b.stop(name);
  for (const { consumer } of Object.values(kept.events)) await consumer.close();
  for (const queue of Object.values(kept.queues)) await queue.close();
  Object.assign(kept, { queues: {}, events: {}, workers: {} });
};

const AsyncFunction = (async () => {}).constructor;
for await (const text of createInterface({ input: process.stdin })) {
  try {
    const value = await new AsyncFunction('b', JSON.parse(text).js)(b);
    say({ value: value ?? null });
  } catch (error) {
    say({ error: error.message });
  }
}
process.exit(0);
