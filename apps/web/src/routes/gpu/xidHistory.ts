import type { Frame } from '@gpu-console/shared/contract';

/** A change of the last XID; `time` is null where it was there before the range began. Unix seconds. */
export interface XidEvent {
  readonly time: number | null;
  readonly code: number;
}

/**
 * The XIDs of a device, newest first, from the gauge that holds the last code: each change is an event. The same code
 * twice in a row leaves no trace, and 0 is none (the driver was loaded anew).
 */
export function xidEvents(frame: Frame): readonly XidEvent[] {
  const events: XidEvent[] = [];
  for (const { values } of frame.series) {
    let last: number | null = null;
    values.forEach((value, index) => {
      if (value === null || value === last) return;
      if (value !== 0)
        events.push({ time: last === null ? null : frame.start + index * frame.step, code: value });
      last = value;
    });
  }
  return events.sort((a, b) => (b.time ?? 0) - (a.time ?? 0));
}
