// All interleavings of a program (the JSON of an `interleave` graph, version 1), and what can still come of a state.
// No page is touched here; game.js draws it.
'use strict';

(() => {
  const { Run } = globalThis.workbook;

  class Graph {
    /** A graph; `goal` is the verdict that the reader is to reach. */
    constructor(json, goal) {
      this.json = json;
      this.goal = goal;
      this.threads = json.threads.map((thread) => thread.name);
      this.states = json.states.map(({ ways = [], waits = [], end }) => ({
        ways: ways.map(([thread, events, to]) => ({ thread, events: events.map((event) => json.events[event]), to })),
        waits: waits.map((wait) => json.waits[wait]),
        end: end === undefined ? null : json.ends[end],
      }));
      this.#look();
    }

    /** For each state, how far the goal is, how many ways lead from it to any end, and how many of those to the goal. */
    #look() {
      // There are no cycles, so each state is done when all that it leads to are.
      const open = [0];
      while (open.length) {
        const state = this.states[open.at(-1)];
        const next = state.ways.map((way) => this.states[way.to]);
        const undone = state.ways.filter((way) => this.states[way.to].all === undefined);
        if (undone.length) {
          open.push(...undone.map((way) => way.to));
          continue;
        }
        open.pop();
        const isGoal = state.end?.verdict === this.goal;
        const sum = (values) => values.reduce((total, value) => total + value, 0);
        state.all = state.end ? 1 : sum(next.map(({ all }) => all));
        state.lost = state.end ? Number(isGoal) : sum(next.map(({ lost }) => lost));
        state.distance = state.end ? (isGoal ? 0 : Infinity) : 1 + Math.min(...next.map(({ distance }) => distance));
      }
    }

    /** Whether there is nothing to decide: one thread goes on and none waits, or it starts another one. */
    goesOnAlone(at) {
      const { ways, waits } = this.states[at];
      return ways.length === 1 && (!waits.length || ways[0].events[0]?.op === 'spawns');
    }

    /** The threads that somewhere can be told to go on. */
    get players() {
      const free = this.states.filter((_, at) => !this.goesOnAlone(at));
      return this.threads.map((_, thread) => thread)
        .filter((thread) => free.some((state) => state.ways.some((way) => way.thread === thread)));
    }

    /** The number of the way that leads to the goal soonest, null if none does. */
    hint(at) {
      const { ways, distance } = this.states[at];
      const best = ways.findIndex((way) => this.states[way.to].distance === distance - 1);
      return best < 0 || distance === Infinity ? null : best;
    }

    /** The state after taking these ways. */
    after(path) {
      return path.reduce((at, way) => this.states[at].ways[way].to, 0);
    }

    /** What has happened so far, as a run; in its last state each thread stands before its next line. */
    run(path) {
      const events = [];
      let at = 0;
      let waits = [];
      for (const way of path) {
        const { events: told, to } = this.states[at].ways[way];
        const before = waits;
        ({ waits } = this.states[to]);
        const isNew = ({ thread }) => !before.some((wait) => wait.thread === thread);
        const holds = (thread) => events.findLast((event) => event.thread === thread)?.holds ?? [];
        events.push(...told);
        for (const wait of waits.filter(isNew)) events.push(blocked(wait, holds(wait.thread)));
        if (events.length) events.push({ ...events.pop(), waiting: waits });
        at = to;
      }
      const { threads, objects, sources } = this.json;
      const run = new Run({ threads, objects, sources, events }, [...this.json.events, ...this.json.waits.map((wait) => blocked(wait, []))]);
      for (const { thread, events: [next] } of this.states[at].ways) if (next) run.stand(thread, next);
      return run;
    }
  }

  /** That a thread waits, as an event. */
  function blocked({ thread, object, text, file, line }, holds) {
    return { thread, op: 'blocks', object, text: text.replaceAll('`', ''), value: null, holds, waits: object, file, line, note: null };
  }

  globalThis.workbook = { ...globalThis.workbook, Graph };
})();
