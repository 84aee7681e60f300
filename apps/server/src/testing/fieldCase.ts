import { loadAll } from 'js-yaml';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { KubeApi } from './kubeApi.ts';
import { CREATED, type KubeObject } from './kubeObjects.ts';
import { TestConsole } from './lab.ts';
import { PrometheusServer } from './prometheusServer.ts';
import { openMetricsOf, type SeriesHistory } from './seriesHistory.ts';

const SCRAPE_SECONDS = 15;
const DEFAULT_MINUTES = 60;
const SERIES = /^([a-zA-Z_:][\w:]*)\{(.*)\}\s+(\S+)$/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;

/** What a report from the field gives: objects as YAML, and exporters' lines as they print them. */
export interface FieldCase {
  readonly objects: string;
  readonly series?: string;
  /** How long the lines have been scraped, up to now. */
  readonly minutes?: number;
}

/** A console over the case's cluster, and a real Prometheus that has scraped its lines; both end with the test. */
export async function consoleOf({
  objects,
  series = '',
  minutes = DEFAULT_MINUTES,
}: FieldCase): Promise<TestConsole> {
  const kube = await KubeApi.start();
  onTestFinished(() => kube.stop());
  kube.serve('resource.k8s.io', 'v1');
  kube.put(...objectsIn(objects));
  const history = historyOf(`up{job="prometheus"} 1\n${series}`, minutes);
  const prometheus = await PrometheusServer.start(openMetricsOf(history));
  onTestFinished(() => prometheus.stop());
  const console = await TestConsole.start({ kube, prometheus });
  onTestFinished(() => console.stop());
  return (await console.follow()).readMetrics();
}

const Objects = z.array(
  z.looseObject({
    kind: z.string(),
    metadata: z.looseObject({ name: z.string(), namespace: z.string().default('') }),
  }),
);

/** With what an API server would have filled in. */
function objectsIn(yaml: string): KubeObject[] {
  const documents = loadAll(yaml).filter((one) => one != null);
  return Objects.parse(documents).map(({ metadata: { namespace, ...metadata }, ...rest }) => ({
    ...rest,
    metadata: {
      uid: `uid-${metadata.name}`,
      creationTimestamp: CREATED,
      ...(namespace === '' ? {} : { namespace }),
      ...metadata,
    },
  }));
}

/** Exporters' lines, scraped every 15 s; comments are left out. */
function historyOf(lines: string, minutes: number): SeriesHistory[] {
  const to = Math.floor(Date.now() / 1000 / SCRAPE_SECONDS) * SCRAPE_SECONDS;
  return lines.split('\n').flatMap((line) => {
    const [, name, labels = '', value] = SERIES.exec(line.trim()) ?? [];
    if (name === undefined) return [];
    const pairs = [...labels.matchAll(LABEL)].map(([, label, content]) => [label ?? '', content ?? '']);
    return [
      { name, labels: Object.fromEntries(pairs), from: to - minutes * 60, to, value: () => Number(value) },
    ];
  });
}
