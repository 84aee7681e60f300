import type { Container, PodDetail } from '@gpu-console/shared/contract';
import { queryOptions, useQueries } from '@tanstack/react-query';
import { respond } from '../../../api/client.ts';
import { madeKey } from '../../../api/keys.ts';
import { type LogSubject, logUrl } from '../../../logs/logUrl.ts';
import { announcedNotebook, type NotebookLink, notebookLink } from '../../../logs/notebookLink.ts';
import { useView } from '../../../state/view.ts';

/** A notebook says where it is as it starts, and again when it is started anew inside its container. */
const PARTS = [{ limitBytes: 65_536 }, { tail: 1000 }] as const;
/** Until then it may be starting, and is looked for again. */
const STARTED_SECONDS = 300;
const AGAIN_MILLISECONDS = 5000;

/** What a container's log announces. @param hosts names and addresses of the pod */
function notebookQuery(subject: LogSubject, startedAt: number | null, hosts: readonly string[]) {
  return queryOptions({
    queryKey: madeKey.notebook(subject, startedAt),
    queryFn: async ({ signal }) => {
      const texts = await Promise.all(
        PARTS.map(async (part) => (await respond(logUrl(subject, part), { signal })).text()),
      );
      return announcedNotebook(
        texts.flatMap((text) => text.split('\n')),
        hosts,
      );
    },
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => {
      const isYoung = startedAt !== null && Date.now() / 1000 - startedAt < STARTED_SECONDS;
      return state.data === null && isYoung ? AGAIN_MILLISECONDS : false;
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
  const view = useView();
  const running = containers.filter(isRunning);
  // A pod in the node's network calls itself as the node does.
  const hosts = [pod.name, ...(pod.node === null ? [] : [pod.node])];
  const logs = useQueries({
    queries: running.map(({ name, startedAt }) =>
      notebookQuery({ ...view, namespace: pod.namespace, pod: pod.name, container: name }, startedAt, hosts),
    ),
  });
  for (const [index, { data = null }] of logs.entries()) {
    if (data !== null)
      return { ...notebookLink(data, services.items ?? []), container: running[index]?.name ?? '' };
  }
  return null;
}
