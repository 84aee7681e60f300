import type { OperatorReport } from '@gpu-console/shared/contract';
import { Fact } from '../../components/Fact.tsx';
import { StatusBadge } from '../../components/StatusBadge.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { policyStatus } from './policyStatus.ts';
import { operatorTexts } from './texts.ts';

const MAX_POLICIES = 3;

/** How many components are to blame for what does not work. */
export function OperatorBadge({ report: { stages, installed, partial } }: { report: OperatorReport }) {
  const texts = useTexts(operatorTexts);
  if (partial.some(({ source }) => source === 'kubernetes')) return null;
  if (installed === null) return <StatusBadge status="warning">{texts.nothingInstalled}</StatusBadge>;
  if (stages.length === 0) return null;
  const culprits = stages.reduce((sum, stage) => sum + stage.culprits, 0);
  if (culprits > 0) return <StatusBadge status="critical">{texts.culprits(culprits)}</StatusBadge>;
  const isReady = stages.every(({ ready, nodes }) => ready === nodes);
  return (
    <StatusBadge status={isReady ? 'ok' : 'info'}>{isReady ? texts.allWell : texts.starting}</StatusBadge>
  );
}

/** What is installed, where, and where the drivers come from. */
export function OperatorFacts({ report }: { report: OperatorReport }) {
  const { installed, setting, driver, policies, upgrades } = report;
  const texts = useTexts(operatorTexts);
  const version = installed === 'operator' ? ` ${setting.operatorVersion ?? ''}` : '';
  return (
    <>
      <Fact label={texts.installed}>
        {texts.installs[installed ?? 'nothing']}
        {version}
      </Fact>
      {installed === 'operator' && <Fact label={texts.namespace}>{setting.operatorNamespace}</Fact>}
      {driver !== null && <Fact label={texts.driver}>{texts.drivers[driver]}</Fact>}
      {policies?.slice(0, MAX_POLICIES).map(({ kind, name, state }) => (
        <Fact key={`${kind}/${name}`} label={kind}>
          <StatusBadge status={policyStatus(state)}>{state ?? texts.noState}</StatusBadge>
        </Fact>
      ))}
      {upgrades.length > 0 && <Fact label={texts.upgrading}>{upgrades.length}</Fact>}
    </>
  );
}
