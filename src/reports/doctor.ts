import { day, hour, minute, type Refusal, second } from '../kernel/index.ts';
import type { Translate } from '../locale/index.ts';
import type { SettingKey } from '../settings/index.ts';
import { checks, type Found } from './checks.ts';
import type { Doctor, Finding, Parts } from './index.ts';
import { readReceived } from './mail-domain/received.ts';

/** Examines an installation: what an operator who is called at night should know first. */
export function createDoctor(parts: Parts): Doctor {
  return {
    async examine(caller, words) {
      await parts.audit.admit(caller, 'mail.test');
      const found: Finding[] = [];
      for (const check of checks) {
        for (const one of await check(parts, caller)) found.push(inWords(one, words));
      }
      return found;
    },
    async readReceived(caller, head) {
      await parts.audit.admit(caller, 'mail.test');
      return readReceived(head);
    },
  };
}

/** The one finding of an installation that does not come up: why it does not. */
export function cannotStart(refusal: Refusal<'configuration'>, words: Translate): Finding {
  return inWords({ code: 'cannot_start', severity: 'error', params: { why: refusal.details.why } }, words);
}

type Value = NonNullable<Found['params']>[string];

/** What is told as a length of time. */
const lengths = ['waited', 'left', 'off'];

function inWords({ code, severity, params = {}, record }: Found, words: Translate): Finding {
  const told = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, toldAs(name, value, words)]));
  const text = { words: words(`reports.${code}`, told), advice: words(`reports.${code}.advice`, told) };
  return { code, severity, ...text, ...(record && { record }), ...subjectIn(params) };
}

function toldAs(name: string, value: Value, words: Translate): Value {
  if (name === 'setting') return words(`settings.${value as SettingKey}`);
  return lengths.includes(name) && typeof value === 'number' ? words.duration(roughly(value)) : value;
}

function subjectIn({ server, domain }: NonNullable<Found['params']>): Pick<Finding, 'server' | 'domain'> {
  return { ...(typeof server === 'string' && { server }), ...(typeof domain === 'string' && { domain }) };
}

/** "9 days" says enough of nine days and some hours. */
function roughly(length: number): number {
  const unit = [day, hour, minute, second].find((one) => length >= one) ?? 1;
  return Math.floor(length / unit) * unit;
}
