import { say, script } from './lib/commands.mjs';
import { FOR_DEMO, FOR_E2E, FOR_UNIT, setUp } from './lib/setup.mjs';

/** Installs what `npm run demo` and `npm test` need, which both also do themselves. */
script(async () => {
  const wasMissing = await setUp(FOR_DEMO, FOR_UNIT, FOR_E2E);
  say(wasMissing ? 'All is there.' : 'All is there: nothing was missing.');
});
