import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Transformer } from '@napi-rs/image';
import { minute } from '../../src/kernel/index.ts';
import { type Opened, oldPassword, openPages } from '../pages/opened.ts';
import type { Visitor } from '../pages/visitor.ts';

describe('the logo of a company', () => {
  let home: Opened;
  let chief: Visitor;
  before(async () => {
    home = await openPages();
    await home.confirmed({ login: 'chief', role: 'settings', password: oldPassword });
    chief = await home.signedIn('chief');
  });
  after(() => home.close());

  const company = async () => (await home.app.users.listCompanies(home.operator))[0] ?? assert.fail();
  const send = async (id: string) => {
    const form = new FormData();
    const picture = Transformer.fromRgbaPixels(new Uint8Array(4 * 8 * 8).fill(200), 8, 8).pngSync();
    form.append('logo', new Blob([new Uint8Array(picture)], { type: 'image/png' }), 'logo.png');
    const { headers, body } = new Request(home.app.baseUrl(), { method: 'POST', body: form });
    const type = headers.get('content-type') ?? '';
    const bytes = await new Response(body).arrayBuffer();
    return chief.request(`/settings/companies/${id}/logo`, {
      method: 'POST',
      body: bytes,
      headers: { 'content-type': type, 'content-length': String(bytes.byteLength), 'sec-fetch-site': 'same-origin' },
    });
  };

  it('needs the own password first, and is chosen again after that, as is told', async () => {
    const { id } = await company();
    home.clock.advance(11 * minute);
    const first = await send(id);
    assert.equal(first.status, 303);
    assert.equal((await company()).logo, undefined);
    const asked = await chief.get(first.location ?? '');
    assert.match(asked.text, /What you chose or entered is not kept: do it once more/);
    const waiting = /name="waiting" value="([^"]+)"/.exec(asked.body)?.[1] ?? '';
    const back = await chief.post('/web/confirm_password', { own_password: oldPassword, waiting });
    assert.equal(back.location, `/settings/companies/${id}`);
    assert.equal((await send(id)).location, `/settings/companies/${id}`);
    assert.ok((await company()).logo);
  });
});
