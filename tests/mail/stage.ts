import { setTimeout as delay } from 'node:timers/promises';
import { type Audit, createAudit } from '../../src/audit/index.ts';
import type { Database } from '../../src/database/index.ts';
import {
  type Caller,
  type Clock,
  hour,
  type Log,
  minute,
  Refusal,
  type Secrets,
  systemRandom,
} from '../../src/kernel/index.ts';
import { createLocale } from '../../src/locale/index.ts';
import {
  type Composer,
  createMail,
  type Letter,
  type Mail,
  type MailServer,
  type Message,
  type MessageRecord,
  type NewMessage,
} from '../../src/mail/index.ts';
import type { Limits } from '../../src/mail/wire/limits.ts';
import { createSettings, type Settings } from '../../src/settings/index.ts';
import { anySecrets } from '../any-secrets.ts';
import { type MovedClock, movedClock } from '../moved-clock.ts';

export const operator: Caller = {
  actor: { kind: 'operator', label: 'root' },
  address: undefined,
  agent: undefined,
  requestId: 'proof',
};

export function staff(role: 'user' | 'helpdesk' | 'access' | 'settings'): Caller {
  return { ...operator, actor: { kind: 'user', id: `id-of-${role}`, label: role, role } };
}

/** A mail service on its own, with all that it says kept for looking at. */
export interface Stage {
  database: Database;
  clock: MovedClock;
  audit: Audit;
  mail: Mail;
  settings: Settings;
  /** Everything that was logged, as text. */
  logged: string[];
  /** Runs the worker until the answered function is called. */
  run(...composers: Composer[]): () => Promise<void>;
  /** Moves the clock and lets workers notice. */
  pass(ms: number): Promise<void>;
  put(message?: Partial<NewMessage>): Promise<string>;
  message(id: string): Promise<MessageRecord>;
  /** Waits until a message is in one of these states. */
  becomes(id: string, ...states: string[]): Promise<MessageRecord>;
}

export interface Setting {
  servers?: MailServer[];
  clock?: MovedClock;
  owner?: string;
  hostname?: string;
  mailFrom?: string | undefined;
  limits?: Partial<Limits>;
  allowedNetworks?: string[];
  dnsServers?: string[];
  secrets?: Secrets;
}

export function setStage(database: Database, setting: Setting = {}): Stage {
  const {
    clock = movedClock(),
    servers = [],
    owner = 'proof',
    hostname = 'rekey.test',
    limits = {},
    allowedNetworks = ['127.0.0.0/8'],
    dnsServers = [],
    secrets = anySecrets,
  } = setting;
  const mailFrom = 'mailFrom' in setting ? setting.mailFrom : 'Rekey <no-reply@acme.test>';
  const logged: string[] = [];
  const audit = createAudit({ database, clock, random: systemRandom, secrets });
  const settings = createSettings({ database, clock, witness: audit });
  const services = {
    database,
    clock,
    audit,
    secrets,
    settings,
    random: systemRandom,
    log: noted(logged),
    locale: createLocale(),
  };
  const mail = createMail({
    ...services,
    servers,
    allowedNetworks,
    dnsServers,
    mailFrom,
    owner,
    hostname,
    limits: { grace: 50, ...limits },
  });
  const message = async (id: string): Promise<MessageRecord> => {
    const { items } = await mail.list(operator, { limit: 200 });
    const found = items.find((item) => item.id === id);
    if (!found) throw new Error(`There is no message ${id}.`);
    return found;
  };
  return {
    database,
    clock,
    audit,
    mail,
    settings,
    logged,
    run: (...composers) => start(mail, composers),
    async pass(ms) {
      clock.advance(ms);
      await database.write(async () => undefined); // any commit wakes a worker
    },
    put: (changes = {}) => database.write((tx) => mail.enqueue(tx, newMessage(clock, changes))),
    message,
    becomes: (id, ...states) =>
      until(async () => message(id).then((now) => (states.includes(now.state) ? now : undefined))),
  };
}

/** A database that refuses, as a busy one does, what is written while `trouble.busy`. */
export function busyNowAndThen(database: Database): { database: Database; trouble: { busy: boolean } } {
  const trouble = { busy: false };
  const refused = (): Promise<never> => Promise.reject(new Refusal('busy', { retryAfter: 1 }));
  const faulty: Database = { ...database, write: (body) => (trouble.busy ? refused() : database.write(body)) };
  return { database: faulty, trouble };
}

const workers = new Set<() => Promise<void>>();

function start(mail: Mail, composers: Composer[]): () => Promise<void> {
  const stop = new AbortController();
  const running = mail.run(composers, stop.signal);
  const end = async (): Promise<void> => {
    workers.delete(end);
    stop.abort();
    await running;
  };
  workers.add(end);
  return end;
}

/** Stops what a proof that failed left running. */
export async function clearStage(): Promise<void> {
  for (const end of workers) await end();
}

function newMessage(clock: Clock, changes: Partial<NewMessage>): NewMessage {
  return {
    kind: 'reset',
    to: { name: 'Ann', address: 'ann@example.com' },
    expiresAt: clock.now() + 24 * hour,
    ...changes,
  };
}

function noted(lines: string[]): Log {
  const note = (event: string, fields: unknown = {}): void => void lines.push(`${event} ${JSON.stringify(fields)}`);
  return {
    info: note,
    warn: note,
    error: (event, error, fields) => note(event, { error: String(error), ...fields }),
  };
}

/** Writes a letter to whomever the message is for. */
export function scribe(changes: Partial<Composer> = {}, letter: Partial<Letter> = {}): Composer {
  return {
    kinds: ['reset'],
    async compose(message) {
      return { letter: letterTo(message, letter), to: message.to };
    },
    ...changes,
  };
}

export function letterTo(message: Message, letter: Partial<Letter> = {}): Letter {
  const words = `A letter to ${message.to.name}.`;
  return { subject: `Password reset for ${message.to.name}`, text: `${words}\n`, html: `<p>${words}</p>`, ...letter };
}

export function serverAt(port: number, changes: Partial<MailServer> = {}): MailServer {
  const usual = { id: 'first', name: 'first', host: '127.0.0.1', encryption: 'none', sequence: 10 } as const;
  return { ...usual, id: changes.name ?? 'first', port, ...changes } as MailServer;
}

/** Far longer than anything takes that comes at all, on a machine that has other things to do. */
const patience = minute;

/** Asks again and again until there is an answer; what never comes fails, and says what it was. */
export async function until<T>(look: () => Promise<T | undefined | false> | T | undefined | false): Promise<T> {
  for (const end = Date.now() + patience; Date.now() < end; await delay(3)) {
    const answer = await look();
    if (answer !== undefined && answer !== false) return answer;
  }
  throw new Error(`It never came: ${look}`);
}

/** Which server said what to each try. */
export function triesOf({ attempts }: MessageRecord) {
  return attempts.map(({ server, outcome, reason }) => [server, outcome, reason]);
}

/** The Message-ID of a raw letter. */
export function messageIdOf(raw: string): string {
  return /^Message-ID: *(\S+)/im.exec(raw)?.[1] ?? '';
}
