export { apiHandler } from './apiServer.ts';
export { type KubeObject, ObjectStore } from './objectStore.ts';
