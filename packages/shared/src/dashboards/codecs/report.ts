/** Why something could not be read, carried over, or drawn. What it says in both languages is in `texts.ts`. */
export type ReasonCode =
  | 'input.tooLarge'
  | 'input.tooDeep'
  | 'input.tooMany'
  | 'input.aliases'
  | 'input.syntax'
  | 'input.notAnObject'
  | 'input.value'
  | 'input.key'
  | 'input.unknownFormat'
  | 'input.several'
  | 'input.noData'
  | 'input.elsewhere'
  | 'input.embedded'
  | 'dashboard.converted'
  | 'dashboard.tabs'
  | 'input.tooManyPanels'
  | 'input.limit'
  | 'panel.kind'
  | 'panel.library'
  | 'panel.replaced'
  | 'panel.noQueries'
  | 'query.datasource'
  | 'query.expression'
  | 'query.limit'
  | 'field.kept'
  | 'field.lost'
  | 'unit.unknown'
  | 'unit.lost'
  | 'colour.unknown'
  | 'statistic.unknown'
  | 'layout.lost'
  | 'variable.kind'
  | 'variable.name'
  | 'annotation.datasource'
  | 'text.language';

export interface Reason {
  readonly code: ReasonCode;
  readonly params: Readonly<Record<string, string>>;
}

/** `exact`: drawn as it was; `approximate`: drawn, with something missing or other; `dropped`: not drawn (kept for export). */
export type Fidelity = 'exact' | 'approximate' | 'dropped';

export type Subject = 'dashboard' | 'panel' | 'variable' | 'annotation';

export interface ReportEntry {
  readonly of: Subject;
  /** The panel's id, the variable's or annotation's name; the dashboard's id. */
  readonly id: string;
  readonly title: string;
  readonly fidelity: Fidelity;
  readonly reasons: readonly Reason[];
}

/** What became of each part of a dashboard on its way from or to another program's format. */
export type Report = readonly ReportEntry[];

const DROPPING: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'panel.kind',
  'panel.library',
  'panel.noQueries',
  'variable.kind',
  'variable.name',
  'annotation.datasource',
]);

/** As many reasons as anybody reads of one part. */
const MAX_REASONS = 50;

/** Gathers the reasons that concern one part, each once. */
export class Findings {
  readonly #reasons = new Map<string, Reason>();

  add(code: ReasonCode, params: Readonly<Record<string, string | number>> = {}): void {
    if (this.#reasons.size >= MAX_REASONS && !DROPPING.has(code)) return;
    const texts = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
    this.#reasons.set(`${code} ${JSON.stringify(texts)}`, { code, params: texts });
  }

  entry(of: Subject, id: string, title: string): ReportEntry {
    const reasons = [...this.#reasons.values()];
    const dropped = reasons.some(({ code }) => DROPPING.has(code));
    return {
      of,
      id,
      title,
      fidelity: dropped ? 'dropped' : reasons.length > 0 ? 'approximate' : 'exact',
      reasons,
    };
  }
}

/** A file that can't be read at all, and why; `line` is the first that is wrong, from 1. */
export class Refusal extends Error {
  readonly code: ReasonCode;
  readonly params: Readonly<Record<string, string>>;
  readonly line: number | undefined;

  constructor(code: ReasonCode, params: Readonly<Record<string, string | number>>, line?: number) {
    const texts = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
    super(`${code} ${JSON.stringify(texts)}${line === undefined ? '' : ` (line ${line})`}`);
    this.name = 'Refusal';
    this.code = code;
    this.params = texts;
    this.line = line;
  }
}

/** Throws the `Refusal` of a file. */
export function refuse(
  code: ReasonCode,
  params: Readonly<Record<string, string | number>>,
  line?: number,
): never {
  throw new Refusal(code, params, line);
}

/** A list of a file. Throws a `Refusal` where it is longer than `max`, before anybody goes through it. */
export function within<T>(list: readonly T[], max: number, field: string): readonly T[] {
  if (list.length > max) refuse('input.limit', { field, limit: max });
  return list;
}
