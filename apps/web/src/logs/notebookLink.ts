import type { Service, ServicePort } from '@gpu-console/shared/contract';

/** A Jupyter address that a log names. */
export interface NotebookAddress {
  /** As it stands in the log. */
  readonly raw: string;
  readonly protocol: 'http:' | 'https:';
  readonly port: number;
  /** Path and query, the token in it. */
  readonly path: string;
  /** Null where the log withholds it (`token=...`) or there is none. */
  readonly token: string | null;
}

export interface NotebookLink extends NotebookAddress {
  /** The line of the log that it comes from. */
  readonly line: string;
  /** The Service that reaches the notebook from outside and where it does so, null where none does. */
  readonly via: { readonly service: Service; readonly port: ServicePort; readonly url: string } | null;
  /** Where it is once its port is forwarded to this machine. */
  readonly localUrl: string;
}

/** Jupyter before version 6 names two hosts in one: `http://(tf-notebook or 127.0.0.1):8888/?token=…`. */
const URLS = /(https?):\/\/(?:\(\S+ or [^)\s]+\)|\[[0-9a-f:]+\]|[^\s/:"'<>()]+)(?::(\d+))?(\/[^\s"'<>]*)?/gi;
const PAGE = /\/(?:lab|tree|notebooks)(?:\/|$)/;
const WITHHELD = /^\.+$/;

interface FoundAddress extends NotebookAddress {
  /** Where in the text it stands. */
  readonly index: number;
}

/** The Jupyter addresses in a line: those with a token, or that name one of Jupyter's pages. */
export function notebookAddresses(line: string): FoundAddress[] {
  return [...line.matchAll(URLS)].flatMap((match): FoundAddress[] => {
    const [raw, scheme = '', port, rest = '/'] = match;
    const protocol = scheme.toLowerCase() === 'https' ? 'https:' : 'http:';
    const base = `${protocol}//localhost`;
    const url = URL.canParse(rest, base) ? new URL(rest, base) : null;
    if (url === null || url.host !== 'localhost') return [];
    const given = url.searchParams.get('token');
    if (given === null && !PAGE.test(url.pathname)) return [];
    const token = given === null || given === '' || WITHHELD.test(given) ? null : given;
    if (token === null) url.searchParams.delete('token');
    return [
      {
        index: match.index,
        raw,
        protocol,
        port: Number(port ?? (protocol === 'https:' ? 443 : 80)),
        path: `${url.pathname}${url.search}`,
        token,
      },
    ];
  });
}

/** Where the notebook answers from outside the cluster: at the Service that leads to its port. */
export function reachedVia(
  { protocol, port: wanted, path }: NotebookAddress,
  services: readonly Service[],
): NotebookLink['via'] {
  for (const service of services) {
    for (const port of service.ports) {
      const [link] = port.links;
      if (port.containerPort !== wanted || link === undefined) continue;
      const url = new URL(path, link);
      url.protocol = protocol;
      return { service, port, url: url.href };
    }
  }
  return null;
}

/** The newest notebook that a log names, as a link that works from here; null where the log names none. */
export function notebookLink(lines: readonly string[], services: readonly Service[]): NotebookLink | null {
  for (const line of lines.toReversed()) {
    const address = notebookAddresses(line).at(-1);
    if (address === undefined) continue;
    const { index: _, ...facts } = address;
    const localUrl = `${facts.protocol}//127.0.0.1:${localPort(facts.port)}${facts.path}`;
    return { ...facts, line, via: reachedVia(address, services), localUrl };
  }
  return null;
}

/** A port of this machine that anybody may listen on, for one of a pod or a Service. */
export function localPort(port: number): number {
  return port < 1024 ? port + 8000 : port;
}
