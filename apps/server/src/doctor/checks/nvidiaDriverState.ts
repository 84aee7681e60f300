import { isKnown } from '../../fact.ts';
import { CLUSTER, check } from '../check.ts';
import { firstCulprit } from '../culprits.ts';
import { stateEvidence, stateMessage } from '../stateWords.ts';

export const nvidiaDriverState = check('nvidiadriver-state', (facts, found) => {
  const { drivers } = facts;
  if (!isKnown(drivers)) return [found.unknown(CLUSTER, drivers.unknown)];
  return drivers.value.map((driver) => {
    const { name, state } = driver;
    const evidence = stateEvidence(`NVIDIADriver/${name}`, driver);
    const details = {
      about: name,
      params: { driver: name, state: state ?? '—', message: stateMessage(driver) },
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
