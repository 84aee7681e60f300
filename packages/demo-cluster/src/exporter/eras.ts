import type { ExporterEra } from '../simulation/plan.ts';

const ERAS: readonly ExporterEra[] = ['1.x', '2.0', '2.x', '3.x', '4.x', '2026', '4.8.3', '4.9'];

/** Whether an exporter's generation is `first`, or a later one. */
export function isSince(first: ExporterEra, era: ExporterEra): boolean {
  return ERAS.indexOf(era) >= ERAS.indexOf(first);
}
