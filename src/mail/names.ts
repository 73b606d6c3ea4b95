import { promises as dns, type MxRecord } from 'node:dns';
import { second } from '../kernel/index.ts';

/** The domain name system, as far as mail needs it. What does not exist is an empty list. Throws `NamesAway`. */
export interface Names {
  /** The texts of a name, each put together from its pieces. */
  texts(name: string): Promise<string[]>;
  /** Hosts that take mail for a domain, the preferred first; ten at most, as of all that leads on. */
  mailHosts(domain: string): Promise<string[]>;
  /** Whether a domain says that it takes no mail, at its own address neither (RFC 7505). */
  refusesMail(domain: string): Promise<boolean>;
  /** The IPv4 and IPv6 addresses of a host. */
  addresses(host: string): Promise<string[]>;
  /** The names that an address points back to. */
  namesOf(address: string): Promise<string[]>;
}

/** No server of names answered, or not in time: nothing is known. */
export class NamesAway extends Error {
  override name = 'NamesAway';
}

const patience = 2 * second;
/** Of each kind; whoever publishes more could make us ask for thousands. Texts lead nowhere by themselves. */
const mostAnswers = 10;
/** Also under what cannot be a name. */
const nothingThere = ['ENOTFOUND', 'ENODATA', 'ENONAME', 'EBADNAME'];

/** Asks the given servers of names (`REKEY_DNS_SERVERS`), or those of the machine. */
export function createNames(servers: readonly string[]): Names {
  const resolver = new dns.Resolver({ timeout: patience, tries: 2 });
  if (servers.length > 0) resolver.setServers([...servers]);
  return {
    texts: async (name) => (await found(resolver.resolveTxt(name))).map((pieces) => pieces.join('')),
    async mailHosts(domain) {
      const hosts = await found(resolver.resolveMx(domain));
      return few(hosts.filter(isHost).sort((a, b) => a.priority - b.priority)).map(({ exchange }) => exchange);
    },
    async refusesMail(domain) {
      const hosts = await found(resolver.resolveMx(domain));
      return hosts.length > 0 && !hosts.some(isHost);
    },
    async addresses(host) {
      const both = await Promise.all([found(resolver.resolve4(host)), found(resolver.resolve6(host))]);
      return both.flatMap(few);
    },
    namesOf: async (address) => few(await found(resolver.reverse(address))),
  };
}

/** Where a domain that takes no mail names a host, there is a single dot. */
function isHost({ exchange }: MxRecord): boolean {
  return exchange !== '' && exchange !== '.';
}

function few<T>(answers: T[]): T[] {
  return answers.slice(0, mostAnswers);
}

async function found<T>(asked: Promise<T[]>): Promise<T[]> {
  try {
    return await asked;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (nothingThere.includes(code)) return [];
    throw new NamesAway(code);
  }
}
