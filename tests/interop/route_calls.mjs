// Calls the site's route, a copy of which stands beside this file, as Next.js would: node route_calls.mjs '[{provider, method, url, headers, body}]'
import { GET, POST } from './route.mjs';
const asked = JSON.parse(process.argv[2]);
const out = [];
for (const one of asked) {
  const request = new Request(one.url, { method: one.method, headers: one.headers, body: one.method === 'POST' ? one.body : undefined });
  const answer = await (one.method === 'POST' ? POST : GET)(request, { params: Promise.resolve({ provider: one.provider }) });
  out.push([answer.status, await answer.text()]);
}
console.log(JSON.stringify(out));
