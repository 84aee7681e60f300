import { isIP } from 'node:net';
import { z } from 'zod';

/** The environment as it is given. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** A variable that is set to nothing is not set. */
export function withoutEmpty(environment: Variables): Variables {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
}

/** Names with commas or spaces between them, each once. */
export function listed(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter((name) => name !== ''))];
}

/** An address or a network such as 10.0.0.0/8. */
export function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  const isPrefix = bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
  return version !== 0 && isPrefix && rest.length === 0;
}

/** A schema's transform by what `read` makes of a value; what it throws is what is said of one that cannot be used. */
export function readBy<T, R>(read: (given: T) => R): (given: T, context: z.RefinementCtx) => R {
  return (given, context) => {
    try {
      return read(given);
    } catch (cause) {
      context.addIssue(cause instanceof Error ? cause.message : String(cause));
      return z.NEVER;
    }
  };
}

export const Flag = z.enum(['true', 'false']).transform((text) => text === 'true');
