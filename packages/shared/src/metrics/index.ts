export * from './catalogue.ts';
export * from './expression.ts';
export * from './metric.ts';
