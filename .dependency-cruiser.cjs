/** The one-way rule of docs/architecture.md: an arrow that turns round fails the build. */
const forbid = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: to },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    forbid(
      'shared-imports-nothing-of-ours',
      '^packages/shared/',
      '^(apps|e2e|packages/(panels|demo-cluster))/',
      'shared is what both sides agree on',
    ),
    forbid('shared-and-panels-are-pure', '^packages/(shared|panels)/', '^node:', 'they do no IO'),
    forbid('panels-import-only-shared', '^packages/panels/', '^(apps|e2e|packages/demo-cluster)/'),
    forbid('web-imports-only-shared-and-panels', '^apps/web/', '^(apps/server|packages/demo-cluster|e2e)/'),
    forbid(
      'server-imports-only-shared-and-panels',
      '^apps/server/',
      '^(apps/web|packages/demo-cluster|e2e)/',
    ),
    forbid('demo-imports-only-shared', '^packages/demo-cluster/', '^(apps|e2e|packages/panels)/'),
    forbid(
      'e2e-goes-through-the-front-door',
      '^e2e/',
      '^(apps|packages)/',
      'e2e uses the browser and HTTP only',
    ),
    {
      name: 'fleet-doctor-and-setup-are-pure',
      severity: 'error',
      comment: 'fleet/, doctor/ and setup/ decide; they do no IO',
      from: { path: '^apps/server/src/(fleet|doctor|setup)/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^(node:|apps/server/src/(http|kubernetes|prometheus|auth)/)',
        dependencyTypesNot: ['type-only'],
      },
    },
    forbid(
      'fleet-doctor-and-setup-do-not-know-the-rooms-above',
      '^apps/server/src/(fleet|doctor|setup)/',
      '^apps/server/src/(http|usage|pictures|cluster|dashboards)/',
    ),
    forbid(
      'sources-know-nobody-who-asks',
      '^apps/server/src/(kubernetes|prometheus)/',
      '^apps/server/src/(http|usage|pictures|cluster|dashboards|fleet|doctor|setup)/',
    ),
    forbid(
      'the-cluster-does-not-know-http',
      '^apps/server/src/(cluster|dashboards)/',
      '^apps/server/src/(http|usage|pictures)/',
    ),
    forbid('services-do-not-know-http', '^apps/server/src/(usage|pictures)/', '^apps/server/src/http/'),
    forbid(
      'a-cluster-is-made-in-its-room',
      '^apps/server/src/http/(?!.*\\.test\\.ts$)',
      '^apps/server/src/(cluster/(clients|connect|factsReader|fleetJoin|setupProbes)|kubernetes/clusterState|prometheus/fleetSnapshot)\\.ts$',
      'http knows clusters, and not what they are made of',
    ),
    forbid(
      'the-design-system-knows-no-gpus',
      '^apps/web/src/components/',
      '^(apps/web/src/(routes|panels|api)|packages/panels)/',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
