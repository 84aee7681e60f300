export * from './clockEvents.ts';
export * from './xids.ts';
