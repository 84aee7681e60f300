import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OwnConsole, startConsole } from '../harness/console.ts';
import { expect, test } from '../harness/fixtures.ts';
import { ownDemo } from '../harness/ownDemo.ts';

const TOKEN = 'of-the-nlp-team';
const file = join(mkdtempSync(join(tmpdir(), 'gpu-console-tokens-')), 'tokens.csv');
writeFileSync(file, `${TOKEN},ada,7,"nlp"\n`);

/** Its API server knows somebody by a token. */
const demo = ownDemo('fleet', '--token-auth-file', file);
let own: OwnConsole | undefined;

// What nobody is told, what is not theirs to see, and a token that nobody has.
test.use({ expectedComplaints: /status of 40[13]/ });

test.beforeAll(async () => {
  const { prometheus, kubeconfig } = demo();
  own = await startConsole(
    { prometheus, kubeconfig },
    { AUTH_MODE: 'kubernetes', PUBLIC_URL: 'http://localhost' },
  );
});
test.afterAll(() => own?.stop());

test('a token of the cluster signs in, is kept nowhere in the browser, and shows its namespace', async ({
  page,
}) => {
  await page.goto(`${own?.console}/c/default/workloads`);
  const field = page.getByLabel('Token', { exact: true });
  const submit = page.getByRole('button', { name: 'Sign in', exact: true });
  await field.fill('of-nobody');
  await submit.click();
  await expect(page.getByRole('alert')).toContainText('does not know this token');
  await expect(field).toHaveValue('');

  await field.fill(TOKEN);
  await submit.click();
  await expect(page).toHaveURL(/\/c\/default\/workloads/);
  await expect(page.getByRole('row', { name: /warm-spare/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /vision/ })).toHaveCount(0);
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]),
  );
  expect(kept).not.toContain(TOKEN);
  const cookies = await page.context().cookies();
  expect(cookies.map(({ httpOnly, sameSite }) => [httpOnly, sameSite])).toEqual([[true, 'Lax']]);
  expect(JSON.stringify(cookies)).not.toContain(TOKEN);

  await page.getByRole('button', { name: 'Signed in as: ada' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(field).toBeVisible();
  const asked = await page.request.get(`${own?.console}/api/v1/clusters`, {
    headers: { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') },
  });
  expect(asked.status()).toBe(401);
});

test('a program asks with the token itself', async ({ request }) => {
  const ask = (token: string) =>
    request.get(`${own?.console}/api/v1/clusters/default/overview`, {
      headers: { authorization: `Bearer ${token}` },
    });
  expect((await (await ask(TOKEN)).json()).scope).toEqual({ namespaces: ['nlp'], nodes: false });
  expect((await ask('of-nobody')).status()).toBe(401);
});
