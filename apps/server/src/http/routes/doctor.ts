import { operatorReport } from '../../doctor/operatorReport.ts';
import { doctorReport } from '../../doctor/runChecks.ts';
import { setupReport } from '../../setup/setupReport.ts';
import type { ClusterDoor } from '../clusterDoor.ts';
import { type Routes, route } from '../route.ts';

export function doctorRoutes(routes: Routes, door: ClusterDoor): void {
  route(routes, 'doctor', async ({ params }, asking) => {
    const cluster = (await door.open(params.cluster, asking)).whole('The checks');
    const { asOf, partial } = await cluster.snapshot();
    return { asOf, partial, ...doctorReport(await cluster.facts.get()) };
  });

  route(routes, 'operator', async ({ params }, asking) => {
    const cluster = (await door.open(params.cluster, asking)).whole("The operator's pages");
    const { asOf, partial } = await cluster.snapshot();
    return { asOf, partial, ...operatorReport(await cluster.facts.get()) };
  });

  route(routes, 'setup', async ({ params }, asking) => {
    const cluster = (await door.open(params.cluster, asking)).whole("The setup's steps");
    const { asOf, partial } = await cluster.snapshot();
    const [facts, probes] = await Promise.all([cluster.facts.get(), cluster.probes.get()]);
    return { asOf, partial, ...setupReport(facts, probes) };
  });
}
