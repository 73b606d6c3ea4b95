import { join } from 'node:path';
import type { App } from '../app.ts';
import type { Config } from '../config/index.ts';
import { setInstallationValue } from '../database/index.ts';
import { type Mailbox, mailboxPages, seedDemo, startMailbox, startMessage } from '../evaluation/index.ts';
import type { Web } from '../http/index.ts';
import { type Log, systemClock, systemRandom } from '../kernel/index.ts';
import { type MailServer, serverFromUrl } from '../mail/index.ts';

/** What only an evaluation has: people to try things with, and a mailbox that their letters land in. */
export interface Evaluation {
  /** Starts the mailbox: the one outgoing mail server that there is. */
  mailServers(): Promise<MailServer[]>;
  /** Makes the demo people on the first start, shows the mailbox, and answers what the terminal is to be told. */
  begin(app: App, web: Web): Promise<string[]>;
  end(): Promise<void>;
}

export function createEvaluation(config: Config, log: Log): Evaluation {
  let mailbox: Mailbox | undefined;
  let url = '';
  return {
    async mailServers() {
      const folder = join(config.dataDir, 'mailbox');
      mailbox = await startMailbox({ folder, clock: systemClock(config.clockOffset), random: systemRandom, log });
      url = `smtp://127.0.0.1:${mailbox.port}`;
      return [{ ...serverFromUrl(url), id: 'mailbox', name: 'Mailbox', from: 'Rekey <rekey@localhost>' }];
    },
    async begin(app, web) {
      if (!mailbox) throw new Error('the mailbox was not started');
      const baseUrl = app.baseUrl();
      // Commands beside this server send their letters here, too.
      await app.database.write((tx) => setInstallationValue(tx, 'mail_url', url));
      const demo = await seedDemo({ ...app, dataDir: config.dataDir });
      mailboxPages({ ...app, mailbox, baseUrl })(web);
      return startMessage(app.locale.in('en'), baseUrl, demo);
    },
    end: async () => mailbox?.close(),
  };
}
