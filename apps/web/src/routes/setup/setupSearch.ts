import { DISTRIBUTIONS } from '@gpu-console/shared/kubernetes';
import {
  ALLOCATIONS,
  DRIVERS,
  FORMS,
  isDriverVersion,
  isRegistry,
  RUNTIMES,
} from '@gpu-console/shared/setup';
import { oneOf, pickChoice, pickTexts } from '../../state/search.ts';

/** Takes a text that passes a test. */
const textThat = (passes: (text: string) => boolean) => (text: string) => (passes(text) ? text : undefined);

/** The page's part of the URL: which steps are open, and what was chosen for the installation. */
export function parseSetupSearch(search: Readonly<Record<string, unknown>>) {
  return {
    ...pickTexts(search, ['open']),
    ...pickChoice(search, 'allocation', oneOf(ALLOCATIONS)),
    ...pickChoice(search, 'runtime', oneOf(RUNTIMES)),
    ...pickChoice(search, 'distribution', oneOf([...DISTRIBUTIONS, 'none'])),
    ...pickChoice(search, 'driver', oneOf(DRIVERS)),
    ...pickChoice(search, 'driverVersion', textThat(isDriverVersion)),
    ...pickChoice(search, 'registry', textThat(isRegistry)),
    ...pickChoice(search, 'form', oneOf(FORMS)),
  };
}
