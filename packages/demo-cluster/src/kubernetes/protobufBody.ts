import { type JsonRecord, listAt, recordAt, textAt } from './jsonAccess.ts';
import { badRequest, unsupportedMediaType } from './status.ts';

/** How one field of a protobuf message appears in JSON. */
type Field = readonly [
  name: string,
  type: 'string' | 'integer' | 'strings' | 'map' | 'quantities' | Message | readonly [Message],
];

/** A protobuf message's fields by number; numbers that are not listed are skipped. */
interface Message {
  readonly [number: number]: Field;
}

/*
 * Field numbers of the generated.proto files in k8s.io/api and k8s.io/apimachinery, for the objects that kubectl's
 * imperative commands (`create namespace`, `create deployment`, `auth can-i`, `drain`, …) send since 1.32. Manifests
 * always come as JSON.
 */
const objectMeta: Message = {
  1: ['name', 'string'],
  2: ['generateName', 'string'],
  3: ['namespace', 'string'],
  11: ['labels', 'map'],
  12: ['annotations', 'map'],
  14: ['finalizers', 'strings'],
};
const metadata: Field = ['metadata', objectMeta];
const labelSelector: Message = { 1: ['matchLabels', 'map'] };
const container: Message = {
  1: ['name', 'string'],
  2: ['image', 'string'],
  3: ['command', 'strings'],
  4: ['args', 'strings'],
  5: ['workingDir', 'string'],
  6: ['ports', [{ 1: ['name', 'string'], 3: ['containerPort', 'integer'], 4: ['protocol', 'string'] }]],
  7: ['env', [{ 1: ['name', 'string'], 2: ['value', 'string'] }]],
  8: ['resources', { 1: ['limits', 'quantities'], 2: ['requests', 'quantities'] }],
};
const podTemplate: Message = {
  1: metadata,
  2: ['spec', { 2: ['containers', [container]], 3: ['restartPolicy', 'string'], 7: ['nodeSelector', 'map'] }],
};
const deleteOptions: Message = {
  1: ['gracePeriodSeconds', 'integer'],
  2: ['preconditions', { 1: ['uid', 'string'], 2: ['resourceVersion', 'string'] }],
  4: ['propagationPolicy', 'string'],
};

const policyRule: Message = {
  1: ['verbs', 'strings'],
  2: ['apiGroups', 'strings'],
  3: ['resources', 'strings'],
  4: ['resourceNames', 'strings'],
  5: ['nonResourceURLs', 'strings'],
};
const roleBinding: Message = {
  1: metadata,
  2: [
    'subjects',
    [{ 1: ['kind', 'string'], 2: ['apiGroup', 'string'], 3: ['name', 'string'], 4: ['namespace', 'string'] }],
  ],
  3: ['roleRef', { 1: ['apiGroup', 'string'], 2: ['kind', 'string'], 3: ['name', 'string'] }],
};
const resourceAttributes: Message = {
  1: ['namespace', 'string'],
  2: ['verb', 'string'],
  3: ['group', 'string'],
  4: ['version', 'string'],
  5: ['resource', 'string'],
  6: ['subresource', 'string'],
  7: ['name', 'string'],
};
const pathAttributes: Message = { 1: ['path', 'string'], 2: ['verb', 'string'] };

const messageOfKind: Readonly<Record<string, Message>> = {
  ConfigMap: { 1: metadata, 2: ['data', 'map'] },
  ClusterRole: { 1: metadata, 2: ['rules', [policyRule]] },
  ClusterRoleBinding: roleBinding,
  DeleteOptions: deleteOptions,
  Deployment: {
    1: metadata,
    2: ['spec', { 1: ['replicas', 'integer'], 2: ['selector', labelSelector], 3: ['template', podTemplate] }],
  },
  Eviction: { 1: metadata, 2: ['deleteOptions', deleteOptions] },
  Job: {
    1: metadata,
    2: [
      'spec',
      { 1: ['parallelism', 'integer'], 2: ['completions', 'integer'], 6: ['template', podTemplate] },
    ],
  },
  Namespace: { 1: metadata },
  Role: { 1: metadata, 2: ['rules', [policyRule]] },
  RoleBinding: roleBinding,
  SelfSubjectAccessReview: {
    1: metadata,
    2: [
      'spec',
      { 1: ['resourceAttributes', resourceAttributes], 2: ['nonResourceAttributes', pathAttributes] },
    ],
  },
  SelfSubjectReview: { 1: metadata },
  SelfSubjectRulesReview: { 1: metadata, 2: ['spec', { 1: ['namespace', 'string'] }] },
  ServiceAccount: { 1: metadata },
};

const magic = Buffer.from('k8s\0');

/**
 * Decodes a body of type application/vnd.kubernetes.protobuf: four bytes of magic, then a runtime.Unknown that names
 * the kind and wraps the object.
 * @throws ApiError 400 for broken bytes, 415 for a kind that is not among the known ones
 */
export function decodeProtobufBody(bytes: Buffer): JsonRecord {
  if (!bytes.subarray(0, 4).equals(magic))
    throw badRequest('provided data does not appear to be a protobuf message');
  let kind = '';
  let apiVersion = '';
  let raw: Buffer = Buffer.alloc(0);
  for (const { number, value } of fieldsOf(bytes.subarray(4))) {
    if (number === 1 && Buffer.isBuffer(value)) {
      const typeMeta = decode(value, { 1: ['apiVersion', 'string'], 2: ['kind', 'string'] });
      kind = textAt(typeMeta, 'kind');
      apiVersion = textAt(typeMeta, 'apiVersion');
    }
    if (number === 2 && Buffer.isBuffer(value)) raw = value;
  }
  const message = messageOfKind[kind];
  if (!message) throw unsupportedMediaType(['application/json', 'application/yaml']);
  return { apiVersion, kind, ...decode(raw, message) };
}

function decode(bytes: Buffer, message: Message): JsonRecord {
  const result: JsonRecord = {};
  for (const { number, value } of fieldsOf(bytes)) {
    const [name, type] = message[number] ?? [];
    if (name === undefined || type === undefined) continue;
    if (!Buffer.isBuffer(value)) {
      result[name] = value;
    } else if (type === 'string') {
      // Go writes empty strings too; in JSON they are left out.
      if (value.length > 0) result[name] = value.toString();
    } else if (type === 'strings') {
      result[name] = [...listAt(result, name), value.toString()];
    } else if (type === 'map' || type === 'quantities') {
      const entry = mapEntry(value, type === 'quantities');
      result[name] = { ...recordAt(result, name), ...entry };
    } else if (isRepeated(type)) {
      result[name] = [...listAt(result, name), decode(value, type[0])];
    } else if (typeof type === 'object') {
      result[name] = decode(value, type);
    }
  }
  return result;
}

function isRepeated(type: Field[1]): type is readonly [Message] {
  return Array.isArray(type);
}

/** A map is a repeated message of key and value; a quantity's value is a message around its text. */
function mapEntry(bytes: Buffer, quantities: boolean): JsonRecord {
  const value: Field = quantities ? ['value', { 1: ['text', 'string'] }] : ['value', 'string'];
  const entry = decode(bytes, { 1: ['key', 'string'], 2: value });
  const path = quantities ? ['value', 'text'] : ['value'];
  return { [textAt(entry, 'key')]: textAt(entry, ...path) };
}

/** The fields of a message on the wire: numbers as numbers, everything else as its bytes. @throws ApiError 400 */
function* fieldsOf(bytes: Buffer): Generator<{ number: number; value: number | Buffer }> {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw badRequest('unexpected end of the protobuf message');
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  const slice = (length: number): Buffer => {
    at += length;
    if (at > bytes.length) throw badRequest('unexpected end of the protobuf message');
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const tag = varint();
    const wireType = tag & 7;
    const number = Math.floor(tag / 8);
    if (wireType === 0) yield { number, value: varint() };
    else if (wireType === 1) yield { number, value: slice(8) };
    else if (wireType === 2) yield { number, value: slice(varint()) };
    else if (wireType === 5) yield { number, value: slice(4) };
    else throw badRequest(`unknown protobuf wire type ${String(wireType)}`);
  }
}
