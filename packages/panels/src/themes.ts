import type { ChartTokens } from './tokens.ts';

export type Theme = 'light' | 'dark';

const FONT =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';

/** Viridis: even to the eye, in one direction. */
const HEAT = [
  '#440154',
  '#482878',
  '#3e4989',
  '#31688e',
  '#26828e',
  '#1f9e89',
  '#35b779',
  '#6ece58',
  '#b5de2b',
  '#fde725',
];

/** The themes' colours and type as the style sheet has them, for what is drawn without one. */
export const THEMES: Readonly<Record<Theme, ChartTokens>> = {
  light: {
    series: [
      '#1f6fc4',
      '#d9730d',
      '#0f8a6a',
      '#b0408e',
      '#8a6d00',
      '#2299bd',
      '#c43c39',
      '#6a56c2',
      '#6b7785',
      '#7a4a2b',
    ],
    heat: HEAT,
    ink: '#1b2430',
    muted: '#566171',
    line: '#dfe3e9',
    lineStrong: '#c3cad4',
    surface: '#ffffff',
    sunken: '#eef1f4',
    warning: '#8f5600',
    critical: '#b92525',
    info: '#1a63d6',
    font: FONT,
  },
  dark: {
    series: [
      '#5aa2f0',
      '#f2994a',
      '#3fc79a',
      '#e07cc1',
      '#d9c04a',
      '#62cbe8',
      '#f07470',
      '#a294f5',
      '#a4afbd',
      '#c79a75',
    ],
    heat: HEAT,
    ink: '#e3e8ef',
    muted: '#9ba6b5',
    line: '#29313c',
    lineStrong: '#414b59',
    surface: '#161b22',
    sunken: '#1d232c',
    warning: '#f0b24a',
    critical: '#ff8a82',
    info: '#6ea8fe',
    font: FONT,
  },
};
