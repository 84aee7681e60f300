import type { Dashboard, DashboardPanel } from '@gpu-console/shared/dashboards';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movedTo, type Step, sectionsOf, stepTarget, withSections } from './sections.ts';

const cell = fc.record({
  x: fc.integer({ min: 0, max: 11 }),
  y: fc.integer({ min: 0, max: 30 }),
  w: fc.integer({ min: 1, max: 12 }),
  h: fc.integer({ min: 1, max: 9 }),
});

/** Panels with and without places, in rows that there are, are not, or come later. */
const dashboard: fc.Arbitrary<Dashboard> = fc
  .array(
    fc.record({
      isRow: fc.boolean(),
      grid: fc.option(cell, { nil: undefined }),
      row: fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined }),
    }),
    { maxLength: 12 },
  )
  .map((all) => ({
    id: 'd',
    title: 'D',
    variables: [],
    panels: all.map(({ isRow, grid, row }, index): DashboardPanel => {
      const base = { id: String(index), title: '', ...(grid === undefined ? {} : { grid }) };
      if (isRow) return { ...base, kind: 'row', collapsed: false };
      return {
        ...base,
        ...(row === undefined ? {} : { row: String(row) }),
        kind: 'text',
        content: '',
        format: 'plain',
      };
    }),
  }));

const idsOf = ({ panels }: Dashboard) => panels.map(({ id }) => id).sort();

describe('sections of any dashboard', () => {
  it('hold every panel once, and stay as they are when they are written', () => {
    fc.assert(
      fc.property(dashboard, (whole) => {
        const sections = sectionsOf(whole.panels);
        const written = withSections(whole, sections);
        expect(idsOf(written)).toEqual(idsOf(whole));
        expect(sectionsOf(written.panels).flatMap(({ places }) => places)).toEqual(
          sections.flatMap(({ places }) => places),
        );
        expect(withSections(written, sectionsOf(written.panels))).toEqual(written);
      }),
    );
  });

  it('lose no panel where one is moved by keys', () => {
    const steps = fc.constantFrom<Step>('left', 'right', 'up', 'down');
    fc.assert(
      fc.property(dashboard, fc.array(fc.tuple(fc.nat(), steps), { maxLength: 8 }), (whole, moves) => {
        const end = moves.reduce((now, [pick, step]) => {
          const sections = sectionsOf(now.panels);
          const places = sections.flatMap((section) => section.places);
          const id = places[pick % Math.max(1, places.length)]?.id ?? '';
          const target = stepTarget(sections, id, step);
          return target === null ? now : withSections(now, movedTo(sections, id, target));
        }, whole);
        expect(idsOf(end)).toEqual(idsOf(whole));
      }),
    );
  });
});
