import type { Locale } from '@gpu-console/shared/units';
import type { z } from 'zod';
import { en, zhCN } from 'zod/locales';
import type { EditTexts } from '../texts.en.ts';

type Issue = z.core.$ZodIssue;
export type IssueTexts = Pick<EditTexts, 'unknownField' | 'oneOf'>;

interface IssueText {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** The library's words in each language. */
export const ISSUE_WORDS: Readonly<Record<Locale, z.core.$ZodErrorMap>> = {
  en: en().localeError,
  'zh-CN': zhCN().localeError,
};

/** What an issue says to people, for each field that it is of. */
export function issueText(issue: Issue, texts: IssueTexts): readonly IssueText[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key], message: texts.unknownField(key) }));
  if (issue.code === 'invalid_value')
    return [{ path, message: texts.oneOf(issue.values.map(String).join(', ')) }];
  if (issue.code === 'invalid_union') {
    const nearest = nearestOf(issue.errors);
    if (nearest !== undefined)
      return nearest.flatMap((inner) => issueText({ ...inner, path: [...path, ...inner.path] }, texts));
    if ('options' in issue && Array.isArray(issue.options))
      return [{ path, message: texts.oneOf(issue.options.map(String).join(', ')) }];
  }
  return [{ path, message: issue.message }];
}

/** Of what might have been meant, that which the value came the furthest in. */
function nearestOf(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map(({ path }) => path.length));
  return branches.reduce<readonly Issue[] | undefined>((best, one) => {
    if (best === undefined) return one;
    const isNearer = depth(one) > depth(best) || (depth(one) === depth(best) && one.length < best.length);
    return isNearer ? one : best;
  }, undefined);
}
