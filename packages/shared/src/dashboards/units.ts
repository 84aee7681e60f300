import type { Unit } from '../units/index.ts';

/** A way of reading a number that dashboards ask for by name: `value × scale` is in the base unit. */
export interface ValueFormat {
  readonly unit: Unit;
  readonly scale: number;
}

/** A format that people pick from a list, and what other programs call it. */
export interface NamedFormat extends ValueFormat {
  /** As Grafana's files have it; unique. */
  readonly grafana: string;
  /** As KubeSphere's files and lists have it, where it knows the format. */
  readonly kubesphere?: string;
  /** As Grafana's list shows it. */
  readonly name: string;
}

type Row = readonly [grafana: string, scale: number, name: string, kubesphere?: string];

function formats(unit: Unit, rows: readonly Row[]): readonly NamedFormat[] {
  return rows.map(([grafana, scale, name, kubesphere]) => ({
    unit,
    scale,
    grafana,
    name,
    ...(kubesphere === undefined ? {} : { kubesphere }),
  }));
}

const KIB = 1024;
const BIT = 1 / 8;

/**
 * Grafana's identifiers and names (packages/grafana-data/src/valueFormats/categories.ts), KubeSphere's names
 * (console, src/utils/monitoring.js: its KB is 1024 bytes). Of formats with one unit and scale the first is the one to write.
 */
export const NAMED_FORMATS: readonly NamedFormat[] = [
  ...formats('count', [
    ['short', 1, 'short', 'none'],
    ['none', 1, 'none'],
    ['locale', 1, 'Locale format'],
    ['sci', 1, 'Scientific notation'],
  ]),
  ...formats('ratio', [
    ['percentunit', 1, 'Percent (0.0-1.0)', 'percent (0.0-1.0)'],
    ['percent', 0.01, 'Percent (0-100)', 'percent (0-100)'],
  ]),
  ...formats('bytes', [
    ['bytes', 1, 'bytes(IEC)', 'Byte'],
    ['decbytes', 1, 'bytes(Metric)'],
    ['bits', BIT, 'bits(IEC)', 'bit'],
    ['decbits', BIT, 'bits(Metric)'],
    ['kbytes', KIB, 'kibibytes', 'KB'],
    ['deckbytes', 1e3, 'kilobytes'],
    ['mbytes', KIB ** 2, 'mebibytes', 'MB'],
    ['decmbytes', 1e6, 'megabytes'],
    ['gbytes', KIB ** 3, 'gibibytes', 'GB'],
    ['decgbytes', 1e9, 'gigabytes'],
    ['tbytes', KIB ** 4, 'tebibytes', 'TB'],
    ['dectbytes', 1e12, 'terabytes'],
    ['pbytes', KIB ** 5, 'pebibytes'],
    ['decpbytes', 1e15, 'petabytes'],
  ]),
  ...formats('bytesPerSecond', [
    ['binBps', 1, 'bytes/sec(IEC)', 'Byte/s'],
    ['Bps', 1, 'bytes/sec(SI)', 'Bps'],
    ['binbps', BIT, 'bits/sec(IEC)', 'bit/s'],
    ['bps', BIT, 'bits/sec(SI)', 'bps'],
    ['KiBs', KIB, 'kibibytes/sec', 'KB/s'],
    ['KBs', 1e3, 'kilobytes/sec'],
    ['Kibits', KIB * BIT, 'kibibits/sec'],
    ['Kbits', 1e3 * BIT, 'kilobits/sec'],
    ['MiBs', KIB ** 2, 'mebibytes/sec', 'MB/s'],
    ['MBs', 1e6, 'megabytes/sec'],
    ['Mibits', KIB ** 2 * BIT, 'mebibits/sec', 'Mbps'],
    ['Mbits', 1e6 * BIT, 'megabits/sec'],
    ['GiBs', KIB ** 3, 'gibibytes/sec', 'GB/s'],
    ['GBs', 1e9, 'gigabytes/sec'],
    ['Gibits', KIB ** 3 * BIT, 'gibibits/sec', 'Gbps'],
    ['Gbits', 1e9 * BIT, 'gigabits/sec'],
    ['TiBs', KIB ** 4, 'tebibytes/sec', 'TB/s'],
    ['TBs', 1e12, 'terabytes/sec'],
    ['Tibits', KIB ** 4 * BIT, 'tebibits/sec', 'Tbps'],
    ['Tbits', 1e12 * BIT, 'terabits/sec'],
  ]),
  ...formats('watts', [
    ['watt', 1, 'Watt (W)'],
    ['kwatt', 1e3, 'Kilowatt (kW)'],
    ['megwatt', 1e6, 'Megawatt (MW)'],
    ['gwatt', 1e9, 'Gigawatt (GW)'],
    ['mwatt', 1e-3, 'Milliwatt (mW)'],
  ]),
  ...formats('joules', [
    ['joule', 1, 'Joule (J)'],
    ['watth', 3600, 'Watt-hour (Wh)'],
    ['kwatth', 3.6e6, 'Kilowatt-hour (kWh)'],
  ]),
  ...formats('celsius', [['celsius', 1, 'Celsius (°C)']]),
  ...formats('hertz', [
    ['hertz', 1, 'Hertz (Hz)'],
    ['rothz', 1, 'Hertz (Hz)'],
    ['suffix:MHz', 1e6, 'MHz'],
  ]),
  ...formats('seconds', [
    ['s', 1, 'seconds (s)', 'seconds'],
    ['ms', 1e-3, 'milliseconds (ms)', 'ms'],
    ['µs', 1e-6, 'microseconds (µs)'],
    ['ns', 1e-9, 'nanoseconds (ns)'],
    ['m', 60, 'minutes (m)', 'minutes'],
    ['h', 3600, 'hours (h)', 'hours'],
    ['d', 86_400, 'days (d)', 'days'],
    ['dtdurations', 1, 'duration (s)'],
    ['dtdurationms', 1e-3, 'duration (ms)'],
    ['dthms', 1, 'duration (hh:mm:ss)'],
    ['dtdhms', 1, 'duration (d hh:mm:ss)'],
    ['clocks', 1, 'clock (s)'],
    ['clockms', 1e-3, 'clock (ms)'],
    ['timeticks', 1e-2, 'Timeticks (s/100)'],
  ]),
  ...formats('perSecond', [
    ['cps', 1, 'counts/sec (cps)'],
    ['ops', 1, 'ops/sec (ops)'],
    ['reqps', 1, 'requests/sec (rps)'],
    ['rps', 1, 'reads/sec (rps)'],
    ['wps', 1, 'writes/sec (wps)'],
    ['iops', 1, 'I/O ops/sec (iops)'],
    ['pps', 1, 'packets/sec'],
    ['eps', 1, 'events/sec (eps)'],
    ['mps', 1, 'messages/sec (mps)'],
    ['cpm', 1 / 60, 'counts/min (cpm)'],
    ['opm', 1 / 60, 'ops/min (opm)'],
    ['reqpm', 1 / 60, 'requests/min (rpm)'],
  ]),
];

const byGrafana = new Map(NAMED_FORMATS.map((format) => [format.grafana, format]));
const byName = new Map(
  [...NAMED_FORMATS]
    .reverse()
    .flatMap((format) => [
      [format.name.toLowerCase(), format] as const,
      ...(format.kubesphere === undefined ? [] : [[format.kubesphere.toLowerCase(), format] as const]),
    ]),
);
const byKubesphere = new Map(
  NAMED_FORMATS.flatMap((format) => (format.kubesphere === undefined ? [] : [[format.kubesphere, format]])),
);

/** What a name in a Grafana file, or in Grafana's list, says of the values; undefined where nobody knows it. */
export function grafanaFormat(id: string): NamedFormat | undefined {
  return byGrafana.get(id) ?? byName.get(id.toLowerCase());
}

/** What a name in a KubeSphere file says of the values: its own names first, then Grafana's, whose files it converts. */
export function kubesphereFormat(name: string): NamedFormat | undefined {
  return byKubesphere.get(name) ?? byGrafana.get(name) ?? byName.get(name.toLowerCase());
}

/** The name to write for values in `unit` with `scale`; undefined where the other program has none. */
export function formatNameOf(
  { unit, scale }: ValueFormat,
  program: 'grafana' | 'kubesphere',
): string | undefined {
  const fitting = NAMED_FORMATS.filter(
    (format) => format.unit === unit && isSame(format.scale, scale) && format[program] !== undefined,
  );
  return fitting[0]?.[program];
}

/** Grafana's name for the unit of a panel's values; `none` where it has none. */
export function grafanaFormatOf({
  unit,
  scale = 1,
}: {
  readonly unit: Unit;
  readonly scale?: number;
}): string {
  return formatNameOf({ unit, scale }, 'grafana') ?? 'none';
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= Math.abs(a) * 1e-9;
}
