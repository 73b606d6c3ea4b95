import { type Caller, roles } from '../../kernel/index.ts';
import { languages, type Translate } from '../../locale/index.ts';
import type { Company } from '../../users/index.ts';
import type { Desk } from '../desk.tsx';
import type { GroupLine, Which } from '../list/index.ts';
import { languageText, roleText, stateText } from './words.ts';

interface About {
  desk: Desk;
  caller: Caller;
  t: Translate;
  companies: Company[];
}

const states = ['invited', 'confirmed', 'archived'] as const;

/** How many of the users that are shown belong to each group; those without any are left out. */
export async function countGroups(
  { desk, caller, t, companies }: About,
  which: Which,
  group: string,
): Promise<GroupLine[]> {
  const all: Record<string, { key: string; text: string }[]> = {
    role: roles.map((role) => ({ key: `role:${role}`, text: roleText(t, role) })),
    company: companies.map(({ id, name }) => ({ key: `company:${id}`, text: name })),
    language: languages.map((one) => ({ key: `language:${one}`, text: languageText(t, one) })),
    state: states.map((state) => ({ key: state, text: stateText(t, state) })),
  };
  const lines = await Promise.all(
    (all[group] ?? []).map(async (line) => ({ ...line, ...(await desk.users.count(caller, within(which, line.key))) })),
  );
  return lines.filter(({ count }) => count > 0);
}

/** Of one kind the filters are alternatives: a group stays within those that are on, and takes their place. */
function within(which: Which, key: string): Which {
  const isState = (filter: string): boolean => filter === 'active' || (states as readonly string[]).includes(filter);
  const word = key.split(':', 1)[0] ?? '';
  const isKind = (filter: string): boolean => (isState(key) ? isState(filter) : filter.startsWith(`${word}:`));
  const on = which.filters
    .filter(isKind)
    .flatMap((filter) => (filter === 'active' ? ['invited', 'confirmed'] : [filter]));
  const others = which.filters.filter((filter) => !isKind(filter));
  if (on.length > 0 && !on.includes(key)) return { ...which, filters: others, ids: [] };
  return { ...which, filters: [...others, key] };
}
