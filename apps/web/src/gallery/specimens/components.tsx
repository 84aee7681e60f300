import { Cpu, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Bar } from '../../components/Bar.tsx';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { Fact } from '../../components/Fact.tsx';
import { FactList } from '../../components/FactList.tsx';
import { InlineBar } from '../../components/InlineBar.tsx';
import { Menu, MenuCheckbox, MenuItem, MenuRadio } from '../../components/Menu.tsx';
import { MiddleText } from '../../components/MiddleText.tsx';
import { Popover } from '../../components/Popover.tsx';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import { Select } from '../../components/Select.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { StaleBanner } from '../../components/StaleBanner.tsx';
import { StatusBadge } from '../../components/StatusBadge.tsx';
import { Tile } from '../../components/Tile.tsx';
import { Tooltip } from '../../components/Tooltip.tsx';
import { Value } from '../../components/Value.tsx';
import { ago, CHINESE, LONG, SENTENCE } from '../names.ts';
import type { Specimen } from '../specimen.ts';

const nothing = () => {};

function DialogSpecimen({ size, title }: { size: 'medium' | 'full' | 'drawer' | 'side'; title: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Open {size}</Button>
      <Dialog open={isOpen} onOpenChange={setOpen} title={title} size={size}>
        <p className="p-4 break-words">{SENTENCE}</p>
      </Dialog>
    </>
  );
}

function MenuSpecimen({ long = false }: { long?: boolean }) {
  const [choice, setChoice] = useState('one');
  const [isOn, setOn] = useState(true);
  const label = long ? LONG : 'One';
  return (
    <Menu trigger={<Button>Open menu</Button>} align="start">
      <MenuItem icon={<Cpu size={14} />} onSelect={nothing}>
        {label}
      </MenuItem>
      <MenuItem icon={<Trash2 size={14} />} onSelect={nothing} disabled>
        Disabled
      </MenuItem>
      <MenuRadio
        value={choice}
        onChoose={setChoice}
        choices={[
          { value: 'one', label },
          { value: 'two', label: CHINESE },
        ]}
      />
      <MenuCheckbox checked={isOn} onChange={setOn}>
        {label}
      </MenuCheckbox>
    </Menu>
  );
}

const FACTS = [
  { label: 'Driver', value: '550.54.15' },
  { label: 'Kernel', value: null },
  { label: 'Pod', value: LONG },
  { label: '工作负载', value: CHINESE },
];

const CHOICES = [
  { value: 'a', label: 'Node' },
  { value: 'b', label: LONG },
  { value: 'c', label: CHINESE },
];

/** The design system, but for its tables. */
export const components: readonly Specimen[] = [
  {
    files: ['components/Bar.tsx'],
    states: {
      empty: <Bar ratio={0} />,
      half: <Bar ratio={0.5} />,
      warning: <Bar ratio={0.95} tone="warning" />,
      'critical, beyond its end': <Bar ratio={1.4} tone="critical" />,
    },
  },
  {
    files: ['components/Button.tsx'],
    states: {
      outline: <Button>Apply</Button>,
      quiet: <Button variant="quiet">Apply</Button>,
      pressed: <Button pressed>Apply</Button>,
      disabled: <Button disabled>Apply</Button>,
      'icon only': (
        <Button square aria-label="Delete">
          <Trash2 aria-hidden size={14} />
        </Button>
      ),
      'long name': (
        <Button className="max-w-full !shrink">
          <span className="truncate">{LONG}</span>
        </Button>
      ),
    },
  },
  {
    files: ['components/Card.tsx'],
    states: {
      plain: <Card>{SENTENCE}</Card>,
      'with a title, a note and actions': (
        <Card title="Requests" note="12 pods" actions={<Button variant="quiet">Export</Button>}>
          {SENTENCE}
        </Card>
      ),
      'long name': (
        <Card title={LONG} note={CHINESE} actions={<Button variant="quiet">Export</Button>}>
          {CHINESE}
        </Card>
      ),
      'without padding': (
        <Card title="Table" padded={false}>
          <div className="bg-sunken p-1">Reaches the edges</div>
        </Card>
      ),
    },
  },
  {
    files: ['components/CopyButton.tsx'],
    states: {
      'of a text': <CopyButton text="kubectl get nodes" />,
      'with a name': <CopyButton text="up" label="Copy the query" />,
    },
  },
  {
    files: ['components/Dialog.tsx'],
    states: {
      medium: <DialogSpecimen size="medium" title="Rename" />,
      'full, long name': <DialogSpecimen size="full" title={LONG} />,
      drawer: <DialogSpecimen size="drawer" title="Menu" />,
      'side, Chinese': <DialogSpecimen size="side" title={CHINESE} />,
    },
  },
  {
    files: ['components/EmptyState.tsx'],
    states: {
      plain: <EmptyState title="No pod is waiting for a GPU" />,
      'with what would change it': (
        <EmptyState icon={Cpu} title="No GPUs">
          {SENTENCE} <Button className="mt-2">Clear the filter</Button>
        </EmptyState>
      ),
      'long name, Chinese': <EmptyState title={LONG}>{CHINESE}</EmptyState>,
    },
  },
  {
    files: ['components/ErrorState.tsx'],
    states: {
      plain: <ErrorState title="Not found" detail="No node is called so." />,
      'with what upstream said': (
        <ErrorState
          title="Prometheus refused the query"
          detail="It answered 503."
          upstream={`Prometheus 503: ${SENTENCE}`}
          onRetry={nothing}
        />
      ),
      'long name, Chinese': <ErrorState title={CHINESE} detail={LONG} upstream={LONG} onRetry={nothing} />,
    },
  },
  {
    files: ['components/Fact.tsx'],
    states: {
      plain: <Fact label="Driver">550.54.15</Fact>,
      'long name': (
        <Fact label="Pod">
          <span className="break-all">{LONG}</span>
        </Fact>
      ),
      Chinese: <Fact label="工作负载">{CHINESE}</Fact>,
    },
  },
  { files: ['components/FactList.tsx'], isWide: true, states: { 'one unknown': <FactList facts={FACTS} /> } },
  {
    files: ['components/InlineBar.tsx'],
    states: {
      half: <InlineBar ratio={0.5}>50 %</InlineBar>,
      warning: (
        <InlineBar ratio={0.97} tone="warning">
          97 %
        </InlineBar>
      ),
      unknown: <InlineBar ratio={null}>–</InlineBar>,
      'long name': <InlineBar ratio={0.2}>{LONG}</InlineBar>,
    },
  },
  {
    files: ['components/MiddleText.tsx'],
    states: {
      short: <MiddleText text="node-1" />,
      'cut before its end': (
        <div className="w-40">
          <MiddleText text="research/llama-finetune-worker-7d9f8c6b5-x2x4q" />
        </div>
      ),
    },
  },
  {
    files: ['components/Menu.tsx'],
    states: { closed: <MenuSpecimen />, 'long names': <MenuSpecimen long /> },
  },
  {
    files: ['components/Popover.tsx'],
    states: {
      closed: (
        <Popover label="About" align="start" trigger={<Button>Open popover</Button>}>
          <p className="w-64 max-w-full break-words">{SENTENCE}</p>
        </Popover>
      ),
      'long name': (
        <Popover label="About" align="start" trigger={<Button>Open popover</Button>}>
          <p className="max-w-full break-words">{LONG}</p>
        </Popover>
      ),
    },
  },
  {
    files: ['components/RelativeTime.tsx'],
    states: {
      'seconds ago': <RelativeTime time={ago(12)} />,
      'days ago': <RelativeTime time={ago(5 * 86_400)} />,
      'short, for a column': <RelativeTime time={ago(7200)} form="age" />,
      unknown: <RelativeTime time={null} />,
    },
  },
  {
    files: ['components/Select.tsx'],
    states: {
      plain: <Select label="Group by" value="a" choices={CHOICES} onChoose={nothing} />,
      'long name': <Select label="Group by" value="b" choices={CHOICES} onChoose={nothing} />,
      Chinese: <Select label="分组" value="c" choices={CHOICES} onChoose={nothing} />,
    },
  },
  { files: ['components/Skeleton.tsx'], states: { loading: <Skeleton className="h-5 w-48" /> } },
  {
    files: ['components/StaleBanner.tsx'],
    states: {
      stale: <StaleBanner>Kubernetes does not answer. Last response 5 minutes ago.</StaleBanner>,
      'long name, Chinese': (
        <StaleBanner>
          {CHINESE}
          <span className="block font-mono text-sm">{LONG}</span>
        </StaleBanner>
      ),
    },
  },
  {
    files: ['components/StatusBadge.tsx'],
    states: {
      ok: <StatusBadge status="ok">Ready</StatusBadge>,
      warning: <StatusBadge status="warning">Cordoned</StatusBadge>,
      critical: <StatusBadge status="critical">Failed</StatusBadge>,
      info: <StatusBadge status="info">Starting</StatusBadge>,
      unknown: <StatusBadge status="unknown">Not known</StatusBadge>,
      'long name': <StatusBadge status="ok">{LONG}</StatusBadge>,
      Chinese: <StatusBadge status="critical">{CHINESE}</StatusBadge>,
    },
  },
  {
    files: ['components/Tile.tsx'],
    states: {
      'with a note': <Tile label="GPUs" value={96} unit="count" note="of 128" />,
      'a large value': <Tile label="Memory" value={8.2e13} unit="bytes" note="in use" />,
      unknown: <Tile label="Power" value={null} unit="watts" />,
      'long name, with a bar': (
        <Tile label={LONG} value={0.83} unit="ratio" note={CHINESE}>
          <Bar ratio={0.83} />
        </Tile>
      ),
    },
  },
  {
    files: ['components/Tooltip.tsx'],
    states: {
      closed: (
        <Tooltip text={SENTENCE}>
          <Button>Show tooltip</Button>
        </Tooltip>
      ),
    },
  },
  {
    files: ['components/Value.tsx'],
    states: {
      ratio: <Value value={0.734} unit="ratio" />,
      bytes: <Value value={85_899_345_920} unit="bytes" />,
      small: <Value value={0.00042} unit="watts" />,
      unknown: <Value value={null} unit="celsius" />,
    },
  },
];
