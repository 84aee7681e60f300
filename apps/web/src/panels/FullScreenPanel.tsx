import type { ColourSlots, PanelMark } from '@gpu-console/panels';
import type { ResolvedPanel } from '@gpu-console/shared/dashboards';
import { useMemo, useRef } from 'react';
import { Dialog } from '../components/Dialog.tsx';
import { useSize } from '../components/useSize.ts';
import { PanelBody } from './PanelBody.tsx';
import { PanelInfo } from './PanelInfo.tsx';
import { PanelMenu } from './PanelMenu.tsx';
import { PanelNoticeBadge } from './PanelNoticeBadge.tsx';
import type { ImageAddress } from './panelLink.ts';
import { type PanelData, usePanelData } from './usePanelData.ts';
import { usePanelView } from './usePanelView.ts';

interface FullScreenPanelProps {
  readonly panel: ResolvedPanel;
  /** Shown until the finer data has come. */
  readonly data: PanelData;
  readonly slots: ColourSlots;
  readonly marks: readonly PanelMark[];
  readonly image?: ImageAddress | undefined;
  readonly onClose: () => void;
}

/** The same panel in a window of its own, with as many points as it has pixels. */
export function FullScreenPanel({ onClose, ...props }: FullScreenPanelProps) {
  const title = props.panel.title;
  return (
    <Dialog open onOpenChange={onClose} title={title} size="full">
      <LargePanel {...props} title={title} />
    </Dialog>
  );
}

function LargePanel({
  panel,
  data,
  slots,
  marks,
  image,
  title,
}: Omit<FullScreenPanelProps, 'onClose'> & { title: string }) {
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  const own = usePanelData(
    useMemo(() => [panel], [panel]),
    width,
  );
  const [fine] = own.panels;
  const shown = fine === undefined || fine.fetchedAt === null ? data : fine;
  const { state, actions, step, ...chart } = usePanelView(panel, shown, own.window, slots, image);
  return (
    <div ref={box} className="flex h-full flex-col p-4 pt-2">
      <div className="flex items-center justify-end gap-1">
        {state.kind === 'ready' && state.notice !== null && <PanelNoticeBadge notice={state.notice} />}
        <PanelInfo panel={panel} frames={shown.frames} promql={actions.promql} step={step} />
        <PanelMenu title={title} actions={actions} hasData={state.kind === 'ready'} />
      </div>
      <div className="min-h-0 flex-1">
        <PanelBody
          {...chart}
          panel={panel}
          state={state}
          window={own.window}
          marks={marks}
          tall
          onRetry={own.retry}
        />
      </div>
    </div>
  );
}
