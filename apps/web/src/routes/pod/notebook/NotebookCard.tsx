import type { PodDetail } from '@gpu-console/shared/contract';
import { Card } from '../../../components/Card.tsx';
import { CopyButton } from '../../../components/CopyButton.tsx';
import { useTexts } from '../../../i18n/useTexts.ts';
import { Command } from '../Command.tsx';
import { portForward } from '../portForward.ts';
import { podTexts } from '../texts.ts';
import { useNotebook } from './useNotebook.ts';

/** The way to the notebook that the pod runs, with what it was made of; nothing for a pod that runs none. */
export function NotebookCard({ detail }: { detail: PodDetail }) {
  const texts = useTexts(podTexts);
  const notebook = useNotebook(detail);
  if (notebook === null) return null;
  const { via, localUrl, port, token, container, line } = notebook;
  const { namespace, name, node } = detail.pod;
  const noWayIn = detail.services.items === null ? texts.servicesUnread : texts.noWayIn(port);
  const sources = [
    texts.fromLog(container),
    ...(via === null ? [] : [texts.fromService(via.service.name, via.service.type)]),
    ...(via === null || via.port.nodePort === null || node === null ? [] : [texts.fromNode(node)]),
  ];
  return (
    <Card title={texts.notebook}>
      <div className="flex flex-col gap-3">
        {via === null ? (
          <div className="flex flex-col items-start gap-2">
            <p>
              {noWayIn} {texts.forwardFirst}
            </p>
            <Command text={portForward(namespace, `pod/${name}`, port)} />
            <OpenLink url={localUrl} label={texts.openLocal} />
          </div>
        ) : (
          <OpenLink url={via.url} label={texts.openNotebook} />
        )}
        <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[auto_1fr]">
          <dt className="text-sm text-muted">{texts.token}</dt>
          <dd className="flex min-w-0 items-center gap-1">
            {token === null ? (
              texts.noToken
            ) : (
              <>
                <code className="min-w-0 font-mono text-sm break-all">{token}</code>
                <CopyButton text={token} label={texts.copyToken} />
              </>
            )}
          </dd>
          <dt className="text-sm text-muted">{texts.madeOf}</dt>
          <dd className="min-w-0">
            {sources.join(' · ')}
            <code className="block font-mono text-sm break-all text-muted">{line.trim()}</code>
          </dd>
        </dl>
      </div>
    </Card>
  );
}

function OpenLink({ url, label }: { url: string; label: string }) {
  const { origin, pathname } = new URL(url);
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
      <a
        href={url}
        target="_blank"
        rel="noreferrer noopener"
        className="inline-flex h-8 items-center rounded-md bg-accent px-3 font-medium text-on-accent hover:underline"
      >
        {label}
      </a>
      <span className="min-w-0 font-mono text-sm break-all text-muted">
        {origin}
        {pathname}
      </span>
    </span>
  );
}
