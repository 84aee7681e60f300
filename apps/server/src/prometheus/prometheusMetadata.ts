import { PrometheusDriver } from 'prometheus-query';
import { z } from 'zod';

/** Asks one page below `/api/v1/`, over the console's one door; its reply, checked. */
type Send = (page: string, parameters: URLSearchParams) => Promise<{ readonly data: unknown }>;

/** What series there are, in milliseconds where prometheus-query wants them. Times are Unix seconds. */
export interface Selection {
  /** Of what any of these selects; of all series where there are none. */
  readonly match: readonly string[];
  readonly start: number;
  readonly end?: number | undefined;
}

/** prometheus-query throws an object of its own that carries what the door threw. */
const DriverFault = z.object({ original: z.instanceof(Error) });

/**
 * Labels, series and version, as prometheus-query knows Prometheus' API. It says what to ask; the asking is the door's, with
 * its deadline, its largest answer, its credentials and no redirects (decision 9).
 */
export class PrometheusMetadata {
  readonly #driver: PrometheusDriver;

  constructor(send: Send) {
    this.#driver = new PrometheusDriver({
      // The door knows the address.
      endpoint: 'http://prometheus',
      requestInterceptor: {
        onFulfilled: (config) => ({
          ...config,
          adapter: async () => {
            const data = await send(config.url ?? '', parametersOf(config.params));
            return { data, config, status: 200, statusText: 'OK', headers: {} };
          },
        }),
      },
    });
  }

  labelNames({ match, start, end }: Selection): Promise<string[]> {
    return asked(() => this.#driver.labelNames(given(match), ...milliseconds(start, end)));
  }

  labelValues(label: string, { match, start, end }: Selection): Promise<string[]> {
    const name = encodeURIComponent(label);
    return asked(() => this.#driver.labelValues(name, given(match), ...milliseconds(start, end)));
  }

  /** Labels of the series, their name among them. */
  async series({ match, start, end }: Selection): Promise<Readonly<Record<string, string>>[]> {
    const found = await asked(() => this.#driver.series([...match], ...milliseconds(start, end)));
    return found.map(({ name, labels }) => ({ ...labels, ...(name && { __name__: name }) }));
  }

  /** Null where a compatible server does not say. */
  async version(): Promise<string | null> {
    const build = BuildInfo.safeParse(await asked(() => this.#driver.statusBuildinfo()));
    return build.success ? build.data.version : null;
  }
}

const BuildInfo = z.object({ version: z.string() });

const milliseconds = (start: number, end = Date.now() / 1000) => [timeOf(start), timeOf(end)] as const;

/** As the driver takes a time: a number that is 0 it takes for none. */
function timeOf(seconds: number): number | Date {
  return seconds === 0 ? new Date(0) : seconds * 1000;
}

function given(match: readonly string[]): string[] | undefined {
  return match.length === 0 ? undefined : [...match];
}

function parametersOf(params: unknown): URLSearchParams {
  return params instanceof URLSearchParams ? params : new URLSearchParams();
}

/** @throws what the door threw, not what the driver made of it */
async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (fault) {
    const wrapped = DriverFault.safeParse(fault);
    throw wrapped.success ? wrapped.data.original : fault;
  }
}
