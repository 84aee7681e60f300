export type DeniedCode = 'needs_whole_cluster' | 'needs_nodes' | 'namespace_not_yours' | 'forbidden';

/** Somebody asked for what they may not see or do; the message names the right that it takes. */
export class Denied extends Error {
  readonly code: DeniedCode;

  constructor(code: DeniedCode, message: string) {
    super(message);
    this.code = code;
  }
}
