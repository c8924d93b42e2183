/* Reading: the text of an article with words marked in it, and the way to the live article.
   Must not: show a word that does not stand in the article, or mark others than are asked for. */

function renderWhere(article) {
  return [article.publisher, article.published ? ` · ${article.published}` : " · date unknown", article.status === "current" ? "" : ` · ${article.status}`];
}

/** Where an article's front matter ends, and what is to be marked in it, in code units: pairs of spans and a role. */
function readMarks(claim, marks) {
  const ranges = [...marks, [claim.source, "source"], [claim.cue, "cue"]].flatMap(([spans, role]) => spans.map((span) => ({ role, span: toUnits(claim.article, span) })));
  return { ranges, matter: toUnits(claim.article, [0, articleOf(claim).matter])[1] };
}

/** One side of a difference: of its article the paragraphs with marks only. */
function renderPassage({ claim, spans }) {
  const { ranges, matter } = readMarks(claim, [[claim.spans, "content"], [spans, "differing"]]);
  const { heading, body } = markText(articleOf(claim), matter, ranges);
  for (const paragraph of [...body.children]) if (!paragraph.querySelector("mark")) paragraph.remove();
  return heading.querySelector("mark") ? [heading, body] : [body];
}

/** A claim's article with its words marked. */
function renderReading(claim, marks, around) {
  const article = articleOf(claim);
  const { ranges, matter } = readMarks(claim, marks);
  const { heading, body } = markText(article, matter, ranges);
  if (article.retraction) heading.classList.add("retracted");
  return [
    make("p", { class: "meta" }, renderWhere(article)),
    heading,
    retractionNote(article.retraction),
    make("p", { class: "meta" }, renderLink(article, wordsAt(claim.article, claim.spans.slice(0, 1))), article.path),
    claim.retraction !== article.retraction ? retractionNote(`this claim was ${claim.retraction}`) : null,
    around,
    renderKey(claim),
    renderMatter(article, matter, ranges),
    body,
  ];
}

function renderKey(claim) {
  return make("div", { class: "key" },
    make("span", {}, make("mark", { class: "content" }, "claim")),
    claim.source.length ? make("span", {}, make("mark", { class: "source" }, "who says it")) : null,
    claim.cue.length ? make("span", {}, make("mark", { class: "cue" }, "how it is credited")) : null,
    claim.denial ? make("span", { class: "denial" }, "who says it denies the claim") : null,
    claim.retraction ? make("span", { class: "denial" }, "retracted: it counts nowhere") : null,
    claim.own ? make("span", {}, "stated by the article itself, nobody credited") : null,
    make("button", { type: "button", class: "to-claim", onclick: () => showMark(true) }, "Go to claim"));
}

/** Bring the marked words into view; on opening only if they are not. */
function showMark(always = false) {
  const panel = byId("panel");
  const mark = panel.querySelector(".text mark.content, h2 mark.content");
  if (!mark || isNarrow()) return mark?.scrollIntoView({ block: "center" });
  const offset = mark.getBoundingClientRect().top - panel.getBoundingClientRect().top;
  if (always || offset > panel.clientHeight * 0.8) panel.scrollTop += offset - panel.clientHeight * 0.5;
}

/** Front matter is folded, since it is no part of what the article tells; open if a claim stands in it. */
function renderMatter({ text }, matter, ranges) {
  if (!matter) return null;
  const marked = ranges.some(({ span }) => span[0] < matter);
  const words = text.slice(0, matter);
  return make("details", { class: "matter", open: marked ? "" : null }, make("summary", {}, "not read: front matter"),
    make("p", { class: "text" }, cutPieces(text, 0, words.trimEnd().length, ranges)));
}

/** The article after its front matter as paragraphs, its marks set.  A first line that is the title becomes the
    heading. */
function markText({ text, title }, matter, ranges) {
  const body = make("div", { class: "text" });
  let heading = null;
  let start = matter;
  for (const line of text.slice(matter).split("\n")) {
    const end = start + line.length;
    if (line.trim()) {
      const isTitle = !heading && !body.childElementCount && line.trim() === title.trim();
      const element = make(isTitle ? "h2" : "p", { dir: "auto" }, cutPieces(text, start, end, ranges));
      if (isTitle) heading = element;
      else body.append(element);
    }
    start = end + 1;
  }
  return { heading: heading || make("h2", { dir: "auto" }, title), body };
}

/** Pieces of a text between two code units, those inside ranges as marks with all their roles. */
function cutPieces(text, start, end, ranges) {
  const inside = ranges.flatMap(({ span }) => span).filter((cut) => cut > start && cut < end);
  const cuts = [...new Set([start, ...inside, end])].sort((a, b) => a - b);
  return cuts.slice(1).map((right, at) => {
    const left = cuts[at];
    const roles = ranges.filter(({ span }) => span[0] <= left && span[1] >= right).map(({ role }) => role);
    const words = text.slice(left, right);
    return roles.length ? make("mark", { class: roles.join(" ") }, words) : words;
  });
}

/** The host of a web address; empty of anything else, and of what looks like one and is none ("https://a:99999"). */
function hostOf(url) {
  try {
    const { protocol, hostname } = new URL(url);
    return /^https?:$/.test(protocol) ? hostname : "";
  } catch {
    return "";
  }
}

/** A link to the live article, at the words if there are any. */
function renderLink(article, words) {
  const host = article.url ? hostOf(article.url) : "";
  if (!host) return null;
  const fragment = words ? `${article.url.includes("#") ? "" : "#"}:~:text=${textFragment(words)}` : "";
  return [make("a", { href: `${article.url}${fragment}`, target: "_blank", rel: "noopener noreferrer", class: "live" }, `Read at ${host} ↗`), " · "];
}

/** The words as a text fragment; long ones by their first and last words. */
function textFragment(words) {
  const encode = (part) => encodeURIComponent(part).replace(/-/g, "%2D");
  const parts = words.trim().split(/\s+/);
  return parts.length <= 12 ? encode(parts.join(" ")) : `${encode(parts.slice(0, 5).join(" "))},${encode(parts.slice(-5).join(" "))}`;
}
