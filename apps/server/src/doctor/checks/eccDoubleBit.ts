import { check, gpuSubject, seen } from '../check.ts';
import { eachReading, placeOf } from '../readings.ts';

const FIELD = 'DCGM_FI_DEV_ECC_DBE_VOL_TOTAL';

export const eccDoubleBit = check('ecc-double-bit', (facts, found) =>
  eachReading(facts, found, [FIELD], ({ gpu, value }) => {
    const evidence = [seen(`GPU/${gpu.uuid}`, FIELD, value, gpu.sampledAt)];
    return [
      value > 0
        ? found.fail(gpuSubject(gpu), 'errors', { params: { ...placeOf(gpu), errors: value }, evidence })
        : found.pass(gpuSubject(gpu), evidence),
    ];
  }),
);
