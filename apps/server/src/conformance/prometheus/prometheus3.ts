import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { PrometheusServer } from '../../testing/prometheusServer.ts';
import type { DemoFiles } from '../demoCluster.ts';
import { run } from '../programs.ts';

/** The folder with Prometheus 3 and its promtool; `npm run conformance` builds them and says where they are. */
const FOLDER = process.env['PROMETHEUS_PROGRAMS'] ?? '';

/** The first line of what one of its programs says of itself. */
export async function versionOf(program: 'prometheus' | 'promtool'): Promise<string> {
  if (FOLDER === '') throw new Error('PROMETHEUS_PROGRAMS is not set: run this with `npm run conformance`');
  return (await run(join(FOLDER, program), ['--version'])).split('\n')[0] ?? '';
}

/** What PATH, and with it the demo and its tests, know by a program's name. */
export async function versionInPath(program: 'prometheus' | 'promtool'): Promise<string> {
  return (await run(program, ['--version'])).split('\n')[0] ?? '';
}

const Targets = z.object({
  data: z.object({
    activeTargets: z.array(
      z.object({
        discoveredLabels: z.record(z.string(), z.string()),
        labels: z.record(z.string(), z.string()),
        scrapePool: z.string(),
        health: z.string(),
        lastError: z.string(),
      }),
    ),
    droppedTargets: z.array(z.unknown()),
  }),
});
export type Target = z.infer<typeof Targets>['data']['activeTargets'][number];

const Vector = z.object({
  data: z.object({
    result: z.array(
      z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) }),
    ),
  }),
});

/** A demo's own Prometheus until the test ends: its configuration, its past. */
export class DemoPrometheus {
  readonly #server: PrometheusServer;

  private constructor(server: PrometheusServer) {
    this.#server = server;
  }

  static async start({ prometheusConfig, prometheusData }: DemoFiles): Promise<DemoPrometheus> {
    const server = await PrometheusServer.over(prometheusConfig, prometheusData);
    onTestFinished(() => server.stop());
    return new DemoPrometheus(server);
  }

  async targets(): Promise<readonly Target[]> {
    return Targets.parse(await this.#get('/api/v1/targets')).data.activeTargets;
  }

  /** The values of an instant query, by `label`. */
  async values(query: string, label: string): Promise<ReadonlyMap<string, number>> {
    const reply = Vector.parse(await this.#get(`/api/v1/query?${new URLSearchParams({ query })}`));
    return new Map(reply.data.result.map(({ metric, value }) => [metric[label] ?? '', Number(value[1])]));
  }

  async #get(path: string): Promise<unknown> {
    const reply = await fetch(this.#server.url + path);
    return reply.json();
  }
}
