import { z } from 'zod';
import type { Fields } from '../codecs/fields.ts';
import { readLegend, writeLegend } from '../codecs/grafana/legend.ts';
import { MAX_MASK_BITS } from '../limits.ts';
import { Legend, type ModelOf, Name, queriesOf, query, Short, values, Words } from '../schemaParts.ts';
import { OWN_FIELDS, type PanelKind } from './panelKind.ts';

const StateQuery = z.strictObject({
  ...query,
  /**
   * What is the case while the series has values, with `{{label}}` placeholders. Where another query of the panel has one,
   * those without only have their rows: they show what nothing was the case of.
   */
  state: z.exactOptional(Short),
  /** The labels that name the pod which the state is: the state leads to it. */
  pod: z.exactOptional(z.strictObject({ namespace: Name, name: Name })),
});

/** One bit of a value that is a mask, and what it says. */
const MaskBit = z.strictObject({ bit: z.int().check(z.gte(1), z.lte(2 ** 30)), name: Words });

/**
 * A row per legend, with a bar for as long as something is the case: what `state` of a query says, each bit that is set in
 * the value, or else the value itself.
 */
export const stateTimelineSchema = z.strictObject({
  ...values,
  kind: z.literal('state-timeline'),
  queries: queriesOf(StateQuery),
  /** Where values are masks; bits left out are not shown. */
  bits: z.exactOptional(z.array(MaskBit).check(z.maxLength(MAX_MASK_BITS))),
  legend: z.exactOptional(Legend),
});

export type StateTimelinePanel = ModelOf<typeof stateTimelineSchema>;

export const stateTimeline: PanelKind<StateTimelinePanel> = {
  name: { en: 'State timeline', 'zh-CN': '状态时间线' },
  schema: stateTimelineSchema,
  become: ({ legend }) => (legend === undefined ? {} : { legend }),
  options: [{ control: 'legend', field: 'legend' }],
  grafana: {
    read: {
      'state-timeline': ({ options, findings }) => ({
        ...readLegend(options, findings),
        ...readBits(options),
      }),
      'status-history': ({ type, options, findings }) => {
        findings.add('panel.replaced', { kind: type, by: 'state-timeline' });
        return readLegend(options, findings);
      },
    },
    type: () => 'state-timeline',
    options: ({ bits, ...panel }) => ({
      ...writeLegend(panel),
      ...(bits === undefined ? {} : { [OWN_FIELDS]: { bits } }),
    }),
    query: {
      read: (own) => {
        const state = own.text('state');
        const pod = own.child('pod');
        const [namespace, name] = [pod.word('namespace'), pod.word('name')];
        return {
          ...(state === undefined ? {} : { state }),
          ...(namespace === undefined || name === undefined ? {} : { pod: { namespace, name } }),
        };
      },
      write: ({ state, pod }) => ({
        ...(state === undefined ? {} : { state }),
        ...(pod === undefined ? {} : { pod: { ...pod } }),
      }),
    },
  },
};

function readBits(options: Fields): Pick<StateTimelinePanel, 'bits'> {
  const bits = options.child(OWN_FIELDS).list('bits');
  const read = z.array(MaskBit).safeParse(bits);
  return read.success && bits.length > 0 ? { bits: read.data } : {};
}
