import type { KubeObject } from '../kubernetes/objectStore.ts';
import { newPod } from '../kubernetes/podDefaults.ts';
import { allocatedService } from '../kubernetes/serviceDefaults.ts';
import type { PodTemplate, WorkloadPlan } from './plan.ts';
import { fieldsOf, listOf } from './unknownFields.ts';
import type { World } from './world.ts';

type PlanOf<Kind> = Extract<WorkloadPlan, { kind: Kind }>;

/** Finished jobs are cleaned up after a quarter of an hour, as with `ttlSecondsAfterFinished`. */
const TTL_SECONDS = 900;

/** The teams that use the cluster: they submit, open, close and clean up as the scenario says. */
export class Workloads {
  readonly #world: World;
  readonly #deletePod: (pod: KubeObject) => void;
  readonly #onJobEnd = new Map<string, () => void>();
  #submitted = 0;

  constructor(world: World, deletePod: (pod: KubeObject) => void) {
    this.#world = world;
    this.#deletePod = deletePod;
    world.store.subscribe(({ type, object }) => {
      if (object.kind !== 'Job' || type !== 'MODIFIED') return;
      if (listOf(fieldsOf(object.status)['conditions']).length === 0) return;
      const key = `${object.metadata.namespace}/${object.metadata.name}`;
      this.#onJobEnd.get(key)?.();
      this.#onJobEnd.delete(key);
    });
  }

  start(plans: readonly WorkloadPlan[]): void {
    for (const plan of plans) {
      if (plan.kind === 'deployment') this.#deploy(plan);
      if (plan.kind === 'notebook') {
        this.#serve(plan);
        this.#openLater(plan, this.#minutes([0, plan.closedMinutes[1]]));
      }
      if (plan.kind === 'pod') this.#single(plan);
      if (plan.kind !== 'jobs') continue;
      for (let index = 0; index < plan.parallel; index++) this.#submitLater(plan, this.#minutes([0.2, 12]));
    }
  }

  #minutes([from, to]: readonly [number, number]): number {
    return this.#world.random.between(from, to) * 60;
  }

  #submitLater(plan: PlanOf<'jobs'>, seconds: number): void {
    const { store, timeline } = this.#world;
    timeline.after(seconds, () => {
      const { namespace } = plan.template;
      const name = `${plan.template.name}-${1000 + this.#submitted++}`;
      const runSeconds = Math.round(this.#minutes(plan.minutes));
      const args = [...(plan.template.args ?? []), `--max-time=${runSeconds}s`];
      this.#onJobEnd.set(`${namespace}/${name}`, () => {
        this.#submitLater(plan, this.#minutes(plan.pauseMinutes));
        timeline.after(TTL_SECONDS, () => this.#removeJob(namespace, name));
      });
      store.create({
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name, namespace, labels: { app: plan.template.name } },
        spec: {
          backoffLimit: 1,
          completions: 1,
          parallelism: 1,
          template: {
            metadata: { labels: { app: plan.template.name } },
            spec: podSpec({ ...plan.template, args }, 'Never'),
          },
        },
      });
    });
  }

  #removeJob(namespace: string, name: string): void {
    const { store } = this.#world;
    const job = store.delete('Job', namespace, name);
    for (const pod of store.list('Pod', namespace)) {
      if (job && pod.metadata.labels?.['job-name'] === name) this.#deletePod(pod);
    }
  }

  #deploy({ template, replicas }: PlanOf<'deployment'>): void {
    const labels = { app: template.name };
    this.#world.store.create({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: template.name, namespace: template.namespace, labels, generation: 1 },
      spec: {
        replicas,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: podSpec(template, 'Always') },
      },
    });
  }

  /** A Service that stays while its notebook is opened and closed, as a notebook controller makes it. */
  #serve({ template: { namespace, name }, service }: PlanOf<'notebook'>): void {
    const { store } = this.#world;
    const draft = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace, labels: { app: 'notebook' } },
      spec: {
        type: service,
        ports: [{ name: `http-${name}`, port: 80, targetPort: 8888 }],
        selector: { 'notebook-name': name },
      },
    };
    store.create(allocatedService(draft, store.list('Service')));
  }

  #openLater(plan: PlanOf<'notebook'>, seconds: number): void {
    const { store, timeline } = this.#world;
    const { namespace, name } = plan.template;
    const labels = { app: 'notebook', 'notebook-name': name };
    timeline.after(seconds, () => {
      store.create({
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: { name, namespace, labels, generation: 1 },
        spec: {
          replicas: 1,
          serviceName: name,
          selector: { matchLabels: labels },
          template: { metadata: { labels }, spec: podSpec(plan.template, 'Always') },
        },
      });
      timeline.after(this.#minutes(plan.openMinutes), () => {
        store.delete('StatefulSet', namespace, name);
        const pod = store.get('Pod', namespace, `${name}-0`);
        if (pod) this.#deletePod(pod);
        this.#openLater(plan, this.#minutes(plan.closedMinutes));
      });
    });
  }

  #single({ template, at, until }: PlanOf<'pod'>): void {
    const { store, timeline, liveFrom } = this.#world;
    const { namespace, name, labels, annotations } = template;
    timeline.at(liveFrom + at, () => {
      const metadata = {
        name,
        namespace,
        labels: { app: name, ...labels },
        ...(annotations && { annotations: { ...annotations } }),
      };
      store.create(newPod({ apiVersion: 'v1', kind: 'Pod', metadata, spec: podSpec(template, 'OnFailure') }));
    });
    if (until === undefined) return;
    timeline.at(liveFrom + until, () => {
      const pod = store.get('Pod', namespace, name);
      if (pod) this.#deletePod(pod);
    });
  }
}

function podSpec(template: PodTemplate, restartPolicy: string): Record<string, unknown> {
  const {
    name,
    image,
    command,
    args,
    gpus = {},
    claims = {},
    cpu = '4',
    memory = '16Gi',
    ports,
    nodeSelector,
    tolerations,
    affinity,
    gates,
    priority,
    scheduler,
  } = template;
  const names = Object.keys(claims);
  const devices = Object.fromEntries(Object.entries(gpus).map(([key, count]) => [key, String(count)]));
  return {
    restartPolicy,
    ...(nodeSelector && { nodeSelector }),
    ...(tolerations && { tolerations }),
    ...(affinity && { affinity: nodeAffinity(affinity) }),
    ...(gates && { schedulingGates: gates.map((name) => ({ name })) }),
    ...(priority !== undefined && { priority }),
    ...(scheduler && { schedulerName: scheduler }),
    ...(names.length > 0 && {
      resourceClaims: Object.entries(claims).map(([name, from]) => ({
        name,
        ...('claim' in from
          ? { resourceClaimName: from.claim }
          : { resourceClaimTemplateName: from.template }),
      })),
    }),
    containers: [
      {
        name: containerName(name),
        image,
        ...(command && { command }),
        ...(args && { args }),
        ...(ports && { ports: ports.map((port) => ({ protocol: 'TCP', ...port })) }),
        resources: {
          requests: { cpu, memory, ...devices },
          limits: { memory, ...devices },
          ...(names.length > 0 && { claims: names.map((name) => ({ name })) }),
        },
      },
    ],
  };
}

function nodeAffinity(matchExpressions: NonNullable<PodTemplate['affinity']>) {
  const required = { nodeSelectorTerms: [{ matchExpressions }] };
  return { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } };
}

/** `train` for `resnet-train`: containers are named for what they do. */
function containerName(name: string): string {
  return name.split('-').at(-1) ?? name;
}
