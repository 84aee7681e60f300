import { operatorReport } from '../../doctor/operatorReport.ts';
import { doctorReport } from '../../doctor/runChecks.ts';
import { setupReport } from '../../setup/setupReport.ts';
import type { Clusters } from '../clusters.ts';
import { type Routes, route } from '../route.ts';

export function doctorRoutes(routes: Routes, clusters: Clusters): void {
  route(routes, 'doctor', async ({ params }) => {
    const { cluster, asOf, partial } = await clusters.get(params.cluster).snapshot();
    return { asOf, partial, ...doctorReport(await cluster.facts.get()) };
  });

  route(routes, 'operator', async ({ params }) => {
    const { cluster, asOf, partial } = await clusters.get(params.cluster).snapshot();
    return { asOf, partial, ...operatorReport(await cluster.facts.get()) };
  });

  route(routes, 'setup', async ({ params }) => {
    const { cluster, asOf, partial } = await clusters.get(params.cluster).snapshot();
    const [facts, probes] = await Promise.all([cluster.facts.get(), cluster.probes.get()]);
    return { asOf, partial, ...setupReport(facts, probes) };
  });
}
