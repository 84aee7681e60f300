import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderLegend } from './legend.ts';

describe('a legend', () => {
  it.each([
    ['GPU {{gpu}}', { gpu: '3' }, 'GPU 3'],
    ['{{ gpu }} of {{node}}', { gpu: '0', node: 'n1' }, '0 of n1'],
    ['GPU {{gpu}}', {}, 'GPU '],
    ['no placeholders', { gpu: '0' }, 'no placeholders'],
    [
      'GPU {{gpu}}{{#GPU_I_ID}} · MIG {{GPU_I_ID}}{{/GPU_I_ID}}',
      { gpu: '0', GPU_I_ID: '7' },
      'GPU 0 · MIG 7',
    ],
    ['GPU {{gpu}}{{#GPU_I_ID}} · MIG {{GPU_I_ID}}{{/GPU_I_ID}}', { gpu: '0' }, 'GPU 0'],
    ['GPU {{gpu}}{{#GPU_I_ID}} · MIG{{/GPU_I_ID}}', { gpu: '0', GPU_I_ID: '' }, 'GPU 0'],
    ['{{#a}}A{{/a}}{{#b}}B{{/b}}', { b: '1' }, 'B'],
  ])('%j with %j reads %j', (template, labels, text) => {
    expect(renderLegend(template, labels)).toBe(text);
  });

  it('is the labels themselves where there is no template', () => {
    expect(renderLegend('', { gpu: '0', UUID: 'GPU-1' })).toBe('{gpu="0", UUID="GPU-1"}');
    expect(renderLegend('', {})).toBe('{}');
  });

  it('takes a label’s value as it is, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(renderLegend('<{{pod}}>', { pod: value })).toBe(`<${value}>`);
      }),
    );
    expect(renderLegend('{{pod}}', { pod: '{{gpu}} $& $1', gpu: '0' })).toBe('{{gpu}} $& $1');
  });

  it('knows no labels but the series’ own', () => {
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      expect(renderLegend(`[{{${name}}}]`, {})).toBe('[]');
      expect(renderLegend(`[{{#${name}}}x{{/${name}}}]`, {})).toBe('[]');
    }
  });
});
