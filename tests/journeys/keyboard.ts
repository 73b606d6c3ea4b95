import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { answerTo } from './stage.ts';

/** A person with a keyboard alone. Wherever they get, they can see that they are there. */
export interface Keyboard {
  type(text: string): Promise<void>;
  press(key: string): Promise<void>;
  /** Presses Enter on what leads to another page, and waits until that is there. */
  follow(): Promise<void>;
  /** Presses Tab until `wanted` has the focus. */
  tabTo(wanted: Locator, most?: number): Promise<void>;
  /** Presses another key until then. */
  pressTo(key: string, wanted: Locator, most?: number): Promise<void>;
  /** Waits until `wanted` has the focus. */
  isAt(wanted: Locator): Promise<void>;
}

export function atKeyboard(page: Page): Keyboard {
  const { keyboard } = page;
  const focused = page.locator(':focus');

  const pressTo: Keyboard['pressTo'] = async (key, wanted, most = 40) => {
    for (let presses = 0; presses < most; presses++) {
      await keyboard.press(key);
      assert.deepEqual(await unseen(page), []);
      if ((await wanted.and(focused).count()) === 1) return;
    }
    assert.fail(`${wanted} is not reached with ${most} presses of ${key}`);
  };

  return {
    type: (text) => keyboard.type(text),
    press: (key) => keyboard.press(key),
    async follow() {
      await answerTo(page, () => keyboard.press('Enter'));
    },
    tabTo: (wanted, most) => pressTo('Tab', wanted, most),
    pressTo,
    async isAt(wanted) {
      await wanted.and(focused).waitFor();
      assert.deepEqual(await unseen(page), []);
    },
  };
}

/** Why nobody sees what has the focus: it is to be in view, uncovered and outlined, by itself or with its form or label. */
function unseen(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const isOutlined = (one: Element | null): boolean => {
      const { outlineStyle = 'none', outlineWidth = '0' } = one ? getComputedStyle(one) : {};
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    };
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const middle = (from: number, until: number, end: number) => (Math.max(from, 0) + Math.min(until, end)) / 2;
    const seen = document.elementFromPoint(middle(left, right, innerWidth), middle(top, bottom, innerHeight));
    const faults = {
      'nothing has the focus': element === document.body,
      'not outlined': ![element, element.closest('label'), element.closest('form')].some(isOutlined),
      'too small to be seen': right - left < 4 || bottom - top < 4,
      'out of view': seen === null,
      [`covered by ${seen?.outerHTML.slice(0, 100)}`]: seen && !element.contains(seen) && !seen.contains(element),
    };
    const found = Object.keys(faults).filter((fault) => faults[fault as keyof typeof faults]);
    return found.map((fault) => `${fault}: ${element.outerHTML.slice(0, 200)}`);
  });
}
