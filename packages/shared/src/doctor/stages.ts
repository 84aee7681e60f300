/** Where in the way from a bare node to a curve a check looks, in the order in which things depend on each other. */
export const STAGES = [
  'sources',
  'platform',
  'nfd',
  'operator',
  'driver',
  'toolkit',
  'device-plugin',
  'dra-driver',
  'validator',
  'feature-discovery',
  'dcgm',
  'exporter',
  'mig-manager',
  'devices',
  'scheduling',
  'metrics',
  'hardware',
  'kubesphere',
] as const;

export type Stage = (typeof STAGES)[number];
