/** A method, and a path whose parameters stand in braces, as in OpenAPI: `GET /api/v1/clusters/{cluster}`. */
export type Address = `${Method} /api/v1/${string}`;

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export type MethodOf<A extends Address> = A extends `${infer M extends Method} ${string}` ? M : never;

export type PathOf<A extends Address> = A extends `${string} ${infer P}` ? P : never;

export type ParameterOf<A extends string> = A extends `${string}{${infer P}}${infer Rest}`
  ? P | ParameterOf<Rest>
  : never;

/** `GET` of `GET /nodes/{node}`. */
export function methodOf<A extends Address>(address: A): MethodOf<A> {
  return address.slice(0, address.indexOf(' ')) as MethodOf<A>;
}

/** `/nodes/{node}` of `GET /nodes/{node}`. */
export function pathOf<A extends Address>(address: A): PathOf<A> {
  return address.slice(address.indexOf(' ') + 1) as PathOf<A>;
}

/** The path with its parameters filled in, each in a segment of its own whatever it holds. */
export function fillPath<A extends Address>(
  address: A,
  parameters: Readonly<Record<ParameterOf<A>, string>>,
): string {
  const values: Readonly<Record<string, string>> = parameters;
  return pathOf<Address>(address).replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(values[name] ?? ''),
  );
}
