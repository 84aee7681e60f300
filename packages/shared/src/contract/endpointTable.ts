import { z } from 'zod';
import { type Address, type MethodOf, methodOf, type ParameterOf, type PathOf, pathOf } from './address.ts';
import { addresses, details, type EndpointDetails, type EndpointName } from './endpoints.ts';
import { NoQuery, parameters, ViewQuery } from './parameters.ts';

/** An endpoint as the router, the OpenAPI document and the tests read it. */
export interface Endpoint extends EndpointDetails {
  readonly method: Lowercase<MethodOf<Address>>;
  /** Express and OpenAPI agree on the path but for the braces: `{name}` here. */
  readonly path: string;
  readonly params: z.ZodType;
  readonly query: z.ZodType;
  /** What it takes beside its own query: which part of the clusters is looked at. */
  readonly view: typeof ViewQuery | typeof NoQuery;
}

type Details<N extends EndpointName> = (typeof details)[N];

type EndpointOf<N extends EndpointName> = Omit<Details<N>, 'query' | 'response'> & {
  readonly method: Lowercase<MethodOf<(typeof addresses)[N]>>;
  readonly path: PathOf<(typeof addresses)[N]>;
  readonly params: z.ZodType<{
    readonly [P in ParameterOf<(typeof addresses)[N]>]: z.output<(typeof parameters)[P]>;
  }>;
  readonly query: Details<N> extends { query: infer Q extends z.ZodType } ? Q : typeof NoQuery;
  readonly view: Endpoint['view'];
  readonly response: Details<N>['response'];
};

/** Every endpoint of the API under `/api/v1`. */
export const endpoints = Object.fromEntries(
  Object.entries(addresses).map(([name, address]) => [name, endpointOf(name as EndpointName, address)]),
) as { readonly [N in EndpointName]: EndpointOf<N> };

function endpointOf(name: EndpointName, address: Address): Endpoint {
  const path = pathOf(address);
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter as keyof typeof parameters);
  return {
    method: methodOf(address).toLowerCase() as Endpoint['method'],
    path,
    params: z.strictObject(Object.fromEntries(names.map((parameter) => [parameter, parameters[parameter]]))),
    query: NoQuery,
    view: names.includes('cluster') || name === 'search' ? ViewQuery : NoQuery,
    ...details[name],
  };
}
