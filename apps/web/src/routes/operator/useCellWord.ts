import type { OperatorCell } from '@gpu-console/shared/contract';
import { useComponentName } from '../../checks/useComponentName.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { operatorTexts } from './texts.ts';

/** A cell in a word or two: whom it waits for, or what `kubectl get pods` says. */
export function useCellWord(): (cell: OperatorCell) => string {
  const texts = useTexts(operatorTexts);
  const nameOf = useComponentName();
  return ({ state, waitsFor, status }) => {
    if (state === 'waits') return waitsFor === null ? texts.waitsForNode : texts.waitsFor(nameOf(waitsFor));
    if (state === 'ready' || state === 'missing' || state === 'unschedulable') return texts.states[state];
    return status ?? texts.states[state];
  };
}
