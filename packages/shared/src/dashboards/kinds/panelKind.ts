import type { z } from 'zod';
import type { Localized } from '../../units/index.ts';
import type { Fields } from '../codecs/fields.ts';
import type { Findings } from '../codecs/report.ts';
import type { JsonObject } from '../json.ts';
import type { Legend, MeasuredPanel, Statistic } from '../schemaParts.ts';

/** What a panel of one kind has beyond what all have that show values. */
export type Own<P extends MeasuredPanel & { readonly kind: string }> = Omit<P, keyof MeasuredPanel | 'kind'>;

/** What a kind can take over from a panel that was of another. */
interface Former {
  readonly reduce: Statistic;
  readonly legend?: Legend;
}

/** A panel of Grafana's that is being read; `options` is the object of that name. */
export interface GrafanaPanel {
  readonly type: string;
  readonly fields: Fields;
  readonly options: Fields;
  readonly findings: Findings;
}

/** Under this name a Grafana file keeps what Grafana has no field for: it leaves alone what it does not know. */
export const OWN_FIELDS = 'gpuConsole';

/** What Grafana since 7.4 calls a kind, and keeps of it. */
interface GrafanaKind<P extends MeasuredPanel & { readonly kind: string }> {
  /** By each of Grafana's names for it, or for what is nearest to it. */
  readonly read: Readonly<Record<string, (panel: GrafanaPanel) => Own<P>>>;
  readonly type: (panel: P) => string;
  readonly options: (panel: P) => JsonObject;
  /** Thresholds colour it only where `color.mode` says so; its series have colours of their own. */
  readonly byPalette?: true;
  /** What stands under `fieldConfig.defaults.custom`. */
  readonly custom?: (panel: P) => JsonObject;
  /** What its queries have beyond those of other kinds, under `OWN_FIELDS` of a target. */
  readonly query?: {
    readonly read: (own: Fields) => Partial<P['queries'][number]>;
    readonly write: (query: P['queries'][number]) => JsonObject;
  };
}

/** What KubeSphere calls a kind, and keeps of it. */
interface KubesphereKind<P extends MeasuredPanel & { readonly kind: string }> {
  readonly read: Readonly<
    Record<string, (fields: Fields, findings: Findings, scale: number) => OwnAndEnds<P>>
  >;
  /** Its name in each version of the format that has it. */
  readonly type: { readonly v1alpha1?: string; readonly v1alpha2: string };
  readonly write: (panel: P) => JsonObject;
}

type OwnAndEnds<P extends MeasuredPanel & { readonly kind: string }> = Own<P> &
  Pick<MeasuredPanel, 'min' | 'max'>;

/** One thing that a person can choose of how a panel is drawn. */
export type KindOption =
  | {
      readonly control: 'choice';
      readonly field: string;
      readonly label: Localized;
      readonly choices: Choices;
      /** What a panel without the field has; without it the field is always there. */
      readonly absent?: string;
    }
  | { readonly control: 'flag'; readonly field: string; readonly label: Localized }
  /** A share, 0–1, that reads as percent. */
  | { readonly control: 'share'; readonly field: string; readonly label: Localized }
  | { readonly control: 'statistic'; readonly field: 'reduce' }
  | { readonly control: 'legend'; readonly field: 'legend' }
  /** The column that rows are sorted by, and which way. */
  | { readonly control: 'sort'; readonly field: 'sort' }
  /** Nothing to choose, but to say. */
  | { readonly control: 'note'; readonly field: 'note'; readonly label: Localized };

/** The values of a choice and what they are called. */
type Choices = readonly (readonly [value: string, label: Localized])[];

/**
 * A kind of panel that asks for values, as the model, the editor and the codecs know it; how it is drawn stands in
 * `packages/panels/src/kinds`.
 */
export interface PanelKind<P extends MeasuredPanel & { readonly kind: string }> {
  readonly name: Localized;
  readonly schema: z.ZodType<P> & z.core.$ZodTypeDiscriminable;
  /** What a panel has of its own that becomes one of this kind. */
  readonly become: (former: Former) => Own<P>;
  /** What its queries' series are for, where they are no lines. */
  readonly format?: 'table' | 'heatmap';
  /** In the order in which the editor's form has them. */
  readonly options: readonly KindOption[];
  readonly grafana: GrafanaKind<P>;
  /** Undefined where KubeSphere has none: it gets a graph. */
  readonly kubesphere?: KubesphereKind<P>;
}
