import { deviceViews, unusedClaims } from '../../fleet/devices.ts';
import type { ClusterDoor } from '../clusterDoor.ts';
import { type Routes, route } from '../route.ts';

export function deviceRoutes(routes: Routes, door: ClusterDoor): void {
  route(routes, 'devices', async ({ params, query }, asking) => {
    const viewed = await door.open(params.cluster, asking);
    const { joined, state, asOf, partial } = await viewed.snapshot();
    // Devices are a node's: without nodes, those that claims shown have.
    const items = deviceViews(joined)?.filter(
      ({ claims }) => viewed.scope.nodes || (claims ?? []).length > 0,
    );
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
