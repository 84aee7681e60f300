// @vitest-environment happy-dom

import { panelOf, seriesOf } from '@gpu-console/panels/fixtures';
import { cleanup, render } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTexts } from '../i18n/chooseLocale.ts';
import { PlotTooltip } from './PlotTooltip.tsx';

beforeAll(startTexts);
afterEach(cleanup);

describe('PlotTooltip', () => {
  it('shows label values and marks as text, never as markup', () => {
    const evil = '<img src=x onerror="alert(1)">';
    const mark = { time: 1000, label: `${evil} mark`, severity: 'critical' as const };
    const { container } = render(
      <PlotTooltip
        panel={panelOf()}
        series={[seriesOf(evil, [250])]}
        marks={[mark]}
        time={1000}
        reach={1}
        value={250}
        x={10}
        width={600}
      />,
    );
    expect(container.querySelector('img')).toBeNull();
    expect(container.textContent).toContain(evil);
    expect(container.textContent).toContain(`${evil} mark`);
    expect(container.textContent).toContain('250 W');
  });
});
