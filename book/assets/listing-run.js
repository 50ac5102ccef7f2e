// A button at each listing that runs it on the reader's machine, by its name, and shows what it prints.
'use strict';

(() => {
  const { live, make } = globalThis.workbook;
  if (!live) return;

  /** How much of what was printed is shown, in characters; of more, the end. */
  const SHOWN = 50_000;

  class ListingRun {
    constructor(figure) {
      this.figure = figure;
      this.name = figure.dataset.listing;
      this.button = make('button', { type: 'button', class: 'wb-run-button', 'aria-label': `Run ${this.name}`, onclick: () => this.#press() }, 'Run');
      figure.querySelector('figcaption').append(this.button);
    }

    #press() {
      if (this.stop) this.stop.abort();
      else this.#run();
    }

    async #run() {
      this.stop = new AbortController();
      this.button.textContent = 'Stop';
      this.button.setAttribute('aria-label', `Stop ${this.name}`);
      this.#layOut();
      this.#tell('building …');
      try {
        this.#tell(await this.#stream());
      } catch (error) {
        this.#tell(error.name === 'AbortError' ? 'stopped' : `not run: ${error.message}`);
      }
      this.stop = null;
      this.button.textContent = 'Run again';
      this.button.setAttribute('aria-label', `Run again: ${this.name}`);
    }

    #layOut() {
      this.printed = '';
      this.output?.remove();
      this.status = make('span', { role: 'status' });
      this.text = make('code', { class: 'hljs nohighlight' });
      this.pane = make('pre', { tabindex: 0, 'aria-label': `What ${this.name} prints here` }, this.text);
      this.pane.hidden = true;
      this.output = make('figure', { class: 'output wb-run' }, make('figcaption', {}, this.status), this.pane);
      this.figure.after(this.output);
    }

    /** Shows what comes, and returns how it ended. */
    async #stream() {
      const answer = await live.request('POST', `run/${this.name}`, { signal: this.stop.signal });
      if (!answer.ok) throw new Error((await answer.text()).trim());
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = '';
      let ended = 'the workbook stopped answering';
      for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
        const lines = (rest + value).split('\n');
        rest = lines.pop();
        for (const piece of lines.filter(Boolean).map((line) => JSON.parse(line))) {
          if (piece.step) this.#tell(`${piece.step} …`);
          if (piece.out) this.#show(piece.out);
          if (piece.ended) ended = `${piece.ended}, ${(piece.milliseconds / 1000).toFixed(2)} s`;
        }
      }
      return ended;
    }

    /** Shows what has come, once a frame: a program may print faster than a page is laid out. */
    #show(text) {
      this.printed += text;
      if (this.drawing) return;
      this.drawing = requestAnimationFrame(() => {
        this.drawing = null;
        const { printed } = this;
        this.pane.hidden = false;
        this.text.textContent = printed.length > SHOWN ? `… ${printed.slice(-SHOWN)}` : printed;
        this.pane.scrollTop = this.pane.scrollHeight;
      });
    }

    #tell(words) {
      this.status.textContent = `on your machine: ${words}`;
    }
  }

  for (const figure of document.querySelectorAll('figure[data-listing]')) new ListingRun(figure);
})();
