import { z } from 'zod';
import { isEmail } from '../kernel/index.ts';

/** Where a setting stands among the others. */
export type Group =
  | 'self_service'
  | 'links'
  | 'passwords'
  | 'identity'
  | 'approval'
  | 'sessions'
  | 'limits'
  | 'mail'
  | 'record';

interface Declared<T> {
  group: Group;
  default: T;
}

/** A length of time in milliseconds, whole minutes, within bounds. */
export interface Duration extends Declared<number> {
  kind: 'duration';
  shape: z.ZodType<number>;
  min: number;
  max: number;
}

/** A whole number within bounds. */
export interface Count extends Declared<number> {
  kind: 'count';
  shape: z.ZodType<number>;
  min: number;
  max: number;
}

/** One of a few words. */
export interface Choice<T extends string> extends Declared<T> {
  kind: 'choice';
  shape: z.ZodType<T>;
  options: readonly T[];
}

export interface Switch extends Declared<boolean> {
  kind: 'switch';
  shape: z.ZodType<boolean>;
}

/** Words, one a line. */
export interface Words extends Declared<string[]> {
  kind: 'words';
  shape: z.ZodType<string[]>;
}

/** Where letters go. */
export interface EmailAddress extends Declared<string | null> {
  kind: 'email';
  shape: z.ZodType<string | null>;
}

/** Where something is on the web. */
export interface Address extends Declared<string> {
  kind: 'address';
  shape: z.ZodType<string>;
}

export type Declaration = Duration | Count | Choice<string> | Switch | Words | Address | EmailAddress;

type Bounds = Declared<number> & { min: number; max: number };

const minute = 60_000;

export function duration(bounds: Bounds): Duration {
  return { kind: 'duration', ...bounds, shape: z.number().int().multipleOf(minute).min(bounds.min).max(bounds.max) };
}

export function count(bounds: Bounds): Count {
  return { kind: 'count', ...bounds, shape: z.number().int().min(bounds.min).max(bounds.max) };
}

export function choice<const T extends string>(choice: Declared<NoInfer<T>> & { options: readonly T[] }): Choice<T> {
  return { kind: 'choice', ...choice, shape: z.enum(choice.options as [T, ...T[]]) as unknown as z.ZodType<T> };
}

export function yesOrNo(declared: Declared<boolean>): Switch {
  return { kind: 'switch', ...declared, shape: z.boolean() };
}

export function words(declared: Declared<string[]> & { shortest: number; longest: number; most: number }): Words {
  const { shortest, longest, most, ...rest } = declared;
  return { kind: 'words', ...rest, shape: z.array(z.string().trim().min(shortest).max(longest)).max(most) };
}

export function httpsAddress(declared: Declared<string>): Address {
  return { kind: 'address', ...declared, shape: z.url({ protocol: /^https$/ }) };
}

/** An address, or none. */
export function emailAddress(declared: Declared<string | null> & { longestLocal: number }): EmailAddress {
  const { longestLocal, ...rest } = declared;
  const fits = (address: string): boolean => isEmail(address) && address.lastIndexOf('@') <= longestLocal;
  return { kind: 'email', ...rest, shape: z.string().refine(fits).nullable() };
}
