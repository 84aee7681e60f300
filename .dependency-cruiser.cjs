const { readdirSync } = require('node:fs');
const { join } = require('node:path');

/** The one-way rule of docs/architecture.md: an arrow that turns round fails the build. */
const forbid = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: to },
});

/** Every folder of `root`, of which each may import the ones before it and none of those after it. */
const inOrder = (root, names) => {
  const folders = names.split(' ');
  const entries = readdirSync(join(__dirname, root), { withFileTypes: true });
  const others = entries.filter((entry) => entry.isDirectory() && !folders.includes(entry.name));
  if (others.length > 0) throw new Error(`${root}/${others[0].name} has no place in the order of imports`);
  return folders
    .slice(0, -1)
    .map((folder, place) =>
      forbid(
        `${root}/${folder}-imports-only-what-comes-before`,
        `^${root}/${folder}/`,
        `^${root}/(${folders.slice(place + 1).join('|')})/`,
      ),
    );
};

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    forbid(
      'shared-imports-nothing-of-ours',
      '^packages/shared/',
      '^(apps|e2e|packages/(panels|demo-cluster))/',
      'shared is what both sides agree on',
    ),
    ...inOrder(
      'packages/shared/src',
      'units texts faults kubernetes prometheus metrics promql dashboards doctor samples contract setup',
    ),
    forbid('shared-and-panels-are-pure', '^packages/(shared|panels)/', '^node:', 'they do no IO'),
    forbid('panels-import-only-shared', '^packages/panels/', '^(apps|e2e|packages/demo-cluster)/'),
    forbid('web-imports-only-shared-and-panels', '^apps/web/', '^(apps/server|packages/demo-cluster|e2e)/'),
    forbid('server-imports-only-shared-and-panels', '^apps/server/', '^(apps/web|e2e)/'),
    forbid(
      'only-the-servers-tests-import-the-demo',
      '^apps/server/(?!src/testing/)',
      '^packages/demo-cluster/',
      'the test API server is the demo cluster’s, with faults',
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
      'settings-are-read-before-all-else',
      '^apps/server/src/config/',
      '^apps/server/src/(http|usage|pictures|cluster|dashboards|fleet|doctor|setup|kubernetes)/',
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
    ...inOrder(
      'apps/web/src',
      'state i18n testing components api page code fleet panels dashboards charts checks usage logs shell routes gallery',
    ),
    forbid(
      'nothing-imports-what-puts-the-web-together',
      '^apps/web/src/[^/]+/',
      '^apps/web/src/[^/]+\\.tsx?$',
      'main.tsx and router.tsx know every page',
    ),
    {
      name: 'no-page-imports-another',
      severity: 'error',
      comment: 'what two pages show has a folder beside routes/',
      from: { path: '^apps/web/src/routes/([^/]+)/' },
      to: { path: '^apps/web/src/routes/', pathNot: '^apps/web/src/routes/$1/' },
    },
    {
      name: 'the-gallery-and-test-rooms-stand-apart',
      severity: 'error',
      comment: 'what people get holds nothing of them',
      from: { path: '^apps/web/src/', pathNot: '^apps/web/src/(gallery|testing)/|\\.test\\.tsx?$' },
      to: { path: '^apps/web/src/(gallery|testing)/' },
    },
    forbid(
      'the-design-system-knows-no-gpus',
      '^apps/web/src/components/',
      '^packages/(panels|shared/src/(?!units/|texts/))',
    ),
    forbid(
      'the-client-shows-nothing',
      '^apps/web/src/api/',
      '^apps/web/src/components/',
      'it asks, names what is asked, and says what went wrong',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
