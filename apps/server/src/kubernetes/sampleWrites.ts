import {
  type SampleName,
  type SampleObject,
  type SampleSetting,
  sampleObjects,
} from '@gpu-console/shared/samples';
import { KubernetesError, unlessMissing } from './kubernetesError.ts';
import type { KubernetesWriter } from './kubernetesWriter.ts';
import { isOf, Labelled } from './samples.ts';

interface ObjectName {
  readonly kind: string;
  readonly name: string;
}

const PLURALS = {
  Pod: 'pods',
  Service: 'services',
  ResourceClaimTemplate: 'resourceclaimtemplates',
} as const;

const collectionOf = ({ apiVersion, kind, metadata: { namespace } }: SampleObject) =>
  `/${apiVersion === 'v1' ? 'api' : 'apis'}/${apiVersion}/namespaces/${namespace}/${PLURALS[kind]}`;
const pathOf = (object: SampleObject) => `${collectionOf(object)}/${object.metadata.name}`;

const nameOf = ({ kind, metadata: { name } }: SampleObject): ObjectName => ({ kind, name });

/** As the API server's messages begin: `Service gpu-sample-notebook`. */
const titleOf = ({ kind, name }: ObjectName) => `${kind} ${name}`;

/**
 * Creates a sample's objects, after the API server has tried each of them; with `dryRun` it is left at that. Where one is
 * refused all the same, those created before it are removed again, and the error says what became of them.
 * @throws KubernetesError with the API server's own message
 */
export async function startSample(
  writer: KubernetesWriter,
  sample: SampleName,
  setting: SampleSetting,
  dryRun: boolean,
): Promise<ObjectName[]> {
  const objects = sampleObjects(sample, setting);
  for (const object of objects) await writer.create(collectionOf(object), object, { dryRun: true });
  if (dryRun) return objects.map(nameOf);
  const created: Created[] = [];
  for (const object of objects) {
    try {
      const stored = Labelled.parse(await writer.create(collectionOf(object), object, { dryRun: false }));
      created.push({ ...nameOf(object), path: pathOf(object), uid: stored.metadata.uid });
    } catch (error) {
      throw await withoutLeftovers(writer, created, error);
    }
  }
  return objects.map(nameOf);
}

interface Created extends ObjectName {
  readonly path: string;
  readonly uid: string;
}

/** The error, after what had been created was removed; it says so, or what is left and why. */
async function withoutLeftovers(
  writer: KubernetesWriter,
  created: readonly Created[],
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof KubernetesError) || created.length === 0) return error;
  const fates = await Promise.all(
    created.map(async (object) => {
      try {
        await writer.delete(object.path, { uid: object.uid });
        return `${titleOf(object)}, created before, was removed again`;
      } catch (cause) {
        return `${titleOf(object)}, created before, is left: ${cause instanceof Error ? cause.message : String(cause)}`;
      }
    }),
  );
  return new KubernetesError([error.message, ...fates].join('; '), error.status, { cause: error });
}

/** What was removed, and what has a sample's name but not the console's labels, and was left alone. */
interface Removal {
  readonly removed: readonly ObjectName[];
  readonly foreign: readonly ObjectName[];
}

/**
 * Removes a sample's objects from a namespace: those that carry its labels, the pod first, since it holds a GPU.
 * @throws KubernetesError with the API server's own message
 */
export async function removeSample(
  writer: KubernetesWriter,
  sample: SampleName,
  setting: SampleSetting,
): Promise<Removal> {
  const removed: ObjectName[] = [];
  const foreign: ObjectName[] = [];
  for (const object of sampleObjects(sample, setting).toReversed()) {
    const path = pathOf(object);
    const stored = await unlessMissing(() => writer.get(path));
    if (stored === undefined) continue;
    const labelled = Labelled.parse(stored);
    if (!isOf(sample, labelled)) foreign.push(nameOf(object));
    else {
      await unlessMissing(() => writer.delete(path, { uid: labelled.metadata.uid }));
      removed.push(nameOf(object));
    }
  }
  return { removed, foreign };
}
