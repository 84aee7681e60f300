import { useDeferredValue, useMemo, useState } from 'react';
import type { LogBuffer } from './logBuffer.ts';
import { matchingLines, nextMatch } from './logSearch.ts';

export interface LogSearch {
  readonly wanted: string;
  /** How many lines match, and which of them, from 1, is the current one; 0 for none. */
  readonly total: number;
  readonly position: number;
  /** The number of the current match's line. */
  readonly current: number | null;
  readonly search: (wanted: string) => void;
  readonly step: (step: 1 | -1) => void;
}

/** A search through the lines that are held; it begins at the newest match. @param version grows with the buffer */
export function useLogSearch(buffer: LogBuffer, version: number): LogSearch {
  const [wanted, setWanted] = useState('');
  const [current, setCurrent] = useState<number | null>(null);
  const settled = useDeferredValue(version);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the buffer changes in place, by version
  const matches = useMemo(
    () => matchingLines(buffer.lines, wanted).map((index) => index + buffer.forgotten),
    [buffer, settled, wanted],
  );
  return {
    wanted,
    total: matches.length,
    position: current === null ? 0 : matches.indexOf(current) + 1,
    current,
    search: (text) => {
      setWanted(text);
      const newest = matchingLines(buffer.lines, text).at(-1);
      setCurrent(newest === undefined ? null : newest + buffer.forgotten);
    },
    step: (step) => setCurrent(nextMatch(matches, current, step)),
  };
}
