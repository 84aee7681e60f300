import { describe, expect, it } from 'vitest';
import { Timeline } from './timeline.ts';

describe('Timeline', () => {
  it('runs events by time, and events of one time in the order they were set', () => {
    const timeline = new Timeline(100);
    const ran: string[] = [];
    for (const [time, name] of [
      [130, 'd'],
      [110, 'a'],
      [120, 'b'],
      [120, 'c'],
      [999, 'never'],
    ] as const) {
      timeline.at(time, () => ran.push(`${name}@${timeline.now}`));
    }
    timeline.advanceTo(150);
    expect(ran).toEqual(['a@110', 'b@120', 'c@120', 'd@130']);
    expect(timeline.now).toBe(150);
  });

  it('runs what an event sets in turn, and never in the past', () => {
    const timeline = new Timeline(0);
    const ran: number[] = [];
    timeline.at(10, () => {
      timeline.at(5, () => ran.push(timeline.now));
      timeline.after(5, () => ran.push(timeline.now));
    });
    timeline.advanceTo(20);
    expect(ran).toEqual([10, 15]);
  });

  it('repeats on the grid of the interval', () => {
    const timeline = new Timeline(7);
    const ran: number[] = [];
    timeline.every(10, () => ran.push(timeline.now));
    timeline.every(10, () => ran.push(timeline.now), 3);
    timeline.advanceTo(30);
    expect(ran).toEqual([10, 13, 20, 23, 30]);
  });

  it('keeps order among thousands', () => {
    const timeline = new Timeline(0);
    const ran: number[] = [];
    for (let index = 0; index < 5000; index++)
      timeline.at((index * 7919) % 5000, () => ran.push(timeline.now));
    timeline.advanceTo(5000);
    expect(ran).toEqual(Array.from({ length: 5000 }, (_, index) => index));
  });
});
