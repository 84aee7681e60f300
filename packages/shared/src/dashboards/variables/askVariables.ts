import { questionOf, resolveVariables, type VariableInput } from './resolveVariables.ts';
import type { VariableAnswer, VariableQuery } from './variableQuery.ts';

/** As many questions as the server takes in one request (the contract's MAX_QUERIES). */
const MAX_QUESTIONS = 50;

export interface VariableAnswers {
  /** By `questionOf` the query; nothing where asking failed. */
  readonly answers: ReadonlyMap<string, readonly string[]>;
  /** What Prometheus said where asking failed, by the same. */
  readonly failures: ReadonlyMap<string, string>;
}

/** Asks until nothing more is needed: variables that build on others wait for those. */
export async function askVariables(
  input: Omit<VariableInput, 'answers'>,
  ask: (queries: VariableQuery[]) => Promise<{ readonly results: readonly VariableAnswer[] }>,
): Promise<VariableAnswers> {
  const answers = new Map<string, readonly string[]>();
  const failures = new Map<string, string>();
  // Each round answers all that was needed, so that there are no more rounds than variables.
  for (const _ of [...input.variables, null]) {
    const { needed } = resolveVariables({ ...input, answers });
    const distinct = new Map(needed.map(({ query }) => [questionOf(query), query]));
    const questions = [...distinct].slice(0, MAX_QUESTIONS);
    if (questions.length === 0) break;
    const { results } = await ask(questions.map(([, query]) => query));
    questions.forEach(([question], index) => {
      const result = results[index];
      if (result === undefined) return;
      answers.set(question, 'error' in result ? [] : result.values);
      if ('error' in result) failures.set(question, result.error.message);
    });
  }
  return { answers, failures };
}
