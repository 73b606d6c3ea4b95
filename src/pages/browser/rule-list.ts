export type State = 'open' | 'met' | 'unmet';

/** The list of rules as the server drew it. */
export interface RuleList {
  set(rule: string, state: State): void;
  /** Why the server refuses, in the place of the tip; nothing brings the tip back. */
  explain(reason: string | undefined): void;
  /** For screen readers, once the typing pauses. */
  announce(): void;
}

const pauseBeforeTelling = 1000;

export function ruleList(block: HTMLElement): RuleList | undefined {
  const items = [...block.querySelectorAll<HTMLElement>('[data-rule]')];
  const bar = block.querySelector('progress');
  const why = block.querySelector<HTMLElement>('.rules-why');
  const status = block.querySelector<HTMLElement>('.rules-status');
  if (!bar || !why || !status || items.length === 0) return undefined;
  // A rule that nobody breaks by chance shows only while it is broken, and is not counted.
  const shown = items.filter((item) => !item.hidden);
  const met = (): number => shown.filter((item) => item.dataset['state'] === 'met').length;
  const tip = why.textContent;
  let telling: ReturnType<typeof setTimeout> | undefined;
  bar.hidden = false;

  return {
    set(rule, state) {
      for (const item of items.filter((one) => one.dataset['rule'] === rule)) {
        mark(item, state);
        if (!shown.includes(item)) item.hidden = state !== 'unmet';
      }
      bar.value = met();
    },
    explain(reason) {
      why.textContent = reason ?? tip;
      why.classList.toggle('rules-why-refused', reason !== undefined);
    },
    announce() {
      clearTimeout(telling);
      telling = setTimeout(() => {
        status.textContent = countText(status, met(), shown.length);
      }, pauseBeforeTelling);
    },
  };
}

function mark(item: HTMLElement, state: State): void {
  item.dataset['state'] = state;
  const word = item.querySelector<HTMLElement>('.rule-word');
  if (word) word.textContent = word.dataset[state] ?? '';
}

function countText({ dataset }: HTMLElement, met: number, all: number): string {
  const { count = '', all: complete = '' } = dataset;
  return met === all ? complete : count.replace('{met}', String(met)).replace('{all}', String(all));
}
