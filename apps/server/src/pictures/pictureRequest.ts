import type { PanelPictureQuery, StoredDashboard } from '@gpu-console/shared/contract';
import type { QueryAsking } from '../prometheus/queryService.ts';
import type { PictureSources } from './pictureData.ts';

/** Which picture, for whom. */
export interface PictureRequest {
  readonly cluster: PictureSources;
  readonly stored: StoredDashboard;
  readonly panel: string;
  readonly query: PanelPictureQuery;
  /** Who waits for the picture, and what they may see. */
  readonly asking: QueryAsking & { readonly signal: AbortSignal };
}
