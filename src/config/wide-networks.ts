import { BlockList, isIP } from 'node:net';

/** As wide as the widest private network. */
const widestIPv4 = 8;
/** Wider than what any provider or company has to itself. */
const widestIPv6 = 16;

const privateIPv6 = new BlockList();
privateIPv6.addSubnet('fc00::', 7, 'ipv6');
privateIPv6.addSubnet('fe80::', 10, 'ipv6');

/** Those of the networks that hold so much of the internet that strangers are in them. */
export function wideNetworks(networks: readonly string[]): string[] {
  return networks.filter((network) => {
    const [address = '', length] = network.split('/');
    if (length === undefined) return false;
    const prefix = Number(length);
    if (isIP(address) === 4) return prefix < widestIPv4;
    return holdsIPv4(address, prefix) || (prefix < widestIPv6 && !privateIPv6.check(address, 'ipv6'));
  });
}

/** Whoever judges an IPv4 address finds it in `::ffff:0:0/96`, and in what holds that. */
function holdsIPv4(address: string, prefix: number): boolean {
  const network = new BlockList();
  network.addSubnet(address, prefix, 'ipv6');
  return prefix < 96 + widestIPv4 && network.check('203.0.113.9', 'ipv4');
}
