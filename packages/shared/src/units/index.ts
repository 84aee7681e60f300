export * from './format.ts';
export * from './gpuParts.ts';
export * from './locale.ts';
