import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { attempt, isKnown } from '../fact.ts';
import type { KubernetesApi } from './kubernetesApi.ts';
import { KubernetesError } from './kubernetesError.ts';
import { type Followed, type ReflectorTarget, reflect } from './reflector.ts';

const Group = z.object({ versions: z.array(z.object({ version: z.string() })) });
const Resources = z.object({ resources: z.array(z.object({ name: z.string() })) });

/** A group that is not served may be installed later. */
const LOOK_AGAIN_MS = 60_000;
/** One that could not be asked for, or is gone, is asked for again soon. */
const MAX_RETRY_MS = 2000;

/** A collection that may not be there at all. */
interface OptionalCollection extends Followed {
  /** Older versions in which it may be served. */
  readonly orElse: readonly string[];
}

export interface OptionalTarget extends ReflectorTarget {
  /** The path in the version that is followed; undefined where the API server has none of them: it has no objects. */
  served(path: string | undefined): void;
}

/** Keeps a target equal to a collection as long as the API server has it, in the newest version that it has. */
export async function reflectWhereServed(
  api: KubernetesApi,
  { orElse, ...followed }: OptionalCollection,
  target: OptionalTarget,
  signal: AbortSignal,
  lookAgainMs = LOOK_AGAIN_MS,
): Promise<void> {
  while (!signal.aborted) {
    const path = await attempt(() => servedPath(api, followed.path, orElse));
    if (signal.aborted) return;
    if (!isKnown(path)) target.markFailed(path.unknown);
    else {
      target.served(path.value);
      if (path.value !== undefined)
        await reflect(api, { ...followed, path: path.value }, target, signal, 404);
    }
    const isAbsent = isKnown(path) && path.value === undefined;
    const pauseMs = isAbsent ? lookAgainMs : Math.min(lookAgainMs, MAX_RETRY_MS);
    await delay(pauseMs, undefined, { signal, ref: false }).catch(() => {});
  }
}

/**
 * The path in the newest version in which the API server serves the resource, since a group may have one only in some of its
 * versions; undefined where it has none.
 * @throws KubernetesError where it cannot be asked.
 */
async function servedPath(
  api: KubernetesApi,
  path: string,
  orElse: readonly string[],
): Promise<string | undefined> {
  const [, apis = '', group = '', newest = '', resource = ''] = path.split('/');
  const served = await discovered(api, `/${apis}/${group}`, Group);
  for (const version of [newest, ...orElse]) {
    if (!served?.versions.some((one) => one.version === version)) continue;
    const listed = await discovered(api, `/${apis}/${group}/${version}`, Resources);
    if (listed?.resources.some(({ name }) => name === resource))
      return path.replace(`/${newest}/`, `/${version}/`);
  }
  return undefined;
}

/** A document of the API server's discovery; undefined where it has none at this path. */
async function discovered<T>(api: KubernetesApi, path: string, schema: z.ZodType<T>): Promise<T | undefined> {
  try {
    const parsed = schema.safeParse(await api.get(path));
    if (parsed.success) return parsed.data;
    throw new KubernetesError(`the answer to ${path} is no document of discovery`, null);
  } catch (error) {
    if (error instanceof KubernetesError && error.status === 404) return undefined;
    throw error;
  }
}
