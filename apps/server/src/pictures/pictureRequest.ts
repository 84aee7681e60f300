import type { PanelPictureQuery, StoredDashboard } from '@gpu-console/shared/contract';
import type { PictureSources } from './pictureData.ts';

/** Which picture, for whom. */
export interface PictureRequest {
  readonly cluster: PictureSources;
  readonly stored: StoredDashboard;
  readonly panel: string;
  readonly query: PanelPictureQuery;
  /** Aborts once nobody waits for the picture. */
  readonly signal: AbortSignal;
}
