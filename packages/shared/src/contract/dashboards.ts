import { z } from 'zod';
import type { Dashboard } from '../dashboards/model.ts';
import { DashboardSchema } from '../dashboards/schema.ts';
import { Time } from './common.ts';

/**
 * Where new dashboards go. `files`: into a directory of the console's. `kubesphere`: into the cluster as KubeSphere's
 * objects. `configmaps`: into the cluster as ConfigMaps, where it does not know KubeSphere's.
 */
export const DashboardStoreKind = z.enum(['files', 'kubesphere', 'configmaps']);

/** The object of the cluster that a dashboard is kept in. */
export const DashboardObject = z.object({
  kind: z.enum(['ClusterDashboard', 'Dashboard', 'ConfigMap']),
  namespace: z.nullable(z.string()),
  name: z.string(),
});

export const DashboardId = DashboardSchema.shape.id;

const Words = DashboardSchema.shape.title;
const Whole: z.ZodType<Dashboard, Dashboard> = DashboardSchema;

export const DashboardSummary = z.object({
  id: DashboardId,
  title: Words,
  description: z.nullable(Words),
  tags: z.array(z.string()),
  panels: z.int(),
  /** Comes with the console: to be changed as a copy only. */
  builtin: z.boolean(),
  /** Null where no object of the cluster holds it. */
  object: z.nullable(DashboardObject),
  /** Unix seconds. */
  updatedAt: z.nullable(Time),
});

export const DashboardList = z.object({
  store: DashboardStoreKind,
  /** Why dashboards cannot be kept; null where they can. */
  readOnly: z.nullable(z.string()),
  items: z.array(DashboardSummary),
  /** What lies in the store and is no dashboard, or could not be read or made, and why. */
  unreadable: z.array(z.object({ name: z.string(), reason: z.string() })),
});

export const StoredDashboard = z.object({
  dashboard: Whole,
  builtin: z.boolean(),
  /** Null where no object of the cluster holds it. */
  object: z.nullable(DashboardObject),
  /** Changes with every change: give it along when saving. */
  version: z.string(),
  updatedAt: z.nullable(Time),
});

export const SaveDashboard = z.strictObject({
  dashboard: Whole,
  /** The version that was edited; null for a dashboard that is new. */
  version: z.nullable(z.string().check(z.maxLength(200))),
});

/** @see SaveDashboard */
export const DeleteDashboard = z.strictObject({ version: z.string().check(z.maxLength(200)) });

export const DeletedDashboard = z.object({ id: DashboardId });

export type DashboardObject = z.infer<typeof DashboardObject>;
export type DashboardStoreKind = z.infer<typeof DashboardStoreKind>;
export type DashboardSummary = z.infer<typeof DashboardSummary>;
export type DashboardList = z.infer<typeof DashboardList>;
export type StoredDashboard = z.infer<typeof StoredDashboard>;
export type SaveDashboard = z.infer<typeof SaveDashboard>;
