import type { Pod } from '@gpu-console/shared/contract';
import { useNavigate } from '@tanstack/react-router';
import { Select } from '../../components/Select.tsx';
import { fleetTexts } from '../../fleet/texts.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { workloadsTexts } from './texts.ts';
import { PHASES } from './workloadsSearch.ts';

interface PodFiltersProps {
  readonly pods: readonly Pod[];
  readonly namespace: string | undefined;
  readonly phase: string | undefined;
}

/** Narrows the table to a namespace and a phase, in the URL. */
export function PodFilters({ pods, namespace, phase }: PodFiltersProps) {
  const fleet = useTexts(fleetTexts);
  const texts = useTexts(workloadsTexts);
  const navigate = useNavigate();
  const choose = (change: { namespace?: string | undefined; phase?: (typeof PHASES)[number] | undefined }) =>
    void navigate({ to: '.', search: (search) => ({ ...search, ...change }), replace: true });
  return (
    <>
      <NamespaceFilter
        namespaces={pods.map((pod) => pod.namespace)}
        namespace={namespace}
        onChoose={(next) => choose({ namespace: next })}
      />
      <Select
        label={fleet.field.phase}
        value={phase ?? ''}
        onChoose={(value) => choose({ phase: PHASES.find((one) => one === value) })}
        choices={[
          { value: '', label: texts.allPhases },
          ...PHASES.map((value) => ({ value, label: texts.phase[value] })),
        ]}
      />
    </>
  );
}

interface NamespaceFilterProps {
  readonly namespaces: readonly string[];
  readonly namespace: string | undefined;
  readonly onChoose: (namespace: string | undefined) => void;
}

export function NamespaceFilter({ namespaces, namespace, onChoose }: NamespaceFilterProps) {
  const fleet = useTexts(fleetTexts);
  const texts = useTexts(workloadsTexts);
  // The one chosen stays in the list when its last pod goes.
  const all = new Set([...namespaces, ...(namespace === undefined ? [] : [namespace])]);
  return (
    <Select
      label={fleet.field.namespace}
      value={namespace ?? ''}
      onChoose={(value) => onChoose(value === '' ? undefined : value)}
      choices={[
        { value: '', label: texts.allNamespaces },
        ...[...all].sort().map((value) => ({ value, label: value })),
      ]}
    />
  );
}
