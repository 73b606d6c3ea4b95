import type { z } from 'zod';
import type { Caller } from '../../kernel/index.ts';
import type { SettingLine, SettingValues } from '../../settings/index.ts';
import { type Operation, operation, waits } from '../operation.ts';
import type { ApiParts } from '../parts.ts';
import { ByKey, type Setting, Settings, SettingsEdit } from '../shapes/setting.ts';

export function settings({ settings, locale }: ApiParts): Operation[] {
  const t = locale.in('en');
  const list = async (caller: Caller): Promise<z.infer<typeof Settings>> => ({
    items: (await settings.list(caller)).map((line) => toRecord(line, t(`settings.${line.key}.explain`))),
    next: null,
  });
  return [
    operation({
      id: 'listSettings',
      method: 'get',
      path: '/settings',
      summary: 'List the general settings, all of them',
      act: 'settings.change',
      answer: { status: 200, schema: Settings },
      refuses: [],
      handle: ({ caller }) => list(caller),
    }),
    operation({
      id: 'changeSettings',
      method: 'patch',
      path: '/settings',
      summary: 'Change general settings: all that are told, or none',
      act: 'settings.change',
      body: SettingsEdit,
      answer: { status: 200, schema: Settings },
      refuses: [...waits],
      async handle({ caller, body }) {
        await settings.changeSeveral(caller, body as Partial<SettingValues>);
        return list(caller);
      },
    }),
    operation({
      id: 'revertSetting',
      method: 'delete',
      path: '/settings/{key}',
      summary: 'Take a setting back to its default',
      act: 'settings.change',
      params: ByKey,
      answer: { status: 204 },
      refuses: ['not_found', ...waits],
      handle: ({ caller, params }) => settings.revert(caller, params.key),
    }),
  ];
}

function toRecord({ key, declaration, value, changed }: SettingLine, explanation: string): z.infer<typeof Setting> {
  return {
    key,
    value,
    default: declaration.default,
    explanation,
    changed_at: changed ? new Date(changed.at).toISOString() : null,
    changed_by: changed?.by ?? null,
  };
}
