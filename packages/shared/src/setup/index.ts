export * from './choices.ts';
export * from './commands.ts';
export * from './manifests.ts';
export * from './stepTexts.ts';
export * from './words.ts';
