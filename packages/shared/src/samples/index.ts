export * from './manifests.ts';
export * from './manifestText.ts';
