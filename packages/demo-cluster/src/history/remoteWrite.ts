import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { compress } from 'snappy';
import type { LabelSet } from '../exporter/labelSet.ts';

/*
 * The remote-write protocol, version 1 (prometheus.io/docs/specs/prw/remote_write_spec): a snappy-compressed message
 * WriteRequest { repeated TimeSeries timeseries = 1 } of
 * TimeSeries { repeated Label labels = 1; repeated Sample samples = 2 },
 * Label { string name = 1; string value = 2 }, Sample { double value = 1; int64 timestamp = 2, in ms }.
 */

/** The bits of the NaN that ends a series (model/value/value.go, StaleNaN). JavaScript keeps no NaN's bits. */
const STALE_NAN = 0x7ff0_0000_0000_0002n;

/** Samples of one series on their way into Prometheus. */
export class Series {
  readonly #labels: Uint8Array;
  /** Unix seconds. */
  #times: number[] = [];
  /** Undefined: the series ended. */
  #values: (number | undefined)[] = [];

  constructor(name: string, { pairs }: LabelSet) {
    this.#labels = encodedLabels([['__name__', name], ...pairs]);
  }

  get count(): number {
    return this.#times.length;
  }

  get lastTime(): number | undefined {
    return this.#times.at(-1);
  }

  /** @param time Unix seconds, after the last */
  add(time: number, value: number): void {
    this.#times.push(time);
    this.#values.push(value);
  }

  /** Marks it stale: a scrape at this time did not bring it. */
  end(time: number): void {
    this.#times.push(time);
    this.#values.push(undefined);
  }

  /** Writes it as the next of a WriteRequest's series, and forgets its samples. */
  drain(writer: BinaryWriter): void {
    writer.tag(1, WireType.LengthDelimited).fork().raw(this.#labels);
    this.#times.forEach((time, index) => {
      writer.tag(2, WireType.LengthDelimited).fork();
      writer.tag(1, WireType.Bit64);
      const value = this.#values[index];
      if (value === undefined) writer.fixed64(STALE_NAN);
      else writer.double(value);
      writer
        .tag(2, WireType.Varint)
        .int64(time * 1000)
        .join();
    });
    writer.join();
    this.#times = [];
    this.#values = [];
  }
}

function encodedLabels(pairs: LabelSet['pairs']): Uint8Array {
  const writer = new BinaryWriter();
  const sorted = pairs.toSorted(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, value] of sorted) {
    writer.tag(1, WireType.LengthDelimited).fork();
    writer.tag(1, WireType.LengthDelimited).string(name);
    writer.tag(2, WireType.LengthDelimited).string(value).join();
  }
  return writer.finish();
}

/** The body of a remote-write request with all that these series hold; they hold nothing afterwards. */
export async function writeRequest(series: Iterable<Series>): Promise<Buffer> {
  const writer = new BinaryWriter();
  for (const one of series) one.drain(writer);
  return compress(Buffer.from(writer.finish()));
}
