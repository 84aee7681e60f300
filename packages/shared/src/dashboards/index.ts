export * from './builtin.ts';
export * from './duration.ts';
export * from './interpolate.ts';
export * from './legend.ts';
export * from './model.ts';
export * from './panel.ts';
export * from './reduced.ts';
export * from './step.ts';
