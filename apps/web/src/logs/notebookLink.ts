import type { Service, ServicePort } from '@gpu-console/shared/contract';
import stripAnsi from 'strip-ansi';

/** A Jupyter address that a log names. */
export interface NotebookAddress {
  /** As it stands in the log. */
  readonly raw: string;
  readonly protocol: 'http:' | 'https:';
  readonly port: number;
  /** Path and query, the token in it. */
  readonly path: string;
  /** Null where the log withholds it (`token=...`, `token=[secret]`) or there is none. */
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

/** Jupyter before version 6 names two hosts in one: `http://(tf-notebook or 127.0.0.1):8888/?token=…`; before 5, one in words. */
const HOST = String.raw`\(\S+ or [^)\s]+\)|\[[0-9a-f:]+\]|\[all ip addresses on your system\]|\*|[^\s/:"'<>()[\]]+`;
const URLS = new RegExp(`(https?)://(${HOST})(?::(\\d+))?(/(?:=<[^\\s<>]*>|[^\\s"'<>])*)?`, 'gi');
const PAGE = /\/(?:lab|tree|notebooks)(?:\/|$)/;
/** jupyter_server: `token=...`, since 2.21 `token=[secret]`; others' masks. */
const WITHHELD = /^(?:\.+|…|\*+|x{3,}|[[<{(].*[\]>})]|redacted|secret|hidden)$/i;
/** Addresses by which a server calls the machine that it runs on. */
const OWN_HOST =
  /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\]|\*|\[all ip addresses on your system\]|\(\S+ or \S+\))$/i;

/** jupyter_server and notebook (`serverapp.py`, `notebookapp.py`) begin so what they say of their start. */
const STARTS = /(?:jupyter(?! ?hub)|\bnotebook|\bipython).* is running at:?/i;
/** What loggers, the kubelet and collectors of logs put before a line. */
const PREFIX =
  /^(?:[\s\-|:>"'`*]+|\[[^\]]*\]|\d[\d:.,-]{4,}(?:T[\d:.,]+)?(?:Z|[+-]\d\d:?\d\d)?(?!\w)|(?:stdout|stderr) [FP]\b|(?:or|and|info|warn(?:ing)?|critical|notice)\b)/i;
/** With what else a line announces an address that follows. */
const ANNOUNCES =
  /(?:\b(?:running|available|ready|listening|served) (?:at|on)|one of these urls|this url|to login with a token):?\s*$/i;
const MAX_LEAD = 300;
/** After it: nothing, or the folder that `jupyter server list` adds. */
const TRAIL = /^["'`,;.\s]*(?:::.*)?$/;

interface FoundAddress extends NotebookAddress {
  /** Where in the text it stands. */
  readonly index: number;
}

interface HostedAddress extends FoundAddress {
  readonly host: string;
  /** It has a token, maybe withheld, or names one of Jupyter's pages. */
  readonly isJupyters: boolean;
}

/** The addresses of notebooks in a line: those of the machine itself with a token, or that name one of Jupyter's pages. */
export function notebookAddresses(line: string): FoundAddress[] {
  return announced(line, (host) => isOwn(host))
    .filter(({ isJupyters }) => isJupyters)
    .map(({ host: _, isJupyters: _is, ...address }) => address);
}

const isOwn = (host: string, hosts: readonly string[] = []) =>
  OWN_HOST.test(host) || hosts.includes(host.toLowerCase());

/** Of a line that announces addresses and no more, those whose host `takes` knows. */
function announced(line: string, takes: (host: string) => boolean): HostedAddress[] {
  const found = addressesIn(line);
  const [first, last] = [found[0], found.at(-1)];
  if (first === undefined || last === undefined) return [];
  const isAnnouncement =
    leadsIn(stripAnsi(line.slice(0, first.index))) &&
    TRAIL.test(stripAnsi(line.slice(last.index + last.raw.length)));
  return isAnnouncement ? found.filter(({ host }) => takes(host)) : [];
}

function leadsIn(lead: string): boolean {
  if (lead.length > MAX_LEAD) return false;
  let rest = lead;
  for (let prefix = PREFIX.exec(rest); prefix !== null; prefix = PREFIX.exec(rest))
    rest = rest.slice(prefix[0].length);
  return rest === '' || ANNOUNCES.test(rest);
}

function addressesIn(line: string): HostedAddress[] {
  return [...line.matchAll(URLS)].flatMap((match): HostedAddress[] => {
    const [whole, scheme = '', host = '', port, path = '/'] = match;
    // Colours end where the address does.
    const rest = stripAnsi(path);
    const raw = whole.slice(0, whole.length - path.length) + (match[4] === undefined ? '' : rest);
    const protocol = scheme.toLowerCase() === 'https' ? 'https:' : 'http:';
    const base = `${protocol}//localhost`;
    const url = URL.canParse(rest, base) ? new URL(rest, base) : null;
    if (url === null || url.host !== 'localhost') return [];
    const given = url.searchParams.get('token');
    const token = given === null || given === '' || WITHHELD.test(given) ? null : given;
    if (token === null) url.searchParams.delete('token');
    return [
      {
        index: match.index,
        host: host.toLowerCase(),
        isJupyters: given !== null || PAGE.test(url.pathname),
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

/** An address, and the line of the log that announced it. */
export interface Announcement {
  readonly line: string;
  readonly address: NotebookAddress;
}

/**
 * Where the log's newest start says that its notebook is, with the token where it tells one; null where no line does. What stands
 * in requests, their headers and referers is a browser's own address, and counts for nothing.
 * @param hosts names and addresses of the pod
 */
export function announcedNotebook(
  lines: readonly string[],
  hosts: readonly string[] = [],
): Announcement | null {
  let start: Announcement[] = [];
  let follows = false;
  for (const line of lines.flatMap(linesOf)) {
    const begins = STARTS.test(line);
    // Whatever host the start itself names is the server's.
    const found = announced(line, (host) => begins || follows || isOwn(host, hosts)).filter(
      ({ isJupyters }) => isJupyters || begins || follows,
    );
    const known = tokenIn(start);
    const isAnew = found.some(({ token }) => token !== null && known !== undefined && token !== known);
    if (begins || isAnew) start = [];
    start.push(...found.map(({ host: _, isJupyters: _is, index: _at, ...address }) => ({ line, address })));
    if (begins) follows = true;
    else if (line.trim() !== '') follows = follows && found.length > 0;
  }
  return start.findLast(({ address }) => address.token !== null) ?? start.at(-1) ?? null;
}

const tokenIn = (start: readonly Announcement[]) =>
  start.findLast(({ address }) => address.token !== null)?.address.token;

/** A line as the server wrote it: what a collector of logs wrapped in JSON, taken out. */
function linesOf(line: string): string[] {
  const text = stripAnsi(line).trimEnd();
  if (!text.startsWith('{')) return [text];
  try {
    const entry: unknown = JSON.parse(text);
    const message = Object.entries(Object(entry)).find(([key]) => /^(?:log|msg|message)$/i.test(key))?.[1];
    return typeof message === 'string' ? stripAnsi(message).split('\n') : [text];
  } catch {
    return [text];
  }
}

/** The notebook that a log announced, as a link that works from here. */
export function notebookLink({ line, address }: Announcement, services: readonly Service[]): NotebookLink {
  const localUrl = `${address.protocol}//127.0.0.1:${localPort(address.port)}${address.path}`;
  return { ...address, line, via: reachedVia(address, services), localUrl };
}

/** A port of this machine that anybody may listen on, for one of a pod or a Service. */
export function localPort(port: number): number {
  return port < 1024 ? port + 8000 : port;
}
