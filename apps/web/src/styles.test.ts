import { readFileSync } from 'node:fs';
import { THEMES, type Theme } from '@gpu-console/panels';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./styles.css', import.meta.url), 'utf8');
const isDark = css.indexOf('color-scheme: dark');

/** The last declaration before the dark theme's, and that theme's own where it has one. */
function declared(name: string, theme: Theme): string | undefined {
  const found = [...css.matchAll(new RegExp(`${name}:\\s*([^;]+);`, 'g'))];
  const light = found.find(({ index }) => index < isDark);
  const dark = found.find(({ index }) => index > isDark);
  const [, value] = (theme === 'dark' ? (dark ?? light) : light) ?? [];
  return value?.replaceAll(/\s+/g, ' ').trim();
}

describe.each(['light', 'dark'] as const)('what is drawn in the %s theme', (theme) => {
  const { series, heat, font, ...colours } = THEMES[theme];

  it('has the colours of the style sheet', () => {
    const names = Object.keys(colours).map((name) =>
      name.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`),
    );
    expect(Object.values(colours)).toEqual(names.map((name) => declared(`--color-${name}`, theme)));
  });

  it('has its palettes', () => {
    expect(series).toEqual(series.map((_, index) => declared(`--series-${index + 1}`, theme)));
    expect(heat).toEqual(heat.map((_, index) => declared(`--heat-${index}`, theme)));
    expect([series.length, heat.length]).toEqual([10, 10]);
    expect([declared('--series-11', theme), declared('--heat-10', theme)]).toEqual([undefined, undefined]);
  });

  it('has its type', () => {
    expect(font).toBe(declared('--font-sans', theme));
  });
});
