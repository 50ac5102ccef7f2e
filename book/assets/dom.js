// What the scripts that draw have in common.
'use strict';

(() => {
  /** An element with attributes and children; an attribute `onclick` is a listener, null and false are left out. */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
      else if (value !== null && value !== false) element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }

  /** `text` with `code` between backticks as elements. */
  const withCode = (text) => text.split('`').map((part, index) => (index % 2 ? make('code', {}, part) : part));

  /** `text` that may break behind each underscore, so that `compare_exchange` fits a narrow place. */
  const breakable = (text) => text.split(/(?<=_)/).flatMap((part) => [part, make('wbr')]);

  globalThis.workbook = { ...globalThis.workbook, breakable, make, withCode };
})();
