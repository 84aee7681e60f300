import type { Dashboard } from '@gpu-console/shared/dashboards';
import { importDashboard, Refusal } from '@gpu-console/shared/dashboards/codecs';
import { DashboardSchema } from '@gpu-console/shared/dashboards/schema';
import { dashboardText } from '@gpu-console/shared/dashboards/texts';
import { z } from 'zod';

/**
 * The dashboard in a text: of the console's own form, which its variables and panels without a schema version of another
 * program tell, of KubeSphere's or of Grafana's.
 * @throws Error that says why there is none
 */
export function dashboardIn(text: string): Dashboard {
  return explained(() => ownForm(text) ?? importDashboard(text).dashboard);
}

/** What `read` gives; a codec's refusal is told in words. */
export function explained<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Error(dashboardText(error.code, error.params, 'en'));
  }
}

function ownForm(text: string): Dashboard | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const Own = z.looseObject({
    id: z.string(),
    variables: z.array(z.unknown()),
    panels: z.array(z.unknown()),
  });
  if (!Own.safeParse(value).success) return undefined;
  const parsed = DashboardSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error(z.prettifyError(parsed.error));
}
