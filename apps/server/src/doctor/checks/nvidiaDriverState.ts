import { isKnown } from '../../known.ts';
import { CLUSTER, check, seen } from '../check.ts';
import { firstCulprit } from '../culprits.ts';

export const nvidiaDriverState = check('nvidiadriver-state', (facts, found) => {
  const { drivers } = facts;
  if (!isKnown(drivers)) return [found.unknown(CLUSTER, drivers.unknown)];
  return drivers.value.map(({ name, state, conditions }) => {
    const object = `NVIDIADriver/${name}`;
    const told =
      conditions.find(({ type, status }) => type === 'Error' && status === 'True') ?? conditions[0];
    const evidence = [
      seen(object, '.status.state', state),
      ...conditions.map(({ type, status, message, since }) =>
        seen(object, `.status.conditions[${type}]`, [status, message].filter(Boolean).join(': '), since),
      ),
    ];
    const details = {
      about: name,
      params: { driver: name, state: state ?? '—', message: told?.message || told?.reason || '—' },
      evidence,
    };
    if (state === 'ready') return found.pass(CLUSTER, evidence);
    if (state === 'ignored' || state === 'disabled') return found.warn(CLUSTER, 'unused', details);
    const blockedBy = firstCulprit(facts, ['driver']);
    if (blockedBy !== undefined) return found.warn(CLUSTER, 'waits', { ...details, blockedBy });
    return state === null
      ? found.unknown(CLUSTER, 'the operator has not written its state yet')
      : found.fail(CLUSTER, 'not-ready', details);
  });
});
