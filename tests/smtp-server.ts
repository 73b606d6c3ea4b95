import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import { type Certificate, certificates } from './mail/certificates.ts';

/** A letter as a mail server got it. */
export interface Received {
  from: string;
  to: string[];
  raw: string;
  secure: boolean;
  /** What the sender called itself. */
  hello: string;
  user: string | undefined;
  /** Which connection it came over, counted from 1. */
  connection: number;
}

/** What a scripted server answers: nothing goes on as usual. */
export type Answer = { code: number; text: string } | 'drop' | undefined;

/** How a scripted server behaves. May be changed while it runs; each step is told what it is about. */
export interface Script {
  connect?: () => Answer | Promise<Answer>;
  login?: (user: string, password: string) => Answer | Promise<Answer>;
  from?: (address: string) => Answer | Promise<Answer>;
  to?: (address: string) => Answer | Promise<Answer>;
  /** After the final dot: the letter is there already. */
  letter?: (received: Received) => Answer | Promise<Answer>;
}

export interface ScriptedServer {
  port: number;
  script: Script;
  received: Received[];
  /** How many connections there were, and are. */
  connections: { total: number; open: number };
  /** Every recipient that was named, refused or not. */
  asked: string[];
  /** Ends all connections, as a server does with those it finds unused. */
  hangUp(): void;
  close(): Promise<void>;
}

export interface Setup {
  security?: 'none' | 'starttls' | 'ssl';
  certificate?: Certificate;
  script?: Script;
  /** Demands a sign-in, which `script.login` judges. */
  auth?: boolean;
  /** The port to listen on again. */
  port?: number;
  options?: SMTPServerOptions;
}

/** A mail server that does what a proof needs of it: refuses, delays, drops, and keeps what it gets. */
export async function startSmtpServer({
  security = 'none',
  certificate = certificates.good,
  script = {},
  auth = false,
  port = 0,
  options = {},
}: Setup = {}): Promise<ScriptedServer> {
  const scripted = { script, received: [] as Received[], asked: [] as string[], connections: { total: 0, open: 0 } };
  const numbers = new Map<string, number>();

  /** Runs one step of the script and hands the outcome to the library. */
  const step = (session: SMTPServerSession, answer: Promise<Answer>, done: (error?: Error | null) => void): void => {
    void answer.then((said) => {
      if (said === 'drop') return drop(server, session);
      done(said ? Object.assign(new Error(said.text), { responseCode: said.code }) : null);
    });
  };

  const server = new SMTPServer({
    ...certificate,
    secure: security === 'ssl',
    hideSTARTTLS: security !== 'starttls',
    hideSMTPUTF8: false,
    authOptional: !auth,
    allowInsecureAuth: true,
    disabledCommands: [...(security === 'starttls' ? [] : ['STARTTLS']), ...(auth ? [] : ['AUTH'])],
    disableReverseLookup: true,
    closeTimeout: 10,
    onConnect(session, done) {
      scripted.connections.total += 1;
      scripted.connections.open += 1;
      numbers.set(session.id, scripted.connections.total);
      step(
        session,
        answered(() => scripted.script.connect?.()),
        done,
      );
    },
    onClose() {
      scripted.connections.open -= 1;
    },
    onAuth({ username, password }, session, done) {
      const said = answered(() => scripted.script.login?.(username ?? '', password ?? ''));
      step(session, said, (error) => done(error ?? null, { user: username }));
    },
    onMailFrom({ address }, session, done) {
      step(
        session,
        answered(() => scripted.script.from?.(address)),
        done,
      );
    },
    onRcptTo({ address }, session, done) {
      scripted.asked.push(address);
      step(
        session,
        answered(() => scripted.script.to?.(address)),
        done,
      );
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const received = toReceived(session, Buffer.concat(chunks).toString('utf8'), numbers.get(session.id) ?? 0);
        step(
          session,
          answered(() => scripted.script.letter?.(received)).then(keepUnlessRefused(scripted.received, received)),
          done,
        );
      });
    },
    ...options,
  });
  server.on('error', () => {}); // a client that hung up, or did not like the certificate
  const listening = server.listen(port, '127.0.0.1');
  await once(listening, 'listening');

  return Object.assign(scripted, {
    port: (listening.address() as AddressInfo).port,
    hangUp() {
      for (const connection of server.connections) connection._socket.destroy();
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}

async function answered(say: () => Answer | Promise<Answer>): Promise<Answer> {
  return say();
}

/** A letter that was refused is not there; one whose confirmation got lost is. */
function keepUnlessRefused(letters: Received[], letter: Received): (answer: Answer) => Answer {
  return (answer) => {
    if (answer === 'drop' || !answer) letters.push(letter);
    return answer;
  };
}

function toReceived(session: SMTPServerSession, raw: string, connection: number): Received {
  const { mailFrom, rcptTo } = session.envelope;
  return {
    from: mailFrom ? mailFrom.address : '',
    to: rcptTo.map(({ address }) => address),
    raw,
    secure: session.secure,
    hello: session.hostNameAppearsAs,
    user: session.user as string | undefined,
    connection,
  };
}

function drop(server: SMTPServer, session: SMTPServerSession): void {
  for (const connection of server.connections) if (connection.id === session.id) connection._socket.destroy();
}

export interface RawServer {
  port: number;
  /** All that clients sent, as it came. */
  heard: () => string;
  connections: () => number;
  close(): Promise<void>;
}

/** For what a proper mail server never does: `serve` has the bare socket. */
export async function startRawServer(serve: (socket: Socket) => void, port = 0): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const heard: Buffer[] = [];
  let total = 0;
  const server: Server = createServer((socket) => {
    total += 1;
    sockets.add(socket);
    socket.on('data', (chunk: Buffer) => heard.push(chunk));
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    serve(socket);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    heard: () => Buffer.concat(heard).toString('utf8'),
    connections: () => total,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Answers each line of a client by the first reply whose pattern fits: a mail server in a table. */
export function replies(
  table: readonly (readonly [pattern: RegExp, reply: string])[],
  greeting = '220 raw.test ESMTP',
): (socket: Socket) => void {
  return (socket) => {
    let rest = '';
    if (greeting !== '') socket.write(`${greeting}\r\n`);
    socket.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString('utf8')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const reply = table.find(([pattern]) => pattern.test(line))?.[1];
        if (reply !== undefined) socket.write(`${reply}\r\n`);
      }
    });
  };
}
