import { mailboxPages } from '../../src/evaluation/index.ts';
import { createAssets, createWeb, listen, siteOf, type Web } from '../../src/http/index.ts';
import { silent, systemRandom, unmetered } from '../../src/kernel/index.ts';
import { createLocale } from '../../src/locale/index.ts';
import { uiFiles } from '../../src/ui/index.ts';
import { type Bench, mailboxBench } from './senders.ts';

export interface MailboxSite extends Bench {
  web: Web;
  url: string;
}

const company = {
  id: '00000000-0000-7000-8000-000000000000',
  name: 'Fennmoor Instruments',
  language: 'en',
  senderAddress: undefined,
  colour: undefined,
  logo: undefined,
  version: 1,
  baseUrl: undefined,
  help: { name: 'Service Desk', phone: '+44 20 7946 0123', email: 'service-desk@example.com', page: undefined },
};

/** The mailbox with its pages on a port of its own, and a page where links lead that shows itself in no frame. */
export async function mailboxSite(): Promise<MailboxSite> {
  const bench = await mailboxBench();
  const listening = await listen('127.0.0.1', 0);
  const url = `http://127.0.0.1:${listening.port}`;
  const web = createWeb({
    clock: bench.clock,
    random: systemRandom,
    log: silent,
    meter: unmetered,
    site: siteOf(url),
    trustedProxies: [],
    isCompanyOrigin: async () => false,
    isSignedIn: async () => false,
  });
  createAssets(uiFiles()).addTo(web);
  mailboxPages({
    mailbox: bench.mailbox,
    users: { companyFor: async () => company },
    locale: createLocale(),
    baseUrl: url,
  })(web);
  web.get('/web/reset_password', (c) => c.html('<!doctype html><title>New password</title><h1>New password</h1>'));
  listening.handOver(web.fetch);
  return {
    ...bench,
    web,
    url,
    async end() {
      await listening.close(0);
      await bench.end();
    },
  };
}
