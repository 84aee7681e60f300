import { type Joined, joinFleet } from '../fleet/fleet.ts';
import type { ClusterState, ClusterView } from '../kubernetes/clusterState.ts';
import type { FleetView } from '../prometheus/fleetSnapshot.ts';

interface FleetAndView extends Joined {
  /** The cluster as it was when it was joined: the state's own tables go on changing. */
  readonly view: ClusterView;
}

/** The one join of a cluster's two read models, which is made anew where one of them changed. */
export class FleetJoin {
  readonly #state: ClusterState;
  #last: { readonly key: readonly unknown[]; readonly joined: FleetAndView } | undefined;

  constructor(state: ClusterState) {
    this.#state = state;
  }

  /** The same object as long as neither changed. */
  of(metrics: FleetView | undefined): FleetAndView {
    const state = this.#state;
    // A large cluster's revision may come a moment after the first list of a kind.
    const key = [state.revision, state.kindsRead, metrics];
    if (this.#last?.key.every((part, index) => part === key[index])) return this.#last.joined;
    const view = copyOf(state);
    const isRead = { nodes: state.knows('nodes'), pods: state.knows('pods') };
    const joined = { state, view, metrics, fleet: joinFleet(view, metrics, isRead) };
    this.#last = { key, joined };
    return joined;
  }
}

function copyOf(view: ClusterView): ClusterView {
  return {
    nodes: new Map(view.nodes),
    pods: new Map(view.pods),
    components: new Map(view.components),
    claims: new Map(view.claims),
    slices: new Map(view.slices),
    deviceClasses: new Map(view.deviceClasses),
    taintRules: new Map(view.taintRules),
    unreadDevices: view.unreadDevices,
  };
}
