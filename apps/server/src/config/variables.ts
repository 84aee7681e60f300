import { z } from 'zod';

/** Names with commas or spaces between them, each once. */
export function listed(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter((name) => name !== ''))];
}

export const Flag = z.enum(['true', 'false']).transform((text) => text === 'true');
