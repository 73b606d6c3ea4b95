import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { deflateSync } from 'node:zlib';
import { Transformer } from '@napi-rs/image';
import { accentsOf, contrast, isReadable, readableShade } from '../../src/kernel/index.ts';
import type { CompanyForm } from '../../src/users/index.ts';
import { barePng } from '../../src/users/picture.ts';
import { anybodyWith, operator } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { refuses } from '../refuses.ts';

const form: CompanyForm = {
  name: 'Northwind',
  language: 'de',
  help: { name: 'IT help desk', phone: '+1 555 0100', email: 'help@northwind.example', page: undefined },
};

/** A picture of one colour. */
async function picture(type: 'png' | 'jpeg', width = 800, height = 200): Promise<Buffer> {
  const drawn = Transformer.fromRgbaPixels(new Uint8Array(width * height * 4).fill(180), width, height);
  return type === 'png' ? drawn.png() : drawn.jpeg();
}

/** A PNG that says it is larger than it is. */
function bomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(25);
  header.writeUInt32BE(13, 0);
  header.write('IHDR', 4, 'latin1');
  header.writeUInt32BE(width, 8);
  header.writeUInt32BE(height, 12);
  header.set([8, 6, 0, 0, 0], 16);
  const mark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([mark, header, deflateSync(Buffer.alloc(1_000))]);
}

/** A JPEG of twelve megapixels, with the size of a small one where a reader ends up who takes a fill byte for a marker. */
async function hiddenSize(): Promise<Buffer> {
  const jpeg = await picture('jpeg', 16, 16);
  const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
  jpeg.writeUInt16BE(3_000, frame + 5);
  jpeg.writeUInt16BE(4_000, frame + 7);
  const filled = Buffer.concat([jpeg.subarray(0, frame), Buffer.from([0xff]), jpeg.subarray(frame)]);
  const astray = Buffer.alloc(frame + 2 + filled.readUInt16BE(frame + 2));
  filled.copy(astray);
  return Buffer.concat([astray, Buffer.from([0xff, 0xc0, 0, 17, 8, 0, 16, 0, 16, 3])]);
}

onEveryEngine('companies', (engine) => {
  let home: Installation;
  let id: string;
  before(async () => {
    home = await openInstallation(engine);
    id = (await home.app.users.saveCompany(operator, { form })).id;
  });
  after(() => home.close());

  const save = (change: Partial<CompanyForm>, version?: number) =>
    home.app.users.saveCompany(operator, { id, version: version ?? -1, form: { ...form, ...change } });
  const current = async () => home.app.users.companyOf(home.app.database.read, id);
  const faults = async (work: Promise<unknown>) =>
    (await refuses(work, 'fields_wrong')).details.faults.map(({ field, fault }) => `${field} ${fault}`);

  it('are made, changed, and each change says what was before', async () => {
    const { version } = await current();
    const saved = await save({ baseUrl: 'https://Login.Northwind.example/', colour: '#7A1F5C' }, version);
    assert.equal(saved.baseUrl, 'https://login.northwind.example');
    assert.equal(saved.colour, '#7a1f5c');
    const { items } = await home.app.audit.list(operator, { event: 'company.edited' });
    assert.deepEqual(items[0]?.details, {
      'before.base_url': null,
      'after.base_url': 'https://login.northwind.example',
      'before.colour': null,
      'after.colour': '#7a1f5c',
    });
    const page = await home.app.users.companyFor('https://login.northwind.example');
    assert.equal(page?.id, id);
  });

  it('are not overwritten by whoever saw an older version', async () => {
    const { version } = await current();
    await save({ name: 'Northwind Ltd' }, version);
    await refuses(save({ name: 'Northwind Inc' }, version), 'changed_meanwhile');
    assert.equal((await current()).name, 'Northwind Ltd');
  });

  it('are meant by their ids, whatever one of them is called', async () => {
    const { users, database } = home.app;
    const [first] = await users.companies(database.read);
    assert.ok(first && first.id !== id);
    await users.saveCompany(operator, { id: first.id, form: { name: id } });
    const user = await home.adopted({ login: 'mover', companyId: first.id });
    const moved = await users.edit(operator, user.id, { change: { company: id } });
    assert.equal(moved.companyId, id);
    await users.saveCompany(operator, { id: first.id, form: { name: first.name } });
  });

  it('are told everything that is wrong at once', async () => {
    const { version } = await current();
    const wrong = save(
      {
        name: ' ',
        language: 'tlh',
        help: { name: '', phone: 'call me', email: 'nobody', page: 'javascript:alert(1)' },
        senderAddress: '@',
        baseUrl: 'http://login.example.com',
        colour: '#ffee00',
      },
      version,
    );
    assert.deepEqual(await faults(wrong), [
      'name company.name',
      'language company.language',
      'help_name company.help_name',
      'help_phone company.help_phone',
      'help_email company.help_email',
      'help_page company.help_page',
      'sender_address company.sender_address',
      'base_url company.base_url_insecure',
      'colour company.colour_contrast',
    ]);
  });

  it('have a base address that is an origin, and nobody else has', async () => {
    const other = { ...form, name: 'Other', baseUrl: 'https://other.example' };
    await home.app.users.saveCompany(operator, { form: other });
    const { version } = await current();
    for (const baseUrl of ['https://a.example/path', 'https://u:p@a.example', 'a.example', 'ftp://a.example']) {
      assert.equal((await faults(save({ baseUrl }, version))).length, 1, baseUrl);
    }
    for (const baseUrl of ['https://other.example', 'HTTPS://Other.Example']) {
      assert.deepEqual(await faults(save({ baseUrl }, version)), ['base_url company.base_url_taken'], baseUrl);
    }
    await save({ baseUrl: 'http://localhost:8470' }, version);
  });

  it('wear a picture that was drawn anew, small enough and without what else was in the file', async () => {
    for (const type of ['png', 'jpeg'] as const) {
      const file = await picture(type);
      const told = Buffer.concat([file, Buffer.from('<?php a second file behind the picture')]);
      await home.app.users.setCompanyLogo(operator, id, told);
      const logo = await home.app.users.logoOf(home.app.database.read, await current());
      assert.equal(logo?.type, `image/${type}`);
      assert.ok(!logo?.content.includes('<?php'));
      const { width, height } = await new Transformer(logo?.content ?? Buffer.alloc(0)).metadata();
      assert.deepEqual([width, height], [480, 120]);
      assert.deepEqual([logo?.width, logo?.height], [480, 120]);
    }
  });

  it('are drawn a PNG without what is only packed into it', async () => {
    const png = await picture('png');
    const profile = Buffer.concat([
      Buffer.from([0, 0, 0, 8]),
      Buffer.from('iCCPp\0\0'),
      Buffer.alloc(5),
      Buffer.alloc(4),
    ]);
    const end = png.indexOf('IDAT') - 4;
    const packed = Buffer.concat([png.subarray(0, end), profile, png.subarray(end)]);
    assert.deepEqual(barePng(packed), png);
    await home.app.users.setCompanyLogo(operator, id, packed);
    assert.ok((await current()).logo);
  });

  it('lose the picture, and nothing of it stays', async () => {
    const { logo = '' } = await current();
    await home.app.users.setCompanyLogo(operator, id, undefined);
    assert.equal((await current()).logo, undefined);
    assert.equal(await home.app.users.logo(home.app.database.read, logo), undefined);
  });

  it('refuse what is no picture, is broken, or would not fit into memory', async () => {
    const refused = async (file: Uint8Array) =>
      (await faults(home.app.users.setCompanyLogo(operator, id, file))).join();
    assert.equal(await refused(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')), 'logo company.logo_type');
    assert.equal(await refused(Buffer.alloc(600 * 1024)), 'logo company.logo_large');
    assert.equal(await refused(bomb(50_000, 50_000)), 'logo company.logo_pixels');
    assert.equal(await refused(bomb(100, 100)), 'logo company.logo_broken');
    assert.equal(await refused((await picture('jpeg')).subarray(0, 40)), 'logo company.logo_broken');
    assert.equal(await refused(await hiddenSize()), 'logo company.logo_pixels');
  });

  it('are for settings users alone', async () => {
    for (const role of ['user', 'helpdesk', 'access'] as const) {
      await refuses(home.app.users.saveCompany(anybodyWith(role), { form }), 'forbidden');
      await refuses(home.app.users.setCompanyLogo(anybodyWith(role), id, undefined), 'forbidden');
    }
  });
});

it('a colour can be read in both themes, or its nearest shade is told', () => {
  assert.equal(Math.round(contrast('#000000', '#ffffff')), 21);
  assert.ok(isReadable('#0b6462'));
  assert.ok(!isReadable('#ffee00'));
  for (const colour of ['#ffee00', '#ff0000', '#00ff00', '#abcdef', '#808080']) {
    assert.ok(isReadable(readableShade(colour)), colour);
    const { light, dark } = accentsOf(readableShade(colour));
    assert.ok(contrast(light.accent, light.on) >= 4.5);
    assert.ok(contrast(dark.accent, dark.on) >= 4.5);
    assert.ok(contrast(dark.accent, '#172120') >= 4.5);
  }
});
