import { expect, it } from 'vitest';
import { listeningPort } from './listeningPort.ts';

it.each([
  [
    '2.42',
    'ts=2026-11-29T08:00:00.000Z caller=tls_config.go:232 level=info component=web msg="Listening on" address=127.0.0.1:41325',
    41325,
  ],
  [
    '3.16',
    'time=2026-11-29T08:00:00.000Z level=INFO source=tls_config.go:354 msg="Listening on" component=web address=127.0.0.1:9090',
    9090,
  ],
  ['IPv6', 'msg="Listening on" component=web address=[::1]:9090 more=fields', 9090],
  ['a quoted address', 'msg="Listening on" address="[::]:9090"', 9090],
])('hears where Prometheus %s listens', (_, line, port) => {
  expect(listeningPort(line)).toBe(port);
});

it.each([
  'level=INFO msg="Start listening for connections" component=web address=127.0.0.1:0',
  'level=INFO msg="TLS is disabled." component=web http2=false address=127.0.0.1:9090',
  'level=INFO msg="Listening on" component=web',
  '',
])('hears nothing in %j', (line) => {
  expect(listeningPort(line)).toBeUndefined();
});
