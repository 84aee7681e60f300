import type { Series } from '@gpu-console/shared/contract';
import { CHINESE, LONG } from './names.ts';

const BUCKETS = ['0.25', '0.5', '0.75', '+Inf'];

/** Shares between 0 and 1 that go up and down, each series at its own pace. */
function waves(labels: readonly Series['labels'][], count: number): Series[] {
  return labels.map((own, index) => ({
    labels: own,
    values: Array.from(
      { length: count },
      (_, at) => 0.5 + 0.42 * Math.sin(at / (5 + index) + index) * Math.cos(at / 17 + index),
    ),
  }));
}

/** Whole numbers that stay for a while. */
function steps(labels: readonly Series['labels'][], count: number): Series[] {
  return labels.map((own, index) => ({
    labels: own,
    values: Array.from({ length: count }, (_, at) => Math.floor((at + index * 5) / 14) % 3),
  }));
}

const GPUS = ['0', '1', '2', '3'].map((gpu) => ({
  gpu,
  node: `gpu-h100-0${gpu}`,
  UUID: `GPU-00000000-0000-0000-0000-00000000000${gpu}`,
}));
const MANY = Array.from({ length: 130 }, (_, index) => ({ gpu: String(index) }));

/** What a query of this name is answered with. */
export const curves = {
  gpus: (count: number) => waves(GPUS, count),
  one: (count: number) => waves(GPUS.slice(0, 1), count),
  many: (count: number) => waves(MANY, count),
  named: (count: number) => waves([{ gpu: LONG }, { gpu: CHINESE }], count),
  steps: (count: number) => steps(GPUS.slice(0, 3), count),
  manySteps: (count: number) => steps(MANY.slice(0, 24), count),
  buckets: (count: number) =>
    BUCKETS.map((le, index) => ({
      labels: { le },
      values: Array.from({ length: count }, (_, at) => (index + 1) * (3 + ((at * 7) % 5))),
    })),
  gaps: (count: number): Series[] => GPUS.map((labels) => ({ labels, values: Array(count).fill(null) })),
  /** Nothing in the last quarter. */
  old: (count: number) =>
    waves(GPUS, count).map(({ labels, values }) => ({
      labels,
      values: values.map((value, at) => (at > count * 0.75 ? null : value)),
    })),
} satisfies Readonly<Record<string, (count: number) => Series[]>>;

export type CurveName = keyof typeof curves;
