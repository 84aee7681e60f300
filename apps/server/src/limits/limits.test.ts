import { describe, expect, it } from 'vitest';
import { ByteBudget } from './byteBudget.ts';
import { OneByOne } from './oneByOne.ts';
import { RateLimit } from './rateLimit.ts';

describe('a rate limit', () => {
  it('lets so many through within its window, and says when there is room again', () => {
    const limit = new RateLimit({ limit: 2, windowMs: 1000 });
    expect([0, 400, 500, 999].map((at) => limit.take(at))).toEqual([undefined, undefined, 500, 1]);
    expect([1000, 1001].map((at) => limit.take(at))).toEqual([undefined, 399]);
  });
});

describe('a byte budget', () => {
  it('is for what is held at once', () => {
    const budget = new ByteBudget(10);
    expect([budget.take(6), budget.take(5), budget.take(4), budget.take(1)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    budget.release(6);
    expect(budget.take(6)).toBe(true);
  });

  it('has room for one that is alone, however large', () => {
    const budget = new ByteBudget(10);
    expect([budget.take(11), budget.take(1)]).toEqual([true, false]);
    budget.release(11);
    expect(budget.take(1)).toBe(true);
  });
});

describe('one by one', () => {
  it('each begins once the one before has ended, however it did', async () => {
    const order: string[] = [];
    const line = new OneByOne();
    const act = (name: string, fails = false) =>
      line.run(async () => {
        order.push(`${name} begins`);
        await Promise.resolve();
        order.push(`${name} ends`);
        if (fails) throw new Error(`${name} failed`);
        return name;
      });
    const ends = await Promise.allSettled([act('a', true), act('b')]);
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
    expect(ends).toMatchObject([{ reason: new Error('a failed') }, { value: 'b' }]);
  });
});
