import { child, notUnderstood, type Part } from './syntaxTree.ts';
import { numberOf } from './tokens.ts';
import { OPERATORS } from './vocabulary.ts';

/** What follows an expression and says when it is read: `[5m]`, `[1h:5m]`, `offset 1h`, `@ end()`. */
export interface Suffix {
  readonly kind: 'range' | 'subquery' | 'modifier';
  readonly text: string;
}

/** The suffix that a part is of its first part; undefined for parts of other kinds. @throws QueryRefusal */
export function suffixOf(part: Part): Suffix | undefined {
  switch (part.name) {
    case 'MatrixSelector':
      return { kind: 'range', text: `[${durationText(child(part, 1))}]` };
    case 'SubqueryExpr': {
      const step = part.parts[2];
      const text = `[${durationText(child(part, 1))}:${step === undefined ? '' : durationText(step)}]`;
      return { kind: 'subquery', text };
    }
    case 'OffsetExpr':
      return { kind: 'modifier', text: ` offset ${durationText(child(part, 2))}` };
    case 'StepInvariantExpr':
      return { kind: 'modifier', text: ` @ ${timeText(child(part, 2))}` };
    case 'AnchoredExpr':
      return { kind: 'modifier', text: ' anchored' };
    case 'SmoothedExpr':
      return { kind: 'modifier', text: ' smoothed' };
    default:
      return undefined;
  }
}

function timeText(part: Part): string {
  if (part.name === 'NumberDurationLiteral') return numberOf(part);
  switch (part.parts[0]?.name) {
    case 'AtStart':
      return 'start()';
    case 'AtEnd':
      return 'end()';
    default:
      throw notUnderstood(part);
  }
}

const DURATION_FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ['DurationStep', 'step'],
  ['DurationRange', 'range'],
  ['DurationMinOf', 'min_of'],
  ['DurationMaxOf', 'max_of'],
]);

/** A duration, which may be computed. */
function durationText(part: Part): string {
  if (part.name === 'NumberDurationLiteralInDurationContext') return numberOf(part);
  if (part.name === 'UnaryOp') return signOf(part);
  const word = OPERATORS.get(part.name) ?? DURATION_FUNCTIONS.get(part.name);
  if (word !== undefined) return word;
  if (part.parts.length === 0) throw notUnderstood(part);
  return part.gaps
    .map((gap, place) => {
      const next = part.parts[place];
      return next === undefined ? gap : gap + durationText(next);
    })
    .join('');
}

/** @throws QueryRefusal for what is no sign */
export function signOf(part: Part): string {
  if (part.text === '-' || part.text === '+') return part.text;
  throw notUnderstood(part);
}
