import type { CheckResult, SetupItem, SetupState, SetupStepId } from '@gpu-console/shared/contract';

/** How a step is by itself, whatever comes before it. */
export type Progress = 'done' | 'open' | 'unknown' | 'optional';

/** A step is done where something good was seen, and nothing bad or unreadable. */
export function progressOf(
  items: readonly SetupItem[],
  results: readonly CheckResult[],
  isOptional: boolean,
): Progress {
  const has = (...verdicts: readonly string[]) => items.some(({ verdict }) => verdicts.includes(verdict));
  const fails = has('fail', 'wait') || results.some(({ verdict }) => verdict === 'fail');
  if (!fails && (has('unknown') || results.some(({ verdict }) => verdict === 'unknown'))) return 'unknown';
  if (!fails && has('pass', 'warn')) return 'done';
  if (isOptional) return 'optional';
  return fails ? 'open' : 'unknown';
}

export interface StepProgress {
  readonly step: SetupStepId;
  readonly needs: readonly SetupStepId[];
  readonly progress: Progress;
  /** Some of it is as it should be, whatever comes before: it waits for nothing. */
  readonly isPartlyDone: boolean;
}

export interface StepOrder {
  readonly state: SetupState;
  readonly blockedBy: SetupStepId | null;
}

/** Which step is next, and which have to wait for it. @param steps in order, each after those that it needs */
export function orderSteps(steps: readonly StepProgress[]): ReadonlyMap<SetupStepId, StepOrder> {
  const next = steps.find(({ progress }) => progress === 'open')?.step;
  /** By step: the first open one that it needs, or that those need. */
  const waitsFor = new Map<SetupStepId, SetupStepId | null>();
  const states = new Map<SetupStepId, StepOrder>();
  for (const { step, needs, progress, isPartlyDone } of steps) {
    const isOpen = (one: SetupStepId) => steps.find((other) => other.step === one)?.progress === 'open';
    const first = needs
      .map((need) => waitsFor.get(need) ?? (isOpen(need) ? need : null))
      .find((one) => one !== null);
    waitsFor.set(step, first ?? null);
    if (progress !== 'open') states.set(step, { state: progress, blockedBy: null });
    else if (step === next) states.set(step, { state: 'next', blockedBy: null });
    else if (first == null || isPartlyDone) states.set(step, { state: 'open', blockedBy: null });
    else states.set(step, { state: 'blocked', blockedBy: first });
  }
  return states;
}
