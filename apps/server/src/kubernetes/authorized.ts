import { HttpMethod, type KubeConfig, RequestContext } from '@kubernetes/client-node';

/** Where a path of the API is, and what a request to it has to carry to be let in. */
export async function authorized(config: KubeConfig, path: string, query: Readonly<Record<string, string>>) {
  const server = config.getCurrentCluster()?.server ?? '';
  const url = new URL(server.replace(/\/+$/, '') + path);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const context = new RequestContext(url.toString(), HttpMethod.GET);
  await config.applySecurityAuthentication(context);
  const dispatcher = context.getDispatcher();
  return { url, headers: context.getHeaders(), ...(dispatcher === undefined ? {} : { dispatcher }) };
}
