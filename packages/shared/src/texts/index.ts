export * from './plural.ts';
export * from './Texts.ts';
export * from './template.ts';
