import { createApi } from '../api/index.ts';
import { type App, createApp } from '../app.ts';
import { addressOf, type Config, checkDataDir, loadConfig } from '../config/index.ts';
import { addConsole } from '../console/index.ts';
import { type Listening, listen, underPath } from '../http/index.ts';
import { type Log, second, system } from '../kernel/index.ts';
import type { Receiver } from '../mail/index.ts';
import { createPages } from '../pages/index.ts';
import type { Evaluation } from './evaluate.ts';
import { exitCodes } from './exit-codes.ts';
import { giveBackMemory } from './give-back-memory.ts';
import { createLog } from './log.ts';
import type { Shell } from './shell.ts';
import { showSetUpLink } from './show-set-up-link.ts';
import { version } from './version.ts';
import { watchForRestores } from './watch-for-restores.ts';
import { runWorkers } from './workers.ts';

/** How long requests and letters that are under way may take to finish after a signal. */
const grace = 10 * second;

/**
 * By when it has ended, whatever hangs: a machine that has vanished ends no connection to its database. All that was promised
 * is stored, and what was held goes back when its lease is over. Container runtimes kill after 30 s.
 */
const longestEnd = 25 * second;

/**
 * Runs the server until SIGTERM or SIGINT. Refuses `configuration` before anything is touched: the environment is judged
 * first, then the port, then the data directory, then the database.
 */
export async function serve(evaluation: boolean, { env, streams }: Pick<Shell, 'env' | 'streams'>): Promise<number> {
  const config = loadConfig(env, { evaluation, needs: 'serve' });
  // In an evaluation a person reads the terminal: there, only what needs them.
  const log = createLog(evaluation && !env['REKEY_LOG_LEVEL'] ? 'warn' : config.logLevel, 'stdout');
  endOnBug(log);
  const stopped = untilSignal();
  void stopped.then(() => endAnyway(log)); // also while it starts: a migration may wait for another one
  const listening = await listen(config.host, config.port, { secure: config.baseUrl?.startsWith('https:') === true });
  try {
    checkDataDir(config);
    const running = await start({ config: atPort(config, listening.port), listening, log, streams });
    await stopped;
    log.info('stopping');
    await running.stop();
    if (!(await log.end())) process.exit(exitCodes.done); // nobody reads the log, and its end would be waited for
  } catch (error) {
    await listening.close(0);
    throw error;
  }
  return 0;
}

/** Where an evaluation is reached follows from its port, which may have been chosen only now. */
function atPort(config: Config, port: number): Config {
  return { ...config, port, baseUrl: config.baseUrl ?? addressOf({ host: config.host, port }) };
}

interface Running {
  stop(): Promise<void>;
}

interface Start {
  config: Config;
  listening: Listening;
  log: Log;
  streams: Shell['streams'];
}

async function start({ config, listening, log, streams }: Start): Promise<Running> {
  const evaluation = config.evaluation ? await evaluationOf(config, log) : undefined;
  const app = await createApp(config, { as: evaluation ? 'evaluation' : 'serve', log, ...evaluation });
  const watch = await watchForRestores(app, system);
  const ended = await watch.look();
  if (ended) log.warn('restored', { ...ended });
  const receiver = await receiveBounces(app);
  const parts = { ...app, baseUrl: app.baseUrl() };
  const web = createPages({ ...parts, trustedProxies: config.trustedProxies });
  addConsole(web, parts);
  const api = createApi({ ...parts, trustedProxies: config.trustedProxies, version: version() });
  for (const line of (await evaluation?.begin(app, web)) ?? []) streams.out(`${line}\n`);
  const stop = new AbortController();
  const working = runWorkers(app, watch, stop.signal);
  listening.handOver(underPath('/api', api.fetch, web.fetch));
  giveBackMemory(log);
  await showSetUpLink(app, streams);
  log.info('serving', { url: app.baseUrl(), port: listening.port });
  return {
    async stop() {
      app.readiness.stop();
      stop.abort();
      await Promise.all([listening.close(grace), working, receiver?.close()]);
      await app.close();
      await evaluation?.end();
    },
  };
}

/** Nothing where nobody said where bounces come in. */
async function receiveBounces({ config, mail, resets, log }: App): Promise<Receiver | undefined> {
  if (config.bounceListen === undefined) return undefined;
  const receiver = await mail.receiveBounces([resets.composer], config.bounceListen);
  log.info('mail.bounces_taken', { port: receiver.port });
  return receiver;
}

/**
 * What nobody caught leaves nobody knows what: the process ends, and whoever watches over it starts another one. All that
 * was promised is stored; whatever was held goes back when its lease is over.
 */
function endOnBug(log: Log): void {
  process.on('uncaughtException', (error) => {
    log.error('crashed', error);
    process.exit(exitCodes.bug);
  });
}

function endAnyway(log: Log): void {
  const end = (): void => {
    log.warn('stopped_late');
    process.exit(exitCodes.done);
  };
  setTimeout(end, longestEnd).unref();
}

/** Its demo people, mailbox and mail server are loaded for nobody else. */
async function evaluationOf(config: Config, log: Log): Promise<Evaluation> {
  const { createEvaluation } = await import('./evaluate.ts');
  return createEvaluation(config, log);
}

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    // Again and again: a terminal and the launcher may both pass on the same Ctrl-C, and only the first may count.
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}
