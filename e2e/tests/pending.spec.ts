import { getJson, pageUrl } from '../harness/api.ts';
import { expect, test } from '../harness/fixtures.ts';
import { card } from '../harness/pages.ts';

test('a pod too large for any node is told so, with what is free', async ({ demo, page, request }) => {
  await page.goto(pageUrl(demo, 'pods/nlp/giant-pretrain'));
  await expect(card(page, 'Why it is pending')).toContainText(
    'No node that suits it has as many as 16 GPUs: the largest has 8.',
  );
  const nodes = card(page, 'Node by node').getByRole('row');
  const listed = await getJson(request, demo, 'nodes');
  await expect(nodes).toHaveCount(listed.items.length + 1);
  await expect(nodes.filter({ hasText: 'gpu-h100-01' })).toContainText('only 8 in all, asks for 16');
  await expect(nodes.filter({ hasText: 'gpu-h100-03' })).toContainText('taint dedicated=research:NoSchedule');
  await expect(nodes.filter({ hasText: 'gpu-l40s-02' })).toContainText('cordoned');
});

test('a pod kept off by one taint is told by which, and its node is a link', async ({ demo, page }) => {
  await page.goto(pageUrl(demo, 'pods/vision/needs-research-pool'));
  await expect(card(page, 'Why it is pending')).toContainText(
    'gpu-h100-03 comes closest: the only blocking reason',
  );
  await expect(card(page, 'Why it is pending')).toContainText('taint dedicated=research:NoSchedule');
  const nodes = card(page, 'Node by node');
  await expect(nodes.getByRole('row').nth(1)).toContainText('gpu-h100-03');
  await expect(nodes.getByRole('row').nth(2)).toContainText('no label pool, wants research');
  await nodes.getByRole('link', { name: 'gpu-h100-03' }).click();
  await expect(page).toHaveURL(/\/nodes\/gpu-h100-03/);
});

test('a label that no node has is named', async ({ demo, page }) => {
  await page.goto(pageUrl(demo, 'pods/recsys/wants-b200'));
  const why = card(page, 'Why it is pending');
  await expect(why).toContainText('No node has the label nvidia.com/gpu.product=NVIDIA-B200');
  await expect(why).not.toContainText('comes closest');
});

test('the verdicts add up to what the scheduler counts', async ({ demo, request }) => {
  const { pod, explanation } = await getJson(request, demo, 'pods/vision/needs-research-pool');
  const verdicts: { kind: string }[][] = explanation.nodes.map(
    (node: { verdicts: { kind: string }[] }) => node.verdicts,
  );
  // The scheduler's plugins look at cordons first, then at taints, then at labels; each node counts once.
  const order = ['cordoned', 'taint', 'selector'];
  const counts = order.map((kind) => ({
    kind,
    nodes: verdicts.filter((own) => order.find((one) => own.some((verdict) => verdict.kind === one)) === kind)
      .length,
  }));
  const causes: { kind: string; nodes: number }[] = pod.pending.causes;
  const said = order.map((kind) => ({ kind, nodes: causes.find((cause) => cause.kind === kind)?.nodes }));
  expect(counts).toEqual(said);
});

test('the lists say in a few words why a pod waits, in either language', async ({ demo, page }) => {
  await page.goto(pageUrl(demo, 'overview'));
  await expect(
    card(page, 'Pending GPU pods').getByRole('listitem').filter({ hasText: 'wants-b200' }),
  ).toContainText('labels do not match (10 nodes)');
  await page.goto(pageUrl(demo, 'workloads?phase=Pending'));
  const row = page.getByRole('table').getByRole('row').filter({ hasText: 'giant-pretrain' });
  await expect(row).toContainText('not enough gpu (10 nodes)');
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitemradio', { name: '简体中文' }).click();
  await expect(row).toContainText('gpu 不足（10 个节点）');
});
