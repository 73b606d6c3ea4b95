import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isOurs, type Sender } from '../../src/http/same-origin.ts';
import { siteOf } from '../../src/http/site.ts';

const company = 'https://access.branch.example';
const isCompanyOrigin = async (origin: string): Promise<boolean> => origin === company;

const sender = (sender: Partial<Sender>): Sender => ({
  fetchSite: undefined,
  origin: undefined,
  host: undefined,
  ...sender,
});

describe('a form', () => {
  const reset = siteOf('https://reset.lumen.example');
  const table: [what: string, from: Partial<Sender>, ours: boolean][] = [
    ['from our own page', { fetchSite: 'same-origin' }, true],
    ['from our own page, whatever Origin says', { fetchSite: 'same-origin', origin: 'null' }, true],
    ['from a sibling host', { fetchSite: 'same-site', origin: 'https://reset.lumen.example' }, false],
    ['from another site', { fetchSite: 'cross-site' }, false],
    ['typed by nobody', { fetchSite: 'none' }, false],
    ['with two headers joined', { fetchSite: 'same-origin, cross-site' }, false],
    ['with an empty Sec-Fetch-Site', { fetchSite: '', origin: 'https://reset.lumen.example' }, false],
    ['of an old browser, from the base URL', { origin: 'https://reset.lumen.example' }, true],
    ["of an old browser, from a company's base address", { origin: company }, true],
    ['of an old browser, from elsewhere', { origin: 'https://evil.example' }, false],
    ['from the base URL without TLS', { origin: 'http://reset.lumen.example' }, false],
    ['from another port', { origin: 'https://reset.lumen.example:8443' }, false],
    ['from a name that ends alike', { origin: 'https://reset.lumen.example.evil.example' }, false],
    ['with Origin null alone', { origin: 'null' }, false],
    ['with neither header', {}, false],
    ['that names its own Host off loopback', { origin: 'http://evil.example', host: 'evil.example' }, false],
  ];
  for (const [what, from, ours] of table) {
    it(`${what} is ${ours ? 'taken' : 'refused'}`, async () => {
      assert.equal(await isOurs(sender(from), reset, isCompanyOrigin), ours);
    });
  }
});

describe('a form on loopback', () => {
  const evaluation = siteOf('http://127.0.0.1:8470');
  const table: [what: string, from: Partial<Sender>, ours: boolean][] = [
    [
      'from localhost, which the browser calls the host',
      { origin: 'http://localhost:8470', host: 'localhost:8470' },
      true,
    ],
    ['from another program on the machine', { origin: 'http://localhost:3000', host: 'localhost:8470' }, false],
    [
      'from a name that was made to lead here',
      { origin: 'http://evil.example:8470', host: 'evil.example:8470' },
      false,
    ],
    ['from TLS', { origin: 'https://localhost:8470', host: 'localhost:8470' }, false],
  ];
  for (const [what, from, ours] of table) {
    it(`${what} is ${ours ? 'taken' : 'refused'}`, async () => {
      assert.equal(await isOurs(sender(from), evaluation, isCompanyOrigin), ours);
    });
  }
});
