import { documentText, plainDocument, readDocument } from '@gpu-console/shared/dashboards/document';
import { Refusal } from '@gpu-console/shared/dashboards/refusal';
import { dashboardText } from '@gpu-console/shared/dashboards/texts';
import type { Locale } from '@gpu-console/shared/units';
import { isMap, isNode, isScalar, isSeq, type Node, type Pair, parseDocument } from 'yaml';
import type { z } from 'zod';
import { ISSUE_WORDS, issueText } from './issueText.ts';

/** What is wrong with a text, and where: positions in it, and the line from 1. */
export interface TextProblem {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

export type ReadText<T> = { readonly value: T } | { readonly problems: readonly TextProblem[] };

/** More than anybody mends before looking again. */
const MOST_PROBLEMS = 50;

/** A value as the text that people edit: what a thing is comes first. */
export function yamlText(value: object): string {
  return documentText(plainDocument(namesFirst(value)), 'yaml');
}

const FIRST = ['id', 'name', 'title', 'kind'];

function namesFirst(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(namesFirst);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, child]) => [key, namesFirst(child)] as const);
  const rank = ([key]: readonly [string, unknown]) => {
    const index = FIRST.indexOf(key);
    return index < 0 ? FIRST.length : index;
  };
  return Object.fromEntries(entries.sort((a, b) => rank(a) - rank(b)));
}

/** What YAML (or JSON) text says, as `schema` has it; or each thing that is wrong, where it stands. */
export function readYaml<T>(text: string, schema: z.ZodType<T>, locale: Locale): ReadText<T> {
  let document: unknown;
  try {
    document = readDocument(text);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return {
      problems: [lineProblem(text, error.line ?? 1, dashboardText(error.code, error.params, locale))],
    };
  }
  const read = schema.safeParse(document, { error: ISSUE_WORDS[locale] });
  if (read.success) return { value: read.data };
  const root = parseDocument(text).contents;
  const problems = read.error.issues.flatMap((issue) =>
    issueText(issue, locale).map(({ path, message }) => problemAt(text, spanOf(root, path), message)),
  );
  return { problems: problems.sort((a, b) => a.from - b.from).slice(0, MOST_PROBLEMS) };
}

/** A problem of the field at `path`, in the words of `message`. */
export function fieldProblem(text: string, path: readonly PropertyKey[], message: string): TextProblem {
  return problemAt(text, spanOf(parseDocument(text).contents, path), message);
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** No further than the line's end. */
function problemAt(text: string, { from, to }: Span, message: string): TextProblem {
  const start = Math.min(from, text.length);
  const end = text.indexOf('\n', start);
  return {
    line: text.slice(0, start).split('\n').length,
    from: start,
    to: Math.max(start, Math.min(to, end < 0 ? text.length : end)),
    message,
  };
}

function lineProblem(text: string, line: number, message: string): TextProblem {
  const before = text.split('\n').slice(0, line - 1);
  const from = before.reduce((sum, { length }) => sum + length + 1, 0);
  return problemAt(text, { from, to: text.length }, message);
}

/** Where the field stands that a path leads to, or the last on the way that there is: its name and its value. */
function spanOf(root: Node | null, path: readonly PropertyKey[]): Span {
  let span: Span = { from: 0, to: 0 };
  let node: unknown = root;
  for (const part of path) {
    if (isMap(node)) {
      const pair: Pair | undefined = node.items.find(
        ({ key }) => isScalar(key) && String(key.value) === part,
      );
      if (pair === undefined) return span;
      const [from] = rangeOf(pair.key);
      const [, to] = rangeOf(pair.value);
      span = { from, to: Math.max(from, to) };
      node = pair.value;
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(part)];
      const [from, to] = rangeOf(item);
      if (item === undefined) return span;
      span = { from, to };
      node = item;
    } else return span;
  }
  return span;
}

function rangeOf(node: unknown): readonly [from: number, to: number] {
  const range = isNode(node) ? node.range : null;
  return range ? [range[0], range[1]] : [0, 0];
}
