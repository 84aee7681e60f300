import type { OperatorPolicy, OperatorReport } from '@gpu-console/shared/contract';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import { StatusBadge } from '../../components/StatusBadge.tsx';
import { NodeLink } from '../../fleet/links.tsx';
import { fleetTexts } from '../../fleet/texts.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { policyStatus } from './policyStatus.ts';
import { operatorTexts } from './texts.ts';

const MAX_UPGRADES = 20;

/** What the operator is told to do, how far it is with it, and the drivers that it replaces. */
export function PoliciesCard({ report: { policies, upgrades, installed } }: { report: OperatorReport }) {
  const texts = useTexts(operatorTexts);
  return (
    <Card title={texts.policies}>
      <div className="flex flex-col gap-4">
        {policies === null && (
          <EmptyState title={texts.policiesUnreadable}>{texts.policiesUnreadableDetail}</EmptyState>
        )}
        {policies?.length === 0 && (
          <EmptyState title={texts.noPolicies}>
            {texts[installed === 'operator' ? 'noPoliciesDetail' : 'noPoliciesNeeded']}
          </EmptyState>
        )}
        {policies?.map((policy) => (
          <Policy key={`${policy.kind}/${policy.name}`} policy={policy} />
        ))}
        <Upgrades upgrades={upgrades} />
      </div>
    </Card>
  );
}

function Policy({ policy: { kind, name, state, driverVersion, conditions } }: { policy: OperatorPolicy }) {
  const texts = useTexts(operatorTexts);
  const fleet = useTexts(fleetTexts);
  return (
    <section>
      <h3 className="flex flex-wrap items-center gap-2 font-medium">
        {kind}/{name}
        <StatusBadge status={policyStatus(state)}>{state ?? texts.noState}</StatusBadge>
        {driverVersion !== null && (
          <span className="text-sm font-normal text-muted">
            {fleet.field.driver} <span className="font-mono">{driverVersion}</span>
          </span>
        )}
      </h3>
      <ul className="mt-1 flex flex-col gap-1">
        {conditions.map(({ type, status, reason, message, since }) => (
          <li key={type} className="flex flex-wrap gap-x-2">
            <span className="font-mono text-sm">
              {type}={status}
            </span>
            {reason !== null && reason !== '' && <span className="text-sm text-muted">{reason}</span>}
            <span className="text-sm text-muted">
              <RelativeTime time={since} />
            </span>
            {message !== null && message !== '' && <span className="w-full break-words">{message}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Upgrades({ upgrades }: Pick<OperatorReport, 'upgrades'>) {
  const texts = useTexts(operatorTexts);
  if (upgrades.length === 0) return null;
  const rest = upgrades.length - MAX_UPGRADES;
  return (
    <section>
      <h3 className="font-medium">{texts.upgrades(upgrades.length)}</h3>
      <ul className="mt-1 flex flex-col gap-1">
        {upgrades.slice(0, MAX_UPGRADES).map(({ node, state }) => (
          <li key={node} className="flex flex-wrap items-center gap-2">
            <NodeLink node={node} />
            <StatusBadge status={state === 'upgrade-failed' ? 'critical' : 'info'}>{state}</StatusBadge>
          </li>
        ))}
        {rest > 0 && <li className="text-muted">{texts.more(rest)}</li>}
      </ul>
    </section>
  );
}
