// A recorded run (the JSON of an `interleave` report, version 1) and what is true after each of its steps.
// No page is touched here; stage.js draws it.
'use strict';

(() => {
  /** Lines shown above and below each line that the run touches. */
  const CONTEXT = 2;
  /** A gap of at most this many lines is shown instead of being left out. */
  const SMALL_GAP = 2;
  /** After a step of these kinds, a thread cannot go on by itself. */
  const BLOCKING = new Set(['blocks', 'waits', 'parks', 'sleeps', 'arrives']);
  /** Comments that mark a region for the book. */
  const MARKER = /^\s*(\/\/|#) ANCHOR(_END)?:/;

  class Run {
    /**
     * A run. `touched` are the events of which the lines and objects are shown: more than its own, if it is not
     * over yet.
     */
    constructor(trace, touched = trace.events) {
      this.trace = trace;
      this.touched = touched;
      this.threads = trace.threads.map((thread) => thread.name);
      this.objects = trace.objects;
      this.events = trace.events;
      this.states = this.#replay();
    }

    /** The number of steps. State 0 is before the first, state `length` after the last. */
    get length() {
      return this.events.length;
    }

    /** What holds after `step` steps: for each thread where it is, what it holds and waits for; the values. */
    state(step) {
      return this.states[step];
    }

    #replay() {
      let state = {
        threads: this.threads.map(() => ({ begun: false, ended: false, blocked: false, holds: [], waits: null, place: null })),
        values: new Map(),
      };
      const states = [state];
      for (const event of this.events) {
        state = { threads: [...state.threads], values: new Map(state.values) };
        const before = state.threads[event.thread];
        state.threads[event.thread] = {
          begun: true,
          ended: event.op === 'ends' || event.op === 'panics',
          blocked: BLOCKING.has(event.op) || event.waits != null,
          holds: event.holds ?? [],
          waits: event.waits ?? (BLOCKING.has(event.op) ? event.object ?? null : null),
          place: this.#place(event) ?? before.place,
        };
        if (event.object != null && event.value != null) state.values.set(event.object, event.value);
        if (event.waiting) this.#wait(state, event.waiting);
        states.push(state);
      }
      return states;
    }

    /** These threads wait, and no others; only a game knows that of each state. */
    #wait(state, waiting) {
      for (const [index, thread] of state.threads.entries()) {
        const wait = waiting.find((one) => one.thread === index);
        const place = wait ? this.#place(wait) : thread.place;
        state.threads[index] = { ...thread, begun: thread.begun || Boolean(wait), blocked: Boolean(wait), waits: wait?.object ?? null, place };
      }
    }

    /** A thread stands before this line now. */
    stand(thread, place) {
      const last = this.states.at(-1);
      last.threads[thread] = { ...last.threads[thread], place: this.#place(place) };
    }

    /** Whether some thread waits in some state. */
    get canWait() {
      return this.touched.some((event) => BLOCKING.has(event.op) || event.waits != null);
    }

    /** Where an event happened, if that is a line we can show. */
    #place({ file, line }) {
      return file && line && this.trace.sources?.[file] ? { file, line } : null;
    }

    /** The threads that hold `object` after `step` steps. A lock for reading may have several. */
    holders(object, step) {
      return this.#which(step, (thread) => thread.holds.includes(object));
    }

    /** The threads that wait for `object` after `step` steps. */
    waiters(object, step) {
      return this.#which(step, (thread) => thread.waits === object);
    }

    #which(step, test) {
      return this.threads.filter((_, index) => test(this.states[step].threads[index]));
    }

    /** One sentence for a step, as it is read out. */
    sentence(step) {
      const event = this.events[step - 1];
      if (!event) return '';
      let text = `${this.threads[event.thread]}${predicate(event.text)}`;
      const { waits } = this.states[step].threads[event.thread];
      const holders = waits == null ? [] : this.holders(waits, step);
      if (holders.length && !text.includes('held by')) text += `, held by ${list(holders)}`;
      if (event.line) text += ` (line ${event.line})`;
      return `${text}.${event.note ? ` ${capital(event.note)}.` : ''}`;
    }

    /** `[label, text]` for every object of the run, after `step` steps. Always as many, so that nothing moves. */
    facts(step) {
      return this.#shownObjects().map((object) => {
        const { name, kind } = this.objects[object];
        const value = this.states[step].values.get(object);
        const holders = this.holders(object, step);
        const waiters = this.waiters(object, step);
        const parts = [];
        if (holders.length) parts.push(`held by ${list(holders)}`);
        else if (this.#isLock(object)) parts.push('not held');
        if (value != null) parts.push(holders.length || this.#isLock(object) ? `value ${value}` : value);
        if (waiters.length) parts.push(`${list(waiters)} ${waiters.length > 1 ? 'wait' : 'waits'}`);
        const idle = this.#isUsed(object, step) ? 'nobody waits' : 'not used yet';
        return { name, kind, text: parts.join('; ') || idle, waiting: waiters.length > 0 };
      });
    }

    #isUsed(object, step) {
      return this.events.slice(0, step).some((event) => event.object === object);
    }

    #isLock(object) {
      return this.touched.some((event) => event.holds?.includes(object));
    }

    #shownObjects() {
      const shown = (object) => this.touched.some((event) => event.object === object || event.waits === object || event.holds?.includes(object));
      return this.objects.map((_, index) => index).filter(shown);
    }

    /** How the run was found, as a sentence. */
    get origin() {
      const found = this.trace.explored?.found_by;
      return found ? `${capital(found)}.` : '';
    }

    /** The file on show after `step` steps. */
    file(step) {
      const files = (events) => events.map((event) => this.#place(event)?.file).filter(Boolean);
      return files(this.events.slice(0, step)).at(-1) ?? files(this.touched)[0] ?? null;
    }

    /** Of a file, the lines that the run touches with a few around them: `{line, text}`, or null for a gap. */
    source(file) {
      const lines = this.trace.sources?.[file] ?? [];
      const wanted = new Set();
      for (const event of this.touched) {
        if (event.file !== file || !event.line) continue;
        const around = [...Array(2 * CONTEXT + 1).keys()].map((offset) => event.line - CONTEXT + offset);
        for (const line of [...around, functionAbove(lines, event.line)]) wanted.add(line);
      }
      const shown = lines
        .map((text, index) => ({ line: index + 1, text }))
        .filter(({ line, text }) => wanted.has(line) && !MARKER.test(text));
      const out = [];
      for (const row of shown) {
        const last = out.at(-1)?.line;
        for (let line = last + 1; row.line - last - 1 <= SMALL_GAP && line < row.line; line++) {
          if (!MARKER.test(lines[line - 1])) out.push({ line, text: lines[line - 1] });
        }
        if (last && row.line - last - 1 > SMALL_GAP) out.push(null);
        out.push(row);
      }
      return outdent(out);
    }
  }

  /** The line that opens the function around `line`, or `line` itself. */
  function functionAbove(lines, line) {
    const indent = (text) => text.length - text.trimStart().length;
    for (let above = line; above > 0; above--) {
      const text = lines[above - 1];
      if (/^\s*(pub(\(.*?\))? )?(const |async |unsafe )*(fn|def) /.test(text) && (above === line || indent(text) < indent(lines[line - 1]))) return above;
    }
    return line;
  }

  /** Without the indentation that all lines share, and without blank lines at the ends. */
  function outdent(rows) {
    const filled = rows.filter((row) => row?.text.trim());
    const first = rows.indexOf(filled[0]);
    const last = rows.indexOf(filled.at(-1));
    const shared = Math.min(...filled.map(({ text }) => text.length - text.trimStart().length));
    return rows.slice(first, last + 1).map((row) => row && { line: row.line, text: row.text.slice(shared) });
  }

  /** `locks left` and `blocked: …` become part of a sentence; `fetch_add n`, the name of a method, is quoted as it is. */
  function predicate(text) {
    const [first] = text.split(' ');
    if (first === 'blocked:') return ` is ${text}`;
    return first.endsWith('s') ? ` ${text}` : `: ${text}`;
  }

  function list(names) {
    return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  }

  function capital(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
  }

  globalThis.workbook = { ...globalThis.workbook, Run };
})();
