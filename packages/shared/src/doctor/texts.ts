import { fillTemplate, type Params } from '../texts/template.ts';
import type { Locale } from '../units/locale.ts';
import type { CheckText, Setting } from './checkText.ts';
import { componentTexts } from './componentTexts.ts';
import { deviceTexts } from './deviceTexts.ts';
import { driverTexts } from './driverTexts.ts';
import { hardwareTexts } from './hardwareTexts.ts';
import { metricsTexts } from './metricsTexts.ts';
import { operatorTexts } from './operatorTexts.ts';
import { platformTexts } from './platformTexts.ts';

/** Every check's words, by its id. */
export const checkTexts = {
  ...platformTexts,
  ...operatorTexts,
  ...driverTexts,
  ...componentTexts,
  ...deviceTexts,
  ...metricsTexts,
  ...hardwareTexts,
} as const satisfies Record<string, CheckText>;

export type CheckId = keyof typeof checkTexts;
export type VariantOf<C extends CheckId> = Extract<keyof (typeof checkTexts)[C]['variants'], string>;

const byId: ReadonlyMap<string, CheckText> = new Map(Object.entries(checkTexts));

export const checkIds: readonly string[] = [...byId.keys()];

/** Of a check's result, what its words depend on. */
export interface Outcome {
  readonly check: string;
  readonly verdict: 'pass' | 'warn' | 'fail' | 'unknown';
  /** Null for a pass and an unknown. */
  readonly variant: string | null;
  readonly params: Params;
  /** Why it is unknown. */
  readonly reason: string | null;
}

export interface Words {
  readonly title: string;
  /** What was found. */
  readonly says: string;
  /** What to do; null where there is nothing to do. */
  readonly remedy: string | null;
}

const UNKNOWN = { en: 'Unknown: {{reason}}', 'zh-CN': '无法判断：{{reason}}' } as const;

/** What holds where a check passes; an id of another release of the console speaks for itself. */
export function titleOf(check: string, locale: Locale): string {
  return byId.get(check)?.title[locale] ?? check;
}

/** A result's words in a language; an id of another release of the console speaks for itself. */
export function wordsOf({ check, verdict, variant, params, reason }: Outcome, locale: Locale): Words {
  const text = byId.get(check);
  const title = titleOf(check, locale);
  if (verdict === 'unknown')
    return { title, says: fillTemplate(UNKNOWN[locale], { reason: reason ?? '?' }, '?'), remedy: null };
  const found = variant === null ? undefined : text?.variants[variant];
  if (found === undefined) return { title, says: title, remedy: null };
  return {
    title,
    says: fillTemplate(found.says[locale], params, '?'),
    remedy: fillTemplate(found.remedy[locale], params, '?'),
  };
}

/** What to type about a result in this very cluster. */
export function commandsOf(
  { check, variant, params }: Pick<Outcome, 'check' | 'variant' | 'params'>,
  setting: Setting,
): readonly string[] {
  const found = variant === null ? undefined : byId.get(check)?.variants[variant];
  return found?.commands?.(params, setting) ?? [];
}

export function stageOf(check: string): CheckText['stage'] | undefined {
  return byId.get(check)?.stage;
}
