import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { type AnsweredRequest, type LineState, type Meter, second } from '../kernel/index.ts';
import type { QueueDepth } from '../mail/index.ts';
import type { ReadinessReport } from './index.ts';

/** What is not counted but looked at, when somebody wants to know. Absent is what could not be found out. */
export interface Standing {
  checks: ReadinessReport['checks'];
  hashing: LineState;
  letters: QueueDepth | undefined;
  /** Milliseconds. */
  dueFor: number | undefined;
  /** Milliseconds. */
  unsealedFor: number | undefined;
  lostLines: number;
  mailReady: boolean;
}

/** The counters and gauges of one app, in a registry of its own. */
export interface Board extends Meter {
  text(standing: Standing): Promise<string>;
}

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Process memory, event-loop delay and the like come under the names that dashboards know. */
export function createBoard(): Board {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const show = createGauges(registry);
  return {
    ...createCounters(registry),
    async text(standing) {
      show(standing);
      return registry.metrics();
    },
  };
}

function createCounters(registry: Registry): Meter {
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, labelNames: L[]): Counter<L> =>
    new Counter({ name, help, labelNames, registers });
  const requests = counter('rekey_http_requests_total', 'Requests answered.', ['method', 'route', 'status']);
  const refusals = counter('rekey_refusals_total', 'Requests refused, by the code of the refusal.', ['code']);
  const decisions = counter('rekey_reset_decisions_total', 'Asks for a reset decided, by reason.', ['reason']);
  const durations = new Histogram({
    name: 'rekey_http_request_duration_seconds',
    help: 'How long requests took.',
    labelNames: ['method', 'route'],
    buckets: seconds,
    registers,
  });
  return {
    answered({ route, status, took, refusal, ...request }) {
      const method = knownMethod(request);
      requests.inc({ method, route, status });
      durations.observe({ method, route }, took / second);
      if (refusal !== undefined) refusals.inc({ code: refusal });
    },
    decided: (reason) => decisions.inc({ reason }),
  };
}

/** Others are whatever a stranger makes up. */
function knownMethod({ method }: Pick<AnsweredRequest, 'method'>): string {
  return methods.includes(method) ? method : 'other';
}

function createGauges(registry: Registry): (standing: Standing) => void {
  const registers = [registry];
  const gauge = (name: string, help: string, labelNames: string[] = []): Gauge =>
    new Gauge({ name, help, labelNames, registers });
  const checks = gauge('rekey_check_ok', 'What /readyz looks at: 1 where nothing is wrong.', ['check']);
  const hashes = gauge('rekey_password_hashes', 'Password hashes in this process.', ['state']);
  const turnedAway = new Counter({
    name: 'rekey_password_hashes_refused_total',
    help: 'Password hashes for which the line was too long.',
    registers,
  });
  const letters = gauge('rekey_letters', 'Letters in the queue of the installation, exact to 100,000.', ['state']);
  const due = gauge('rekey_letters_oldest_due_seconds', 'For how long the oldest letter could have been sent.');
  const mail = gauge('rekey_mail_server_usable', '1 while this process knows a mail server that may take letters.');

  const unsealed = gauge('rekey_audit_oldest_unsealed_seconds', 'For how long the oldest event waits to be sealed.');
  const lostLines = new Counter({
    name: 'rekey_log_lines_lost_total',
    help: 'Lines of the log that could not be written.',
    registers,
  });

  return (standing) => {
    checks.reset();
    for (const [check, state] of Object.entries(standing.checks)) checks.set({ check }, state === 'ok' ? 1 : 0);
    const { refused, ...line } = standing.hashing;
    for (const [state, count] of Object.entries(line)) hashes.set({ state }, count);
    turnedAway.reset();
    turnedAway.inc(refused);
    letters.reset();
    for (const [state, count] of Object.entries(standing.letters ?? {})) letters.set({ state }, count);
    setOrRemove(due, standing.dueFor);
    setOrRemove(unsealed, standing.unsealedFor);
    lostLines.reset();
    lostLines.inc(standing.lostLines);
    mail.set(standing.mailReady ? 1 : 0);
  };
}

function setOrRemove(gauge: Gauge, milliseconds: number | undefined): void {
  if (milliseconds === undefined) gauge.remove();
  else gauge.set(milliseconds / second);
}
