export { panelValues, statisticOf } from './panelValues.ts';
export { MAX_VALUES } from './valuesKind.ts';
