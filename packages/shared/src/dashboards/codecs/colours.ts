import type { Colour } from '../schemaParts.ts';

/** Hues of Grafana's palette, dark to light (grafana-data, themes/createVisualizationColors.ts). */
const SHADES = ['super-light-', 'light-', '', 'semi-dark-', 'dark-'] as const;
const HUES: Readonly<Record<string, readonly string[]>> = {
  red: ['#ffa6b0', '#ff7383', '#f2495c', '#e02f44', '#c4162a'],
  orange: ['#ffcb7d', '#ffb357', '#ff9830', '#ff780a', '#fa6400'],
  yellow: ['#fff899', '#ffee52', '#fade2a', '#f2cc0c', '#e0b400'],
  green: ['#c8f2c2', '#96d98d', '#73bf69', '#56a64b', '#37872d'],
  blue: ['#c0d8ff', '#8ab8ff', '#5794f2', '#3274d9', '#1f60c4'],
  purple: ['#deb6f2', '#ca95e5', '#b877d9', '#a352cc', '#8f3bb8'],
};

const NAMED: ReadonlyMap<string, Colour> = new Map([
  ...Object.entries(HUES).flatMap(([hue, shades]) =>
    shades.map((colour, index) => [`${SHADES[index] ?? ''}${hue}`, colour] as const),
  ),
  ['transparent', '#00000000'],
  ['black', '#000000'],
  ['white', '#ffffff'],
  ['gray', '#808080'],
  ['grey', '#808080'],
]);

const HEX = /^#([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/;
const RGB =
  /^rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,\s*(0|1|0?\.\d{1,6}|1\.0{1,6})\s*)?\)$/;

/** A colour of another program as `#…`; undefined for what is none, so that nothing else gets into a style. */
export function readColour(text: string): Colour | undefined {
  const word = text.trim().toLowerCase();
  if (HEX.test(word)) return word;
  const [, r, g, b, alpha] = RGB.exec(word) ?? [];
  if (r === undefined || g === undefined || b === undefined) return NAMED.get(word);
  const parts = [r, g, b].map((part) => Math.min(255, Number(part)));
  if (alpha !== undefined && Number(alpha) < 1) parts.push(Math.round(Number(alpha) * 255));
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
