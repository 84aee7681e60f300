import type { StoredDashboard } from '@gpu-console/shared/contract';
import type { ViewedCluster } from '../../cluster/viewedCluster.ts';
import { RETRY_SECONDS } from '../../pictures/limits.ts';
import { PictureError, type PictureErrorCode, QueriesFailed } from '../../pictures/pictureError.ts';
import type { PictureService } from '../../pictures/pictureService.ts';
import type { ClusterDoor } from '../clusterDoor.ts';
import { ProblemError } from '../problem.ts';
import { type Routes, streamRoute } from '../route.ts';
import { askingOf, prometheusProblem } from '../upstream.ts';

const STATUS: Readonly<Record<PictureErrorCode, number>> = {
  invalid_request: 400,
  panel_not_found: 404,
  panel_not_drawable: 400,
  picture_too_large: 422,
  picture_too_heavy: 422,
  pictures_busy: 503,
};

/** Panels of the dashboards that `find` gives, as pictures. */
export function panelPictureRoutes(
  routes: Routes,
  door: ClusterDoor,
  pictures: PictureService,
  find: (viewed: ViewedCluster, dashboard: string) => Promise<StoredDashboard>,
): void {
  streamRoute(routes, 'panelPicture', async ({ params, query }, caller) => {
    const viewed = await door.open(params.cluster, caller);
    const stored = await find(viewed, params.dashboard);
    const asking = askingOf(viewed, caller);
    const cluster = viewed.uncut;
    try {
      return { body: pieces(await pictures.draw({ cluster, stored, panel: params.panel, query, asking })) };
    } catch (error) {
      throw problemOf(error);
    }
  });
}

function problemOf(error: unknown): unknown {
  if (error instanceof QueriesFailed) return prometheusProblem(error.failure);
  if (!(error instanceof PictureError)) return error;
  const { code, message } = error;
  const retryAfterSeconds = code === 'pictures_busy' ? RETRY_SECONDS : undefined;
  return new ProblemError(STATUS[code], code, message, { retryAfterSeconds });
}

async function* pieces(whole: Uint8Array) {
  yield whole;
}
