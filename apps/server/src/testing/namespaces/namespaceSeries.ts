import type { SeriesHistory } from '../seriesHistory.ts';

/** What a test's user may see. */
export const ALLOWED = ['team-a', 'team-c'] as const;
/** Others: one that looks like an allowed one, those of the infrastructure, and none at all. */
const NAMESPACES = [...ALLOWED, 'team-b', 'team-a-2', 'gpu-operator', 'monitoring', ''] as const;

/** Whose a series is, and which labels say so. */
interface Owned extends SeriesHistory {
  readonly owner: string;
}

type Labels = Readonly<Record<string, string>>;

const MINUTES = 30;
const EVERY_SECONDS = 30;

/** Names that Prometheus' own tests ask for, and some that are words of PromQL elsewhere. */
const PLAIN = [
  ...[
    'foo',
    'bar',
    'x',
    'series',
    'data',
    'metric',
    'some_metric',
    'testmetric1',
    'testmetric2',
    'node_cpu',
    'left_floats',
  ],
  ...[
    'http_requests',
    'http_requests_total',
    'metric_total',
    'another_metric_total',
    'sum',
    'start',
    'on_call',
    'a:b',
  ],
  ...['kube_pod_info', 'container_memory_usage_bytes'],
];
const DCGM = ['DCGM_FI_DEV_GPU_UTIL', 'DCGM_FI_DEV_FB_USED', 'DCGM_EXP_XID_ERRORS_COUNT'];

/**
 * Half an hour up to `end` (Unix seconds) of the series of several namespaces, in each way in which exporters and scrapes name
 * them; of the allowed ones alone with `only`. The values and names of each namespace are its own.
 */
export function namespaceSeries(end: number, { only }: { readonly only: boolean }): readonly SeriesHistory[] {
  const all = NAMESPACES.flatMap((owner, place) => seriesOf(owner, place, end));
  return only ? all.filter(({ owner }) => ALLOWED.some((name) => name === owner)) : all;
}

function seriesOf(owner: string, place: number, end: number): Owned[] {
  let count = 0;
  const made = (name: string, labels: Labels): Owned => {
    count += 1;
    const base = (place + 1) * 1e6 + count * 100;
    const given = Object.entries(labels).filter(([, value]) => value !== '');
    // Some have ended, and some began late: what is stale, and what is absent, is of somebody too.
    const [late, early] = [count % 7 === 0 ? 600 : 0, count % 5 === 0 ? 400 : 0];
    return {
      owner,
      name,
      labels: Object.fromEntries(given),
      from: end - MINUTES * 60 + late,
      to: end - early,
      every: EVERY_SECONDS,
      value: (time) => base + ((time / EVERY_SECONDS) % 20),
    };
  };
  const pod = (n: number) => (owner === '' ? '' : `${owner}-pod-${n}`);
  const device = (n: number, kind: string) => ({
    gpu: String(n),
    UUID: `GPU-${kind}-${place}-${n}`,
    Hostname: `node-${n}`,
  });
  const exporter = (namespace: string) => ({
    namespace,
    pod: 'dcgm-exporter',
    job: 'dcgm',
    instance: `${namespace}:9400`,
  });
  const dcgm = DCGM.flatMap((name) => [
    ...[0, 1].map((n) =>
      made(name, {
        ...exporter('gpu-operator'),
        ...device(n, 'scraped'),
        exported_namespace: owner,
        exported_pod: pod(n),
      }),
    ),
    made(name, { ...exporter(owner), ...device(2, 'honoured'), pod: pod(2) }),
    made(name, { ...exporter('gpu-operator'), ...device(3, 'old'), pod_namespace: owner, pod_name: pod(3) }),
    // Exporters that other namespaces run for themselves.
    ...(owner === '' ? [] : ['team-a', 'team-b']).map((runs) =>
      made(name, { ...exporter(runs), ...device(4, runs), exported_namespace: owner, exported_pod: pod(4) }),
    ),
  ]);
  const old = made('dcgm_gpu_utilization', {
    ...exporter('gpu-operator'),
    ...device(5, 'old'),
    pod_namespace: owner,
  });
  const plain = PLAIN.flatMap((name) =>
    ['canary', 'production'].flatMap((group, n) => {
      const own = {
        group,
        job: n === 0 ? 'api-server' : 'app-server',
        env: String(n),
        instance: String(n),
        label: owner,
      };
      return [
        made(name, { ...own, namespace: owner, pod: pod(n) }),
        made(name, { ...own, namespace: 'monitoring', exported_namespace: owner, exported_pod: pod(n) }),
      ];
    }),
  );
  const buckets = ['1', '5', '+Inf'].map((le) =>
    made('request_seconds_bucket', { le, namespace: owner, pod: pod(0), job: 'api-server' }),
  );
  const distinct = new Map(
    [...dcgm, old, ...plain, ...buckets].map((one) => [whose(one), { ...one, owner: ownerOf(one) }]),
  );
  return [...distinct.values()];
}

const whose = ({ name, labels }: SeriesHistory) => JSON.stringify([name, labels]);

/** The namespace that a series is of, by its labels. */
function ownerOf({ name, labels }: SeriesHistory): string {
  const old = /^dcgm_|^DCGM_/.test(name) ? labels.pod_namespace : undefined;
  return labels.exported_namespace ?? old ?? labels.namespace ?? '';
}
