import { deviceViews, unusedClaims } from '../../fleet/devices.ts';
import type { Clusters } from '../clusters.ts';
import { type Routes, route } from '../route.ts';

export function deviceRoutes(routes: Routes, clusters: Clusters): void {
  route(routes, 'devices', async ({ params, query }) => {
    const { joined, state, asOf, partial } = await clusters.get(params.cluster).snapshot();
    const items = deviceViews(joined);
    const unused = unusedClaims(joined);
    return {
      asOf,
      partial,
      items: items?.filter(({ node }) => query.node === undefined || node === query.node) ?? null,
      unusedClaims: unused === null ? null : [...unused],
      taintRulesRead: !state.unreadDevices.has('devicetaintrules'),
    };
  });
}
