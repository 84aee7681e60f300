import type { AccessControl } from './access/requester.ts';
import type { ServerVersion } from './discovery.ts';
import type { LogSource } from './logSource.ts';
import type { KubeObject, ObjectStore } from './objectStore.ts';
import type { ResourceRegistry } from './resourceRegistry.ts';

/** What the parts of one API server share. */
export interface ServerContext {
  store: ObjectStore;
  registry: ResourceRegistry;
  version: ServerVersion;
  logs: LogSource;
  access: AccessControl;
  /** See ApiServerOptions. */
  onPodDeleted: ((pod: KubeObject) => 'handled' | 'remove-now') | undefined;
  bookmarkSeconds: number;
}
