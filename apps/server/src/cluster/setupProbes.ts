import { EVERYTHING, metric, metricExpression } from '@gpu-console/shared/metrics';
import { metricsPath } from '../doctor/exporters.ts';
import type { Facts } from '../doctor/facts.ts';
import { attempt, type Fact, isKnown, known, unavailable } from '../fact.ts';
import type { KubernetesApi } from '../kubernetes/kubernetesApi.ts';
import type { PodRecord } from '../kubernetes/records.ts';
import { servicesOf } from '../kubernetes/services.ts';
import { valuesByDevice } from '../prometheus/fleetSeries.ts';
import type { FleetSnapshot } from '../prometheus/fleetSnapshot.ts';
import type { PrometheusClient } from '../prometheus/prometheusClient.ts';
import { readInstant } from '../prometheus/readFrame.ts';
import { MOVES_SECONDS, type Probes } from '../setup/step.ts';
import { TtlCache } from '../ttlCache.ts';

const KEPT_MS = 15_000;
const TIMEOUT_MS = 5000;
/** An exporter's answer grows with its GPUs and pods; the beginning tells whether it has any. */
const MAX_BYTES = 64 * 1024;
const STEP_SECONDS = 30;
const IS_NOTEBOOK = /notebook|jupyter/i;

/** Reads what only the setup's steps need, at most once in a quarter of a minute however many look. */
export class SetupProbes {
  readonly #api: KubernetesApi;
  readonly #prometheus: PrometheusClient;
  readonly #fleet: FleetSnapshot;
  readonly #cache: TtlCache<Probes>;

  constructor(
    { api, prometheus, fleet }: { api: KubernetesApi; prometheus: PrometheusClient; fleet: FleetSnapshot },
    facts: () => Promise<Facts>,
  ) {
    this.#api = api;
    this.#prometheus = prometheus;
    this.#fleet = fleet;
    this.#cache = new TtlCache(KEPT_MS, async () => this.#read(await facts()));
  }

  get(): Promise<Probes> {
    return this.#cache.get();
  }

  async #read(facts: Facts): Promise<Probes> {
    const [exposition, notebook, moved] = await Promise.all([
      this.#exposition(facts),
      this.#notebook(facts),
      this.#moved(facts),
    ]);
    return { exposition, notebook, moved };
  }

  /** What an exporter serves, through the API server's proxy of its Service. */
  async #exposition(facts: Facts): Promise<Probes['exposition']> {
    const { service } = metricsPath(facts);
    const [port] = service?.spec.ports ?? [];
    if (service === null || port === undefined) return null;
    const { namespace, name } = service.metadata;
    const path = `/api/v1/namespaces/${namespace}/services/${name}:${port.name ?? port.port}/proxy/metrics`;
    return attempt(async () => {
      const stream = await this.#api.stream(path, {}, AbortSignal.timeout(TIMEOUT_MS));
      const parts: string[] = [];
      let size = 0;
      for await (const part of stream.setEncoding('utf8')) {
        const text = String(part);
        parts.push(text);
        size += text.length;
        if (size >= MAX_BYTES) break;
      }
      return parts.join('').slice(0, MAX_BYTES);
    });
  }

  async #notebook({ cluster }: Facts): Promise<Probes['notebook']> {
    if (!isKnown(cluster)) return null;
    const pod = [...cluster.value.pods.values()].find((one) => one.phase === 'Running' && isNotebook(one));
    if (pod === undefined) return null;
    const node = pod.node === null ? undefined : cluster.value.nodes.get(pod.node);
    return { pod, services: await attempt(() => servicesOf(this.#api, pod, node)) };
  }

  /** How far each GPU's use went up and down lately. */
  async #moved({ prometheus, fleet }: Facts): Promise<Fact<ReadonlyMap<string, number>>> {
    const { vocabulary } = this.#fleet;
    if (vocabulary === null) {
      const isEmpty = prometheus.state === 'ok' && isKnown(fleet);
      const reason = this.#fleet.failure?.reason ?? prometheus.reason ?? 'Prometheus has not answered yet';
      return isEmpty ? known(new Map()) : unavailable(reason);
    }
    const use = metricExpression(metric('utilization'), EVERYTHING, vocabulary);
    const window = `(${use})[${MOVES_SECONDS}s:${STEP_SECONDS}s]`;
    return attempt(async () => {
      const now = Date.now() / 1000;
      const query = `max_over_time(${window}) - min_over_time(${window})`;
      const body = await this.#prometheus.query('query', { query, time: String(now) });
      return valuesByDevice((await readInstant(body, now)).frame, vocabulary.dialect);
    });
  }
}

function isNotebook({ name, containers }: PodRecord): boolean {
  return IS_NOTEBOOK.test(name) || containers.some(({ image }) => IS_NOTEBOOK.test(image));
}
