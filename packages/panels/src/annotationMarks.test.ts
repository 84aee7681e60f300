import type { Annotation } from '@gpu-console/shared/dashboards';
import { describe, expect, it } from 'vitest';
import { annotationMarks, MAX_MARKS } from './annotationMarks.ts';

const annotation: Annotation = {
  name: 'XID',
  enabled: true,
  expr: 'xid',
  title: 'XID {{code}}',
  text: 'on {{node}}',
};
const frame = (...series: readonly (readonly (number | null)[])[]) => ({
  start: 1000,
  step: 10,
  count: 5,
  warnings: [],
  series: series.map((values, index) => ({ labels: { code: '79', node: `n${index}` }, values: [...values] })),
});

describe('the marks of an annotation', () => {
  it('stand where it begins to be the case, and say what its labels say', () => {
    const { marks } = annotationMarks(annotation, frame([null, 1, 1, null, 2], [0, 0, 5, 5, 0]));
    expect(marks.map(({ time, label }) => [time, label])).toEqual([
      [1010, 'XID 79: on n0'],
      [1020, 'XID 79: on n1'],
      [1040, 'XID 79: on n0'],
    ]);
  });

  it('have its name without a title, and its colour', () => {
    const { marks } = annotationMarks(
      { name: 'Upgrade', enabled: true, expr: 'up', colour: '#ff0000' },
      frame([1]),
    );
    expect(marks).toEqual([{ time: 1000, label: 'Upgrade', severity: 'info', colour: '#ff0000' }]);
  });

  it('are one for samples no farther apart than its step', () => {
    const often = annotationMarks({ ...annotation, step: '20s' }, frame([1, null, 1, null, null, 1]));
    expect(often.marks.map(({ time }) => time)).toEqual([1000, 1050]);
  });

  it('are the newest of many, and tell how many there are more', () => {
    const values = Array.from({ length: 2 * MAX_MARKS + 20 }, (_, index) => index % 2);
    const { marks, leftOut } = annotationMarks(annotation, frame(values));
    expect([marks.length, leftOut]).toEqual([MAX_MARKS, 10]);
    expect(marks.at(-1)?.time).toBe(1000 + (values.length - 1) * 10);
  });
});
