import type { Frame } from '@gpu-console/shared/contract';

/** A double in an array that also has nulls is an object of its own beside its place. */
const VALUE_BYTES = 24;
const SERIES_BYTES = 200;

/** About how much memory a frame takes, rather too much than too little. */
export function frameBytes({ series, count, warnings }: Frame): number {
  let bytes = SERIES_BYTES;
  for (const text of warnings) bytes += 2 * text.length;
  for (const { labels } of series) {
    bytes += SERIES_BYTES + count * VALUE_BYTES;
    for (const [name, value] of Object.entries(labels))
      bytes += 2 * (name.length + value.length) + VALUE_BYTES;
  }
  return bytes;
}
