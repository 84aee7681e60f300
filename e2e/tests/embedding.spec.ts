import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pageUrl } from '../harness/api.ts';
import { startConsole } from '../harness/console.ts';
import { test as base, expect } from '../harness/fixtures.ts';

/** A site with the console in a frame on its only page. */
interface Portal {
  readonly origin: string;
  /** What stands in the frame. */
  embed: string;
}

const test = base.extend<{ portal: Portal; other: Portal }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its first parameter
  portal: async ({}, use) => withPortal(use),
  // biome-ignore lint/correctness/noEmptyPattern: as above
  other: async ({}, use) => withPortal(use),
});

async function withPortal(use: (portal: Portal) => Promise<void>): Promise<void> {
  const server = createServer((_, reply) => {
    reply.setHeader('content-type', 'text/html');
    reply.end(
      `<link rel="icon" href="data:,"><iframe width="1200" height="700" src="${portal.embed}"></iframe>`,
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const portal: Portal = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    embed: '',
  };
  await use(portal);
  server.close();
  server.closeAllConnections();
}

test.use({ expectedComplaints: /frame-ancestors/ });

test('a portal that is named shows the console in a frame, another does not', async ({
  demo,
  page,
  portal,
  other,
}) => {
  const own = await startConsole(demo, { FRAME_ANCESTORS: `'self' ${portal.origin}` });
  try {
    portal.embed = pageUrl(own, 'nodes');
    other.embed = portal.embed;
    await page.goto(portal.origin);
    const frame = page.frameLocator('iframe');
    await frame
      .getByRole('row', { name: /gpu-h100-01/ })
      .getByRole('link')
      .first()
      .click();
    await expect(frame.getByRole('heading', { level: 1, name: 'gpu-h100-01' })).toBeVisible();

    await page.goto(other.origin);
    await expect
      .poll(() => page.frames().map((each) => each.url()))
      .toEqual([`${other.origin}/`, 'chrome-error://chromewebdata/']);
  } finally {
    await own.stop();
  }
});

test('no portal shows a console that was told of none', async ({ demo, page, portal }) => {
  portal.embed = pageUrl(demo, 'nodes');
  await page.goto(portal.origin);
  await expect
    .poll(() => page.frames().map((each) => each.url()))
    .toEqual([`${portal.origin}/`, 'chrome-error://chromewebdata/']);
});
