import type { Pod, PodServices, Service, ServicePort } from '@gpu-console/shared/contract';
import { useMemo } from 'react';
import { Card } from '../../components/Card.tsx';
import type { Column } from '../../components/dataTable/column.ts';
import { SmallTable } from '../../components/dataTable/SmallTable.tsx';
import { fleetTexts } from '../../fleet/texts.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { Unread } from '../../page/Unread.tsx';
import { Command } from './Command.tsx';
import { portForward } from './portForward.ts';
import { podTexts } from './texts.ts';

/** One port of one Service: what a row of the table is about. */
interface Entry {
  readonly service: Service;
  readonly port: ServicePort;
}

const entryKey = ({ service, port }: Entry) => `${service.name} ${port.port} ${port.protocol}`;

/** The Services that lead to the pod, each port with the address at which it answers, or how to get there. */
export function ServicesCard({ pod, services }: { pod: Pod; services: PodServices }) {
  const texts = useTexts(podTexts);
  const { items, problem } = services;
  if (items === null) {
    return (
      <Card title={texts.services}>
        <Unread title={texts.servicesUnread} problem={problem} />
      </Card>
    );
  }
  if (items.length === 0) {
    return (
      <Card title={texts.services}>
        <p className="text-muted">{texts.noServices}</p>
      </Card>
    );
  }
  return (
    <Card title={texts.services} note={texts.servicesNote} padded={false}>
      <ServicesTable pod={pod} services={items} />
    </Card>
  );
}

function ServicesTable({ pod, services }: { pod: Pod; services: readonly Service[] }) {
  const fleet = useTexts(fleetTexts);
  const texts = useTexts(podTexts);
  const columns = useMemo(
    (): readonly Column<Entry>[] => [
      { id: 'name', header: fleet.field.name, value: ({ service }) => service.name, width: 150 },
      { id: 'type', header: fleet.field.type, value: ({ service }) => service.type, width: 110 },
      {
        id: 'clusterIp',
        header: texts.clusterIp,
        value: ({ service }) => service.clusterIp ?? texts.headless,
        width: 120,
      },
      {
        id: 'port',
        header: texts.ports,
        value: ({ port }) => port.port,
        cell: ({ port }) => (
          <span className="whitespace-normal">
            {port.name !== null && `${port.name} `}
            {port.port}/{port.protocol} <span className="text-muted">{texts.toPort(port.targetPort)}</span>
            {port.nodePort !== null && <span className="text-muted">, {texts.nodePort(port.nodePort)}</span>}
          </span>
        ),
        width: 220,
      },
      {
        id: 'address',
        header: texts.address,
        value: ({ port }) => port.links.join(' '),
        cell: ({ service, port }) =>
          port.links.length === 0 ? (
            <Command text={portForward(pod.namespace, `service/${service.name}`, port.port)} />
          ) : (
            <Links urls={port.links} />
          ),
        width: 330,
      },
    ],
    [fleet, texts, pod.namespace],
  );
  return (
    <SmallTable
      name="pod-services"
      label={texts.services}
      rows={services.flatMap((service) => service.ports.map((port) => ({ service, port })))}
      columns={columns}
      rowKey={entryKey}
      empty={<p className="p-4 text-muted">{texts.noServices}</p>}
    />
  );
}

function Links({ urls }: { urls: readonly string[] }) {
  return (
    <span className="flex flex-col">
      {urls.map((url) => (
        <a
          key={url}
          href={url}
          target="_blank"
          rel="noreferrer noopener"
          className="truncate text-accent hover:underline"
        >
          {url}
        </a>
      ))}
    </span>
  );
}
