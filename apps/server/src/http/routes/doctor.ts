import { operatorReport } from '../../doctor/operatorReport.ts';
import { doctorReport } from '../../doctor/runChecks.ts';
import { setupReport } from '../../setup/setupReport.ts';
import { type Routes, route } from '../route.ts';
import type { Clusters } from '../sources.ts';

export function doctorRoutes(routes: Routes, clusters: Clusters): void {
  route(routes, 'doctor', async ({ params }) => {
    const { cluster, asOf, partial } = await clusters.snapshot(params.cluster);
    return { asOf, partial, ...doctorReport(await cluster.facts.get()) };
  });

  route(routes, 'operator', async ({ params }) => {
    const { cluster, asOf, partial } = await clusters.snapshot(params.cluster);
    return { asOf, partial, ...operatorReport(await cluster.facts.get()) };
  });

  route(routes, 'setup', async ({ params }) => {
    const { cluster, asOf, partial } = await clusters.snapshot(params.cluster);
    const [facts, probes] = await Promise.all([cluster.facts.get(), cluster.probes.get()]);
    return { asOf, partial, ...setupReport(facts, probes) };
  });
}
