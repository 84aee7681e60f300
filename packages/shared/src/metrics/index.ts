export * from './catalogue.ts';
export * from './deviceKey.ts';
export type { Dialect } from './dialect.ts';
export * from './expression.ts';
export * from './fieldNames.ts';
export * from './idle.ts';
export * from './metric.ts';
export * from './selection.ts';
