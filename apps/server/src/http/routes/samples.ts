import type { SampleChange, SampleReport, SampleRun } from '@gpu-console/shared/contract';
import { SAMPLES, type SampleName, type SampleSetting } from '@gpu-console/shared/samples';
import type { Logger } from 'pino';
import { shows } from '../../access/scope.ts';
import type { Cluster } from '../../cluster/cluster.ts';
import type { ViewedCluster } from '../../cluster/viewedCluster.ts';
import { attempt, isKnown } from '../../fact.ts';
import { type Fleet, podKey } from '../../fleet/fleet.ts';
import { sampleSetting } from '../../fleet/sampleSetting.ts';
import type { KubernetesWriter } from '../../kubernetes/kubernetesWriter.ts';
import { readSamples } from '../../kubernetes/samples.ts';
import { removeSample, startSample } from '../../kubernetes/sampleWrites.ts';
import { RateLimit } from '../../limits/rateLimit.ts';
import { audited } from '../audited.ts';
import type { ClusterDoor } from '../clusterDoor.ts';
import { ProblemError } from '../problem.ts';
import { type Routes, route } from '../route.ts';
import { requireKubernetes } from '../unreachable.ts';

const OFF =
  'This console only reads. To let it start the samples, set ALLOW_WRITES=true, name the namespaces in WRITE_NAMESPACES, and apply deploy/kubernetes/samples-role.yaml';

/** Writes of one console within a minute, tries included, whoever asks: far more than people need, far fewer than would hurt. */
export const MAX_WRITES = 60;
const MINUTE_MS = 60_000;

export function sampleRoutes(routes: Routes, door: ClusterDoor, logger: Logger): void {
  const rate = new RateLimit({ limit: MAX_WRITES, windowMs: MINUTE_MS });

  route(routes, 'samples', async ({ params }, asking) => {
    const viewed = await door.open(params.cluster, asking);
    const { cluster, state, fleet, asOf, partial } = await viewed.snapshot();
    const records = await attempt(() => readSamples(cluster.api));
    const own = (isKnown(records) ? records.value : []).filter(({ namespace }) =>
      shows(viewed.scope, namespace),
    );
    const withService = await Promise.all(
      own.map(async ({ service, ...record }) => {
        const right = { verb: 'list', resource: 'services', namespace: record.namespace };
        return { ...record, service: service !== null && (await viewed.may(right)) ? service : null };
      }),
    );
    const runsOf = (wanted: SampleName): SampleRun[] =>
      withService
        .filter(({ sample, pod, service }) => sample === wanted && (pod !== null || service !== null))
        .map(({ namespace, pod, service }) => ({
          namespace,
          pod: pod === null ? null : { ...pod, gpus: gpusOf({ namespace, name: pod.name }, fleet) },
          service,
        }));
    return {
      asOf,
      partial,
      writes: writesOf(viewed),
      setting: sampleSetting(state, cluster.state.health.state.version),
      samples: SAMPLES.map((sample) => ({ sample, runs: runsOf(sample) })),
      problem: isKnown(records) ? null : viewed.toldReason(records.unknown),
    };
  });

  route(routes, 'startSample', ({ params, body: { namespace, dryRun } }, caller) => {
    const { sample } = params;
    const write = { act: dryRun ? 'try' : 'start', sample, namespace, cluster: params.cluster, caller };
    const start = async () => {
      const viewed = await door.open(params.cluster, caller);
      viewed.requireNamespace(namespace);
      const writer = admitted(viewed, namespace, rate);
      const cluster = viewed.uncut;
      requireKubernetes(viewed);
      return {
        namespace,
        dryRun,
        objects: await startSample(writer, sample, settingIn(cluster, namespace), dryRun),
      };
    };
    return audited(logger, 'sample', write, start, objectsOf);
  });

  route(routes, 'removeSample', ({ params, query: { namespace } }, caller) => {
    const { sample } = params;
    const write = { act: 'remove', sample, namespace, cluster: params.cluster, caller };
    const remove = async () => {
      const viewed = await door.open(params.cluster, caller);
      viewed.requireNamespace(namespace);
      const writer = admitted(viewed, namespace, rate);
      const cluster = viewed.uncut;
      const { removed, foreign } = await removeSample(writer, sample, settingIn(cluster, namespace));
      if (removed.length > 0) return { namespace, dryRun: false, objects: [...removed] };
      const [other] = foreign;
      if (other === undefined)
        throw new ProblemError(404, 'sample_not_found', `Nothing of it is in namespace "${namespace}"`);
      const detail = `${other.kind} ${other.name} in namespace "${namespace}" does not carry the console's labels: it is somebody else's, and stays`;
      throw new ProblemError(409, 'not_ours', detail);
    };
    return audited(logger, 'sample', write, remove, objectsOf);
  });
}

function settingIn({ state }: Cluster, namespace: string): SampleSetting {
  return { ...sampleSetting(state, state.health.state.version), namespace };
}

const objectsOf = ({ objects }: SampleChange) => ({ objects });

function gpusOf(pod: { readonly namespace: string; readonly name: string }, fleet: Fleet): string[] {
  return [...new Set(fleet.byPod.get(podKey(pod))?.map(({ uuid }) => uuid))];
}

function writesOf({ uncut: { writes }, scope }: ViewedCluster): SampleReport['writes'] {
  const allowed = writes.writer !== undefined;
  const namespaces = writes.namespaces.filter((namespace) => shows(scope, namespace));
  return { allowed, namespaces, reason: allowed ? null : OFF };
}

/** What writes, if it may write there and not too often. @throws ProblemError 403 or 429 */
function admitted(viewed: ViewedCluster, namespace: string, rate: RateLimit): KubernetesWriter {
  const { writer } = viewed;
  const { writes } = viewed.uncut;
  if (writer === undefined) throw new ProblemError(403, 'writes_off', OFF);
  if (!writes.namespaces.includes(namespace)) {
    const allowed = writesOf(viewed).namespaces.join(', ');
    const detail = `This console does not write to namespace "${namespace}"; of yours, WRITE_NAMESPACES has ${allowed || 'none'}`;
    throw new ProblemError(403, 'namespace_not_allowed', detail);
  }
  const waitMs = rate.take();
  if (waitMs !== undefined) {
    const detail = `This console has written ${MAX_WRITES} times within a minute, the most it does: wait a little, then try again`;
    throw new ProblemError(429, 'too_many_writes', detail, { retryAfterSeconds: waitMs / 1000 });
  }
  return writer;
}
