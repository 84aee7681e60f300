export * from './checkText.ts';
export * from './operatorMetrics.ts';
export * from './stages.ts';
export * from './texts.ts';
