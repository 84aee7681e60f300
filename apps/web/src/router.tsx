import type { Locale } from '@gpu-console/shared/units';
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router';
import { parseTableSearch } from './components/dataTable/tableState.ts';
import { localeOf } from './i18n/locale.ts';
import { withTexts } from './i18n/textTable.ts';
import { FailedPage } from './page/FailedPage.tsx';
import { FirstCluster } from './page/FirstCluster.tsx';
import { NotFoundPage } from './page/NotFoundPage.tsx';
import { SessionGate } from './page/SessionGate.tsx';
import type { SectionId } from './page/sections.ts';
import { parseOperatorSearch } from './routes/operator/operatorSearch.ts';
import { parseMapSearch } from './routes/overview/fleetMap/mapSearch.ts';
import { parseSetupSearch } from './routes/setup/setupSearch.ts';
import { parseWorkloadsSearch } from './routes/workloads/workloadsSearch.ts';
import { AllClustersLayout } from './shell/AllClustersLayout.tsx';
import { ClusterLayout } from './shell/ClusterLayout.tsx';
import { carryTime, carryZone, keepTime } from './state/carriedTime.ts';
import { parseExploreSearch } from './state/exploreSearch.ts';
import { parseLookSearch } from './state/lookSearch.ts';
import { parseTimeSearch, type TimeSearch } from './state/range.ts';
import { oneOf, parseSearch, pickChoice, pickTexts, stringifySearch } from './state/search.ts';
import { basePath } from './state/served.ts';
import { keepUnusable, unusableParams } from './state/unusable.ts';
import { parseVariables } from './state/variableSearch.ts';
import { parseNamespaces } from './state/view.ts';

type RootSearch = TimeSearch & ReturnType<typeof parseLookSearch> & { readonly lang?: Locale | undefined };

const root = createRootRoute({
  component: SessionGate,
  notFoundComponent: NotFoundPage,
  validateSearch: (search): RootSearch => ({
    ...parseTimeSearch(search),
    ...parseLookSearch(search),
    ...pickChoice(search, 'lang', localeOf),
  }),
  // The time shown goes along from page to page.
  search: { middlewares: [carryTime, carryZone] },
});

const parseFleetSearch = (search: Readonly<Record<string, unknown>>) => ({
  ...parseTableSearch(search),
  ...pickTexts<'health'>(search, ['health']),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/signin',
  validateSearch: (search) => pickTexts<'return' | 'error'>(search, ['return', 'error']),
  component: lazyRouteComponent(
    withTexts(() => import('./routes/signIn/SignInPage.tsx')),
    'SignInPage',
  ),
});

const first = createRoute({ getParentRoute: () => root, path: '/', component: FirstCluster });

const allClusters = createRoute({
  getParentRoute: () => root,
  path: '/clusters',
  component: AllClustersLayout,
  notFoundComponent: NotFoundPage,
});

const allClustersPage = createRoute({
  getParentRoute: () => allClusters,
  path: '/',
  component: lazyRouteComponent(
    withTexts(() => import('./routes/allClusters/AllClustersPage.tsx')),
    'AllClustersPage',
  ),
});

const cluster = createRoute({
  getParentRoute: () => root,
  path: '/c/$cluster',
  component: ClusterLayout,
  notFoundComponent: NotFoundPage,
  validateSearch: parseNamespaces,
  search: { middlewares: [retainSearchParams(['ns'])] },
});

const clusterHome = createRoute({
  getParentRoute: () => cluster,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/c/$cluster/overview', params, replace: true });
  },
});

const overview = createRoute({
  getParentRoute: () => cluster,
  path: 'overview',
  validateSearch: parseMapSearch,
  component: lazyRouteComponent(
    withTexts(() => import('./routes/overview/OverviewPage.tsx')),
    'OverviewPage',
  ),
  staticData: { section: 'overview' },
});

const nodes = createRoute({
  getParentRoute: () => cluster,
  path: 'nodes',
  validateSearch: parseFleetSearch,
  component: lazyRouteComponent(
    withTexts(() => import('./routes/nodes/NodesPage.tsx')),
    'NodesPage',
  ),
  staticData: { section: 'nodes' },
});

const node = createRoute({
  getParentRoute: () => cluster,
  path: 'nodes/$node',
  component: lazyRouteComponent(
    withTexts(() => import('./routes/node/NodePage.tsx')),
    'NodePage',
  ),
  staticData: { section: 'nodes', leaf: (params) => params['node'] },
});

const gpus = createRoute({
  getParentRoute: () => cluster,
  path: 'gpus',
  validateSearch: parseFleetSearch,
  component: lazyRouteComponent(
    withTexts(() => import('./routes/gpus/GpusPage.tsx')),
    'GpusPage',
  ),
  staticData: { section: 'gpus' },
});

const gpu = createRoute({
  getParentRoute: () => cluster,
  path: 'gpus/$uuid',
  validateSearch: (search) => pickTexts<'instance'>(search, ['instance']),
  component: lazyRouteComponent(
    withTexts(() => import('./routes/gpu/GpuPage.tsx')),
    'GpuPage',
  ),
  staticData: { section: 'gpus', leaf: (params) => params['uuid'] },
});

const operator = createRoute({
  getParentRoute: () => cluster,
  path: 'operator',
  validateSearch: parseOperatorSearch,
  component: lazyRouteComponent(
    withTexts(() => import('./routes/operator/OperatorPage.tsx')),
    'OperatorPage',
  ),
  staticData: { section: 'operator' },
});

const setup = createRoute({
  getParentRoute: () => cluster,
  path: 'setup',
  validateSearch: parseSetupSearch,
  component: lazyRouteComponent(
    withTexts(() => import('./routes/setup/SetupPage.tsx')),
    'SetupPage',
  ),
  staticData: { section: 'setup' },
});

const workloads = createRoute({
  getParentRoute: () => cluster,
  path: 'workloads',
  validateSearch: parseWorkloadsSearch,
  component: lazyRouteComponent(
    withTexts(() => import('./routes/workloads/WorkloadsPage.tsx')),
    'WorkloadsPage',
  ),
  staticData: { section: 'workloads' },
});

const pod = createRoute({
  getParentRoute: () => cluster,
  path: 'pods/$namespace/$pod',
  validateSearch: (search) => ({
    ...pickTexts<'container'>(search, ['container']),
    ...pickChoice(search, 'previous', oneOf(['true'])),
  }),
  component: lazyRouteComponent(
    withTexts(() => import('./routes/pod/PodPage.tsx')),
    'PodPage',
  ),
  staticData: { section: 'workloads', leaf: (params) => params['pod'] },
});

const dashboards = createRoute({
  getParentRoute: () => cluster,
  path: 'dashboards',
  validateSearch: parseTableSearch,
  component: lazyRouteComponent(
    withTexts(() => import('./routes/dashboards/DashboardsPage.tsx')),
    'DashboardsPage',
  ),
  staticData: { section: 'dashboards' },
});

const importDashboard = createRoute({
  getParentRoute: () => cluster,
  // No dashboard is called `-`, as one may be called `import`.
  path: 'dashboards/-/import',
  component: lazyRouteComponent(
    withTexts(() => import('./routes/importDashboard/ImportPage.tsx')),
    'ImportPage',
  ),
  staticData: { section: 'dashboards' },
});

const dashboard = createRoute({
  getParentRoute: () => cluster,
  path: 'dashboards/$dashboard',
  validateSearch: parseVariables,
  search: { middlewares: [keepTime] },
  component: lazyRouteComponent(
    withTexts(() => import('./routes/dashboard/DashboardPage.tsx')),
    'DashboardPage',
  ),
  staticData: { section: 'dashboards', leaf: (params) => params['dashboard'] },
});

const editDashboard = createRoute({
  getParentRoute: () => cluster,
  path: 'dashboards/$dashboard/edit',
  validateSearch: parseVariables,
  search: { middlewares: [keepTime] },
  component: lazyRouteComponent(
    withTexts(() => import('./routes/editDashboard/EditPage.tsx')),
    'EditPage',
  ),
  staticData: { section: 'dashboards', leaf: (params) => params['dashboard'] },
});

const explore = createRoute({
  getParentRoute: () => cluster,
  path: 'explore',
  validateSearch: parseExploreSearch,
  component: lazyRouteComponent(
    withTexts(() => import('./routes/explore/ExplorePage.tsx')),
    'ExplorePage',
  ),
  staticData: { section: 'explore' },
});

export const router = createRouter({
  routeTree: root.addChildren([
    first,
    allClusters.addChildren([allClustersPage]),
    signIn,
    cluster.addChildren([
      clusterHome,
      overview,
      nodes,
      node,
      gpus,
      gpu,
      workloads,
      pod,
      dashboards,
      importDashboard,
      dashboard,
      editDashboard,
      explore,
      operator,
      setup,
    ]),
  ]),
  basepath: basePath,
  parseSearch,
  stringifySearch,
  defaultErrorComponent: FailedPage,
  defaultPreload: 'intent',
});

const opened = router.latestLocation;
keepUnusable(unusableParams(opened.search, router.matchRoutes(opened).at(-1)?.search ?? {}));

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
  interface StaticDataRouteOption {
    /** Which entry of the navigation the page belongs to. */
    readonly section?: SectionId;
    /** What the page shows within its section, for the breadcrumbs. */
    readonly leaf?: (params: Readonly<Record<string, string | undefined>>) => string | undefined;
  }
}
