import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { AccessReviews, ResourceAttributes, Subject } from '../kubernetes/accessReviews.ts';
import { Authorizer } from './authorizer.ts';
import type { Identity } from './identity.ts';

const person = (user: string, ...groups: string[]): Identity => ({
  user,
  groups,
  uid: null,
  extra: {},
  cluster: null,
});

/** An authorizer over an API server that allows what `allows` says, and what that was asked. */
function judged(
  allows: (subject: Subject, attributes: ResourceAttributes) => boolean,
  names: readonly string[] = [],
) {
  const asked: { subject: Subject; attributes: ResourceAttributes }[] = [];
  const reviews: Pick<AccessReviews, 'isAllowed'> = {
    isAllowed: async (subject, attributes) => {
      asked.push({ subject, attributes });
      return allows(subject, attributes);
    },
  };
  return {
    asked,
    of: (...more: [] | [ConstructorParameters<typeof Authorizer>[2]]) =>
      new Authorizer(reviews, async () => names, ...more),
  };
}

const LIST = { verb: 'list', resource: 'pods' };

describe('an answer', () => {
  it('is one person’s with these groups, one verb’s and one namespace’s', async () => {
    const { asked, of } = judged(({ user }) => user === 'a');
    const authorizer = of();
    const people = [
      person('a'),
      person('a', 'g'),
      person('a', 'g', 'h'),
      person('b', 'g'),
      { ...person('a'), cluster: 'x' },
      { ...person('a'), uid: '1' },
      { ...person('a'), extra: { k: ['v'] } },
    ];
    const rights = [
      LIST,
      { ...LIST, namespace: 'n' },
      { ...LIST, verb: 'get' },
      { ...LIST, subresource: 'log' },
      { ...LIST, group: 'g' },
      { ...LIST, name: 'n' },
    ];
    for (const one of people)
      for (const right of rights) expect(await authorizer.may(one, right)).toBe(one.user === 'a');
    expect(asked.length).toBe(people.length * rights.length);
    for (const one of people)
      for (const right of rights) await authorizer.may({ ...one, groups: one.groups.toReversed() }, right);
    expect(asked.length).toBe(people.length * rights.length);
  });

  it('is asked for once by all who ask at the same time', async () => {
    const { asked, of } = judged(() => true);
    const authorizer = of();
    await Promise.all(Array.from({ length: 20 }, () => authorizer.may(person('a'), LIST)));
    expect(asked.length).toBe(1);
  });

  it('is not waited for behind others that do not come', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const authorizer = new Authorizer({ isAllowed: () => new Promise(() => {}) }, async () => []);
    for (const user of ['a', 'b', 'c'])
      for (let n = 0; n < 20; n += 1) void authorizer.may(person(user), { ...LIST, namespace: `n${n}` });
    const late = expect(authorizer.may(person('d'), LIST)).rejects.toThrow('10 s');
    vi.advanceTimersByTime(10_000);
    await late;
  });

  it('that did not come is nobody’s', async () => {
    let fails = true;
    const { of } = judged(() => {
      if (fails) throw new Error('away');
      return true;
    });
    const authorizer = of();
    await expect(authorizer.may(person('a'), LIST)).rejects.toThrow('away');
    fails = false;
    expect(await authorizer.may(person('a'), LIST)).toBe(true);
  });
});

describe('the namespaces of somebody', () => {
  it('are all, also of those to come, where they may list pods in all', async () => {
    const { asked, of } = judged(() => true, ['a', 'b']);
    expect(await of().namespacesOf(person('a'))).toBeNull();
    expect(asked.length).toBe(1);
  });

  it('are those in which they may, of any number', async () => {
    const names = Array.from({ length: 300 }, (_, index) => `n${index}`);
    const { of } = judged((_, { namespace }) => namespace === 'n7' || namespace === 'n299', names);
    expect(await of().namespacesOf(person('a'))).toEqual(new Set(['n7', 'n299']));
    expect(await of().namespacesOf(person('a'), new Set(['n7', 'n8', 'other']))).toEqual(new Set(['n7']));
  });

  it('are asked for a few at a time, however many people ask for many', async () => {
    let [underway, most] = [0, 0];
    const reviews = {
      isAllowed: async () => {
        most = Math.max(most, ++underway);
        await setImmediate();
        underway -= 1;
        return false;
      },
    };
    const names = Array.from({ length: 100 }, (_, index) => `n${index}`);
    const authorizer = new Authorizer(reviews, async () => names);
    await authorizer.namespacesOf(person('a'));
    expect(most).toBe(20);
    await Promise.all(['b', 'c', 'd', 'e', 'f'].map((user) => authorizer.namespacesOf(person(user))));
    expect([most, underway]).toEqual([60, 0]);
  });

  it('are not known where one answer is missing', async () => {
    const { of } = judged(
      (_, { namespace }) => {
        if (namespace === 'n2') throw new Error('away');
        return namespace !== undefined;
      },
      ['n1', 'n2', 'n3'],
    );
    await expect(of().namespacesOf(person('a'))).rejects.toThrow('away');
  });

  it('are not asked for to the end once one answer is missing', async () => {
    const names = Array.from({ length: 1000 }, (_, index) => `n${index}`);
    const { asked, of } = judged((_, { namespace }) => {
      if (namespace !== undefined) throw new Error('away');
      return false;
    }, names);
    await expect(of().namespacesOf(person('a'))).rejects.toThrow('away');
    await setImmediate();
    expect(asked.length).toBe(1 + 20);
  });
});

describe('a cluster that calls people by prefixes', () => {
  it('is asked about those names, but for its own', async () => {
    const { asked, of } = judged(() => true);
    const authorizer = of({ userPrefix: 'oidc:', groupsPrefix: 'team:' });
    await authorizer.may(person('zoe', 'nlp', 'system:authenticated'), LIST);
    await authorizer.may({ ...person('system:serviceaccount:a:b', 'g'), cluster: 'x' }, LIST);
    expect(asked.map(({ subject: { user, groups } }) => [user, ...groups])).toEqual([
      ['oidc:zoe', 'team:nlp', 'system:authenticated'],
      ['system:serviceaccount:a:b', 'g'],
    ]);
  });
});
