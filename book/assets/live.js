// The connection to the workbook that serves this page. On a site without one (no token in the page) nothing is here,
// and nothing is asked for: `workbook.live` is undefined.
//
// A browser has six connections to a server, and an open stream of events keeps one: with a stream for each tab, the
// seventh would never load. So one tab, the holder of a lock, reads the stream and relays it to the others.
//
// `workbook.live` fires `exercise` (detail: its state, as the server tells it), `connection`, and `renew`, which a
// listener cancels to keep the page from being loaded anew.
'use strict';

(() => {
  const META = 'meta[name="workbook-token"]';
  /** How long to wait before connecting again, in milliseconds: at first, and at most. */
  const AGAIN = { first: 300, most: 4000 };

  class Live extends EventTarget {
    /** All exercises by id; null until the server or another tab has told. */
    exercises = null;
    /** False from a failed attempt to reach the server until it is there again. */
    connected = true;

    #token;
    #book = null;
    #wait = AGAIN.first;
    #leads = false;
    #channel = new BroadcastChannel('workbook');

    constructor(token) {
      super();
      this.#token = token;
      this.#channel.onmessage = ({ data }) => (data.type === 'ask' ? this.#answer() : this.#hear(data));
      this.#channel.postMessage({ type: 'ask' });
      // Granted when no other tab has it; kept until this one closes.
      navigator.locks.request('workbook-events', () => new Promise(() => {
        this.#leads = true;
        this.#listen();
      }));
    }

    /** Asks the server for something; the token goes along. A failed connection throws. */
    async request(method, path, { body, signal } = {}) {
      const ask = () => fetch(`/_workbook/${path}`, {
        method,
        signal,
        headers: { 'X-Workbook-Token': this.#token, ...(body && { 'Content-Type': 'application/json' }) },
        body: body && JSON.stringify(body),
      });
      const answer = await ask();
      if (answer.status !== 403) return answer;
      // Another run of the workbook has another token.
      this.#token = await freshToken() ?? this.#token;
      return ask();
    }

    #listen() {
      const source = new EventSource('/_workbook/events');
      const relay = (type, data) => {
        this.#hear({ type, data });
        this.#channel.postMessage({ type, data });
      };
      source.addEventListener('snapshot', ({ data }) => {
        this.#wait = AGAIN.first;
        relay('state', JSON.parse(data));
      });
      for (const type of ['exercise', 'book', 'book-failed']) {
        source.addEventListener(type, ({ data }) => relay(type, JSON.parse(data)));
      }
      source.onerror = () => {
        source.close();
        // The first failure may be a restart: it is told when the next attempt fails as well.
        if (this.#wait > AGAIN.first) relay('gone');
        setTimeout(() => this.#listen(), this.#wait);
        this.#wait = Math.min(2 * this.#wait, AGAIN.most);
      };
    }

    /** Tells a tab that has just been opened what this one knows. */
    #answer() {
      if (!this.#leads || !this.exercises) return;
      this.#channel.postMessage({ type: 'answer', data: { book: this.#book, exercises: [...this.exercises.values()] } });
      if (!this.connected) this.#channel.postMessage({ type: 'gone' });
    }

    #hear({ type, data }) {
      const handle = {
        state: () => this.#state(data),
        answer: () => this.exercises ?? this.#state(data),
        exercise: () => {
          this.exercises?.set(data.id, data);
          this.#tell('exercise', data);
        },
        book: () => {
          this.#book = data.book;
          this.#renew('The book has changed.');
        },
        'book-failed': () => notice(`The book does not build: ${data.message}`),
        gone: () => {
          this.connected = false;
          notice('The workbook has stopped, so nothing is judged or saved. Start it with `cargo run`; this page notices.');
          this.#tell('connection');
        },
      }[type];
      handle?.();
    }

    #state({ book, exercises }) {
      // Another run of the workbook counts its books from another number.
      const other = this.#book !== null && this.#book !== book;
      [this.#book, this.connected] = [book, true];
      this.exercises = new Map(exercises.map((exercise) => [exercise.id, exercise]));
      notice('');
      this.#tell('connection');
      for (const exercise of exercises) this.#tell('exercise', exercise);
      if (other) this.#renew('The workbook was started again, or the book has changed.');
    }

    /** Loads the page anew, at the same place, unless somebody has reasons against it. */
    #renew(why) {
      if (this.dispatchEvent(new CustomEvent('renew', { cancelable: true }))) location.reload();
      else notice(`${why} Save your text, then load this page again.`);
    }

    #tell(type, detail) {
      this.dispatchEvent(new CustomEvent(type, { detail }));
    }
  }

  /** The token of the run that answers now. */
  async function freshToken() {
    const page = await (await fetch(location.href)).text();
    return new DOMParser().parseFromString(page, 'text/html').querySelector(META)?.content;
  }

  /** A line at the lower edge of the page; an empty one removes it. */
  function notice(text) {
    const { make, withCode } = globalThis.workbook;
    let line = document.querySelector('.wb-notice');
    if (!line) document.body.append(line = make('div', { class: 'wb-notice', role: 'status' }));
    line.replaceChildren(...withCode(text));
  }

  const token = document.querySelector(META)?.content;
  if (token) globalThis.workbook = { ...globalThis.workbook, live: new Live(token) };
})();
