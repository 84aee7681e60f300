import { isKnown } from '../fact.ts';
import type { ComponentRecord } from '../kubernetes/componentRecord.ts';
import { memo } from '../memo.ts';
import type { Facts } from './facts.ts';

/** Why kubelet cannot make the sandbox that a pod's containers run in. */
export interface SandboxFailure {
  readonly cause: 'no-runtime' | 'network' | 'image' | 'other';
  /** Kubelet's words. */
  readonly message: string;
  /** Unix seconds of the last attempt. */
  readonly at: number | null;
  /** How often it was tried. */
  readonly count: number;
}

const REASON = 'FailedCreatePodSandBox';
const MAX_MESSAGE = 400;

/** Words of containerd, CRI-O and cri-dockerd; of CNI plugins; of whoever pulls the pause image. */
const CAUSES = [
  [
    'no-runtime',
    /no runtime for "?nvidia|runtime handler "?nvidia\S* (?:from runtime list|not)|RuntimeHandler "?nvidia|unknown or invalid runtime name: nvidia/i,
  ],
  ['image', /(?:sandbox|pause|infra) image|\/pause:/i],
  ['network', /\bcni\b|network plugin|failed to set ?up (?:pod )?network|plugin type=/i],
] as const;

const failures = memo((facts: Facts): ReadonlyMap<string, SandboxFailure> => {
  const newest = new Map<string, SandboxFailure>();
  if (!isKnown(facts.events)) return newest;
  for (const { reason, object, message, lastSeen, count } of facts.events.value) {
    if (reason !== REASON || (newest.get(object)?.at ?? 0) > (lastSeen ?? 0)) continue;
    const cause = CAUSES.find(([, pattern]) => pattern.test(message))?.[0] ?? 'other';
    newest.set(object, { cause, message: message.slice(0, MAX_MESSAGE), at: lastSeen, count });
  }
  return newest;
});

/** The newest failure of a pod of which no container ever started; undefined for any other. */
export function sandboxFailure(pod: ComponentRecord, facts: Facts): SandboxFailure | undefined {
  const isStuck =
    !pod.ready && pod.containers.every(({ state, restarts }) => state === 'waiting' && restarts === 0);
  if (!isStuck) return undefined;
  const failure = failures(facts).get(`Pod/${pod.name}`);
  return failure === undefined || (failure.at ?? 0) < pod.createdAt ? undefined : failure;
}
