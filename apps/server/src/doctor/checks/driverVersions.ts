import { groupBy } from '../../groupBy.ts';
import { naturalOrder } from '../../naturalOrder.ts';
import { CLUSTER, check, seen } from '../check.ts';
import { withCluster } from '../cluster.ts';

const FULL = 'nvidia.com/cuda.driver-version.full';
/** Before that label there were these three. */
const PARTS = ['major', 'minor', 'rev'].map((part) => `nvidia.com/cuda.driver.${part}`);

export const driverVersions = check('driver-versions', (facts, found) =>
  withCluster(facts, found, (cluster) => {
    const byVersion = groupBy(cluster.nodes.values(), ({ labels }) => {
      const parts = PARTS.map((label) => labels[label]).filter(Boolean);
      return labels[FULL] ?? (parts.length > 0 ? parts.join('.') : undefined);
    });
    if (byVersion.size === 0) return [];
    const versions = [...byVersion].sort(([a], [b]) => naturalOrder(a, b));
    const evidence = versions.map(([version, nodes]) =>
      seen(`Node/${nodes[0]?.name}`, 'driver version', version),
    );
    if (versions.length === 1) return [found.pass(CLUSTER, evidence)];
    const params = {
      versions: versions.map(([version, nodes]) => `${version} (${nodes.length})`).join(', '),
    };
    return [found.warn(CLUSTER, 'skewed', { params, evidence })];
  }),
);
