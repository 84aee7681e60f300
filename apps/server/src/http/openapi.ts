import { type Endpoint, endpoints, Problem } from '@gpu-console/shared/contract';
import { z } from 'zod';

type JsonSchema = Record<string, unknown>;

function schemaOf(type: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' });
  return schema;
}

function parameters({ params, query, view }: Endpoint): JsonSchema[] {
  const of = (type: z.ZodType, place: 'path' | 'query') => {
    const { properties = {}, required = [] } = z
      .object({
        properties: z.record(z.string(), z.unknown()).optional(),
        required: z.array(z.string()).optional(),
      })
      .parse(schemaOf(type, 'input'));
    return Object.entries(properties).map(([name, schema]) => ({
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      schema,
    }));
  };
  return [...of(params, 'path'), ...of(query, 'query'), ...of(view, 'query')];
}

function operation(name: string, endpoint: Endpoint): JsonSchema {
  const json = (type: z.ZodType, io: 'input' | 'output') => ({
    'application/json': { schema: schemaOf(type, io) },
  });
  return {
    operationId: name,
    summary: endpoint.summary,
    parameters: parameters(endpoint),
    ...(endpoint.body === undefined
      ? {}
      : { requestBody: { required: true, content: json(endpoint.body, 'input') } }),
    responses: {
      200: {
        description: 'The answer',
        content:
          endpoint.streams === undefined
            ? json(endpoint.response, 'output')
            : { [endpoint.streams]: { schema: schemaOf(endpoint.response, 'output') } },
      },
      default: {
        description: 'What went wrong (RFC 9457)',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

/** The OpenAPI 3.1 document of the API, made from the contract's table. @param basePath what stands before its paths */
export function openApiDocument(version: string, basePath: string): JsonSchema {
  const paths: Record<string, JsonSchema> = {};
  for (const [name, endpoint] of Object.entries(endpoints)) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method]: operation(name, endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'GPU Console', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    ...(basePath !== '' && { servers: [{ url: basePath }] }),
    paths,
    components: { schemas: { Problem: schemaOf(Problem, 'output') } },
  };
}
