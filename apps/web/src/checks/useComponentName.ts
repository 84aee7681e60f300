import { useMemo } from 'react';
import { useTexts } from '../i18n/useTexts.ts';
import { checkTexts } from './texts.ts';

/** A component's name; one of another release of the console speaks for itself. */
export function useComponentName(): (component: string) => string {
  const { components } = useTexts(checkTexts);
  return useMemo(() => {
    const names = new Map(Object.entries(components));
    return (component) => names.get(component) ?? component;
  }, [components]);
}
