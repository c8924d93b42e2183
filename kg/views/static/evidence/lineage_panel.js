/* What an article rests on and what rests on it, with the words on both sides, for the panel.
   Must not: say more than the store does. */

/** What an article rests on and what rests on it, with the words on both sides; for the panel. */
function renderLineageOf(article) {
  const { nodes } = gatherLineage();
  const node = nodes.find((each) => each.article === article);
  const [below, above] = node ? [node.below, node.above] : [[], []];
  const loose = article.actor === null ? [] : lineage.filter((link) => link.outlet === article.actor && link.document !== article.at && meantBy(link) === originKey(link));
  if (!isCurrent(article) && !node) return null;
  return make("section", { class: "lineage-of" },
    make("h3", {}, below.length ? `Rests on ${below.length}` : "Rests on nobody, as far as its text shows"),
    below.map((edge) => renderTie(edge, edge.from)),
    above.length ? make("h3", {}, above.length === 1 ? "1 rests on it" : `${above.length} rest on it`) : null,
    above.map((edge) => renderTie(edge, edge.to)),
    loose.length ? make("p", { class: "muted" }, `${countWords(loose.length, "article")} ${loose.length === 1 ? "credits" : "credit"} ${article.publisher}; that this report is meant is not known.`) : null);
}

const TIE_WORDS_SHOWN = 3;

function renderTie(edge, other) {
  return make("details", { class: "tie-of", open: "" },
    make("summary", {}, glyph("outlet"), make("b", {}, nameOfNode(other)), other.article && other.article.published ? ` · ${other.article.published}` : ""),
    other.article ? make("p", {}, make("a", leadTo({ article: other.article.id }), other.article.title)) : null,
    edge.links.map((link) => renderLinkOf(link)));
}

function renderLinkOf(link) {
  const pairs = link.evidence.map((spans, at) => [spans, link.originEvidence[at]]);
  const more = link.kind === "copied" ? link.claims.length - link.evidence.length : 0;
  return make("div", { class: "link-of" },
    make("p", { class: "how" }, capitalise(describeLink(link))),
    link.problem ? make("p", { class: "problem" }, `! ${link.problem}`) : null,
    make("p", { class: "muted" }, link.reasons.join("; ")),
    pairs.slice(0, TIE_WORDS_SHOWN).map(([here, there]) => make("blockquote", {},
      make("p", {}, make("span", { class: "muted" }, `${articles[link.document].publisher}: `), wordsAt(link.document, here)),
      there && link.origin !== null ? make("p", {}, make("span", { class: "muted" }, `${articles[link.origin].publisher}: `), wordsAt(link.origin, there)) : null)),
    pairs.length > TIE_WORDS_SHOWN || more > 0 ? make("p", { class: "muted" }, `The ${countWords(Math.min(pairs.length, TIE_WORDS_SHOWN), "passage")} most alike; ${countWords(link.claims.length, "claim")} rest on it.`) : null);
}
