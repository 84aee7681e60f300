import type { PanelPictureQuery } from '@gpu-console/shared/contract';
import type { Annotation, DashboardPanel, ResolvedPanel, Variable } from '@gpu-console/shared/dashboards';
import type { VariableQuery } from '@gpu-console/shared/dashboards/variables';
import type { PackedFrame } from './packedFrame.ts';

/** Seconds since 1970. */
interface Window {
  readonly from: number;
  readonly to: number;
}

/** Fills a panel's variables in, as far as the answers so far allow. */
export interface ResolveTask {
  readonly kind: 'resolve';
  /** The panel, behind the heading of its row if it stands in one. */
  readonly panels: readonly DashboardPanel[];
  readonly panel: string;
  readonly variables: readonly Variable[];
  readonly annotations: readonly Annotation[];
  readonly chosen: Readonly<Record<string, readonly string[]>>;
  /** By `questionOf` the query. */
  readonly answers: ReadonlyMap<string, readonly string[]>;
  readonly window: Window;
  readonly locale: 'en' | 'zh-CN';
}

/** An annotation, and what it asks for. */
export interface ResolvedAnnotation {
  readonly annotation: Annotation;
  readonly expr: string;
}

export type Resolved =
  | { readonly kind: 'needed'; readonly queries: readonly VariableQuery[] }
  | {
      readonly kind: 'ready';
      readonly panel: ResolvedPanel;
      readonly annotations: readonly ResolvedAnnotation[];
    }
  | Undrawable;

/** Draws a panel of the answers to its queries. */
export interface DrawTask {
  readonly kind: 'draw';
  readonly panel: ResolvedPanel;
  /** In the order of the panel's queries; null where there is no answer. */
  readonly frames: readonly (PackedFrame | null)[];
  readonly annotations: readonly { readonly annotation: Annotation; readonly frame: PackedFrame }[];
  readonly window: Window;
  readonly look: Pick<PanelPictureQuery, 'width' | 'height' | 'scale' | 'theme' | 'locale'>;
  readonly cluster: string;
  /** Why some of the queries have no answer. */
  readonly failure: string | undefined;
}

export type DrawResult = { readonly kind: 'drawn'; readonly png: Uint8Array<ArrayBuffer> } | Undrawable;

/** Why there is no picture, for the one who asked. */
export interface Undrawable {
  readonly kind: 'undrawable';
  readonly code: 'panel_not_drawable' | 'picture_too_large';
  readonly message: string;
}

export type PictureTask = ResolveTask | DrawTask;
export type PictureResult = Resolved | DrawResult;

/** What the thread says of a task: its result, or an error nobody foresaw. */
export type PictureReply = { readonly result: PictureResult } | { readonly error: string };
