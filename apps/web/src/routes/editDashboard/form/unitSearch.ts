import {
  NAMED_FORMATS,
  type NamedFormat,
  type ValueFormat,
} from '@gpu-console/shared/dashboards/named-units';
import type { Unit } from '@gpu-console/shared/units';

/** A way of reading values that people pick, by any of its names. */
export interface UnitChoice extends ValueFormat {
  /** As Grafana's list shows it. */
  readonly name: string;
  /** What else Grafana and KubeSphere call it. */
  readonly others: readonly string[];
}

/** The base unit that no other program has a name for: numbers that stand for something, as XIDs do. */
const CODE: UnitChoice = { unit: 'code', scale: 1, name: 'code', others: [] };

/** Every unit and scale once, in the order of Grafana's list. */
export const UNIT_CHOICES: readonly UnitChoice[] = [...grouped(), CODE];

function grouped(): readonly UnitChoice[] {
  const groups = new Map<string, NamedFormat[]>();
  for (const format of NAMED_FORMATS) {
    const key = `${format.unit} ${format.scale}`;
    groups.set(key, [...(groups.get(key) ?? []), format]);
  }
  return [...groups.values()].flatMap((formats) => {
    const [first] = formats;
    if (first === undefined) return [];
    const { unit, scale, name } = first;
    const names = formats.flatMap((one) => [one.name, one.kubesphere ?? one.name, one.grafana]);
    return [{ unit, scale, name, others: [...new Set(names)].filter((one) => one !== name) }];
  });
}

/** The choice that a panel's values are read by; one without a name has the unit's own and the scale. */
export function unitChoice(unit: Unit, scale = 1): UnitChoice {
  const isSame = (one: UnitChoice) => one.unit === unit && Math.abs(one.scale - scale) <= scale * 1e-9;
  const name = scale === 1 ? unit : `${unit} × ${Number(scale.toPrecision(6))}`;
  return UNIT_CHOICES.find(isSame) ?? { unit, scale, name, others: [] };
}

/** The choices that have what is sought in a name, the nearest first; all where nothing is sought. */
export function findUnits(sought: string): readonly UnitChoice[] {
  const wanted = sought.trim().toLowerCase();
  if (wanted === '') return UNIT_CHOICES;
  const ranked = UNIT_CHOICES.map((choice) => ({ choice, rank: rankOf(choice, wanted) }));
  return ranked
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ choice }) => choice);
}

function rankOf({ name, others, unit }: UnitChoice, wanted: string): number {
  const names = [name, ...others, unit].map((one) => one.toLowerCase());
  if (names.includes(wanted)) return 3;
  if (names.some((one) => one.startsWith(wanted))) return 2;
  return names.some((one) => one.includes(wanted)) ? 1 : 0;
}
