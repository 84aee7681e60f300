import type { ClusterSettings } from '../config/clusterSettings.ts';
import { OneByOne } from '../limits/oneByOne.ts';
import type { Cluster } from './cluster.ts';
import { type RunningCluster, type RunningOptions, startCluster } from './runningCluster.ts';

interface SupervisorOptions extends RunningOptions {
  /** Hears of the clusters that there are, in their order, whenever they changed. */
  readonly onChange: (clusters: readonly Cluster[]) => void;
}

/** Runs the clusters that the settings list, each on its own: what happens to one is nothing to another. */
export class ClusterSupervisor {
  readonly #options: SupervisorOptions;
  readonly #changes = new OneByOne();
  #running: readonly RunningCluster[] = [];
  #stopped = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  /** Runs just these from now on. One whose settings did not change goes on as it is; one whose did begins anew. */
  apply(settings: readonly ClusterSettings[]): Promise<void> {
    return this.#changes.run(() =>
      this.#replace(
        settings.map((one) => {
          const there = this.#running.find((running) => running.settings.cluster.id === one.cluster.id);
          return there?.settings.version === one.version ? there : one;
        }),
      ),
    );
  }

  /** Ends all of them, for good. */
  stop(): Promise<void> {
    return this.#changes.run(async () => {
      this.#stopped = true;
      await Promise.all(this.#running.map((running) => running.close()));
    });
  }

  #restart(settings: ClusterSettings): void {
    void this.#changes.run(() =>
      this.#replace(this.#running.map((running) => (running.settings === settings ? settings : running))),
    );
  }

  /** Those that are to be closed are, once nobody is led to them any more. */
  async #replace(wanted: readonly (RunningCluster | ClusterSettings)[]): Promise<void> {
    if (this.#stopped) return;
    const { logger, onChange } = this.#options;
    const before = this.#running;
    this.#running = await Promise.all(
      wanted.map((one) =>
        'close' in one ? one : startCluster(one, () => this.#restart(one), this.#options),
      ),
    );
    onChange(this.#running.map(({ cluster }) => cluster));
    const [added, removed] = [without(this.#running, before), without(before, this.#running)];
    logger.info({ started: idsOf(added), ended: idsOf(removed) }, 'clusters changed');
    await Promise.all(removed.map((running) => running.close()));
  }
}

function without(some: readonly RunningCluster[], others: readonly RunningCluster[]): RunningCluster[] {
  return some.filter((one) => !others.includes(one));
}

function idsOf(running: readonly RunningCluster[]): string[] {
  return running.map(({ settings }) => settings.cluster.id);
}
