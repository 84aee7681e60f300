import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Json, JsonObject } from '@gpu-console/shared/dashboards';
import {
  exportDashboard,
  fromStoredObject,
  importDashboard,
  readDocument,
  toStoredObject,
} from '@gpu-console/shared/dashboards/codecs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

/** KubeSphere's definitions and other people's dashboards, which are no part of the project; they lie beside it where there are any. */
const SAMPLES = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));
const DEFINITION = `${SAMPLES}kubesphere/monitoring.kubesphere.io_clusterdashboards.yaml`;

const files = ['kubesphere', 'nvidia'].flatMap((folder) =>
  existsSync(`${SAMPLES}${folder}`)
    ? readdirSync(`${SAMPLES}${folder}`)
        .filter((file) => /^(?!monitoring\.).*\.yaml$|dashboard\.json$/.test(file))
        .map((file) => `${SAMPLES}${folder}/${file}`)
    : [],
);

interface Schema {
  readonly type?: string | undefined;
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  readonly items?: Schema | undefined;
  readonly required?: readonly string[] | undefined;
}

const Schema: z.ZodType<Schema> = z.object({
  type: z.string().optional(),
  get properties() {
    return z.record(z.string(), Schema).optional();
  },
  get items() {
    return Schema.optional();
  },
  required: z.array(z.string()).optional(),
});
const Definition = z.object({
  spec: z.object({
    versions: z.array(
      z.object({
        name: z.string(),
        schema: z.object({ openAPIV3Schema: z.object({ properties: z.object({ spec: Schema }) }) }),
      }),
    ),
  }),
});

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the API server makes of a value by its definition's schema: it drops what that does not know, and refuses what is of another type. */
function admitted(value: Json, schema: Schema, path: string): Json {
  const { type, properties = {}, items = {}, required = [] } = schema;
  const fits: Readonly<Record<string, boolean>> = {
    object: isObject(value),
    array: Array.isArray(value),
    string: typeof value === 'string',
    boolean: typeof value === 'boolean',
    integer: Number.isInteger(value),
    number: typeof value === 'number',
  };
  if (type !== undefined && fits[type] !== true) throw new Error(`${path} is no ${type}`);
  if (Array.isArray(value)) return value.map((item: Json, n) => admitted(item, items, `${path}[${n}]`));
  if (!isObject(value)) return value;
  for (const field of required)
    if (!Object.hasOwn(value, field)) throw new Error(`${path}.${field} is missing`);
  return Object.fromEntries(
    Object.entries(value).flatMap(([field, child]) => {
      const known = properties[field];
      return known === undefined ? [] : [[field, admitted(child, known, `${path}.${field}`)] as const];
    }),
  );
}

/** The object as the API server stores it. */
function stored(object: JsonObject, version: string): JsonObject {
  const { versions } = Definition.parse(readDocument(readFileSync(DEFINITION, 'utf8'))).spec;
  const found = versions.find(({ name }) => name === version);
  if (found === undefined) throw new Error(`the definition has no ${version}`);
  const { spec } = found.schema.openAPIV3Schema.properties;
  return { ...object, spec: admitted(object['spec'] ?? {}, spec, 'spec') };
}

describe.skipIf(files.length === 0 || !existsSync(DEFINITION))(
  'an API server with KubeSphere’s definitions',
  () => {
    describe.each(['v1alpha1', 'v1alpha2'] as const)('of %s', (version) => {
      it.each(files)('takes %s, and gives all of it back', (file) => {
        const { dashboard } = importDashboard(readFileSync(file, 'utf8'));
        const live = stored(toStoredObject(dashboard, { version, locale: 'en' }), version);
        const { dashboard: read } = fromStoredObject(live, 'en');
        expect(read).toEqual(dashboard);
        const edited = { ...read, title: 'Edited' };
        const again = stored(toStoredObject(edited, { version, locale: 'en', live }), version);
        expect(fromStoredObject(again, 'en').dashboard).toEqual(edited);
        const format = dashboard.origin?.format ?? 'grafana';
        expect(exportDashboard(read, { format, locale: 'en' }).document).toEqual(
          readDocument(readFileSync(file, 'utf8')),
        );
      });
    });
  },
);
