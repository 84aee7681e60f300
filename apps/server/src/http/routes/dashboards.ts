import type { StoredDashboard } from '@gpu-console/shared/contract';
import type { Logger } from 'pino';
import type { ViewedCluster } from '../../cluster/viewedCluster.ts';
import { builtinDashboards, findDashboard, listDashboards } from '../../dashboards/allDashboards.ts';
import { StoreConflict, StoreFull, StoreRefusal, StoreUnreadable } from '../../dashboards/dashboardStore.ts';
import { isKnown } from '../../fact.ts';
import type { PictureService } from '../../pictures/pictureService.ts';
import { variableValues } from '../../prometheus/variableValues.ts';
import { audited } from '../audited.ts';
import type { ClusterDoor } from '../clusterDoor.ts';
import { ProblemError } from '../problem.ts';
import { type Routes, route } from '../route.ts';
import { askingOf, refuseIfTooMuch } from '../upstream.ts';
import { writeProblem } from '../writeProblem.ts';
import { panelPictureRoutes } from './panelPictures.ts';

/** People's own dashboards, and those that come with the console. */
export function dashboardRoutes(
  routes: Routes,
  door: ClusterDoor,
  pictures: PictureService,
  logger: Logger,
): void {
  const refuseBuiltin = async ({ uncut }: ViewedCluster, id: string) => {
    const library = await builtinDashboards(uncut);
    if (!isKnown(library) || !library.value.has(id)) return;
    const detail = `"${id}" comes with the console and cannot be changed: keep a copy of another name`;
    throw new ProblemError(403, 'dashboard_builtin', detail);
  };

  route(routes, 'values', async ({ params, body }, asking) => {
    const viewed = await door.open(params.cluster, asking);
    const results = await variableValues(viewed.uncut.prometheus, body, askingOf(viewed, asking));
    refuseIfTooMuch(results);
    return { results };
  });

  route(routes, 'dashboards', async ({ params }, asking) => {
    const viewed = await door.open(params.cluster, asking);
    const { items, unreadable } = await orProblem(() => listDashboards(sourcesOf(viewed)));
    const { kind, readOnly } = viewed.dashboards;
    // Where not everything is shown, what of the built-in ones could not be made is all that is left of these.
    const told = unreadable.map((one) => ({ ...one, reason: viewed.toldReason(one.reason) }));
    return { store: kind, readOnly, items, unreadable: told };
  });

  const find = async (viewed: ViewedCluster, id: string): Promise<StoredDashboard> => {
    const found = await orProblem(() => findDashboard(sourcesOf(viewed), id));
    if (!isKnown(found)) throw unmadeDashboard(id, viewed.toldReason(found.unknown));
    if (found.value !== undefined) return found.value;
    throw new ProblemError(404, 'dashboard_not_found', `There is no dashboard "${id}"`);
  };

  route(routes, 'dashboard', async ({ params }, asking) =>
    find(await door.open(params.cluster, asking), params.dashboard),
  );

  route(routes, 'saveDashboard', async ({ params, body: { dashboard, version } }, caller) => {
    if (dashboard.id !== params.dashboard) {
      throw new ProblemError(
        400,
        'invalid_request',
        `The dashboard says that it is "${dashboard.id}", the path "${params.dashboard}"`,
      );
    }
    const write = { act: 'save', ...params, caller };
    const stored = await audited(logger, 'dashboard', write, async () => {
      const viewed = await door.open(params.cluster, caller);
      await refuseBuiltin(viewed, dashboard.id);
      return orProblem(() => viewed.dashboards.put(dashboard, version));
    });
    return { ...stored, builtin: false };
  });

  route(routes, 'deleteDashboard', async ({ params, body }, caller) => {
    const write = { act: 'delete', ...params, caller };
    await audited(logger, 'dashboard', write, async () => {
      const viewed = await door.open(params.cluster, caller);
      await refuseBuiltin(viewed, params.dashboard);
      await orProblem(() => viewed.dashboards.remove(params.dashboard, body.version));
    });
    return { id: params.dashboard };
  });

  panelPictureRoutes(routes, door, pictures, find);
}

const sourcesOf = ({ uncut, dashboards }: ViewedCluster) => ({
  fleet: uncut.fleet,
  prometheus: uncut.prometheus,
  dashboards,
});

/** That nobody keeps a dashboard of this name, and those that come with the console cannot be made. */
function unmadeDashboard(id: string, reason: string): ProblemError {
  const detail = `No dashboard "${id}" is kept, and those that come with the console cannot be made: ${reason}`;
  return new ProblemError(503, 'prometheus_unreachable', detail, {
    upstream: { source: 'prometheus', status: null, message: reason },
  });
}

/** What the store does not do, as an answer: 409 for what somebody else did, 422 for what is no dashboard, 403 for what it does not take. */
async function orProblem<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof StoreConflict) {
      const current = error.current === null ? null : { ...error.current, builtin: false };
      throw new ProblemError(409, 'dashboard_changed', `${error.message}. Nothing was saved.`, { current });
    }
    if (error instanceof StoreUnreadable) throw new ProblemError(422, 'dashboard_unreadable', error.message);
    if (error instanceof StoreFull) throw new ProblemError(507, 'store_full', error.message);
    if (error instanceof StoreRefusal) throw new ProblemError(403, 'store_refuses', error.message);
    throw writeProblem(error);
  }
}
