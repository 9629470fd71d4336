// A route of the site (Next.js, app router) that takes what WhatsApp, SendGrid and Twilio post and writes it into a stream of the
// site's Redis, where Trato Console reads it. Copy it to app/api/trato/[provider]/route.js. No dependencies. It knows no
// secret of a provider: the console verifies every signature itself.
//
//   REDIS_URL, or REDIS_HOST, REDIS_PORT, REDIS_PASSWORD   as the site has them
//   TRATO_PUBLIC_URL         https://site.example/api/trato: how providers reach this route; Twilio signs it
//   WHATSAPP_VERIFY_TOKEN    what Meta shows at the handshake
//   TRATO_PREFIX             BullMQ's key prefix; bull by default
//
// In the console: attach it to the same Redis and set ways/stream to true.
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { createHash, timingSafeEqual } from 'node:crypto';

export const runtime = 'nodejs';
export const dynamic = 'force-dynamic';

const longestBody = 3 * 1024 * 1024;
const mostEvents = 10_000;       // the console deletes what it has taken; this bounds what waits for it
const patience = 5_000;
const signedBy = { whatsapp: 'x-hub-signature-256', sendgrid: 'x-twilio-email-event-webhook-signature', twilio: 'x-twilio-signature' };
const kept = ['content-type', 'x-hub-signature-256', 'x-twilio-email-event-webhook-signature', 'x-twilio-email-event-webhook-timestamp', 'x-twilio-signature'];

const hash = text => createHash('sha256').update(String(text)).digest();
const same = (a, b) => timingSafeEqual(hash(a), hash(b));
const plain = (status, text = null) => new Response(text, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' } });

export async function GET(request, context) {
  const { provider } = await context.params;
  const query = new URL(request.url).searchParams;
  const expected = process.env.WHATSAPP_VERIFY_TOKEN ?? '';
  const challenge = query.get('hub.challenge') ?? '';
  const good = provider === 'whatsapp' && expected && query.get('hub.mode') === 'subscribe' && challenge.length <= 256
    && same(query.get('hub.verify_token') ?? '', expected);
  return good ? plain(200, challenge) : plain(403);
}

export async function POST(request, context) {
  const { provider } = await context.params;
  if (!Object.hasOwn(signedBy, provider))
    return plain(404);
  if (!request.headers.get(signedBy[provider]))
    return plain(403);
  if (Number(request.headers.get('content-length') ?? 0) > longestBody)
    return plain(413);
  const body = Buffer.from(await request.arrayBuffer());
  if (body.length > longestBody)
    return plain(413);
  const headers = Object.fromEntries(kept.filter(name => request.headers.get(name)).map(name => [name, request.headers.get(name)]));
  const url = (process.env.TRATO_PUBLIC_URL ?? '').replace(/\/+$/, '') + `/${provider}` + new URL(request.url).search;
  const event = JSON.stringify({ provider, method: 'POST', url, headers, body: body.toString('base64') });
  try {
    await redis([['XADD', `${process.env.TRATO_PREFIX ?? 'bull'}::trato:events`, 'MAXLEN', '~', String(mostEvents), '*', 'event', event]]);
  } catch (error) {
    console.error('trato: the event was not written:', error.message); // 503: the provider comes again, for days
    return plain(503);
  }
  return provider === 'twilio' ? new Response(null, { status: 204 }) : plain(200);
}

/// Runs commands on a connection of its own; rejects at the first refusal.
function redis(commands) {
  const url = process.env.REDIS_URL ? new URL(process.env.REDIS_URL) : null;
  const host = url ? url.hostname : process.env.REDIS_HOST ?? 'localhost';
  const port = Number((url ? url.port : process.env.REDIS_PORT) || 6379);
  const password = url?.password ? decodeURIComponent(url.password) : process.env.REDIS_PASSWORD;
  const user = url?.username ? decodeURIComponent(url.username) : '';
  const database = url && url.pathname.length > 1 ? url.pathname.slice(1) : process.env.REDIS_DB;
  const all = [...(password ? [['AUTH', ...(user ? [user] : []), password]] : []), ...(database && database !== '0' ? [['SELECT', database]] : []), ...commands];
  return new Promise((resolve, reject) => {
    const socket = url?.protocol === 'rediss:' ? connectTls({ host, port, servername: host }) : connect({ host, port });
    const end = error => {
      socket.destroy();
      error ? reject(error) : resolve();
    };
    let text = '';
    let answers = 0;
    socket.setTimeout(patience, () => end(new Error('no answer')));
    socket.on('error', end);
    socket.on('close', () => end(new Error('the connection was closed')));
    socket.on('data', chunk => {
      text += chunk.toString('latin1');
      // Each of these commands is answered by one line, or by a length and one line.
      for (;;) {
        const line = /^(?:\$\d+\r\n)?([^\r\n]*)\r\n/.exec(text);
        if (!line || /^\$\d+\r\n$/.test(line[0]))
          return;
        text = text.slice(line[0].length);
        if (line[1].startsWith('-'))
          return end(new Error(line[1].slice(1).split(' ')[0]));
        if (++answers === all.length)
          return end();
      }
    });
    socket.write(all.map(command => `*${command.length}\r\n` + command.map(word => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')).join(''));
  });
}
