import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { linksOf } from '../../src/evaluation/links.ts';

const inHtml = (html: string): string[] => linksOf({ html, text: '' });
const inText = (text: string): string[] => linksOf({ html: '', text });

describe('the links of a letter', () => {
  it('are those of the HTML, then those of the text, each once', () => {
    const html =
      '<a href="https://a.example/1">x</a> <a href="https://a.example/2">y</a> <a href="https://a.example/1">z</a>';
    const text = 'https://a.example/2 and https://a.example/3';
    assert.deepEqual(linksOf({ html, text }), ['https://a.example/1', 'https://a.example/2', 'https://a.example/3']);
  });

  it('have the escapes of HTML undone', () => {
    const html = '<a href="https://a.example/?a=1&amp;b=2&#x26;c=3&#38;d=&quot;&#39;&copy;&unknown;">x</a>';
    assert.deepEqual(inHtml(html), [`https://a.example/?a=1&b=2&c=3&d="'&copy;&unknown;`]);
  });

  it('are found in every way to write an attribute', () => {
    assert.deepEqual(inHtml("<A class='x>' HREF = 'https://a.example/1'>"), ['https://a.example/1']);
    assert.deepEqual(inHtml('<a\nhref=https://a.example/2 title="href=\'https://b.example\'">'), [
      'https://a.example/2',
    ]);
    assert.deepEqual(inHtml('<area data-href="https://b.example" href="https://a.example/3"/>'), [
      'https://a.example/3',
    ]);
  });

  it('are only what a reader can follow on the web', () => {
    assert.deepEqual(
      inHtml('<a href="javascript:alert(1)"><a href="mailto:a@example.com"><a href="/x"><a href="#x"><a>'),
      [],
    );
    assert.deepEqual(
      inHtml('<!-- <a href="https://a.example"> --><link href="https://a.example"><abbr href="https://a.example">'),
      [],
    );
  });

  it('end in a text where the address ends', () => {
    assert.deepEqual(
      inText('Open https://a.example/x?token=a-b_c. (Or <https://a.example/y>, or "https://a.example/z"!)'),
      ['https://a.example/x?token=a-b_c', 'https://a.example/y', 'https://a.example/z'],
    );
  });

  it('cost no more than a letter is long', () => {
    const million = (text: string): string => text.repeat(Math.ceil(1_000_000 / text.length));
    for (const hostile of [
      '<a "',
      '<a href="',
      "<a 'x",
      '<!--',
      '<a x=',
      '<a/',
      '&#',
      '<a a',
      'http://',
      'https://.',
      '<a =',
    ]) {
      const html = million(hostile);
      const started = process.cpuUsage();
      linksOf({ html, text: html });
      const { user } = process.cpuUsage(started);
      // A pattern that looks back would take minutes.
      assert.ok(user < 20_000_000, `${hostile}: ${user} µs`);
    }
  });
});
