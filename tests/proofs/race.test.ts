import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { after, before, it } from 'node:test';
import { createClient, hiddenField } from '../client.ts';
import { onEveryEngine, type Place, sqlite } from '../engines.ts';
import { dataFolder, freePort, type Server, startServer } from '../server.ts';
import { configOf, type LinkHolder, makeLinkHolders, settingsOf } from './people.ts';

const contenders = 50;
/** RACE_ROUNDS has them race more often. */
const rounds = Number(process.env['RACE_ROUNDS'] ?? 2);

/** One browser with the link open: all of its request is on the wire but the last byte. */
interface Contender {
  socket: Socket;
  password: string;
  lastByte: string;
  status: Promise<number>;
}

onEveryEngine('one link and fifty people who press the button at once', (engine) => {
  const folder = dataFolder();
  // Behind one address, as many processes as the engine is for.
  const processes = engine === sqlite ? 1 : 2;
  let place: Place;
  let servers: Server[];
  let holders: LinkHolder[];

  before(async () => {
    place = await engine.place();
    const ports = await Promise.all(Array.from({ length: processes }, freePort));
    const settings = settingsOf(folder.path, place, `http://127.0.0.1:${ports[0]}`);
    holders = await makeLinkHolders(configOf(settings), 'racer', rounds);
    const env = { ...settings, REKEY_TRUSTED_PROXIES: '127.0.0.1', REKEY_LOG_LEVEL: 'error' };
    const starting = ports.map((port) => startServer(folder.path, { env: { ...env, REKEY_PORT: String(port) } }));
    servers = await Promise.all(starting);
  });
  after(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await place.remove();
    folder.remove();
  });

  const urlFor = (index: number) => servers[index % processes]?.url ?? '';

  for (let round = 0; round < rounds; round++) {
    it(`F-10 has one winner, and tells the others the truth (round ${round + 1})`, async () => {
      const holder = holders[round] ?? assert.fail('no link');
      const line = await Promise.all(
        Array.from({ length: contenders }, (_, index) => prepare(urlFor(index), holder, index)),
      );
      for (const contender of line) contender.socket.write(contender.lastByte);
      const statuses = await Promise.all(line.map((contender) => contender.status));
      const winners = line.filter((_, index) => statuses[index] === 303);
      assert.equal(winners.length, 1, statuses.join(' '));
      assert.equal(statuses.filter((status) => status === 410).length, contenders - 1, statuses.join(' '));
      const client = createClient(urlFor(0), '198.18.0.1');
      const signedIn = await client.post('/web/login', { login: holder.login, password: winners[0]?.password ?? '' });
      assert.equal(signedIn.status, 303);
    });
  }
});

async function prepare(url: string, holder: LinkHolder, index: number): Promise<Contender> {
  const client = createClient(url, `198.18.${index}.2`);
  const opened = await client.get(`/web/reset_password?token=${holder.token}`);
  assert.equal(opened.status, 303);
  const page = await client.get(opened.location ?? '');
  const password = `Violet3meadow+stapled${index}`;
  const fields = { link: hiddenField(page.body, 'link'), password, confirm_password: password };
  const body = new URLSearchParams(fields).toString();
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const status = statusFrom(socket);
  const head = [
    'POST /web/reset_password HTTP/1.1',
    `Host: ${hostname}:${port}`,
    `Origin: ${url}`,
    'Sec-Fetch-Site: same-origin',
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${body.length}`,
    `Cookie: ${client.cookieHeader('/web/reset_password')}`,
    `X-Forwarded-For: 198.18.${index}.2`,
    'Connection: close',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, -1)}`);
  return { socket, password, lastByte: body.slice(-1), status };
}

function statusFrom(socket: Socket): Promise<number> {
  return new Promise((resolve, reject) => {
    let answer = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      answer += chunk;
    });
    socket.on('end', () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1])));
    socket.on('error', reject);
  });
}
