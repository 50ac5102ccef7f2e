// Repairs of mdBook's own pages for readers who use a keyboard or a screen reader.
'use strict';

(() => {
  // The bar at the top is a landmark.
  document.getElementById('mdbook-menu-bar')?.setAttribute('role', 'banner');

  // What opens the table of contents is a label, which no key reaches: a button takes its place.
  const label = document.getElementById('mdbook-sidebar-toggle');
  const checkbox = document.getElementById('mdbook-sidebar-toggle-anchor');
  if (label && checkbox) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = label.className;
    button.title = label.title;
    button.setAttribute('aria-label', label.title);
    button.setAttribute('aria-controls', 'mdbook-sidebar');
    const tell = () => button.setAttribute('aria-expanded', checkbox.checked);
    tell();
    checkbox.addEventListener('change', tell);
    // The label's own listener lays the contents out before they slide in.
    button.addEventListener('click', () => label.click());
    button.append(...label.childNodes);
    label.after(button);
    label.classList.add('hidden');
  }

  // mdBook turns the page on these keys wherever they are typed. What has the focus may need them: a form, an editor,
  // a player, code that scrolls.
  document.body.addEventListener('keydown', (event) => {
    if (/^Arrow(Left|Right)$/.test(event.key) && event.target !== document.body) event.stopPropagation();
  });

  // Nothing is folded away on paper.
  const folded = [];
  addEventListener('beforeprint', () => {
    folded.push(...document.querySelectorAll('main details:not([open])'));
    for (const details of folded) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of folded.splice(0)) details.open = false;
  });

  // Code and tables wider than the page are scrolled by key, too; what fits is no stop of the tab key.
  const wide = document.querySelectorAll('main pre > code, main .table-wrapper');
  const reach = () => {
    for (const element of wide) {
      if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
      else element.removeAttribute('tabindex');
    }
  };
  reach();
  addEventListener('resize', reach);
})();
