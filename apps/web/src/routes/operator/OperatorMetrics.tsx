import type { OperatorReport } from '@gpu-console/shared/contract';
import { operatorMetrics } from '@gpu-console/shared/doctor';
import { Card } from '../../components/Card.tsx';
import { FactList } from '../../components/FactList.tsx';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { operatorTexts } from './texts.ts';

type Metrics = NonNullable<OperatorReport['operatorMetrics']>;
type Metric = Metrics[number];

const STATUS: Readonly<Record<number, 'done' | 'notReady' | 'noPolicy'>> = {
  1: 'done',
  0: 'notReady',
  [-1]: 'noPolicy',
};

/** What the operator tells Prometheus of itself, and on how many nodes each of its validations holds. */
export function OperatorMetricsCard({ metrics }: { metrics: Metrics }) {
  const texts = useTexts(operatorTexts);
  const locale = useLocale();
  const flags = metrics.filter(({ name, node }) => node !== null && operatorMetrics[name]?.kind === 'flag');
  const onNodes = [...new Set(flags.map(({ name }) => name))].map((name) => {
    const of = flags.filter((flag) => flag.name === name);
    const failing = of.filter(({ value }) => value !== 1).flatMap(({ node }) => node ?? []);
    return {
      label: operatorMetrics[name]?.meaning[locale] ?? name,
      value: <span title={failing.join(', ')}>{texts.onNodes(of.length - failing.length, of.length)}</span>,
    };
  });
  return (
    <Card title={texts.ownMetrics} note={texts.ownMetricsNote}>
      <FactList facts={[...useMetricFacts(metrics.filter(({ node }) => node === null)), ...onNodes]} />
    </Card>
  );
}

/** What is measured on a node. */
export function NodeMetrics({ metrics, node }: { metrics: Metrics; node: string }) {
  const texts = useTexts(operatorTexts);
  const facts = useMetricFacts(metrics.filter((metric) => metric.node === node));
  if (facts.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1 font-semibold">{texts.nodeMetrics}</h3>
      <FactList facts={facts} />
    </section>
  );
}

/** Each metric's meaning and its value as people say it; of several pods' the first counts. */
function useMetricFacts(metrics: readonly Metric[]) {
  const texts = useTexts(operatorTexts);
  const locale = useLocale();
  const said = ({ name, value }: Metric) => {
    switch (operatorMetrics[name]?.kind) {
      case 'flag':
        return texts[value === 1 ? 'yes' : 'no'];
      case 'time':
        return <RelativeTime time={value} />;
      case 'status':
        return texts.reconciled[STATUS[value] ?? 'failed'];
      default:
        return value.toLocaleString(locale);
    }
  };
  const firsts = new Map(metrics.toReversed().map((metric) => [metric.name, metric]));
  return [...firsts.values()].reverse().map((metric) => ({
    label: operatorMetrics[metric.name]?.meaning[locale] ?? metric.name,
    value: said(metric),
  }));
}
