/** One line of a container's output; `time` in Unix seconds, with a fraction. */
export interface LogLine {
  time: number;
  text: string;
}

export interface PodKey {
  namespace: string;
  name: string;
}

/** Where the API server finds what containers printed. The simulation provides it. */
export interface LogSource {
  /** What a container printed so far, oldest line first; undefined when it has not run (or, for `previous`, not ended before). */
  read(
    pod: PodKey,
    container: string,
    options: { previous: boolean },
  ): { lines: readonly LogLine[] } | undefined;
  /**
   * Calls back for every line after this moment, and with undefined when the container ended.
   * @returns the way to stop it
   */
  follow(pod: PodKey, container: string, onLine: (line: LogLine | undefined) => void): () => void;
}
