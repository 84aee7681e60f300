import type { Device, DeviceClaim } from '@gpu-console/shared/contract';
import { useMemo } from 'react';
import type { Column } from '../../components/dataTable/column.ts';
import { timeColumn } from '../../components/dataTable/timeColumn.tsx';
import { StatusBadge } from '../../components/StatusBadge.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { GpuLink, NodeLink, PodLinks } from '../links.tsx';
import { fleetTexts } from '../texts.ts';
import { DeviceTaints } from './DeviceTaints.tsx';

/** Null where nobody knows who claimed the device. */
const claimsOf = ({ claims }: Device, admin: boolean) =>
  claims?.filter((claim) => claim.admin === admin) ?? null;
const podsOf = (claims: readonly DeviceClaim[]) =>
  claims.flatMap(({ namespace, pods }) => pods.map((name) => ({ namespace, name })));
const namesOf = (claims: readonly DeviceClaim[] | null) =>
  claims?.map(({ namespace, name }) => `${namespace}/${name}`).join(', ') || null;

/** Unix seconds of the oldest claim that holds the device. */
function claimedAt(device: Device): number | null {
  const created = (claimsOf(device, false) ?? []).map(({ createdAt }) => createdAt);
  return created.length === 0 ? null : Math.min(...created);
}

/** What there is to tell of a device that a DRA driver offers. */
export function useDeviceColumns(): readonly Column<Device>[] {
  const texts = useTexts(fleetTexts);
  return useMemo((): readonly Column<Device>[] => {
    const pods = (device: Device, admin: boolean) => {
      const claims = claimsOf(device, admin);
      return claims === null ? (
        <span className="text-muted">{texts.devices.unknown}</span>
      ) : (
        <PodLinks pods={podsOf(claims)} />
      );
    };
    const podNames = (device: Device, admin: boolean) =>
      podsOf(claimsOf(device, admin) ?? [])
        .map(({ namespace, name }) => `${namespace}/${name}`)
        .join(' ') || null;
    return [
      {
        id: 'device',
        header: texts.devices.device,
        value: ({ name }) => name,
        cell: ({ name, uuid, type }) =>
          uuid === null || type === 'mig' ? (
            <span title={name}>{name}</span>
          ) : (
            <GpuLink gpu={{ uuid, index: null, instance: null }} name={name} />
          ),
        width: 195,
      },
      {
        id: 'node',
        header: texts.field.node,
        value: ({ node }) => node,
        cell: ({ node }) => <NodeLink node={node} />,
        width: 120,
      },
      { id: 'product', header: texts.field.product, value: ({ product }) => product, width: 160 },
      {
        id: 'type',
        header: texts.field.type,
        value: ({ type, profile }) => profile ?? type,
        width: 80,
      },
      {
        id: 'taints',
        header: texts.field.taints,
        value: ({ taints }) => taints.map(({ key, value }) => `${key}=${value}`).join(' ') || null,
        cell: ({ taints }) => <DeviceTaints taints={taints} />,
        width: 215,
      },
      {
        id: 'health',
        header: texts.devices.health,
        value: ({ health }) => health,
        cell: ({ health, healthMessage }) => <Health health={health} message={healthMessage} />,
        width: 95,
      },
      {
        id: 'holder',
        header: texts.holders,
        value: (device) => podNames(device, false),
        cell: (device) => pods(device, false),
        width: 170,
      },
      {
        id: 'claim',
        header: texts.devices.claim,
        value: (device) => namesOf(claimsOf(device, false)),
        width: 170,
      },
      timeColumn({
        id: 'claimAge',
        header: texts.devices.claimAge,
        value: claimedAt,
        form: 'age',
        width: 90,
      }),
      {
        id: 'looks',
        header: texts.devices.looks,
        value: (device) => podNames(device, true),
        cell: (device) => pods(device, true),
        width: 170,
      },
    ];
  }, [texts]);
}

function Health({ health, message }: { health: string | null; message: string | null }) {
  if (health === null) return <>–</>;
  const status = health === 'Healthy' ? 'ok' : health === 'Unhealthy' ? 'critical' : 'unknown';
  return (
    <span title={message ?? undefined}>
      <StatusBadge status={status}>{health}</StatusBadge>
    </span>
  );
}
