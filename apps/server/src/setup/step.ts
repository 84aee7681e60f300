import type {
  CheckResult,
  Evidence,
  Service,
  SetupItem,
  SetupSetting,
  SetupStepId,
} from '@gpu-console/shared/contract';
import type { CheckId } from '@gpu-console/shared/doctor';
import type { ItemOf } from '@gpu-console/shared/setup';
import type { Params } from '@gpu-console/shared/texts';
import type { Facts } from '../doctor/facts.ts';
import type { Fact } from '../fact.ts';
import type { PodRecord } from '../kubernetes/records.ts';

/** What is read only for whoever walks the steps, beside the checks' facts. */
export interface Probes {
  /** The beginning of what the exporter's Service serves, through the API server; null where there is no such Service. */
  readonly exposition: Fact<string> | null;
  /** A notebook that has GPUs, and the Services that lead to it. */
  readonly notebook: { readonly pod: PodRecord; readonly services: Fact<readonly Service[]> } | null;
  /** By device key: how far its use (0–1) went up and down within `MOVES_SECONDS`. */
  readonly moved: Fact<ReadonlyMap<string, number>>;
}

/** Long enough for a collection and a scrape of any era, short enough to be now. */
export const MOVES_SECONDS = 600;

export interface World {
  readonly facts: Facts;
  readonly probes: Probes;
  readonly setting: SetupSetting;
  /** Results of the checks that back the step. */
  readonly results: readonly CheckResult[];
}

/** What was looked at for a step. */
export interface StepFindings {
  /** All of these have to be good for the step to be done. */
  readonly items: readonly SetupItem[];
  /** Worth showing, whatever they say. */
  readonly beside?: readonly SetupItem[];
  /** Some of it is as it should be, whatever comes before: it waits for nothing. */
  readonly isPartlyDone?: boolean;
  /** Nobody has to do it. */
  readonly isOptional?: boolean;
}

export interface Step {
  readonly step: SetupStepId;
  /** What has to be done before. */
  readonly needs: readonly SetupStepId[];
  readonly checks: readonly CheckId[];
  readonly look: (world: World) => StepFindings;
}

type Make<S extends SetupStepId> = (
  id: ItemOf<S>,
  params?: Params,
  evidence?: readonly Evidence[],
) => SetupItem;

/** Makes the items of one step. */
export interface Found<S extends SetupStepId> {
  readonly pass: Make<S>;
  readonly warn: Make<S>;
  readonly fail: Make<S>;
  readonly wait: Make<S>;
  readonly info: Make<S>;
  /** Something could not be read; with words of its own, or the reason alone. */
  unknown(reason: string, id?: ItemOf<S>, params?: Params): SetupItem;
}

export function step<S extends SetupStepId>(
  id: S,
  {
    needs = [],
    checks = [],
  }: { readonly needs?: readonly SetupStepId[]; readonly checks?: readonly CheckId[] },
  look: (world: World, found: Found<S>) => StepFindings,
): Step {
  const make =
    (verdict: SetupItem['verdict']): Make<S> =>
    (id, params = {}, evidence = []) => ({
      id,
      verdict,
      params: { ...params },
      evidence: [...evidence],
      reason: null,
    });
  const found: Found<S> = {
    pass: make('pass'),
    warn: make('warn'),
    fail: make('fail'),
    wait: make('wait'),
    info: make('info'),
    unknown: (reason, id, params = {}) => ({
      id: id ?? 'unread',
      verdict: 'unknown',
      params: { ...params },
      evidence: [],
      reason,
    }),
  };
  return { step: id, needs, checks, look: (world) => look(world, found) };
}
