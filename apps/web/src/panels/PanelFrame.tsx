import type { ColourSlots, PanelMark } from '@gpu-console/panels';
import type { ResolvedPanel } from '@gpu-console/shared/dashboards';
import { useState } from 'react';
import { Card } from '../components/Card.tsx';
import { classNames } from '../components/classNames.ts';
import { FullScreenPanel } from './FullScreenPanel.tsx';
import { PanelBody } from './PanelBody.tsx';
import { PanelInfo } from './PanelInfo.tsx';
import { PanelMenu } from './PanelMenu.tsx';
import { PanelNoticeBadge } from './PanelNoticeBadge.tsx';
import type { ImageAddress } from './panelLink.ts';
import { useLinkTarget } from './useLinkTarget.ts';
import type { PanelData, PanelsData } from './usePanelData.ts';
import { usePanelView } from './usePanelView.ts';

export interface PanelFrameProps {
  readonly panel: ResolvedPanel;
  readonly data: PanelData;
  readonly window: PanelsData['window'];
  readonly slots: ColourSlots;
  readonly marks: readonly PanelMark[];
  readonly onRetry: () => void;
  /** Fills its parent's height instead of the usual. */
  readonly tall?: boolean;
  /** Of a panel that the server can draw, too. */
  readonly image?: ImageAddress | undefined;
}

/** A panel in its card: title, what it means, what can be done with it, and its chart or what stands in its place. */
export function PanelFrame(props: PanelFrameProps) {
  const { panel, data, window, slots, marks, onRetry, tall = false, image } = props;
  const title = panel.title;
  const [isFullScreen, setFullScreen] = useState(false);
  const { state, actions, step, ...chart } = usePanelView(panel, data, window, slots, image);
  const { ref, isTarget } = useLinkTarget(panel.id, state.kind);
  return (
    <div
      ref={ref}
      {...(isTarget ? { 'aria-current': 'location' } : {})}
      className={classNames(
        'min-w-0 rounded-card',
        tall && 'h-full',
        isTarget && 'outline-2 outline-offset-2 outline-accent',
      )}
    >
      <Card
        {...(tall ? { className: 'h-full' } : {})}
        title={title}
        note={state.kind === 'ready' && state.notice !== null && <PanelNoticeBadge notice={state.notice} />}
        actions={
          <>
            <PanelInfo panel={panel} frames={data.frames} promql={actions.promql} step={step} />
            <PanelMenu
              title={title}
              actions={actions}
              hasData={state.kind === 'ready'}
              onFullScreen={() => setFullScreen(true)}
            />
          </>
        }
      >
        <PanelBody
          {...chart}
          panel={panel}
          state={state}
          window={window}
          marks={marks}
          tall={tall}
          onRetry={onRetry}
        />
        {isFullScreen && <FullScreenPanel {...props} onClose={() => setFullScreen(false)} />}
      </Card>
    </div>
  );
}
