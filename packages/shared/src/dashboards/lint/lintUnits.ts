import type { QueryPanel } from '../model.ts';
import { formatNameOf, NAMED_FORMATS, type ValueFormat } from '../units.ts';
import type { LintFinding } from './finding.ts';
import { valueFormatOf } from './valueFormatOf.ts';

/** Values drawn in a unit that they can't be in, or in none where theirs is known. */
export function lintUnits(panel: QueryPanel): readonly LintFinding[] {
  const known = panel.queries.flatMap(({ expr }) => {
    const format = valueFormatOf(expr);
    return format === undefined || format.unit === 'code' ? [] : [format];
  });
  const [expected, ...others] = known;
  const agree = others.every((one) => one.unit === expected?.unit && isClose(one.scale, expected.scale));
  if (expected === undefined || !agree) return [];
  const { unit, scale = 1 } = panel;
  if (unit === expected.unit && isClose(scale, expected.scale)) return [];
  const isUnset = unit === 'count';
  if (isUnset && expected.unit === 'count') return [];
  const code = isUnset ? 'unit.unset' : 'unit.mismatch';
  return [
    {
      id: `${code}:${panel.id}`,
      code,
      severity: isUnset ? 'advice' : 'error',
      panel: panel.id,
      params: { has: nameOf({ unit, scale }), expected: nameOf(expected) },
      fix: { kind: 'unit', format: expected },
    },
  ];
}

function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= Math.abs(b) * 1e-6;
}

/** As Grafana's list shows it; the base unit and the factor where that has no name. */
function nameOf(format: ValueFormat): string {
  const id = formatNameOf(format, 'grafana');
  return NAMED_FORMATS.find(({ grafana }) => grafana === id)?.name ?? `${format.unit} × ${format.scale}`;
}
