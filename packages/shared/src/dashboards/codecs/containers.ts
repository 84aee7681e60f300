import { Gunzip } from 'fflate';
import { load, YAML11_SCHEMA } from 'js-yaml';
import type { JsonObject } from '../json.ts';
import { INPUT_LIMITS } from '../limits.ts';
import { isObject, readDocument } from './document.ts';
import { Refusal, refuse } from './report.ts';

/** A dashboard that a file holds, maybe within an object that carries it. */
export interface Carried {
  /** What the file calls it; '' where it is the file itself. */
  readonly name: string;
  /** Throws a `Refusal` that says why it cannot be had. */
  readonly document: () => JsonObject;
}

/** More are no file of dashboards. */
const MAX_CARRIED = 200;
const MAX_DEPTH = 5;

/** The objects that may be dashboards in a file's documents: those of lists, and those that people keep in objects of Kubernetes. */
export function carriedIn(documents: readonly JsonObject[]): readonly Carried[] {
  const all = documents.flatMap((document) => unpacked(document, 0));
  if (all.length > MAX_CARRIED) refuse('input.limit', { field: 'dashboards', limit: MAX_CARRIED });
  return all;
}

function unpacked(document: JsonObject, depth: number): readonly Carried[] {
  const { kind, apiVersion, items } = document;
  if (typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items) && depth < MAX_DEPTH)
    return items.filter(isObject).flatMap((item) => unpacked(item, depth + 1));
  if (kind === 'ConfigMap' && apiVersion === 'v1') return inConfigMap(document);
  if (kind === 'GrafanaDashboard') return [inGrafanaDashboard(document)];
  return [{ name: nameOf(document), document: () => document }];
}

function nameOf({ metadata }: JsonObject): string {
  const name = isObject(metadata) ? metadata['name'] : undefined;
  return typeof name === 'string' ? name : '';
}

/** As Grafana's sidecar and OpenShift's console read them: each key that holds JSON is a dashboard. */
function inConfigMap(document: JsonObject): readonly Carried[] {
  const { data, binaryData } = document;
  const texts = isObject(data) ? Object.entries(data) : [];
  const binaries = isObject(binaryData) ? Object.entries(binaryData) : [];
  const carried = [
    ...texts.flatMap(([key, value]) => (typeof value === 'string' ? [jsonUnder(key, () => value)] : [])),
    ...binaries.flatMap(([key, value]) =>
      typeof value === 'string' ? [jsonUnder(key, () => fromBase64(value, key))] : [],
    ),
  ].filter(({ name }) => !/\.(?:ya?ml|txt|md|conf|ini|properties)$/i.test(name));
  if (carried.length > 0) return carried;
  const name = nameOf(document);
  return [{ name, document: () => refuse('input.noData', { kind: 'ConfigMap', name, field: 'data' }) }];
}

/** grafana/grafana-operator: api/v1beta1/grafanadashboard_types.go, and v1alpha1 of integreatly.org before. */
function inGrafanaDashboard(document: JsonObject): Carried {
  const { spec: given } = document;
  const name = nameOf(document);
  const spec = isObject(given) ? given : {};
  const { json, gzipJson } = spec;
  if (typeof json === 'string' && json.trim() !== '') return jsonUnder(name, () => json);
  if (typeof gzipJson === 'string' && gzipJson !== '')
    return jsonUnder(name, () => fromBase64(gzipJson, name));
  const elsewhere = ['url', 'grafanaCom', 'configMapRef', 'gzipConfigMapRef', 'jsonnet', 'jsonnetLib'];
  const field = elsewhere.find((one) => spec[one] !== undefined);
  if (field === undefined)
    return {
      name,
      document: () => refuse('input.noData', { kind: 'GrafanaDashboard', name, field: 'spec.json' }),
    };
  const value = typeof spec[field] === 'string' ? spec[field] : JSON.stringify(spec[field]);
  return { name, document: () => refuse('input.elsewhere', { name, field, value: value.slice(0, 200) }) };
}

function jsonUnder(name: string, text: () => string): Carried {
  return {
    name: name.replace(/\.json(?:\.gz)?$/i, ''),
    document: () => {
      try {
        return readDocument(text());
      } catch (cause) {
        // The line would be one of the text within, not of the file.
        if (cause instanceof Refusal && cause.code === 'input.syntax')
          throw new Refusal('input.embedded', { where: name, ...cause.params });
        throw cause;
      }
    },
  };
}

/** A text of UTF-8, maybe packed with gzip. */
function fromBase64(text: string, where: string): string {
  try {
    const bytes = load(`!!binary ${text.replace(/\s+/g, '')}`, { schema: YAML11_SCHEMA });
    if (!(bytes instanceof Uint8Array)) throw new TypeError('no bytes');
    const plain = bytes[0] === GZIP_MAGIC[0] && bytes[1] === GZIP_MAGIC[1] ? unzipped(bytes) : bytes;
    return decodeURIComponent(Array.from(plain, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    refuse('input.embedded', { where, language: 'base64', message: 'it is no text' });
  }
}

const GZIP_MAGIC = [0x1f, 0x8b] as const;

/** Unpacked piece by piece, so that a small file cannot become a large one. */
function unzipped(bytes: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const gunzip = new Gunzip((piece) => {
    length += piece.length;
    if (length > INPUT_LIMITS.characters)
      refuse('input.tooLarge', { length, limit: INPUT_LIMITS.characters });
    pieces.push(piece);
  });
  for (let at = 0; at < bytes.length; at += PIECE_BYTES)
    gunzip.push(bytes.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= bytes.length);
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** What gzip makes of so little is at most some megabytes. */
const PIECE_BYTES = 4096;
