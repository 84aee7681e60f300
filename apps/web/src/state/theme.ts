import { useSyncExternalStore } from 'react';
import { readStored, writeStored } from './stored.ts';

export type Theme = 'light' | 'dark';
export const THEME_CHOICES = ['light', 'dark', 'system'] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];

const KEY = 'theme';
const prefersDark = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

function choiceOf(value: string | null): ThemeChoice | undefined {
  return THEME_CHOICES.find((one) => one === value);
}

/** A link's `?theme=` comes first, then what was chosen here before. */
let choice: ThemeChoice =
  choiceOf(new URLSearchParams(location.search).get('theme')) ?? choiceOf(readStored(KEY)) ?? 'system';

function currentTheme(): Theme {
  if (choice !== 'system') return choice;
  return prefersDark.matches ? 'dark' : 'light';
}

/** Tells the page and everything that draws for itself. */
function applyTheme(): void {
  document.documentElement.dataset['theme'] = currentTheme();
  for (const listener of listeners) listener();
}

/** Sets the theme before the first paint and follows the system's from then on. */
export function startTheme(): void {
  prefersDark.addEventListener('change', applyTheme);
  applyTheme();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function setChoice(next: ThemeChoice): void {
  choice = next;
  writeStored(KEY, next);
  applyTheme();
}

/** The theme that is shown, the choice it follows from, and how to choose another. */
export function useTheme(): { theme: Theme; choice: ThemeChoice; setChoice: (next: ThemeChoice) => void } {
  const theme = useSyncExternalStore(subscribe, currentTheme);
  const chosen = useSyncExternalStore(subscribe, () => choice);
  return { theme, choice: chosen, setChoice };
}
