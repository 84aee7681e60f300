import type { Frame } from '@gpu-console/shared/contract';

/** An XID; `time` is null where it was there before the range began. Unix seconds. */
export interface XidEvent {
  /** The GPU's UUID; undefined where its series has none. */
  readonly uuid: string | undefined;
  readonly time: number | null;
  readonly code: number;
}

/**
 * The XIDs in the gauge that holds a device's last code: each change is an event. The same code twice in a row leaves no
 * trace, and 0 is none (the driver was loaded anew).
 * @param uuid the label of the GPU's UUID
 */
export function changedXids(frame: Frame, uuid: string): readonly XidEvent[] {
  const events: XidEvent[] = [];
  for (const { labels, values } of frame.series) {
    let last: number | null = null;
    values.forEach((value, index) => {
      if (value === null || value === last) return;
      if (value !== 0)
        events.push({ uuid: labels[uuid], time: last === null ? null : timeOf(frame, index), code: value });
      last = value;
    });
  }
  return events;
}

/**
 * The XIDs in DCGM_EXP_XID_ERRORS_COUNT, which counts them over a window of some minutes, by code: each rise is an event.
 * Its label is `xid`, or `err_code`.
 */
export function countedXids(frame: Frame, uuid: string): readonly XidEvent[] {
  return frame.series.flatMap(({ labels, values }) => {
    const code = Number(labels['xid'] || labels['err_code'] || 0);
    if (!Number.isInteger(code) || code <= 0) return [];
    return values.flatMap((value, index) => {
      const before = values[index - 1] ?? 0;
      return index > 0 && value !== null && value > before
        ? [{ uuid: labels[uuid], time: timeOf(frame, index), code }]
        : [];
    });
  });
}

/** Both accounts as one, newest first: `reach` seconds apart, the same code is the same event. */
export function xidHistory(
  changed: readonly XidEvent[],
  counted: readonly XidEvent[],
  reach: number,
): readonly XidEvent[] {
  const isKnown = ({ uuid, time, code }: XidEvent) =>
    changed.some(
      (one) => one.uuid === uuid && one.code === code && Math.abs((one.time ?? 0) - (time ?? 0)) <= reach,
    );
  const repeated = counted.filter((event) => !isKnown(event));
  return [...changed, ...repeated].sort((a, b) => (b.time ?? 0) - (a.time ?? 0));
}

function timeOf({ start, step }: Frame, index: number): number {
  return start + index * step;
}
