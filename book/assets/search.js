// Search that finds Chinese as well.
//
// mdBook's index knows words between blanks, and drops all that is not ASCII. Chinese has no blanks: where a query
// holds Chinese, Japanese or Korean characters, the text of every section is searched for it instead. The texts
// are in the index already.
'use strict';

(() => {
  const { elasticlunr } = globalThis;
  if (!elasticlunr) return;

  const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
  /** A hit in the title counts as much as so many in the text. */
  const TITLE = 10;

  /** How often `part` is in `text`. */
  const times = (text, part) => text.split(part).length - 1;

  /** The sections that hold every part of the query, the one that holds them most often first. */
  function scan(documents, query) {
    const parts = query.toLowerCase().split(/\s+/).filter(Boolean);
    const hits = [];
    for (const [ref, doc] of Object.entries(documents)) {
      const [title, body] = [doc.title.toLowerCase(), doc.body.toLowerCase()];
      const found = parts.map((part) => TITLE * times(title, part) + times(body, part));
      if (found.every(Boolean)) hits.push({ ref, doc, score: found.reduce((sum, one) => sum + one) });
    }
    return hits.sort((a, b) => b.score - a.score);
  }

  const load = elasticlunr.Index.load;
  elasticlunr.Index.load = (...data) => {
    const index = load.apply(elasticlunr.Index, data);
    const search = index.search.bind(index);
    index.search = (query, options) => (CJK.test(query) ? scan(index.documentStore.docs, query) : search(query, options));
    return index;
  };
})();
