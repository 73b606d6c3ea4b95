import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { setImmediate as heardOut } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import SMTPConnection, { type AuthenticationType } from 'nodemailer/lib/smtp-connection';
import { minute, second } from '../../kernel/index.ts';
import type { MailServer } from '../index.ts';
import { type Phase, WireError } from './failure.ts';
import type { Limits } from './limits.ts';
import { exchanges, type Rehearsal } from './sasl.ts';
import { codeOf, openSocket, tlsOptions } from './socket.ts';
import { type Done, Steps } from './steps.ts';
import type { TokenSource } from './tokens.ts';
import { createTranscript, type Transcript } from './transcript.ts';

export interface LineParts {
  server: MailServer;
  /** What we call ourselves. */
  hostname: string;
  limits: Limits;
  /** Aborted: gives up connecting. */
  stop: AbortSignal;
}

/** What a mail server secures its lines with. */
export interface Security {
  /** `TLSv1.3`. */
  protocol: string;
  certificateEnds: number | undefined;
}

/** The library's own limits know inactivity only, and one for all steps: ours come first. */
const libraryLimit = 15 * minute;
const goodbye = 5 * second;
/** In bytes; a server that says more at once is not worth remembering it. */
const longestReply = 16_384;
/** Where a server can (RFC 3461), what comes back are the headers alone: whoever reads it gets no link that works. */
const dsn = { ret: 'HDRS' } as const;

/** Connects, and secures the connection where that comes first. Throws a `WireError`. */
export async function openLine(parts: LineParts): Promise<Line> {
  return new Line(parts, await openSocket(parts.server, parts.limits, parts.stop));
}

/** One connection of the mail library, which knows the protocol. We hold the socket and the clock. */
export class Line {
  readonly transcript: Transcript;
  readonly #steps = new Steps();
  readonly #connection: SMTPConnection;
  readonly #server: MailServer;
  readonly #limits: Limits;

  constructor(parts: LineParts, socket: Socket) {
    this.#server = parts.server;
    this.#limits = parts.limits;
    this.transcript = createTranscript(parts.server, () => this.#steps.progress());
    this.#connection = connectionOver(socket, parts, this.transcript);
    this.#connection.on('error', (error: Error) => this.#steps.fail(error));
    this.onEnd(() => this.#steps.ended());
  }

  /** Greeting, EHLO, STARTTLS where it is demanded, EHLO again. */
  async greet(): Promise<void> {
    const phase = (): Phase => (this.#connection.upgrading ? 'securing' : 'greeting');
    await this.#step<void>(phase, this.#limits.greeting, (done) => this.#connection.connect(done));
  }

  /** Signs in, if there is a user and the server lets users sign in. */
  async login(): Promise<void> {
    const { user, password: pass, tokens } = this.#server;
    if (user === undefined || !this.#connection.allowsAuth) return;
    if (tokens) await this.#loginWith(tokens, user);
    else await this.#converse(() => 'login', { user, pass });
  }

  /** A token that is refused may have been called back before its time: one fresh one is tried. */
  async #loginWith(tokens: TokenSource, user: string): Promise<void> {
    const attempt = async (anew: boolean): Promise<void> =>
      this.#converse(() => 'login', { user, pass: await tokens.draw(anew), method: 'XOAUTH2' });
    try {
      await attempt(false);
    } catch (error) {
      if (!(error instanceof WireError) || !error.reply?.startsWith('535') || !this.alive()) throw error;
      await attempt(true);
    }
  }

  async #converse(phase: () => Phase, auth: AuthenticationType): Promise<void> {
    await this.#step(phase, this.#limits.command, (done) => this.#connection.login(auth, done));
  }

  /** Where the server lets commands go out together (PIPELINING), the recipient is named at once. */
  #inEnvelope(): Phase {
    return this.transcript.named() ? 'recipient' : 'envelope';
  }

  /** Names sender and recipient as a letter would, and takes both back. */
  async rehearse(addresses: Rehearsal): Promise<void> {
    const rehearsal: Rehearsal = { ...addresses, announce: (command) => this.transcript.announce(command) };
    await this.#converse(() => this.#inEnvelope(), { method: 'REHEARSAL', rehearsal });
    if (rehearsal.refused) throw new WireError('envelope', rehearsal.refused);
  }

  /** Answers the server's confirmation. Once the content has left, nobody knows whether a silent server has it. */
  async send({ from, to, raw }: { from: string; to: string; raw: Buffer }, mayLeave: () => boolean): Promise<string> {
    let phase = (): Phase => this.#inEnvelope();
    const content = readOnce(raw, () => {
      if (!this.transcript.awaitsContent()) {
        this.#steps.fail(outOfStep());
        return false;
      }
      if (!mayLeave()) {
        this.close();
        return false;
      }
      phase = () => 'content';
      this.#steps.allow(this.#limits.data);
      return true;
    });
    let hasLeft = false;
    content.once('end', () => {
      hasLeft = true;
      phase = () => 'confirming';
    });
    const envelope = { from, to, size: raw.length, dsn };
    const begin = (done: Done<{ response: string }>): void => this.#connection.send(envelope, content, done);
    const { response } = await this.#step(() => phase(), this.#limits.command, begin);
    if (!hasLeft) throw this.#outOfStep();
    // An answer too many that came with it ends the line, or the next letter would take it for its own.
    await heardOut();
    return response;
  }

  /** Ends the transaction that a refused letter left open. */
  async reset(): Promise<void> {
    await this.#step(
      () => 'envelope',
      this.#limits.command,
      (done) => this.#connection.reset(done),
    );
  }

  /** How the line is secured; nothing where it is in clear. */
  security(): Security | undefined {
    const socket = this.#connection._socket;
    if (!(socket instanceof TLSSocket)) return undefined;
    const ends = Date.parse(socket.getPeerCertificate().valid_to ?? '');
    return { protocol: socket.getProtocol() ?? '', certificateEnds: Number.isNaN(ends) ? undefined : ends };
  }

  alive(): boolean {
    return !this.#connection.destroyed;
  }

  quit(): void {
    this.#connection.quit();
    setTimeout(() => this.#connection.close(), goodbye).unref();
  }

  close(): void {
    this.#connection.close();
  }

  onEnd(listener: () => void): void {
    this.#connection.once('end', listener);
  }

  /** What stands for a confirmation came before there was anything to confirm. */
  #outOfStep(): WireError {
    this.close();
    return new WireError('content', { code: codeOf(outOfStep()) });
  }

  /**
   * A step that fails without a no of the server leaves nothing that could go on. Where commands go out together, the
   * server may have said no to the first and then hung up over the next, or fallen silent: the no is what counts.
   */
  async #step<T>(phase: () => Phase, ms: number, begin: (done: Done<T>) => void): Promise<T> {
    try {
      return await this.#steps.run(phase, ms, begin);
    } catch (error) {
      if (error instanceof WireError && error.reply !== undefined) throw error;
      this.close();
      const refused = this.transcript.refused();
      throw error instanceof WireError && refused ? new WireError(error.phase, refused) : error;
    }
  }
}

function connectionOver(socket: Socket, { server, hostname }: LineParts, transcript: Transcript): SMTPConnection {
  const secure = server.encryption === 'ssl';
  return new SMTPConnection({
    name: hostname,
    host: server.host,
    port: server.port,
    connection: socket,
    secure,
    secured: secure,
    requireTLS: server.encryption === 'starttls',
    ignoreTLS: server.encryption === 'none',
    tls: tlsOptions(server),
    customAuth: exchanges,
    logger: transcript.logger,
    transactionLog: true,
    maxResponseSize: longestReply,
    connectionTimeout: libraryLimit,
    greetingTimeout: libraryLimit,
    socketTimeout: libraryLimit,
  });
}

/** The library takes any good answer to DATA for a "go ahead": an answer too many before it would count as this one. */
function outOfStep(): Error {
  return Object.assign(new Error('DATA was answered out of step.'), { code: 'EPROTOCOL' });
}

/**
 * A stream that asks when it is first read: that is when the server has said "go ahead" (354), and all that came with it has
 * been heard.
 */
function readOnce(content: Buffer, begins: () => boolean): Readable {
  return new Readable({
    read() {
      void heardOut().then(() => {
        if (this.destroyed || !begins()) return;
        this.push(content);
        this.push(null);
      });
    },
  });
}
