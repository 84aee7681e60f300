import { isRecord, listAt, recordAt, textAt } from './jsonAccess.ts';
import type { KubeObject } from './objectStore.ts';
import { apiVersionOf, type ResourceType } from './resourceTypes.ts';

/**
 * An object as one API version shows it. The store holds core/v1 events and discovery/v1 slices; custom
 * resources differ by `apiVersion` alone, like a CRD with conversion strategy None.
 */
export function inServedVersion(object: KubeObject, type: ResourceType): KubeObject {
  const apiVersion = apiVersionOf(type);
  if (object.apiVersion === apiVersion) return object;
  if (apiVersion === 'events.k8s.io/v1') return toEventsV1(object);
  if (apiVersion === 'discovery.k8s.io/v1beta1') return toSliceV1beta1(object);
  return { ...object, apiVersion };
}

/** The inverse, for what a client sends. */
export function inStoredVersion(object: KubeObject): KubeObject {
  if (object.apiVersion === 'events.k8s.io/v1') return fromEventsV1(object);
  if (object.apiVersion === 'discovery.k8s.io/v1beta1') return fromSliceV1beta1(object);
  return object;
}

/** Field names of the two event APIs: those of core/v1 beside those of events.k8s.io/v1. */
const eventFields = [
  ['involvedObject', 'regarding'],
  ['message', 'note'],
  ['source', 'deprecatedSource'],
  ['firstTimestamp', 'deprecatedFirstTimestamp'],
  ['lastTimestamp', 'deprecatedLastTimestamp'],
  ['count', 'deprecatedCount'],
  ['reportingComponent', 'reportingController'],
] as const;

function toEventsV1(event: KubeObject): KubeObject {
  const names = new Map<string, string>(eventFields);
  return { ...renamed(event, names), apiVersion: 'events.k8s.io/v1' };
}

function fromEventsV1(event: KubeObject): KubeObject {
  const names = new Map<string, string>(eventFields.map(([core, later]) => [later, core]));
  return { ...renamed(event, names), apiVersion: 'v1' };
}

function renamed(object: KubeObject, names: ReadonlyMap<string, string>): KubeObject {
  const { apiVersion, kind, metadata, ...fields } = object;
  const entries = Object.entries(fields).map(([key, value]) => [names.get(key) ?? key, value]);
  return { ...Object.fromEntries(entries), apiVersion, kind, metadata };
}

/** v1beta1 kept node and zone in a `topology` map. */
function toSliceV1beta1(slice: KubeObject): KubeObject {
  const endpoints = listAt(slice, 'endpoints').map((endpoint) => {
    const { zone, ...rest } = recordAt(endpoint);
    const nodeName = textAt(endpoint, 'nodeName');
    return {
      ...rest,
      topology: {
        ...(nodeName && { 'kubernetes.io/hostname': nodeName }),
        ...(typeof zone === 'string' && { 'topology.kubernetes.io/zone': zone }),
      },
    };
  });
  return { ...slice, apiVersion: 'discovery.k8s.io/v1beta1', endpoints };
}

function fromSliceV1beta1(slice: KubeObject): KubeObject {
  const endpoints = listAt(slice, 'endpoints').map((endpoint) => {
    const { topology, ...rest } = recordAt(endpoint);
    if (!isRecord(topology)) return rest;
    const nodeName = textAt(topology, 'kubernetes.io/hostname');
    const zone = textAt(topology, 'topology.kubernetes.io/zone');
    return { ...(nodeName && { nodeName }), ...(zone && { zone }), ...rest };
  });
  return { ...slice, apiVersion: 'discovery.k8s.io/v1', endpoints };
}
