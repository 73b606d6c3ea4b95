import { domainToASCII } from 'node:url';
import { domainOf } from '../wire/address.ts';

/** Whether letters of a sender go over a server with this filter. A domain stands for its addresses, not for those below it. */
export function fits(sender: string, filter: readonly string[] | undefined = []): boolean {
  const address = sender.toLowerCase();
  return (
    filter.length === 0 ||
    filter.some((entry) =>
      entry.includes('@') ? ascii(entry) === address : domainToASCII(entry) === domainOf(address),
    )
  );
}

/** The domain as the wire has it. */
function ascii(address: string): string {
  return `${address.slice(0, address.lastIndexOf('@'))}@${domainToASCII(domainOf(address))}`;
}
