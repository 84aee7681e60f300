import type { Locale } from '@gpu-console/shared/units';
import type { z } from 'zod';
import { en, zhCN } from 'zod/locales';

type Issue = z.core.$ZodIssue;

interface IssueText {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** The library's words in each language. */
export const ISSUE_WORDS: Readonly<Record<Locale, z.core.$ZodErrorMap>> = {
  en: en().localeError,
  'zh-CN': zhCN().localeError,
};

const OWN: Readonly<Record<Locale, { unknown: (key: string) => string; oneOf: (values: string) => string }>> =
  {
    en: {
      unknown: (key) => `“${key}” is no field of this`,
      oneOf: (values) => `must be one of ${values}`,
    },
    'zh-CN': {
      unknown: (key) => `此处没有“${key}”字段`,
      oneOf: (values) => `必须是以下之一：${values}`,
    },
  };

/** What an issue says to people, for each field that it is of. */
export function issueText(issue: Issue, locale: Locale): readonly IssueText[] {
  const own = OWN[locale];
  const { path } = issue;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key], message: own.unknown(key) }));
  if (issue.code === 'invalid_value')
    return [{ path, message: own.oneOf(issue.values.map(String).join(', ')) }];
  if (issue.code === 'invalid_union') {
    const nearest = nearestOf(issue.errors);
    if (nearest !== undefined)
      return nearest.flatMap((inner) => issueText({ ...inner, path: [...path, ...inner.path] }, locale));
    if ('options' in issue && Array.isArray(issue.options))
      return [{ path, message: own.oneOf(issue.options.map(String).join(', ')) }];
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
