import { useCallback, useEffect, useState } from 'react';
import { respond, UnreachableError } from '../api/client.ts';
import { LogBuffer } from './logBuffer.ts';
import { LineSplitter, parseLine } from './logLine.ts';

const MAX_LINES = 50_000;

/** Nothing comes, not even an answer, before the first line of a log that is followed. */
type Status = 'connecting' | 'reading' | 'ended' | 'failed';

export interface LogStream {
  readonly buffer: LogBuffer;
  /** Grows with every batch of lines. */
  readonly version: number;
  readonly status: Status;
  readonly error: Error | null;
}

/** Reads a log as it comes, and shows its lines frame by frame. `run` names the container's run: another is read anew. */
export function useLogStream(url: string, run: string): LogStream & { readonly retry: () => void } {
  const [attempt, setAttempt] = useState(0);
  const [stream, setStream] = useState(begun);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another run and another attempt read the same address anew
  useEffect(() => {
    const leaving = new AbortController();
    // What was read stays on screen until more comes.
    setStream((known) => ({ ...known, status: 'connecting', error: null }));
    readLog(url, leaving.signal, setStream).catch((error: Error) => {
      if (!leaving.signal.aborted) setStream((known) => ({ ...known, status: 'failed', error }));
    });
    return () => leaving.abort();
  }, [url, run, attempt]);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  return { ...stream, retry };
}

function begun(): LogStream {
  return { buffer: new LogBuffer(MAX_LINES), version: 0, status: 'connecting', error: null };
}

async function readLog(url: string, signal: AbortSignal, show: (stream: LogStream) => void): Promise<void> {
  const response = await respond(url, { signal });
  const buffer = new LogBuffer(MAX_LINES);
  const splitter = new LineSplitter();
  let version = 1;
  let frame = 0;
  const showNow = (status: Status) => {
    cancelAnimationFrame(frame);
    frame = 0;
    version += 1;
    if (!signal.aborted) show({ buffer, version, status, error: null });
  };
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  try {
    for (;;) {
      const piece = await reader?.read();
      if (piece === undefined || piece.done) break;
      buffer.push(splitter.push(decoder.decode(piece.value, { stream: true })).map(parseLine));
      if (frame === 0) frame = requestAnimationFrame(() => showNow('reading'));
    }
  } catch (cause) {
    showNow('reading');
    throw new UnreachableError(cause);
  }
  buffer.push(splitter.end().map(parseLine));
  showNow('ended');
}
