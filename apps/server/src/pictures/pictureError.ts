import type { QueryError } from '@gpu-console/shared/contract';

export type PictureErrorCode =
  | 'invalid_request'
  | 'panel_not_found'
  | 'panel_not_drawable'
  | 'picture_too_large'
  | 'picture_too_heavy'
  | 'pictures_busy';

/** Why there is no picture; what it says is meant for the caller. */
export class PictureError extends Error {
  readonly code: PictureErrorCode;

  constructor(code: PictureErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Prometheus answered none of the panel's queries. */
export class QueriesFailed extends Error {
  readonly failure: QueryError['error'];

  constructor(failure: QueryError['error']) {
    super(failure.message);
    this.failure = failure;
  }
}
