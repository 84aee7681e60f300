import { GRID_COLUMNS } from '@gpu-console/shared/dashboards';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Placed, placePanel, stackPanels, withinGrid } from './placePanel.ts';

const at = (id: string, x: number, y: number, w: number, h: number): Placed => ({ id, x, y, w, h });

const A = at('a', 0, 0, 12, 8);
const B = at('b', 12, 0, 12, 8);
const C = at('c', 0, 8, 24, 4);

describe('placePanel', () => {
  it.each<{ does: string; moved: Placed; from: Placed; others: readonly Placed[]; gives: readonly Placed[] }>(
    [
      { does: 'leaves a panel that goes nowhere', moved: A, from: A, others: [B, C], gives: [A, B, C] },
      {
        does: 'pushes what is in the way down',
        moved: { ...C, y: 0 },
        from: C,
        others: [A, B],
        gives: [C, A, B].map((one) => (one === C ? { ...C, y: 0 } : { ...one, y: 4 })),
      },
      {
        does: 'lets a panel past one whose middle it has passed',
        moved: { ...A, y: 3 },
        from: A,
        others: [B, C],
        gives: [B, { ...C, y: 8 }, { ...A, y: 12 }],
      },
      {
        does: 'brings a panel back that was not moved far enough',
        moved: { ...A, y: 1 },
        from: A,
        others: [B, C],
        gives: [A, B, C],
      },
      {
        does: 'makes room beside a panel that grows',
        moved: { ...A, w: 16 },
        from: A,
        others: [B, C],
        gives: [
          { ...A, w: 16 },
          { ...B, y: 8 },
          { ...C, y: 16 },
        ],
      },
      {
        does: 'keeps a panel within the columns',
        moved: { ...A, x: 20 },
        from: A,
        others: [],
        gives: [{ ...A, x: 12 }],
      },
    ],
  )('$does', ({ moved, from, others, gives }) => {
    expect(placePanel(others, moved, from)).toEqual(gives);
  });
});

const place = fc.record({
  x: fc.integer({ min: -5, max: 30 }),
  y: fc.integer({ min: -5, max: 60 }),
  w: fc.integer({ min: -1, max: 30 }),
  h: fc.integer({ min: -1, max: 20 }),
});
const section = fc
  .array(place, { maxLength: 12 })
  .map((places) => places.map((one, index) => ({ ...one, id: String(index) })));

function overlaps(panels: readonly Placed[]): readonly string[] {
  return panels.flatMap((a, index) =>
    panels
      .slice(index + 1)
      .filter((b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h)
      .map((b) => `${a.id} ${b.id}`),
  );
}

describe('any section', () => {
  it('has no overlaps, and lies within the columns', () => {
    fc.assert(
      fc.property(section, place, (panels, to) => {
        for (const result of [stackPanels(panels), placePanel(panels, { ...to, id: 'moved' }, null)]) {
          expect(overlaps(result)).toEqual([]);
          for (const one of result) {
            expect(withinGrid(one)).toEqual({ x: one.x, y: one.y, w: one.w, h: one.h });
            expect(one.x + one.w).toBeLessThanOrEqual(GRID_COLUMNS);
          }
        }
      }),
    );
  });

  it('stays as it is once stacked', () => {
    fc.assert(
      fc.property(section, (panels) => {
        const once = stackPanels(panels);
        expect(stackPanels(once)).toEqual(once);
      }),
    );
  });

  it('stays as it is where a panel is put where it stands', () => {
    fc.assert(
      fc.property(section, fc.nat(), (panels, pick) => {
        const once = stackPanels(panels);
        const moved = once[pick % Math.max(1, once.length)];
        if (moved === undefined) return;
        const others = once.filter((one) => one !== moved);
        expect(placePanel(others, moved, moved)).toEqual(once);
      }),
    );
  });
});
