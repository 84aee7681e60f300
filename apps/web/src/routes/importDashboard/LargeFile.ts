/** A file that is not even read. */
export class LargeFile extends Error {
  readonly file: string;
  /** In bytes. */
  readonly size: number;
  readonly limit: number;

  constructor(file: string, size: number, limit: number) {
    super(`${file}: ${size} > ${limit}`);
    this.name = 'LargeFile';
    this.file = file;
    this.size = size;
    this.limit = limit;
  }
}
