/** The one-way rule of docs/architecture.md: an arrow that turns round fails the build. */
const forbid = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: to },
});

/** Folders of which each may import the ones before it, and none the ones after it. */
const inOrder = (root, folders) =>
  folders.map((folder, place) =>
    forbid(
      `${root}/${folder}-imports-only-what-comes-before`,
      `^${root}/${folder}/`,
      `^${root}/(${[...folders.slice(place + 1), 'none'].join('|')})/`,
    ),
  );

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    forbid(
      'shared-imports-nothing-of-ours',
      '^packages/shared/',
      '^(apps|e2e|packages/(panels|demo-cluster))/',
      'shared is what both sides agree on',
    ),
    ...inOrder('packages/shared/src', [
      ...['units', 'faults', 'kubernetes', 'prometheus', 'metrics', 'promql', 'dashboards', 'doctor', 'samples'],
      ...['contract', 'setup'],
    ]),
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
      'sources-do-not-know-http',
      '^apps/server/src/(kubernetes|prometheus)/',
      '^apps/server/src/(http|fleet|doctor|setup)/',
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
