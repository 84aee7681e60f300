import type { KubeObject } from '../kubernetes/objectStore.ts';
import { type ClaimableDevice, GPU_DRIVER } from './claimableDevices.ts';
import type { ClaimPlan, DeviceAskPlan } from './plan.ts';
import { fieldsOf, listOf, numberOf, textOf } from './unknownFields.ts';

/** Devices of one class, as a claim asks for them. */
interface Ask {
  /** What the result says was asked: the request, or `request/alternative`. */
  readonly request: string;
  readonly deviceClass: string;
  readonly profile: string | undefined;
  /** Undefined for all that there are. */
  readonly count: number | undefined;
  /** It looks at devices, whoever holds them. */
  readonly admin: boolean;
}

/** A device that a request is given. */
export interface Given {
  readonly request: string;
  readonly device: string;
  readonly adminAccess?: true;
}

/**
 * What a node gives a claim; undefined where it has too little.
 * @param free those of its devices that nobody holds and no taint keeps back
 * @param all all of them, at which an admin may look
 */
export function devicesFor(
  claim: KubeObject,
  free: readonly ClaimableDevice[],
  all: readonly ClaimableDevice[],
): Given[] | undefined {
  const given: Given[] = [];
  for (const alternatives of requestsOf(claim)) {
    const left = free.filter(({ name }) => !given.some((one) => one.device === name && !one.adminAccess));
    const found = alternatives
      .map((ask) => answer(ask, ask.admin ? all : left))
      .find((one) => one !== undefined);
    if (found === undefined) return undefined;
    given.push(...found);
  }
  return given;
}

function answer({ request, deviceClass, profile, count, admin }: Ask, devices: readonly ClaimableDevice[]) {
  const fitting = devices.filter(
    (one) =>
      one.deviceClass === deviceClass && (profile === undefined || one.instance?.profile.name === profile),
  );
  if (fitting.length < (count ?? 1)) return undefined;
  return fitting
    .slice(0, count)
    .map(({ name }): Given => ({ request, device: name, ...(admin && { adminAccess: true }) }));
}

/** Each request with its alternatives. */
function requestsOf({ spec }: KubeObject): Ask[][] {
  return listOf(fieldsOf(fieldsOf(spec)['devices'])['requests'])
    .map(fieldsOf)
    .map(({ name, exactly, firstAvailable }) => {
      const request = textOf(name) ?? '';
      if (exactly !== undefined) return [askOf(request, exactly)];
      return listOf(firstAvailable).map((one) => askOf(`${request}/${textOf(fieldsOf(one)['name'])}`, one));
    });
}

function askOf(request: string, ask: unknown): Ask {
  const { deviceClassName, allocationMode, count, adminAccess, selectors } = fieldsOf(ask);
  const expressions = listOf(selectors).map(
    (one) => textOf(fieldsOf(fieldsOf(one)['cel'])['expression']) ?? '',
  );
  return {
    request,
    deviceClass: textOf(deviceClassName) ?? '',
    profile: /\.profile == '([^']+)'/.exec(expressions.join())?.[1],
    count: allocationMode === 'All' ? undefined : (numberOf(count) ?? 1),
    admin: adminAccess === true,
  };
}

/** The spec of a claim, as the API server stores it. */
export function claimSpec({ asks, admin }: Pick<ClaimPlan, 'asks' | 'admin'>) {
  const [only, ...others] = asks;
  if (only !== undefined && others.length === 0)
    return {
      devices: {
        requests: [{ name: 'gpu', exactly: { ...askSpec(only), ...(admin && { adminAccess: true }) } }],
      },
    };
  const firstAvailable = asks.map((ask, index) => ({ name: `choice-${index + 1}`, ...askSpec(ask) }));
  return { devices: { requests: [{ name: 'gpu', firstAvailable }] } };
}

function askSpec({ deviceClass = GPU_DRIVER, count, profile }: DeviceAskPlan) {
  const expression = `device.attributes['${GPU_DRIVER}'].profile == '${profile}'`;
  return {
    allocationMode: count === undefined ? 'All' : 'ExactCount',
    ...(count !== undefined && { count }),
    deviceClassName: deviceClass,
    ...(profile !== undefined && { selectors: [{ cel: { expression } }] }),
  };
}
