export { statisticOf } from './panelValues.ts';
export { drawnValues } from './valuesDrawing.ts';
