/*
 * Judges a new password while it is typed: here by the very rules that the server uses, and on the server what needs
 * its lists and the person. The list of rules ticks in place. Nothing here decides; the form is judged whole when sent.
 */
import { policyOf, violationsOf } from '../../passwords/policies.ts';
import { askServer, type Told } from './ask-server.ts';

const pauseBeforeAsking = 400;
const pauseBeforeTelling = 1000;

for (const form of document.querySelectorAll<HTMLElement>('.new-password')) judgeIn(form);

type State = 'open' | 'met' | 'unmet';

function judgeIn(block: HTMLElement): void {
  const { preset, password: passwordName = '', confirm: confirmName = '' } = block.dataset;
  const password = block.querySelector<HTMLInputElement>(`input[name="${passwordName}"]`);
  const confirm = block.querySelector<HTMLInputElement>(`input[name="${confirmName}"]`);
  const list = ruleList(block);
  if (!password || !confirm || !list || (preset !== 'guide' && preset !== 'modern')) return;
  const policy = policyOf(preset);
  let asking = new AbortController();
  let wait: ReturnType<typeof setTimeout> | undefined;

  /** While typing a rule is met or open; only who has left the field is told what is missing. */
  const judge = (left: boolean): void => {
    const broken = new Set(violationsOf(policy, password.value).map((violation) => violation.rule));
    for (const rule of policy.rules) {
      if (rule.local) list.set(rule.code, stateOf(password.value, broken.has(rule.code), left));
    }
  };

  const askSoon = (): void => {
    asking.abort();
    clearTimeout(wait);
    const remote = policy.rules.filter((rule) => !rule.local).map((rule) => rule.code);
    for (const code of remote) list.set(code, 'open');
    list.explain(undefined);
    if ([...password.value].length < policy.minLength) return;
    asking = new AbortController();
    const { signal } = asking;
    wait = setTimeout(async () => {
      const told = await askServer(block, password.value, signal);
      if (told) show(told, remote);
    }, pauseBeforeAsking);
  };

  const show = (told: Told[], remote: string[]): void => {
    for (const code of remote) list.set(code, told.some(({ rule }) => rule === code) ? 'unmet' : 'met');
    list.explain(told.find(({ rule }) => remote.includes(rule))?.text);
    list.announce();
  };

  password.addEventListener('input', () => {
    judge(false);
    askSoon();
    list.announce();
    tellWhetherSame(block, password.value, confirm.value);
  });
  password.addEventListener('blur', () => password.value !== '' && judge(true));
  confirm.addEventListener('input', () => tellWhetherSame(block, password.value, confirm.value));
}

function stateOf(password: string, broken: boolean, left: boolean): State {
  if (!broken) return password === '' ? 'open' : 'met';
  return left ? 'unmet' : 'open';
}

/** The list as the server drew it: one item per rule. */
function ruleList(block: HTMLElement) {
  const items = new Map(
    [...block.querySelectorAll<HTMLElement>('[data-rule]')].map((item) => [item.dataset['rule'], item]),
  );
  const status = block.querySelector<HTMLElement>('.rules-status');
  const why = block.querySelector<HTMLElement>('.rules-why');
  const bar = block.querySelector<HTMLProgressElement>('.rules progress');
  if (!status || !why || !bar || items.size === 0) return undefined;
  const tip = why.textContent ?? '';
  const told = [...items.values()].filter((item) => !item.hidden);
  const met = (): number => told.filter((item) => item.dataset['state'] === 'met').length;
  let telling: ReturnType<typeof setTimeout> | undefined;
  bar.hidden = false;

  return {
    set(code: string, state: State): void {
      const item = items.get(code);
      if (!item) return;
      item.dataset['state'] = state;
      const word = item.querySelector<HTMLElement>('.rule-word');
      if (word) word.textContent = state === 'open' ? '' : (word.dataset[state] ?? '');
      // A rule that nobody breaks by chance shows only when it is broken.
      if (!told.includes(item)) item.hidden = state !== 'unmet';
      bar.value = met();
    },
    explain(text: string | undefined): void {
      why.textContent = text ?? tip;
      why.classList.toggle('rules-why-refused', text !== undefined);
    },
    /** For screen readers, once the typing pauses. */
    announce(): void {
      clearTimeout(telling);
      telling = setTimeout(() => {
        const count = status.dataset['count'] ?? '';
        const all = met() === told.length;
        status.textContent = all
          ? (status.dataset['all'] ?? '')
          : count.replace('{met}', String(met())).replace('{all}', String(told.length));
      }, pauseBeforeTelling);
    },
  };
}

/** Says nothing while the second entry is the beginning of the first. */
function tellWhetherSame(block: HTMLElement, password: string, confirm: string): void {
  const line = block.querySelector<HTMLElement>('.same');
  if (!line) return;
  const state =
    confirm === '' || (password !== confirm && password.startsWith(confirm)) ? '' : String(password === confirm);
  line.dataset['state'] = state;
  line.textContent = state === '' ? '' : ((state === 'true' ? line.dataset['same'] : line.dataset['different']) ?? '');
}
