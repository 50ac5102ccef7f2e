// <interleaving-game>: the reader is the scheduler, and tries to make a program fail.
//
// The page holds the task, the shortest way to the failure as a table, and two graphs as JSON: of the program, and of
// the repaired one (crates/workbook/src/book/game.rs). At the end of a run the element fires `interleaving-end` with
// `{won}`. That it was won is kept in this browser.
'use strict';

(() => {
  const { Graph, Stage, laneClass, make, withCode } = globalThis.workbook;

  const count = (number, one) => `${number.toLocaleString('en')} ${one}${number === 1 ? '' : 's'}`;

  /** Whether the game of this name was won. A browser may refuse to keep it. */
  const kept = {
    key: (name) => `workbook-game/${name}`,
    read(name) {
      try {
        return localStorage.getItem(this.key(name)) === 'won';
      } catch {
        return false;
      }
    },
    write(name) {
      try {
        localStorage.setItem(this.key(name), 'won');
      } catch {
        // It is then forgotten with the page.
      }
    },
  };

  class InterleavingGame extends HTMLElement {
    connectedCallback() {
      if (this.graph) return;
      const { goal, name } = this.dataset;
      const read = (script) => new Graph(JSON.parse(script.textContent), goal);
      [this.broken, this.repaired] = [...this.querySelectorAll(':scope > script')].map(read);
      this.won = kept.read(name);
      this.classList.add('ip-live');
      this.setAttribute('role', 'group');
      this.setAttribute('aria-roledescription', 'game');
      this.setAttribute('aria-label', this.dataset.title);
      // A click anywhere inside makes the keys work; the tab key goes to the buttons.
      this.tabIndex = -1;
      this.addEventListener('keydown', (event) => this.#key(event));
      this.#begin(this.broken);
    }

    /** Plays this graph from its beginning. */
    #begin(graph) {
      this.graph = graph;
      this.#rest([]);
      const frame = this.#frame();
      const old = this.querySelector(':scope > .ip');
      if (old) old.replaceWith(frame);
      else this.append(frame);
      this.#draw(graph === this.broken ? '' : 'This is the repaired program. Try to make it fail.');
    }

    /** The reader's ways so far, and those that lead on without a choice. */
    #rest(path) {
      this.path = path;
      this.at = this.graph.after(path);
      while (this.graph.goesOnAlone(this.at)) {
        this.path.push(0);
        this.at = this.graph.states[this.at].ways[0].to;
      }
      this.hinted = null;
    }

    /** Lets a thread go on. */
    take(way) {
      const [before, thread] = [this.run.length, this.state.ways[way].thread];
      this.moves.push([...this.path]);
      this.#rest([...this.path, way]);
      const first = this.graph.run(this.path).sentence(before + 1);
      this.#draw(first || `${this.graph.threads[thread]} goes on.`);
      if (this.state.end) this.#end();
    }

    undo() {
      if (!this.moves.length) return;
      this.#rest(this.moves.pop());
      this.#draw('One step back.');
    }

    restart() {
      this.#rest([]);
      this.moves = [];
      this.#draw('From the beginning.');
    }

    /** Shows the next step of the shortest way; asked once more, takes it. */
    hint() {
      if (this.graph === this.repaired) return this.#say('There is no way to make this one fail.');
      if (this.state.end?.verdict === this.graph.goal) return undefined;
      const way = this.graph.hint(this.at);
      if (this.hinted !== null) {
        if (way === null) this.undo();
        else this.take(way);
        return undefined;
      }
      this.hinted = way ?? -1;
      this.#draw(way === null ? 'Hint: undo, to where it can still happen.' : `Hint: let ${this.#named(way)} go on.`);
      return undefined;
    }

    #key(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      const act = { Backspace: () => this.undo(), u: () => this.undo(), r: () => this.restart(), h: () => this.hint() }[event.key]
        ?? (/^[1-9]$/.test(event.key) ? () => this.buttons[event.key - 1]?.click() : null);
      // mdBook turns the page on the arrow keys, and has keys of its own.
      if (act || event.key.startsWith('Arrow')) event.stopPropagation();
      if (!act) return;
      event.preventDefault();
      act();
    }

    get state() {
      return this.graph.states[this.at];
    }

    #frame() {
      this.moves = [];
      this.run = this.graph.run(this.path);
      this.stage = new Stage(this.run);
      const control = (label, key, act) => make('button', { type: 'button', title: `${label} (${key} key)`, onclick: act }, label);
      this.controls = {
        undo: control('Undo', 'Backspace', () => this.undo()),
        restart: control('Restart', 'R', () => this.restart()),
        hint: control('Hint', 'H', () => this.hint()),
      };
      const other = this.graph === this.broken ? this.repaired : this.broken;
      const label = other === this.repaired ? 'Now the repaired program' : 'Back to the broken program';
      this.swap = make('button', { type: 'button', class: 'ig-swap', onclick: () => this.#swapTo(other) }, label);
      this.threads = make('div', { class: 'ig-threads', role: 'group', 'aria-label': 'Who goes on?' });
      this.sentence = make('div', { class: 'ip-sentence', 'aria-live': 'polite', 'aria-atomic': 'true' });
      this.status = make('span', { class: 'ip-position' });
      this.ending = make('div', { class: 'ip-ending' });
      this.mark = make('span', { class: 'ig-won' });
      const title = this.graph === this.broken ? this.dataset.title : `${this.dataset.title} The repaired program`;
      return make('div', { class: 'ip' },
        make('p', { class: 'ip-title' }, ...withCode(title), ' ', this.mark),
        this.threads,
        make('div', { class: 'ip-controls' }, ...Object.values(this.controls), this.swap, this.status),
        this.sentence,
        this.stage.panes,
        this.stage.facts,
        this.ending,
        this.stage.legend);
    }

    #swapTo(graph) {
      this.#begin(graph);
      this.buttons[0]?.focus({ preventScroll: true });
    }

    /** Draws the state; `told` is what has happened. */
    #draw(told) {
      this.run = this.graph.run(this.path);
      this.stage.show(this.run);
      this.stage.draw(this.run.length, { failed: Boolean(this.state.end) && this.state.end.verdict !== 'PASSED' });
      this.#drawThreads();
      this.controls.undo.setAttribute('aria-disabled', !this.moves.length);
      this.controls.restart.setAttribute('aria-disabled', !this.moves.length);
      this.controls.hint.hidden = this.graph === this.repaired;
      this.swap.hidden = this.graph === this.broken && !this.won;
      this.mark.textContent = this.won ? 'won' : '';
      this.status.textContent = count(this.moves.length, 'click');
      this.#say(told);
      const details = this.state.end?.details ?? [];
      this.ending.replaceChildren(...(details.length ? [make('ul', {}, ...details.map((detail) => make('li', {}, ...withCode(detail))))] : []));
    }

    /** What a screen reader says, too: what has happened, and what can come of it. */
    #say(told) {
      const { end } = this.state;
      const lines = told ? [make('p', {}, ...withCode(told))] : [];
      if (end) lines.push(make('p', { class: 'ip-verdict' }, this.#verdictName(end.verdict), end.message ? ': ' : '', ...withCode(end.message)));
      lines.push(make('p', { class: 'ig-prospect' }, ...withCode(this.#prospect())));
      this.sentence.replaceChildren(...lines);
      this.sentence.classList.toggle('ip-bad', Boolean(end) && end.verdict !== 'PASSED');
      this.sentence.classList.toggle('ig-safe', this.graph === this.broken && !this.state.lost);
    }

    /** What can still come of this state. */
    #prospect() {
      const { all, lost, end } = this.state;
      const { goal } = this.graph;
      const total = this.graph.states[0];
      if (this.graph === this.repaired) {
        const holds = `holds in all ${count(Number(this.dataset.interleavings), 'interleaving')} that differ`;
        return end ? `It ${holds}. Nothing that you choose makes it fail.` : `Every way from here is safe: the program ${holds}.`;
      }
      if (end?.verdict === goal) {
        return `You made it happen in ${count(this.moves.length, 'click')}. Of the ${count(total.all, 'way')} that there are, ${total.lost.toLocaleString('en')} ${total.lost === 1 ? 'ends' : 'end'} like this.`;
      }
      if (end) return `This time nothing is wrong. Undo, or start again: ${total.lost.toLocaleString('en')} of ${count(total.all, 'way')} end otherwise.`;
      if (!lost) return 'From here the bug can no longer happen.';
      if (lost === all) return `From here every way leads to ${goal}.`;
      return `From here ${lost.toLocaleString('en')} of ${count(all, 'way')} ${lost === 1 ? 'leads' : 'lead'} to ${goal}.`;
    }

    /** The name, as a link to its meaning where the page underneath has one. */
    #verdictName(verdict) {
      const link = verdict === this.graph.goal ? this.querySelector(':scope .verdict a') : null;
      return make('strong', {}, link ? make('a', { href: link.getAttribute('href') }, verdict) : verdict);
    }

    /** One button for each thread that can ever be told to go on; several, where there is more to choose. */
    #drawThreads() {
      const focused = this.buttons?.indexOf(document.activeElement) ?? -1;
      const { ways, waits } = this.state;
      const best = this.hinted === null ? null : this.hinted;
      const rows = this.graph.players.flatMap((thread) => {
        const own = ways.map((way, index) => ({ ...way, index })).filter((way) => way.thread === thread);
        if (!own.length) return [{ thread, reason: this.#reason(thread, waits) }];
        return own.map((way) => ({ thread, index: way.index, next: preview(way, own.length > 1, this.graph.json.objects) }));
      });
      this.buttons = rows.map(({ thread, index, next, reason }, row) => make('button', {
        type: 'button',
        class: `ig-thread ${laneClass(thread)}${index !== undefined && index === best ? ' ig-hinted' : ''}`,
        'aria-disabled': String(index === undefined),
        onclick: () => (index === undefined ? this.#say(`${this.graph.threads[thread]} ${reason}.`) : this.take(index)),
      }, make('kbd', {}, String(row + 1)), make('b', {}, this.graph.threads[thread]), ' ', make('span', {}, ...withCode(next ?? reason))));
      this.threads.replaceChildren(...this.buttons);
      this.buttons[focused]?.focus({ preventScroll: true });
    }

    /** Whose way it is; where that is not enough, also which. */
    #named(way) {
      const { ways } = this.state;
      const { thread, events: [next] } = ways[way];
      const name = this.graph.threads[thread];
      return ways.filter((other) => other.thread === thread).length > 1 && next ? `${name} (${next.text})` : name;
    }

    /** Why a thread cannot go on, as the end of a sentence. */
    #reason(thread, waits) {
      const wait = waits.find((one) => one.thread === thread);
      if (wait) return wait.text;
      if (this.run.state(this.run.length).threads[thread].ended) return 'has ended';
      return this.state.end ? 'is no longer running' : 'has not begun';
    }

    #end() {
      const won = this.graph === this.broken && this.state.end.verdict === this.graph.goal;
      if (won && !this.won) {
        this.won = true;
        kept.write(this.dataset.name);
        this.mark.textContent = 'won';
        this.swap.hidden = false;
      }
      this.dispatchEvent(new CustomEvent('interleaving-end', { bubbles: true, detail: { won } }));
    }
  }

  /** What a thread would do next, without what would come of it; all of it, where that is the choice. */
  function preview({ events: [next] }, whole, objects) {
    if (!next) return 'goes on';
    const name = objects[next.object]?.name;
    const end = name ? next.text.indexOf(name) + name.length : Infinity;
    const line = next.line ? `, line ${next.line}` : '';
    return `next: ${whole || !name || end < name.length ? next.text : next.text.slice(0, end)}${line}`;
  }

  customElements.define('interleaving-game', InterleavingGame);
})();
