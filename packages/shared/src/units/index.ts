export * from './format.ts';
export * from './locale.ts';
