import { readDocument } from '@gpu-console/shared/dashboards/document';
import { Refusal } from '@gpu-console/shared/dashboards/refusal';
import { dashboardText } from '@gpu-console/shared/dashboards/texts';
import type { Locale } from '@gpu-console/shared/units';
import type { z } from 'zod';
import { fieldSpan, type Span } from './fieldSpan.ts';
import { ISSUE_WORDS, type IssueTexts, issueText } from './issueText.ts';

/** What is wrong with a text, and where: positions in it, and the line from 1. */
export interface TextProblem {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

export type ReadText<T> = { readonly value: T } | { readonly problems: readonly TextProblem[] };

/** More than anybody mends before looking again. */
const MAX_PROBLEMS = 50;

/** What YAML (or JSON) text says, as `schema` has it; or each thing that is wrong, where it stands. */
export function readYaml<T>(
  text: string,
  schema: z.ZodType<T>,
  locale: Locale,
  texts: IssueTexts,
): ReadText<T> {
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
  const problems = read.error.issues.flatMap((issue) =>
    issueText(issue, texts).map(({ path, message }) => fieldProblem(text, path, message)),
  );
  return { problems: problems.sort((a, b) => a.from - b.from).slice(0, MAX_PROBLEMS) };
}

/** A problem of the field at `path`, in the words of `message`. */
export function fieldProblem(text: string, path: readonly PropertyKey[], message: string): TextProblem {
  return problemAt(text, fieldSpan(text, path), message);
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
