export * from './accounting.ts';
export * from './gpuResources.ts';
export * from './gpuShare.ts';
export * from './podPhase.ts';
export * from './quantity.ts';
