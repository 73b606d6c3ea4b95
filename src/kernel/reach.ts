import { lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { unwrapped } from './ipv6.ts';

/**
 * Where a connection may lead whose host an administrator typed. Judged on the address that is really connected to, so
 * a name that leads elsewhere the second time gains nothing.
 */
export interface Reach {
  allows(address: string): boolean;
  /** For a socket: looks the name up anew and answers only addresses that are allowed; else fails with `addressForbidden`. */
  lookup: LookupFunction;
}

export const addressForbidden = 'ADDRESS_FORBIDDEN';

/** Never reached, whatever is listed: this host by its absence, link-local, where clouds keep their secrets, multicast. */
const never = listOf([
  '0.0.0.0/8',
  '169.254.0.0/16',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::',
  'fe80::/10',
  'fec0::/10',
  'fd00:ec2::/32',
  'fd20:ce::/32',
  'ff00::/8',
]);

/** Reached only where it is listed. */
const inside = listOf([
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '::1',
  'fc00::/7',
]);

/** `networks`: the private addresses and ranges that may be reached. */
export function createReach(networks: readonly string[], resolve: LookupFunction = systemLookup): Reach {
  const listed = listOf(networks);
  const allows = (address: string): boolean => {
    const plain = unwrapped(address);
    return isIP(plain) !== 0 && !holds(never, plain) && (!holds(inside, plain) || holds(listed, plain));
  };
  const lookup: LookupFunction = (host, options, done) =>
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, []);
      const allowed = (Array.isArray(found) ? found : []).filter(({ address }) => allows(address));
      const [first] = allowed;
      if (!first) return done(Object.assign(new Error('address not allowed'), { code: addressForbidden }), []);
      return options.all ? done(null, allowed) : done(null, first.address, first.family);
    });
  return { allows, lookup };
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    const family = familyOf(address);
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

function holds(list: BlockList, address: string): boolean {
  return list.check(address, familyOf(address));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 4 ? 'ipv4' : 'ipv6';
}
