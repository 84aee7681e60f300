import { useNavigate } from '@tanstack/react-router';
import {
  Braces,
  Code,
  Compass,
  Download,
  EllipsisVertical,
  Image,
  Link,
  Maximize2,
  Table as TableIcon,
} from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Menu, MenuItem } from '../components/Menu.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { useCluster } from '../state/cluster.ts';
import type { PanelActions } from './panelActions.ts';
import { panelTexts } from './texts.ts';

interface PanelMenuProps {
  readonly title: string;
  readonly actions: PanelActions;
  /** False while there is nothing to export. */
  readonly hasData: boolean;
  /** Undefined where the panel is full screen already. */
  readonly onFullScreen?: () => void;
}

const ICON = 14;

/** What can be done with a panel. Says whether a copy succeeded. */
export function PanelMenu({ title, actions, hasData, onFullScreen }: PanelMenuProps) {
  const texts = useTexts(panelTexts);
  const navigate = useNavigate();
  const { id: cluster } = useCluster();
  const [said, setSaid] = useState('');
  const explore = () =>
    void navigate({ to: '/c/$cluster/explore', params: { cluster }, search: { q: actions.queries } });
  const copy = (text: string) => () => {
    navigator.clipboard.writeText(text).then(
      () => setSaid(texts.copied),
      () => setSaid(texts.copyFailed),
    );
  };
  return (
    <>
      <Menu
        trigger={
          <Button
            variant="quiet"
            square
            className="!size-6"
            aria-label={`${title}: ${texts.menu}`}
            onPointerDown={() => setSaid('')}
          >
            <EllipsisVertical aria-hidden size={14} />
          </Button>
        }
      >
        {onFullScreen !== undefined && (
          <MenuItem icon={<Maximize2 size={ICON} />} onSelect={onFullScreen}>
            {texts.fullScreen}
          </MenuItem>
        )}
        <MenuItem icon={<Compass size={ICON} />} onSelect={explore}>
          {texts.explore}
        </MenuItem>
        <MenuItem icon={<Image size={ICON} />} disabled={!hasData} onSelect={() => actions.downloadPng(1)}>
          {texts.png}
        </MenuItem>
        <MenuItem icon={<Image size={ICON} />} disabled={!hasData} onSelect={() => actions.downloadPng(2)}>
          {texts.pngDouble}
        </MenuItem>
        <MenuItem icon={<Image size={ICON} />} disabled={!hasData} onSelect={actions.downloadSvg}>
          {texts.svg}
        </MenuItem>
        <MenuItem icon={<Download size={ICON} />} disabled={!hasData} onSelect={actions.downloadCsv}>
          {texts.csv}
        </MenuItem>
        <MenuItem icon={<Download size={ICON} />} disabled={!hasData} onSelect={actions.downloadLongCsv}>
          {texts.csvLong}
        </MenuItem>
        <MenuItem icon={<Braces size={ICON} />} disabled={!hasData} onSelect={actions.downloadJson}>
          {texts.json}
        </MenuItem>
        {actions.markdown !== undefined && (
          <MenuItem
            icon={<TableIcon size={ICON} />}
            disabled={!hasData}
            onSelect={() => copy(actions.markdown?.() ?? '')()}
          >
            {texts.copyMarkdown}
          </MenuItem>
        )}
        <MenuItem icon={<Code size={ICON} />} onSelect={copy(actions.promql.join('\n'))}>
          {texts.copyPromql}
        </MenuItem>
        <MenuItem icon={<Link size={ICON} />} onSelect={copy(actions.link())}>
          {texts.copyLink}
        </MenuItem>
        {actions.imageLink !== undefined && (
          <MenuItem icon={<Link size={ICON} />} onSelect={copy(actions.imageLink())}>
            {texts.copyImageLink}
          </MenuItem>
        )}
      </Menu>
      <span role="status" className={said === '' ? 'sr-only' : 'order-first text-sm text-muted'}>
        {said}
      </span>
    </>
  );
}
