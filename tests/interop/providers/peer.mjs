// The other side of e-mail and SMS: official clients and well-known libraries.
//   node peer.mjs COMMAND [JSON]      each command prints one JSON document a line
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(import.meta.url);
const [command, json] = process.argv.slice(2);
const asked = JSON.parse(json ?? '{}');
const say = value => process.stdout.write(JSON.stringify(value) + '\n');

const commands = {
  /// {texts}: encoding and segments of each
  segments() {
    const { SegmentedMessage } = require('sms-segments-calculator');
    say(asked.texts.map(text => {
      const message = new SegmentedMessage(text, 'auto');
      return [message.getEncodingName?.() ?? message.encodingName, text === '' ? 0 : message.segmentsCount];
    }));
  },
  /// {to, from, body, validityPeriod}: what the official client would post
  async twilioForm() {
    const twilio = require('twilio');
    let seen;
    const httpClient = { async request(options) { seen = options; return { statusCode: 201, body: '{"sid":"SM1"}', headers: {} }; } };
    await twilio(asked.account, asked.token, { httpClient }).messages.create(asked.message);
    const basic = 'Basic ' + Buffer.from(`${seen.username}:${seen.password}`).toString('base64');
    say({ url: seen.uri, authorization: basic, type: seen.headers['Content-Type'],
          fields: Object.fromEntries(Object.entries(seen.data).map(([name, value]) => [name, String(value)])) });
  },
  /// {account, token, url, message}: the official client's post to this address
  async twilioSend() {
    const twilio = require('twilio');
    const inner = new twilio.RequestClient();
    const httpClient = { request: options => inner.request({ ...options, uri: options.uri.replace('https://api.twilio.com', asked.url) }) };
    try {
      const sent = await twilio(asked.account, asked.token, { httpClient }).messages.create(asked.message);
      say({ sid: sent.sid, status: sent.status, segments: sent.numSegments });
    } catch (error) {
      say({ code: error.code, status: error.status });
    }
  },
  /// {token, url, params}: what Twilio would send as X-Twilio-Signature
  twilioSign() {
    const { getExpectedTwilioSignature } = require('twilio/lib/webhooks/webhooks');
    say({ signature: getExpectedTwilioSignature(asked.token, asked.url, asked.params) });
  },
  /// {body, timestamp}: signed with a key made now, and what SendGrid's own verifier says of it
  sendgridSign() {
    const { generateKeyPairSync, sign } = require('node:crypto');
    const { EventWebhook } = require('@sendgrid/eventwebhook');
    const pair = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const key = pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    const signature = sign('sha256', Buffer.from(asked.timestamp + asked.body), pair.privateKey).toString('base64');
    const webhook = new EventWebhook();
    say({ key, signature, verified: webhook.verifySignature(webhook.convertPublicKeyToECDSA(key), asked.body, signature, asked.timestamp) });
  },
  /// {key, url, mail}: the official client's post to this address
  async sendgridSend() {
    const mail = require('@sendgrid/mail');
    const { Client } = require('@sendgrid/client');
    const client = new Client();
    client.setApiKey(asked.key);
    client.setDefaultRequest('baseUrl', asked.url);
    mail.setClient(client);
    try {
      const [answer] = await mail.send(asked.mail);
      say({ status: answer.statusCode, id: answer.headers['x-message-id'] });
    } catch (error) {
      say({ status: error.code, messages: error.response?.body?.errors?.map(one => one.message) });
    }
  },
  /// {mail}: a mail in base64, as mailparser reads it
  async parse() {
    const { simpleParser } = require('mailparser');
    const mail = await simpleParser(Buffer.from(asked.mail, 'base64'), { skipTextToHtml: true });
    say({ subject: mail.subject, from: mail.from.value[0], to: mail.to.value[0], replyTo: mail.replyTo?.value[0].address ?? '',
          text: mail.text, html: mail.html, id: mail.messageId, date: mail.date.toISOString(),
          automatic: mail.headers.get('auto-submitted') });
  },
  /// {port, ca, user, pass, mail}: nodemailer's mail to this server
  async nodemailer() {
    const transport = require('nodemailer').createTransport({ host: 'localhost', port: asked.port, secure: false, requireTLS: true,
      auth: { user: asked.user, pass: asked.pass }, tls: { ca: readFileSync(asked.ca) } });
    try {
      say({ response: (await transport.sendMail(asked.mail)).response });
    } catch (error) {
      say({ code: error.responseCode ?? error.code });
    }
    transport.close();
  },
  /// {cert, key, secure, user, pass}: an smtp-server that says its port, then each mail it took
  server() {
    const { SMTPServer } = require('smtp-server');
    const server = new SMTPServer({ cert: readFileSync(asked.cert), key: readFileSync(asked.key), secure: asked.secure, authMethods: asked.methods,
      onAuth: (auth, session, done) => auth.username === asked.user && auth.password === asked.pass ? done(null, { user: auth.username })
                                                                                                  : done(new Error('no')),
      onData(stream, session, done) {
        const chunks = [];
        stream.on('data', chunk => chunks.push(chunk));
        stream.on('end', () => {
          say({ from: session.envelope.mailFrom.address, to: session.envelope.rcptTo.map(one => one.address),
                mail: Buffer.concat(chunks).toString('base64') });
          done(null, 'taken');
        });
      } });
    server.on('error', () => {}); // a client that leaves is no news here
    server.listen(0, '127.0.0.1', () => say({ port: server.server.address().port }));
    process.stdin.on('end', () => process.exit(0)).resume();
  },
};

await commands[command]();
