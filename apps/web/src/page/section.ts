import type { Localized } from '@gpu-console/shared/units';
import { useMatches, useRouter } from '@tanstack/react-router';
import type { LucideIcon } from 'lucide-react';

/** An entry of the navigation: a page of that path, and those that belong to it. */
export interface Section<Id extends string = string> {
  readonly id: Id;
  readonly title: Localized;
  readonly icon: LucideIcon;
}

/** Top to bottom. */
export function useSections() {
  return useRouter().options.context.sections;
}

/** The one that the page on screen belongs to. */
export function useCurrentSection() {
  const current = useMatches({ select: (matches) => matches.at(-1)?.staticData.section });
  return useSections().find(({ id }) => id === current);
}
