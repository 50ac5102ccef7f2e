// How far the reader is: beside each chapter of the contents, at each section, and at the top of a chapter.
'use strict';

(() => {
  const { live, make } = globalThis.workbook;
  if (!live) return;

  // mdBook declares it on every page.
  const root = new URL(path_to_root || './', location.href);
  const passed = (id) => live.exercises?.get(id)?.status === 'passed';

  /** The entries of the contents that hold exercises: `{wrapper, link, ids, whole}`, `whole` for a chapter. */
  function entries(places) {
    const pageOf = (link) => link.href.split('#')[0];
    return [...document.querySelectorAll('#mdbook-sidebar .chapter-item')].flatMap((item) => {
      const wrapper = item.querySelector(':scope > .chapter-link-wrapper');
      const link = wrapper?.querySelector('a[href]');
      if (!link) return [];
      const pages = new Set([...item.querySelectorAll('.chapter-link-wrapper > a[href]')].map(pageOf));
      // A box may stand on two pages of a chapter.
      const ids = [...new Set(places.filter(({ page }) => pages.has(new URL(page, root).href)).map(({ id }) => id))];
      const whole = !item.parentElement.closest('.chapter-item');
      return ids.length ? [{ wrapper, link, ids, whole }] : [];
    });
  }

  /** What stands beside an entry. */
  function mark({ ids, whole }) {
    const count = ids.filter(passed).length;
    if (whole) return [make('span', { title: `${count} of ${ids.length} exercises passed` }, `${count} of ${ids.length}`)];
    return count === ids.length ? [make('span', { class: 'wb-tick' }, make('span', { class: 'wb-unseen' }, 'passed'))] : [];
  }

  /** The line below the heading of a chapter. */
  function summary({ ids }, places) {
    const count = ids.filter(passed).length;
    const next = places.find(({ id }) => ids.includes(id) && !passed(id));
    const line = [`You have passed ${count} of the ${ids.length} exercises of this chapter.`];
    if (next) line.push(' Next: ', make('a', { href: `${new URL(next.page, root).href}#${next.id}` }, next.title), '.');
    return line;
  }

  async function start() {
    const places = await (await fetch(new URL('exercises.json', root))).json();
    const all = entries(places);
    const chapter = all.find(({ link, whole }) => whole && link.classList.contains('active'));
    const line = make('p', { class: 'wb-progress-line' });
    const heading = document.querySelector('main h1');
    const draw = () => {
      for (const entry of all) {
        entry.beside ??= make('span', { class: 'wb-progress' });
        entry.beside.replaceChildren(...mark(entry));
        entry.wrapper.append(entry.beside);
      }
      if (!chapter || !heading) return;
      line.replaceChildren(...summary(chapter, places));
      heading.after(line);
    };
    live.addEventListener('exercise', draw);
    if (live.exercises) draw();
  }

  start();
})();
