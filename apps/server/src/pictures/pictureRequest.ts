import type { PanelPictureQuery, StoredDashboard } from '@gpu-console/shared/contract';
import type { PictureSources } from './pictureData.ts';

/** Which picture, for whom. */
export interface PictureRequest {
  readonly cluster: PictureSources;
  readonly stored: StoredDashboard;
  readonly panel: string;
  readonly query: PanelPictureQuery;
  /** Who waits for the picture, as `Asking.viewer`. */
  readonly viewer: string;
  /** Aborts once nobody does any more. */
  readonly signal: AbortSignal;
}
