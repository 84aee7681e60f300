export * from './clusters.ts';
export * from './common.ts';
export * from './endpoints.ts';
export * from './gpus.ts';
export * from './nodes.ts';
export * from './overview.ts';
export * from './pods.ts';
export * from './query.ts';
