// What player.js and game.js show of a run: its source, one lane a thread, and who holds what.
'use strict';

(() => {
  const { breakable, make } = globalThis.workbook;

  /** Source and lanes stand side by side up to this many characters in a source line, and in all lanes together. */
  const SIDE_BY_SIDE = { source: 46, lanes: 54 };
  /** Lanes have one of this many colours. */
  const COLOURS = 6;

  const laneClass = (thread) => `ip-thread-${thread % COLOURS}`;

  /** The panes of a run. Put `panes`, `facts` and `legend` into a page, then `draw`. */
  class Stage {
    /** `pick(step)` is called when a row is clicked. */
    constructor(run, pick = null) {
      this.pick = pick;
      this.fileName = make('p', { class: 'ip-file' });
      this.code = make('div', { class: 'ip-code', role: 'group', tabindex: 0 });
      this.source = make('div', { class: 'ip-source' }, this.fileName, this.code);
      this.lanes = make('div', { class: pick ? 'ip-lanes ip-pick' : 'ip-lanes', role: 'group', tabindex: 0, 'aria-label': 'The run, one lane a thread' });
      this.facts = make('dl', { class: 'ip-facts' });
      this.panes = make('div', { class: fitsSideBySide(run) ? 'ip-panes ip-side-by-side' : 'ip-panes' }, this.source, this.lanes);
      this.legend = make('p', { class: 'ip-legend' }, ...legend(run));
      this.show(run);
    }

    /** Shows another run of the same program. */
    show(run) {
      this.run = run;
      this.lanes.replaceChildren(this.#table());
    }

    /** Shows the state after `step` steps; rows behind `last` are out of sight, and the last of all is red if it `failed`. */
    draw(step, { last = Infinity, failed = false } = {}) {
      this.#drawSource(step);
      for (const [index, row] of this.rows.entries()) {
        row.classList.toggle('ip-current', index + 1 === step);
        row.classList.toggle('ip-failed', failed && index + 1 === this.run.length);
        row.classList.toggle('ip-future', index + 1 > step);
        row.hidden = index + 1 > last;
      }
      scrollTo(this.lanes, this.rows[step - 1]?.querySelector('.ip-event'));
      this.facts.replaceChildren(...this.run.facts(step).map(({ name, text, waiting }) =>
        make('div', { class: waiting ? 'ip-fact ip-stuck' : 'ip-fact' }, make('dt', {}, name), make('dd', {}, text))));
    }

    #table() {
      const head = this.run.threads.map((name, thread) => make('th', { scope: 'col', class: laneClass(thread) }, name));
      this.rows = this.run.events.map((event, index) => {
        const cells = this.run.threads.map((_, thread) => this.#cell(event, index + 1, thread));
        const listener = this.pick ? { onclick: () => this.pick(index + 1) } : {};
        return make('tr', listener, make('th', { scope: 'row' }, String(index + 1)), ...cells);
      });
      return make('table', { style: `--lanes: ${head.length}` },
        make('thead', {}, make('tr', {}, make('th', { scope: 'col' }, make('span', { class: 'ip-unseen' }, 'Step')), ...head)),
        make('tbody', {}, ...this.rows));
    }

    /** One lane at one step: the line of the thread, thick while it holds something, hatched while it waits. */
    #cell(event, step, thread) {
      const here = event.thread === thread;
      const [before, after] = [this.run.state(step - 1).threads[thread], this.run.state(step).threads[thread]];
      const classes = ['ip-lane', laneClass(thread)];
      if (after.begun && !before.ended) classes.push('ip-runs');
      if (here && !before.begun) classes.push('ip-begins');
      if (here && after.ended) classes.push('ip-ends');
      if (before.holds.length || after.holds.length) classes.push('ip-holds');
      if (!before.holds.length) classes.push('ip-takes');
      if (!after.holds.length) classes.push('ip-gives');
      if (after.blocked) classes.push('ip-waits');
      const cell = make('td', { class: classes.join(' ') });
      if (here) cell.append(make('span', { class: `ip-event ip-op-${event.op}` }, ...breakable(event.text)));
      return cell;
    }

    #drawSource(step) {
      const file = this.run.file(step);
      if (file !== this.file) this.#layOutSource(file);
      const state = this.run.state(step);
      const event = this.run.events[step - 1];
      for (const [line, row] of this.lines) {
        const here = state.threads.map((thread, index) => ({ ...thread, index }))
          .filter(({ place, ended }) => place?.file === file && place.line === line && !ended);
        const current = event?.file === file && event.line === line;
        row.classList.toggle('ip-current', current);
        row.classList.toggle('ip-stuck', here.some((thread) => thread.blocked));
        if (current) row.setAttribute('aria-current', 'step');
        else row.removeAttribute('aria-current');
        row.querySelector('.ip-badges').replaceChildren(
          ...here.map(({ index }) => make('b', { class: `ip-badge ${laneClass(index)}` }, this.run.threads[index])));
      }
      scrollTo(this.code, this.code.querySelector('.ip-current'));
    }

    #layOutSource(file) {
      this.file = file;
      this.source.hidden = !file;
      this.lines = new Map();
      if (!file) return;
      const rows = this.run.source(file).map((row) => {
        if (!row) return make('div', { class: 'ip-gap', 'aria-hidden': 'true' });
        const line = make('div', { class: 'ip-line' }, make('span', { class: 'ip-number' }, String(row.line)), make('code', {}, row.text || ' '), make('span', { class: 'ip-badges' }));
        this.lines.set(row.line, line);
        return line;
      });
      this.fileName.textContent = file;
      this.code.setAttribute('aria-label', `Source of ${file}`);
      this.code.replaceChildren(make('div', { class: 'ip-lines' }, ...rows));
    }
  }

  /** Whether source and lanes have room beside each other. */
  function fitsSideBySide(run) {
    const files = new Set(run.touched.map(({ file }) => file).filter((file) => run.trace.sources?.[file]));
    const rows = [...files].flatMap((file) => run.source(file)).filter(Boolean);
    const longest = (texts) => Math.max(0, ...texts.map((text) => text.length));
    return longest(rows.map((row) => row.text)) <= SIDE_BY_SIDE.source
      && longest(run.touched.map((event) => event.text)) * run.threads.length <= SIDE_BY_SIDE.lanes;
  }

  /** Scrolls `pane`, and never the page, until `target` is in its middle; sideways only if it is out of sight. */
  function scrollTo(pane, target) {
    if (!target) {
      pane.scrollTo(0, 0);
      return;
    }
    const [outer, inner] = [pane.getBoundingClientRect(), target.getBoundingClientRect()];
    const visible = inner.left >= outer.left && inner.right <= outer.right;
    const sideways = visible || inner.width > outer.width ? 0 : inner.left - outer.left - (outer.width - inner.width) / 2;
    pane.scrollBy(sideways, inner.top - outer.top - (outer.height - inner.height) / 2);
  }

  /** Explains the marks that this run uses. */
  function legend(run) {
    const parts = [];
    if (run.touched.some((event) => event.holds?.length)) parts.push(make('span', { class: 'ip-key ip-key-holds' }, 'thick: holds a lock'));
    if (run.canWait) parts.push(make('span', { class: 'ip-key ip-key-waits' }, 'hatched: waits'));
    return parts;
  }

  globalThis.workbook = { ...globalThis.workbook, Stage, laneClass };
})();
