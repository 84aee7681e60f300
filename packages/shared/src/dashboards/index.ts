export * from './duration.ts';
export * from './interpolate.ts';
export * from './legend.ts';
export * from './model.ts';
export * from './panelSize.ts';
export * from './reduced.ts';
export * from './resolved.ts';
export * from './step.ts';
