import { isGpuResource } from './gpuResources.ts';
import type { LoadProfile } from './load.ts';
import type { ContainerView } from './podView.ts';
import { chance } from './random.ts';

/** What a container does, guessed from its image and command as a reader of the manifest would. */
export interface Behaviour {
  readonly profile: LoadProfile;
  readonly log: 'proftester' | 'training' | 'inference' | 'jupyter' | 'quiet';
  /** Until it ends by itself; undefined: it runs until it is stopped. */
  readonly seconds: number | undefined;
  readonly exitCode: number;
  /** The image is this large, for the time that pulling it takes. */
  readonly imageBytes: number;
}

/** @param seed makes two containers of one image differ @param isGuest it has a part of a GPU that it did not ask kubelet for */
export function behaviourOf(container: ContainerView, seed: number, isGuest = false): Behaviour {
  const said = `${container.image} ${container.words.join(' ')}`;
  const base = { exitCode: 0, imageBytes: 4.2e9 };
  if (/dcgmproftester|dcgm-diag/.test(said))
    return { ...base, ...proftester(container.words), imageBytes: 0.6e9 };
  const sleep = /\bsleep (\d+|infinity|inf)\b/.exec(said)?.[1];
  if (sleep) {
    const seconds = /\d/.test(sleep) ? Number(sleep) : undefined;
    const exitCode = Number(/\bexit (\d+)\b/.exec(said)?.[1] ?? 0);
    return { profile: { kind: 'held' }, log: 'quiet', seconds, exitCode, imageBytes: 0.2e9 };
  }
  if (/resource-reservation/.test(said))
    return { ...base, profile: { kind: 'nothing' }, log: 'quiet', seconds: undefined, imageBytes: 0.1e9 };
  const usesGpu = isGuest || container.claims.length > 0 || Object.keys(container.limits).some(isGpuResource);
  if (!usesGpu)
    return { ...base, profile: { kind: 'held' }, log: 'quiet', seconds: undefined, imageBytes: 0.1e9 };
  if (/jupyter|notebook/.test(said)) {
    return { ...base, profile: { kind: 'notebook' }, log: 'jupyter', seconds: undefined, imageBytes: 2.1e9 };
  }
  if (/vectoradd|nvidia-smi|deviceQuery/i.test(said)) {
    return { ...base, profile: { kind: 'held' }, log: 'quiet', seconds: 3, imageBytes: 0.2e9 };
  }
  if (/triton|vllm|tgi|text-generation|tensorrt|serve|inference/.test(said)) {
    return {
      ...base,
      profile: { kind: 'inference' },
      log: 'inference',
      seconds: undefined,
      imageBytes: 6.5e9,
    };
  }
  if (/pytorch|torch|tensorflow|train|nemo|deepspeed|cuda/.test(said)) {
    return { ...base, profile: { kind: 'training' }, log: 'training', seconds: trainingSeconds(said, seed) };
  }
  return { ...base, profile: { kind: 'held' }, log: 'quiet', seconds: undefined, imageBytes: 0.1e9 };
}

/** `-t` is the field to drive, `-d` the seconds: dcgmproftester's own defaults are all fields and 30 s each. */
function proftester(words: readonly string[]): Pick<Behaviour, 'profile' | 'log' | 'seconds'> {
  const said = words.join(' ');
  const field = Number(/(?:^|\s)-t[ =]?(\d+)/.exec(said)?.[1] ?? 1004);
  const seconds = Number(/(?:^|\s)-d[ =]?(\d+)/.exec(said)?.[1] ?? 30);
  return { profile: { kind: 'proftester', field }, log: 'proftester', seconds };
}

function trainingSeconds(said: string, seed: number): number {
  const [, amount, unit = 's'] = /--max-time[ =](\d+)([smh]?)/.exec(said) ?? [];
  if (amount === undefined) return 1800 + Math.round(2400 * chance(seed, 9));
  return Number(amount) * (unit === 'h' ? 3600 : unit === 'm' ? 60 : 1);
}
