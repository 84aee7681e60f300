export { groupBinding } from './access/defaultRoles.ts';
export { type TokenEntry, TokenTable } from './access/tokenTable.ts';
export { apiHandler } from './apiServer.ts';
export { type KubeObject, ObjectStore } from './objectStore.ts';
