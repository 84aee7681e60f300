export * from './accounting.ts';
export * from './gpuResources.ts';
export * from './gpuShare.ts';
export * from './labels.ts';
export * from './nodeAffinity.ts';
export * from './podPhase.ts';
export * from './quantity.ts';
export * from './tolerations.ts';
