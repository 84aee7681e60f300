import type { Device } from '@gpu-console/shared/contract';
import { StatusBadge } from '../../components/StatusBadge.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { fleetTexts } from '../texts.ts';

/** The taints of a device: those that keep pods off it, and those that only say something of it (effect `None`). */
export function DeviceTaints({ taints }: Pick<Device, 'taints'>) {
  const texts = useTexts(fleetTexts);
  if (taints.length === 0) return <span className="text-muted">–</span>;
  return (
    <span className="inline-flex max-w-full gap-1">
      {taints.map(({ key, value, effect, rule }) => {
        const name = value === '' ? key : `${key}=${value}`;
        const by = rule === null ? texts.devices.taintedByDriver : texts.devices.taintedByRule(rule);
        return (
          <span key={`${name} ${effect} ${rule}`} className="min-w-0" title={`${name}:${effect} · ${by}`}>
            <StatusBadge status={effect === 'None' ? 'info' : 'warning'}>{name}</StatusBadge>
          </span>
        );
      })}
    </span>
  );
}
