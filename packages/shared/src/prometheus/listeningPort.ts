/**
 * The port on which Prometheus says in its log that it listens, undefined for any other line. Releases differ in the order
 * of a line's fields: 2.x writes `component=web msg="Listening on" address=127.0.0.1:9090`, 3.x `msg="Listening on"
 * component=web address=127.0.0.1:9090` (github.com/prometheus/exporter-toolkit, web/tls_config.go).
 */
export function listeningPort(line: string): number | undefined {
  if (!line.includes('msg="Listening on"')) return undefined;
  const port = /(?:^|\s)address="?\S*:(\d+)"?(?:\s|$)/.exec(line)?.[1];
  return port === undefined ? undefined : Number(port);
}
