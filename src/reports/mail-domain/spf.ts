import { BlockList, isIPv6 } from 'node:net';
import type { Names } from '../../mail/index.ts';

/* Who may send in the name of a domain (RFC 7208), as far as it can be told without a letter. */

/** `unknown`: it depends on the letter (macros). */
export type SpfResult = 'pass' | 'fail' | 'softfail' | 'neutral' | 'none' | 'permerror' | 'unknown';

export interface Spf {
  /** The records that there are; one is right. */
  records: string[];
  /** What receivers find for the address that letters leave from. */
  result: SpfResult;
}

/** A judgement that needs more look-ups than this is an error to receivers (RFC 7208, 4.6.4). */
const mostLookups = 10;

const results: Record<string, SpfResult> = { '+': 'pass', '-': 'fail', '~': 'softfail', '?': 'neutral' };

class PermError extends Error {}
class DependsOnLetter extends Error {}

/** Judges an address by the record of a domain. A record with macros is followed up to the first. */
export async function judgeSpf(names: Names, domain: string, address: string): Promise<Spf> {
  const records = await spfRecords(names, domain);
  if (records.length === 0) return { records, result: 'none' };
  try {
    return { records, result: await new Judging(names, address).of(domain) };
  } catch (error) {
    if (error instanceof PermError) return { records, result: 'permerror' };
    if (error instanceof DependsOnLetter) return { records, result: 'unknown' };
    throw error;
  }
}

/** Whether a record, or one that it includes, includes `target`, or may (macros): as far as receivers follow it. */
export async function includes(names: Names, domain: string, target: string): Promise<boolean> {
  const unread = [domain];
  for (let lookups = 0; lookups <= mostLookups; lookups++) {
    const next = unread.shift();
    if (next === undefined) return false;
    const [record = ''] = await spfRecords(names, next);
    const included = [...record.matchAll(/(?:include:|redirect=)(\S+)/gi)].map(([, name = '']) => name.toLowerCase());
    if (included.includes(target) || included.some(hasMacro)) return true;
    unread.push(...included);
  }
  return false;
}

async function spfRecords(names: Names, domain: string): Promise<string[]> {
  return (await names.texts(domain)).filter((text) => /^v=spf1(\s|$)/i.test(text));
}

/** `include:%{ir}.spf.example`: what it stands for is known only of a letter (RFC 7208, 7). */
function hasMacro(text: string): boolean {
  return text.includes('%');
}

class Judging {
  readonly #names: Names;
  readonly #address: string;
  #lookups = 0;

  constructor(names: Names, address: string) {
    this.#names = names;
    this.#address = address;
  }

  async of(domain: string): Promise<SpfResult> {
    const [record, ...more] = await spfRecords(this.#names, domain);
    if (record === undefined) return 'none';
    if (more.length > 0) throw new PermError();
    const terms = record.split(/\s+/).slice(1);
    for (const term of terms) {
      const [, sign = '', mechanism = ''] = /^([+?~-]?)(.+)$/.exec(term) ?? [];
      if (!/^\w+=/.test(mechanism) && (await this.#matches(mechanism, domain)))
        return results[sign || '+'] ?? 'neutral';
    }
    const [, redirect] = /\sredirect=(\S+)/i.exec(record) ?? [];
    return redirect ? this.#redirected(redirect) : 'neutral';
  }

  async #redirected(domain: string): Promise<SpfResult> {
    if (hasMacro(domain)) throw new DependsOnLetter();
    this.#count();
    const result = await this.of(domain);
    if (result === 'none') throw new PermError();
    return result;
  }

  async #matches(mechanism: string, domain: string): Promise<boolean> {
    if (hasMacro(mechanism)) throw new DependsOnLetter();
    const [, kind = '', value = ''] = /^(\w+)[:/]?(.*)$/.exec(mechanism) ?? [];
    const slashed = /^\w+\//.test(mechanism) ? `/${value}` : value;
    switch (kind.toLowerCase()) {
      case 'all':
        return true;
      case 'ip4':
      case 'ip6':
        return within(value, this.#address);
      case 'a':
        return this.#isHost(slashed, async (host) => [host], domain);
      case 'mx':
        return this.#isHost(slashed, (of) => this.#names.mailHosts(of), domain);
      case 'include':
        return this.#included(value);
      case 'exists':
      case 'ptr':
        this.#count();
        return false;
      default:
        throw new PermError();
    }
  }

  async #included(domain: string): Promise<boolean> {
    this.#count();
    const result = await this.of(domain);
    if (result === 'none' || result === 'permerror') throw new PermError();
    return result === 'pass';
  }

  /** `a` and `mx`, each with a host and a prefix or without. */
  async #isHost(value: string, hostsOf: (domain: string) => Promise<string[]>, domain: string): Promise<boolean> {
    this.#count();
    const [, host = '', four, six] = /^([^/]*)(?:\/(\d+))?(?:\/\/(\d+))?$/.exec(value) ?? [];
    const prefix = isIPv6(this.#address) ? (six ?? '128') : (four ?? '32');
    for (const one of await hostsOf(host || domain)) {
      const addresses = await this.#names.addresses(one);
      const same = addresses.filter((address) => isIPv6(address) === isIPv6(this.#address));
      if (same.some((address) => within(`${address}/${prefix}`, this.#address))) return true;
    }
    return false;
  }

  #count(): void {
    this.#lookups += 1;
    if (this.#lookups > mostLookups) throw new PermError();
  }
}

function within(network: string, address: string): boolean {
  const [base = '', prefix] = network.split('/');
  const family = isIPv6(base) ? 'ipv6' : 'ipv4';
  const list = new BlockList();
  try {
    list.addSubnet(base, Number(prefix ?? (family === 'ipv6' ? 128 : 32)), family);
  } catch {
    throw new PermError();
  }
  return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
