import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Command } from 'commander';
import { z } from 'zod';
import { ApiKey, MadeApiKey } from '../../src/api/shapes/api-key.ts';
import { AuditEvent, Verification } from '../../src/api/shapes/audit-event.ts';
import { pageOf } from '../../src/api/shapes/common.ts';
import { Finding } from '../../src/api/shapes/finding.ts';
import { Message } from '../../src/api/shapes/message.ts';
import { MailServer, MailTest } from '../../src/api/shapes/outgoing-mail-server.ts';
import { Reset } from '../../src/api/shapes/reset.ts';
import { User } from '../../src/api/shapes/user.ts';
import { createProgram } from '../../src/cli/program.ts';
import { createShell } from '../../src/cli/shell.ts';
import { createLocale } from '../../src/locale/index.ts';
import { openInbox } from '../inbox.ts';
import { baseUrl, type CommandLine, openCommandLine } from './command-line.ts';

const link = z.url();
const counts = z.strictObject({ resealed: z.int(), current: z.int(), unreadable: z.int() });
const newUser = (login: string) => ['--login', login, '--email', `${login}@example.com`, '--name', login];

/** What each command tells as its document. One thing, and a page of them, is told as the API tells it. */
const documents: Record<string, z.ZodType> = {
  setup: z.strictObject({ link }),
  migrate: z.strictObject({ migrations: z.array(z.string()) }),
  'users create': User,
  'users create --invite': User,
  'users create --print-link': z.strictObject({ user: User, link, reset: Reset }),
  'users list': pageOf(User),
  'users send-reset': Reset,
  'users send-reset --print-link': z.strictObject({ link, reset: Reset }),
  'users archive': User,
  'passwords import-breached': z.strictObject({ passwords: z.int(), left_out: z.int() }),
  'mail servers': z.strictObject({ items: z.array(MailServer), next: z.null() }),
  'mail test': MailTest,
  'mail queue': pageOf(Message),
  'mail retry': Message,
  'audit list': pageOf(AuditEvent),
  'audit verify': Verification,
  'audit export': z.array(AuditEvent),
  'api-keys create': MadeApiKey,
  'api-keys list': pageOf(ApiKey),
  'api-keys revoke': z.strictObject({ revoked: z.uuid(), others: z.int() }),
  'secret rotate': z.strictObject({
    from: z.string(),
    to: z.string(),
    values: z.record(z.string(), counts),
    findings: z.array(z.string()),
  }),
  check: z.strictObject({ findings: z.array(Finding) }),
  'config show': z.strictObject({ settings: z.array(z.object({ name: z.string(), value: z.string().nullable() })) }),
};

describe('--json', () => {
  let shell: CommandLine;
  let inbox: Awaited<ReturnType<typeof openInbox>>;
  before(async () => {
    shell = openCommandLine();
    inbox = await openInbox();
  });
  after(async () => {
    shell.remove();
    await inbox.close();
  });

  it('makes every command tell one document, in which a thing is what the API tells of it', async () => {
    const secrets = { REKEY_SECRET: 's'.repeat(40), REKEY_SECRET_PREVIOUS: 'p'.repeat(40) };
    const env = { ...secrets, REKEY_BASE_URL: baseUrl, REKEY_SMTP_URL: `smtp://127.0.0.1:${inbox.port}` };
    const told = new Set<string>();
    const tell = async (what: string, ...more: string[]): Promise<Record<string, unknown>> => {
      told.add(what);
      const { out, err } = await shell.runWith(env, '--json', ...what.split(' '), ...more);
      const document: unknown = JSON.parse(out);
      const parsed = (documents[what] ?? assert.fail(what)).safeParse(document);
      assert.ok(parsed.success, `${what}: ${parsed.error} ${out} ${err}`);
      assert.deepEqual(Object.keys(parsed.data as object), Object.keys(document as object), what);
      return document as Record<string, unknown>;
    };
    const breached = join(shell.dataDir, 'breached.txt');
    writeFileSync(breached, `${'0'.repeat(40)}:1\n`);

    await tell('migrate');
    await tell('setup');
    await tell('users create', ...newUser('ada'), '--role', 'settings');
    await tell('users create --invite', ...newUser('bob'));
    await tell('users create --print-link', ...newUser('eve'));
    await tell('users list');
    await tell('users send-reset', 'ada');
    await tell('users send-reset --print-link', 'ada');
    await tell('users archive', 'eve');
    await tell('passwords import-breached', breached);
    await tell('mail servers');
    await tell('mail test', '--to', 'ada@example.com');
    const { items } = (await tell('mail queue')) as { items: { id: string }[] };
    await tell('mail retry', items[0]?.id ?? '');
    await tell('audit list');
    await tell('audit verify');
    await tell('audit export');
    const key = ['--user', 'ada', '--scope', 'users:read', '--expires', '1d'];
    const { api_key } = (await tell('api-keys create', ...key)) as { api_key: { id: string } };
    await tell('api-keys list');
    await tell('api-keys revoke', api_key.id);
    await tell('secret rotate');
    await tell('check');
    await tell('config show');
    assert.deepEqual([...told].sort(), Object.keys(documents).sort());
    const commands = new Set([...told].map((what) => what.replace(/ --.*/, '')));
    assert.deepEqual(
      [...commands].sort(),
      everyCommand()
        .filter((name) => name !== 'serve')
        .sort(),
    );
  });

  it('may stand before a command, within it and behind it', async () => {
    for (const args of [
      ['--json', 'config', 'show'],
      ['config', '--json', 'show'],
      ['config', 'show', '--json'],
    ]) {
      const { code, out } = await shell.run(...args);
      assert.deepEqual([code, Object.keys(JSON.parse(out))], [0, ['settings']], args.join(' '));
    }
    const { code, out } = await shell.run('--json', 'users', 'list', '--limit', '0');
    assert.deepEqual([code, JSON.parse(out).code], [2, 'wrong_use']);
  });

  it('tells what to do next where a command is missing', async () => {
    for (const args of [['--json'], ['--json', 'users']]) {
      const { code, out } = await shell.run(...args);
      assert.deepEqual([code, JSON.parse(out).detail], [2, 'Add --help for what there is.'], args.join(' '));
    }
  });
});

/** By the names that are typed, without those that only hold others. */
function everyCommand(): string[] {
  const nowhere = { out() {}, err() {}, terminal: false };
  const shell = createShell({ json: true, env: {}, words: createLocale().in('en'), streams: nowhere });
  const under = (command: Command, names: string[]): string[] =>
    command.commands.length === 0
      ? [names.join(' ')]
      : command.commands.flatMap((one) => under(one, [...names, one.name()]));
  return under(createProgram(shell), []);
}
