import type { Texts } from '@gpu-console/shared/texts';
import { parseDuration } from '../state/range.ts';
import type { ShellTexts } from './texts.en.ts';

/** A relative range in words: "Last 3 hours". */
export function lastText(id: string, { time }: Pick<Texts<ShellTexts>, 'time'>): string {
  const duration = parseDuration(id);
  return duration === undefined ? id : time.last[duration.unit](duration.count);
}
