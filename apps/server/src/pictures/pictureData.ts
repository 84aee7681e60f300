import type { Frame } from '@gpu-console/shared/contract';
import type { ResolvedPanel } from '@gpu-console/shared/dashboards';
import type { PrometheusClient } from '../prometheus/prometheusClient.ts';
import type { QueryAsking, QueryService } from '../prometheus/queryService.ts';
import { MAX_POINTS } from './limits.ts';
import { packed, pointsOf } from './packedFrame.ts';
import { PictureError, QueriesFailed } from './pictureError.ts';
import type { DrawTask, ResolvedAnnotation } from './pictureTask.ts';

/** What pictures need of a cluster. */
export interface PictureSources {
  readonly id: string;
  readonly name: string;
  readonly prometheus: PrometheusClient;
  readonly queries: QueryService;
}

interface Wanted {
  readonly panel: ResolvedPanel;
  readonly annotations: readonly ResolvedAnnotation[];
  readonly window: { readonly from: number; readonly to: number };
  /** CSS pixels. */
  readonly width: number;
  readonly asking: QueryAsking & { readonly signal: AbortSignal };
}

export interface PictureData {
  readonly task: Pick<DrawTask, 'frames' | 'annotations' | 'failure'>;
  /** The values in it, which can be handed to another thread. */
  readonly transfer: readonly ArrayBuffer[];
}

/** What Prometheus answers to the panel's queries, and for the events marked on it. @throws PictureError, QueriesFailed */
export async function pictureData(cluster: PictureSources, wanted: Wanted): Promise<PictureData> {
  const [{ frames, failure }, annotations] = await Promise.all([
    framesOf(cluster, wanted),
    annotationsOf(cluster, wanted),
  ]);
  wanted.asking.signal.throwIfAborted();
  const all = [...frames, ...annotations.map(({ frame }) => frame)].filter((frame) => frame !== null);
  const points = all.reduce((sum, frame) => sum + pointsOf(frame), 0);
  if (points > MAX_POINTS)
    throw new PictureError(
      'picture_too_large',
      `The panel's queries answer with ${points} values, and a picture is drawn of ${MAX_POINTS} at most. Ask for a shorter time range, a smaller width, or fewer series.`,
    );
  const task = {
    frames: frames.map((frame) => (frame === null ? null : packed(frame))),
    annotations: annotations.map(({ annotation, frame }) => ({ annotation, frame: packed(frame) })),
    failure,
  };
  const packs = [...task.frames, ...task.annotations.map(({ frame }) => frame)];
  return { task, transfer: packs.flatMap((one) => (one === null ? [] : [one.values.buffer])) };
}

/** The answers to the panel's queries, and why some are missing. @throws QueriesFailed where all are */
async function framesOf(cluster: PictureSources, { panel, window, width, asking }: Wanted) {
  const { queries } = panel;
  const asked = queries.map(({ id, expr, instant }) => ({
    id,
    expr,
    type: instant ? ('instant' as const) : ('range' as const),
  }));
  const { results } = await cluster.queries.run({ ...window, maxDataPoints: width, queries: asked }, asking);
  const answers = queries.map(({ id }) => results[id]);
  const failures = answers.flatMap((answer) =>
    answer !== undefined && 'error' in answer ? [answer.error] : [],
  );
  const [failure] = failures;
  if (failure !== undefined && failures.length === answers.length) throw new QueriesFailed(failure);
  const frames = answers.map((answer) => (answer === undefined || 'error' in answer ? null : answer));
  return { frames, failure: failure?.message };
}

/** Events that cannot be asked for are not marked. */
async function annotationsOf(cluster: PictureSources, { annotations, window, width, asking }: Wanted) {
  if (annotations.length === 0) return [];
  const queries = annotations.map(({ expr }, index) => ({ id: String(index), expr, type: 'range' as const }));
  const { results } = await cluster.queries.run({ ...window, maxDataPoints: width, queries }, asking);
  return annotations.flatMap(({ annotation }, index) => {
    const answer: Frame | { readonly error: unknown } | undefined = results[String(index)];
    return answer === undefined || 'error' in answer ? [] : [{ annotation, frame: answer }];
  });
}
