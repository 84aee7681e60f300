import { z } from 'zod';
import type { KubernetesApi } from './kubernetesApi.ts';
import { WatchLost } from './kubernetesError.ts';

const PAGE = '500';

const Page = z.object({
  metadata: z.object({ resourceVersion: z.string().default(''), continue: z.string().optional() }).default({
    resourceVersion: '',
  }),
  items: z.array(z.unknown()),
});

interface ListOptions {
  readonly query?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

/** A page of a collection, and the version that it is of; '' where the API server told none. */
interface ListPage {
  readonly items: readonly unknown[];
  readonly version: string;
}

/**
 * A collection in pages of 500, as long as the caller wants more.
 * @throws KubernetesError, in plain words for an answer that is no list
 */
export async function* listPages(
  api: KubernetesApi,
  path: string,
  { query = {}, timeoutMs }: ListOptions = {},
): AsyncGenerator<ListPage> {
  let next: string | undefined;
  do {
    const asked = { ...query, limit: PAGE, ...(next === undefined ? {} : { continue: next }) };
    const page = Page.safeParse(await api.get(path, asked, timeoutMs));
    if (!page.success) throw new WatchLost(`the answer to ${path} is no list of objects`);
    const { items, metadata } = page.data;
    yield { items, version: metadata.resourceVersion };
    next = metadata.continue || undefined;
  } while (next !== undefined);
}

/**
 * The objects of a collection, at most `max` and a page.
 * @throws KubernetesError, also for an object that is not what the API promises: a list without it would be a wrong one
 */
export async function listItems<T extends z.ZodType>(
  api: KubernetesApi,
  path: string,
  schema: T,
  max: number,
  asked: ListOptions = {},
): Promise<z.output<T>[]> {
  const found: z.output<T>[] = [];
  for await (const { items } of listPages(api, path, asked)) {
    for (const item of items) found.push(understood(schema, item, path));
    if (found.length >= max) break;
  }
  return found;
}

const Named = z.object({ metadata: z.object({ name: z.string() }) });

function understood<T extends z.ZodType>(schema: T, item: unknown, path: string): z.output<T> {
  const parsed = schema.safeParse(item);
  if (parsed.success) return parsed.data;
  const named = Named.safeParse(item);
  const name = named.success ? `"${named.data.metadata.name}"` : 'an object without a name';
  throw new WatchLost(`${name} of ${path} could not be understood: ${firstIssue(parsed.error)}`);
}

/** Where an object differs from what the API promises, in a line. */
export function firstIssue({ issues: [issue] }: z.ZodError): string {
  return issue === undefined ? 'unknown' : `${issue.path.join('.')}: ${issue.message}`.slice(0, 200);
}
