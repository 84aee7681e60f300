import type { Container, PodDetail } from '@gpu-console/shared/contract';
import { queryOptions, useQueries } from '@tanstack/react-query';
import { respond } from '../../../api/client.ts';
import { madeKey } from '../../../api/keys.ts';
import { type LogSubject, logUrl } from '../../../logs/logUrl.ts';
import { type NotebookLink, notebookAddresses, notebookLink } from '../../../logs/notebookLink.ts';
import { useCluster } from '../../../state/cluster.ts';

/** A notebook says where it is as it starts, and again when it is started anew inside its container. */
const PARTS = [{ limitBytes: 65_536 }, { tail: 1000 }] as const;
/** Until then it may be starting, and is looked for again. */
const STARTED_SECONDS = 300;
const AGAIN_MILLISECONDS = 5000;

/** The lines of a container's log that name a Jupyter address, oldest first. */
function notebookLinesQuery(subject: LogSubject, startedAt: number | null) {
  return queryOptions({
    queryKey: madeKey.notebook(subject, startedAt),
    queryFn: async ({ signal }) => {
      const texts = await Promise.all(
        PARTS.map(async (part) => (await respond(logUrl(subject, part), { signal })).text()),
      );
      return texts.flatMap((text) => text.split('\n')).filter((line) => notebookAddresses(line).length > 0);
    },
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => {
      const isYoung = startedAt !== null && Date.now() / 1000 - startedAt < STARTED_SECONDS;
      return state.data?.length === 0 && isYoung ? AGAIN_MILLISECONDS : false;
    },
    retry: false,
  });
}

const isRunning = ({ init, state }: Container) => !init && state === 'Running';

/** The notebook that the pod runs, and the container whose log says so; null where no log names one. */
export function useNotebook({
  pod,
  containers,
  services,
}: PodDetail): (NotebookLink & { readonly container: string }) | null {
  const cluster = useCluster().id;
  const running = containers.filter(isRunning);
  const logs = useQueries({
    queries: running.map(({ name, startedAt }) =>
      notebookLinesQuery({ cluster, namespace: pod.namespace, pod: pod.name, container: name }, startedAt),
    ),
  });
  for (const [index, { data = [] }] of logs.entries()) {
    const link = notebookLink(data, services.items);
    if (link !== null) return { ...link, container: running[index]?.name ?? '' };
  }
  return null;
}
