/** What an XID asks for. NVIDIA's XID catalogue (docs.nvidia.com/deploy/xid-errors) is the source of each code's action. */
export type XidAction = 'application' | 'watch' | 'reset' | 'reboot' | 'service';

const CODES: readonly (readonly [XidAction, readonly number[]])[] = [
  ['application', [13, 31, 43, 45, 68, 69]],
  ['watch', [63, 92, 94]],
  ['reset', [48, 61, 62, 74, 95, 109, 119, 120, 121, 143, 154]],
  ['reboot', [79]],
  ['service', [64, 140]],
];

const BY_CODE: ReadonlyMap<number, XidAction> = new Map(
  CODES.flatMap(([action, codes]) => codes.map((code) => [code, action] as const)),
);

/** An unknown code is to be watched: it was reported for some reason. */
export function xidAction(code: number): XidAction {
  return BY_CODE.get(code) ?? 'watch';
}
