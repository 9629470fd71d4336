// A relay for Trato Console: takes what WhatsApp, SendGrid and Twilio post, keeps it on disk, and hands it to the console
// when that asks. One file, Node 18 or newer, no dependencies. It knows no secret of a provider: the console verifies every
// signature itself, so whoever breaks in here can hold events back, but not make any up.
//
//   RELAY_TOKEN=… WHATSAPP_VERIFY_TOKEN=… PUBLIC_URL=https://relay.example node trato-relay.mjs
//
//   RELAY_TOKEN             what the console shows when it asks; at least 20 characters
//   WHATSAPP_VERIFY_TOKEN   what Meta shows at the handshake; only for WhatsApp
//   PUBLIC_URL              how providers reach this program; Twilio signs it
//   PORT, HOST              8090, 127.0.0.1: put a web server with a certificate in front of it
//   DATA_FILE               trato-relay.jsonl
//
//   POST /whatsapp /sendgrid /twilio   for the providers
//   GET  /whatsapp                     Meta's handshake
//   GET  /events?after=ID              for the console; what is up to ID has arrived there and is deleted
//   GET  /health
import { createServer } from 'node:http';
import { timingSafeEqual, createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, openSync, closeSync, writeSync, fdatasyncSync, writeFileSync } from 'node:fs';

const env = process.env;
const dataFile = env.DATA_FILE ?? 'trato-relay.jsonl';
const publicUrl = (env.PUBLIC_URL ?? '').replace(/\/+$/, '');
const longestBody = 3 * 1024 * 1024;
const mostBytes = 64 * 1024 * 1024;      // kept; then providers are told to come again, which they do for days
const mostAtOnce = 100;
const answerBytes = 12 * 1024 * 1024;
const keepFor = 14 * 24 * 3600 * 1000;
const signedBy = { whatsapp: 'x-hub-signature-256', sendgrid: 'x-twilio-email-event-webhook-signature', twilio: 'x-twilio-signature' };
const kept = ['content-type', 'x-hub-signature-256', 'x-twilio-email-event-webhook-signature', 'x-twilio-email-event-webhook-timestamp', 'x-twilio-signature'];

if ((env.RELAY_TOKEN ?? '').length < 20) {
  console.error('RELAY_TOKEN must have at least 20 characters');
  process.exit(2);
}

// ---- what is kept: one event a line, the newest at the end
let events = [];
let bytes = 0;
let last = 0;
let dropped = 0;      // lines of the file that are no longer wanted
if (existsSync(dataFile)) {
  for (const line of readFileSync(dataFile, 'utf8').split('\n')) {
    try {
      const event = JSON.parse(line);
      if (event.upTo !== undefined) {
        events = events.filter(one => one.id > event.upTo);
        last = Math.max(last, Number(event.upTo));
      } else if (typeof event.id === 'string') {
        events.push(event);
        last = Math.max(last, Number(event.id));
      }
    } catch { /* the line that a power cut left half written */ }
  }
  bytes = events.reduce((sum, event) => sum + event.body.length, 0);
}
compact();
let file = openSync(dataFile, 'a', 0o600);

function write(value) {
  writeSync(file, JSON.stringify(value) + '\n');
  fdatasyncSync(file);
}

function compact() {
  const tmp = dataFile + '.new';
  writeFileSync(tmp, events.map(event => JSON.stringify(event) + '\n').concat(last ? [JSON.stringify({ upTo: events[0] ? idOf(Number(events[0].id) - 1) : idOf(last) }) + '\n'] : []).join(''), { mode: 0o600, flush: true });
  renameSync(tmp, dataFile);
  dropped = 0;
}

// Also after the file was lost an id is larger than all before: the console asks for what comes after the last one it saw.
function idOf(number) { return String(number).padStart(16, '0'); }
function nextId() { return idOf(last = Math.max(last + 1, Date.now() * 1000)); }

function keep(event) {
  write(event);
  events.push(event);
  bytes += event.body.length;
}

function forget(upTo) {
  const left = events.filter(event => event.id > upTo && event.at > Date.now() - keepFor);
  if (left.length === events.length)
    return;
  dropped += events.length - left.length;
  events = left;
  bytes = events.reduce((sum, event) => sum + event.body.length, 0);
  if (dropped < 1000 && events.length > 0)
    return write({ upTo });
  closeSync(file);
  compact();
  file = openSync(dataFile, 'a', 0o600);
}

// ---- who asks
const hash = text => createHash('sha256').update(String(text)).digest();
const same = (a, b) => timingSafeEqual(hash(a), hash(b));

function reply(response, status, body = '', type = 'text/plain; charset=utf-8') {
  const length = status === 204 ? {} : { 'Content-Length': Buffer.byteLength(body) };
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', ...length });
  response.end(body);
}

function readBody(request) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    let size = 0;
    request.on('data', chunk => {
      size += chunk.length;
      if (size > longestBody) {
        reject(Object.assign(new Error('too large'), { status: 413 }));
        request.pause();
      } else {
        chunks.push(chunk);
      }
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
  });
}

function shakeHands(url, response) {
  const query = url.searchParams;
  const expected = env.WHATSAPP_VERIFY_TOKEN ?? '';
  const challenge = query.get('hub.challenge') ?? '';
  if (expected && query.get('hub.mode') === 'subscribe' && challenge.length <= 256 && same(query.get('hub.verify_token') ?? '', expected))
    return reply(response, 200, challenge);
  reply(response, 403);
}

async function take(provider, request, response) {
  if (!request.headers[signedBy[provider]])
    return reply(response, 403);
  if (bytes > mostBytes)
    return reply(response, 503);
  const body = await readBody(request);
  const headers = Object.fromEntries(kept.filter(name => request.headers[name]).map(name => [name, request.headers[name]]));
  keep({ id: nextId(), at: Date.now(), provider, method: 'POST', url: publicUrl + request.url, headers, body: body.toString('base64') });
  reply(response, provider === 'twilio' ? 204 : 200);
}

function give(url, request, response) {
  if (!same(request.headers.authorization ?? '', `Bearer ${env.RELAY_TOKEN}`))
    return reply(response, 401);
  const after = url.searchParams.get('after') ?? '';
  if (/^\d{16}$/.test(after))
    forget(after);
  const some = [];
  let size = 0;
  for (const event of events) {
    if (some.length >= mostAtOnce || (some.length > 0 && size + event.body.length > answerBytes))
      break;
    some.push(event);
    size += event.body.length;
  }
  reply(response, 200, JSON.stringify({ events: some, more: some.length < events.length }), 'application/json; charset=utf-8');
}

const server = createServer({ maxHeaderSize: 16 * 1024, requestTimeout: 30_000, headersTimeout: 10_000 }, async (request, response) => {
  try {
    const url = new URL(request.url, 'http://relay');
    const provider = url.pathname.slice(1);
    if (request.method === 'POST' && Object.hasOwn(signedBy, provider))
      await take(provider, request, response);
    else if (request.method === 'GET' && url.pathname === '/whatsapp')
      shakeHands(url, response);
    else if (request.method === 'GET' && url.pathname === '/events')
      give(url, request, response);
    else if (request.method === 'GET' && url.pathname === '/health')
      reply(response, 200, 'ok');
    else
      reply(response, 404);
  } catch (error) {
    if (!error.status)
      console.error(error.code ?? error.message); // a full disk: the provider comes again
    reply(response, error.status ?? 503);
    request.destroy();
  }
});
server.maxConnections = 500;
server.listen(Number(env.PORT ?? 8090), env.HOST ?? '127.0.0.1', () => console.log(`listening on ${server.address().address}:${server.address().port}`));
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => server.close(() => process.exit(0)).closeAllConnections());
