import { useMemo } from 'react';
import { useTexts } from '../../i18n/useTexts.ts';
import { operatorTexts } from './texts.ts';

/** A component's name; one of another release of the console speaks for itself. */
export function useComponentName(): (component: string) => string {
  const { components } = useTexts(operatorTexts);
  return useMemo(() => {
    const names = new Map(Object.entries(components));
    return (component) => names.get(component) ?? component;
  }, [components]);
}
