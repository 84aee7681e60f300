export * from './format.ts';
export * from './gpuParts.ts';
export * from './locale.ts';
export * from './timeZone.ts';
