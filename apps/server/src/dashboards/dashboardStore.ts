import type { DashboardObject, DashboardStoreKind } from '@gpu-console/shared/contract';
import type { Dashboard } from '@gpu-console/shared/dashboards';
import type { Subject } from '../kubernetes/accessReviews.ts';

/** A dashboard as it is kept. */
export interface Stored {
  readonly dashboard: Dashboard;
  /** Changes with every change. */
  readonly version: string;
  /** Unix seconds; null where the store does not tell. */
  readonly updatedAt: number | null;
  /** The object of the cluster that holds it; null where none does. */
  readonly object: DashboardObject | null;
}

/** What a list says of a dashboard: the whole of all would be too much to hold at once. */
export interface StoredSummary extends Omit<Stored, 'dashboard' | 'version'> {
  readonly dashboard: Pick<Dashboard, 'id' | 'title' | 'description' | 'tags'>;
  /** How many it has. */
  readonly panels: number;
}

export interface Listing {
  readonly stored: readonly StoredSummary[];
  /** What lies there and is no dashboard, and why. */
  readonly unreadable: readonly { readonly name: string; readonly reason: string }[];
}

/** Somebody else changed or deleted the dashboard meanwhile, or made one of that name. */
export class StoreConflict extends Error {
  /** As it is now; null where it is gone. */
  readonly current: Stored | null;

  constructor(message: string, current: Stored | null) {
    super(message);
    this.current = current;
  }
}

/** The store does not take it. */
export class StoreRefusal extends Error {}

/** What is kept under a name is no dashboard: the file or object, and why. */
export class StoreUnreadable extends StoreRefusal {
  constructor(name: string, reason: string, options?: ErrorOptions) {
    super(`${name} is no dashboard: ${reason}`, options);
  }
}

/** The store has no room for it. */
export class StoreFull extends StoreRefusal {}

/** Where people's dashboards are kept. */
export interface DashboardStore {
  /** Where new ones go. */
  readonly kind: DashboardStoreKind;
  /** Why nothing can be kept; null where it can. */
  readonly readOnly: string | null;
  list(): Promise<Listing>;
  /** @throws StoreUnreadable, StoreRefusal */
  get(id: string): Promise<Stored | undefined>;
  /** The object that holds a dashboard of this name, or would; null where none of the cluster's does. @throws StoreRefusal */
  placeOf(id: string): Promise<DashboardObject | null>;
  /**
   * @param version of the dashboard that was changed; null for a new one
   * @param by in whose name the cluster's object is written; the console's without it
   * @throws StoreConflict, StoreRefusal
   */
  put(dashboard: Dashboard, version: string | null, by?: Subject): Promise<Stored>;
  /** @param by as of `put` @throws StoreConflict, StoreRefusal */
  remove(id: string, version: string, by?: Subject): Promise<void>;
}
