import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';

/** A letter that has just come. */
export interface NewLetter {
  id: string;
  html: string;
  text: string;
  /** The first address in it that begins with this path. */
  link(path: string): string;
}

interface Wanted {
  to: string;
  subject: string;
}

interface Line extends Wanted {
  id: string;
}

/** The evaluation's mailbox, read as programs do. */
export function inboxOf(url: string) {
  const find = async ({ to, subject }: Wanted): Promise<string[]> => {
    const lines = (await read(`${url}/mailbox.json`)) as Line[];
    return lines.filter((line) => line.to === to && line.subject === subject).map(({ id }) => id);
  };

  const open = async (id: string): Promise<NewLetter> => {
    const { html, text, links } = (await read(`${url}/mailbox/${id}.json`)) as NewLetter & { links: string[] };
    const link = (path: string): string =>
      links.find((one) => new URL(one).pathname === path) ?? assert.fail(`the letter has a link to ${path}`);
    return { id, html, text, link };
  };

  return {
    count: async (wanted: Wanted) => (await find(wanted)).length,
    async letterAfter(act: () => Promise<unknown>, wanted: Wanted): Promise<NewLetter> {
      const before = new Set(await find(wanted));
      await act();
      for (let tries = 0; tries < 400; tries++) {
        const id = (await find(wanted)).find((one) => !before.has(one));
        if (id !== undefined) return open(id);
        await delay(50);
      }
      return assert.fail(`no letter "${wanted.subject}" came to ${wanted.to}`);
    },
  };
}

async function read(address: string): Promise<unknown> {
  return (await fetch(address)).json();
}
