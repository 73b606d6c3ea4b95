import { z } from 'zod';
import { declarationOf, settingKeys } from '../../settings/index.ts';
import { moment } from './common.ts';

/** A value as each setting has it; lengths of time are in milliseconds. */
const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);

export const Setting = z
  .object({
    key: z.string(),
    value,
    default: value,
    explanation: z.string(),
    changed_at: moment.nullable(),
    changed_by: z.string().nullable(),
  })
  .meta({ id: 'Setting' });

export const Settings = z.object({ items: z.array(Setting), next: z.null() });

const shapes: Record<string, z.ZodType> = Object.fromEntries(
  settingKeys.map((key) => [key, (declarationOf(key).shape as z.ZodType).optional()]),
);

export const SettingsEdit = z.strictObject(shapes).meta({
  id: 'SettingsEdit',
  description: 'What is left out stays. Lengths of time are in milliseconds.',
});

export const ByKey = z.object({ key: z.enum(settingKeys) });
