// <workbook-exercise>: the verdict of each save, in the page. The page already says what to open and what to type
// (crates/workbook/src/book/exercise.rs); on a site that no workbook serves, that is all there is.
'use strict';

(() => {
  const { live, breakable, make, withCode, Editing } = globalThis.workbook;
  if (!live) return;

  /** How many lines of a learner's own output are shown; the rest is counted. */
  const PRINTED_LINES = 20;

  /** What is said of an exercise that was not judged in this run of the workbook, by its status. */
  const BEFORE = {
    'not tried': ['not tried', 'neutral', 'Save the file, and the verdict appears here.'],
    'not started': ['not started', 'neutral', 'The file is as it was handed out. Save yours, and the verdict appears here.'],
    failed: ['not passed', 'bad', 'That was the last verdict. Save the file to see it again.'],
    passed: ['passed', 'good', 'It passed when it was last judged.'],
  };

  class WorkbookExercise extends HTMLElement {
    #editing = null;
    #drawn = '';

    connectedCallback() {
      if (this.badge) return;
      this.badge = make('span', { class: 'wb-badge' });
      this.words = make('span', { class: 'wb-words' });
      this.took = make('span', { class: 'wb-took' });
      // Read out as a whole whenever it changes.
      this.line = make('p', { class: 'wb-state', role: 'status' }, this.badge, ' ', this.words, ' ', this.took);
      this.details = make('div', { class: 'wb-details' });
      this.edit = make('button', { type: 'button', onclick: () => this.#open() }, 'Edit here');
      this.judge = make('button', { type: 'button', onclick: () => this.#judge() }, 'Judge it now');
      this.actions = make('div', { class: 'wb-actions' }, this.edit, this.judge);
      this.append(make('div', { class: 'wb-live' }, this.line, this.actions, this.details));
      live.addEventListener('connection', () => this.#drawConnection());
      live.addEventListener('exercise', ({ detail }) => detail.id === this.id && this.#draw(detail));
      const known = live.exercises?.get(this.id);
      if (known) this.#draw(known);
      else this.#say('connecting …', 'neutral', []);
      if (Editing.hasDraft(this.id)) this.#open();
    }

    #drawConnection() {
      for (const button of [this.edit, this.judge]) button.disabled = !live.connected;
      if (live.connected) return;
      this.#drawn = '';
      this.#say('not connected', 'neutral', ['The workbook has stopped.']);
    }

    #draw(exercise) {
      // Told again after a lost connection; a run that is being read must not begin anew.
      const told = JSON.stringify(exercise);
      if (told === this.#drawn) return;
      this.#drawn = told;
      const { state, status, seen, trouble } = exercise;
      const running = state === 'running';
      this.details.classList.toggle('wb-old', running);
      this.judge.disabled = running;
      if (running) {
        this.#say('running …', 'running', []);
      } else if (trouble) {
        this.#say('not judged', 'neutral', [trouble]);
        this.details.replaceChildren();
      } else if (seen) {
        this.#say(this.#verdict(seen.verdict), kind(seen.verdict), withCode(seen.message), `${(seen.milliseconds / 1000).toFixed(2)} s`);
        this.details.replaceChildren(...this.#details(seen));
      } else {
        const [name, look, words] = BEFORE[status] ?? BEFORE['not tried'];
        this.#say(name, look, [words]);
        this.details.replaceChildren();
      }
      this.#editing?.judged(running ? null : seen);
    }

    #say(badge, look, words, took = '') {
      this.badge.replaceChildren(badge);
      this.line.dataset.look = look;
      this.words.replaceChildren(...words);
      this.took.textContent = took;
    }

    /** The name of a verdict, as a link to its paragraph. */
    #verdict(name) {
      const page = this.dataset.verdicts;
      return page ? make('a', { href: `${page}#${name.toLowerCase().replaceAll(' ', '-')}` }, name) : name;
    }

    /** What is below the line: the compiler's words, or the tests and the run of the first that failed. */
    #details({ verdict, compiler, tests, not_run: notRun }) {
      if (compiler) return [make('pre', { class: 'wb-text', tabindex: 0, 'aria-label': 'What the compiler says' }, make('code', {}, compiler))];
      const failed = tests.find((test) => test.verdict !== 'PASSED');
      const parts = [list(tests, notRun)];
      // As shipped, every test fails in the same place, and there is nothing to learn from its run.
      if (failed && verdict !== 'NOT STARTED') parts.push(...failure(failed));
      return parts;
    }

    async #judge() {
      try {
        const answer = await live.request('POST', `check/${this.id}`);
        if (!answer.ok) throw new Error(await answer.text());
      } catch (error) {
        this.#say('not judged', 'neutral', [`The workbook does not answer: ${error.message}`]);
      }
    }

    async #open() {
      this.edit.disabled = true;
      try {
        this.#editing = await Editing.open(this.id);
        this.#editing.addEventListener('close', () => {
          this.#editing = null;
          this.edit.hidden = false;
          this.edit.focus();
        });
        this.edit.hidden = true;
        this.actions.after(this.#editing.element);
        this.#editing.start();
        this.#editing.judged(live.exercises?.get(this.id)?.seen);
      } catch (error) {
        this.#say('not opened', 'neutral', [`The editor cannot open the file: ${error.message}`]);
      }
      this.edit.disabled = false;
    }
  }

  /** How a verdict looks. */
  const kind = (verdict) => ({ PASSED: 'good', 'NOT STARTED': 'neutral' })[verdict] ?? 'bad';

  /** The tests, each with its verdict. */
  function list(tests, notRun) {
    const row = (look, word, name, more = '') =>
      make('li', { 'data-look': look }, make('span', { class: 'wb-word' }, word), ' ', make('span', {}, make('code', {}, ...breakable(name)), more));
    const rows = tests.map(({ name, verdict, interleavings }) =>
      (verdict === 'PASSED' ? row('good', 'passed', name, interleavings ? ` ${count(interleavings)}` : '') : row(kind(verdict), verdict, name)));
    return make('ul', { class: 'wb-tests', 'aria-label': 'Tests' }, ...rows, ...notRun.map((name) => row('neutral', 'not run', name)));
  }

  /** What is known of the test that failed: its run, or what it said. */
  function failure({ name, message, report, output, printed }) {
    const parts = [];
    const block = (title, text) => parts.push(
      make('p', { class: 'wb-caption' }, title),
      make('pre', { class: 'wb-text', tabindex: 0, 'aria-label': title }, make('code', {}, text)));
    if (printed) {
      const lines = printed.split('\n');
      const more = lines.length > PRINTED_LINES ? `\n… and ${lines.length - PRINTED_LINES} more lines` : '';
      block('Your code printed:', lines.slice(0, PRINTED_LINES).join('\n') + more);
    }
    if (report?.events?.length) {
      const player = make('interleaving-player', { 'data-title': `How it comes to that in the test ${name}` });
      player.show(report);
      parts.push(player);
    } else if (output && output !== message) {
      block(`The test ${name} says:`, output);
    }
    return parts;
  }

  const count = (interleavings) => `${interleavings.toLocaleString('en')} interleaving${interleavings === 1 ? '' : 's'}`;

  customElements.define('workbook-exercise', WorkbookExercise);
})();
