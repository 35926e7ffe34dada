// A form in sections: folds that are painted when they are opened, a way to the next open question, and a search.

/** The questions of a section wait in a template until it is opened: they cost no layout, and opening needs no server. */
const contentOf = (section) => section.querySelector(":scope > template")?.content ?? section;

function paint(section) {
  const waiting = section.querySelector(":scope > template");
  waiting?.replaceWith(waiting.content);
}

function open(section) {
  paint(section);
  section.open = true;
}

/** Letters as they are compared in a search: without capitals and accents. */
const folded = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const SEARCHED = "legend, .mk-hint, .mk-choice:not(.mk-no-answer) .mk-words, textarea, .mk-reason input";
const wordsOf = (question) => folded([...question.querySelectorAll(SEARCHED)].map((part) => part.value ?? part.textContent).join("\n"));

/** What makes a fold the same one after its surroundings were painted anew. */
const nameOf = (fold) => fold.dataset.mkSection ?? fold.dataset.mkFold ?? `${fold.closest("[data-mk-item]")?.dataset.mkItem}: ${fold.querySelector("summary").firstChild?.textContent.trim()}`;

/** Remembers what is open in a place; the function it gives opens the same folds in what stands there by then. */
function rememberFolds(place) {
  const folds = () => [...place.querySelectorAll("details")];
  const known = new Set(folds().map(nameOf));
  const opened = new Set(folds().filter((fold) => fold.open).map(nameOf));
  return () => {
    for (const section of place.querySelectorAll("[data-mk-section]")) {
      if (known.has(nameOf(section))) section.open = opened.has(nameOf(section));
      if (section.open) paint(section);
    }
    for (const fold of folds()) if (opened.has(nameOf(fold))) fold.open = true;
  };
}

/** What stands above gets its real height only when it comes into view, so the place is looked up again then. */
function toTop(place) {
  place.scrollIntoView({ block: "start", behavior: "instant" });
  requestAnimationFrame(() => place.scrollIntoView({ block: "start", behavior: "instant" }));
}

const titleOf = (question) => [...question.querySelector("legend").childNodes].filter((part) => !part.classList?.contains("mk-tag")).map((part) => part.textContent).join("");

/** A question found: a button that leads to it, with the name of its section. */
function hitOf({ section, question }) {
  const hit = document.createElement("li");
  const button = document.createElement("button");
  const place = document.createElement("span");
  Object.assign(button, { type: "button", className: "mk-hit", textContent: titleOf(question) });
  Object.assign(button.dataset, { mkDo: "visit", item: question.dataset.mkItem });
  Object.assign(place, { className: "mk-small", textContent: section.querySelector("h3, h4, h5, h6").textContent });
  button.append(place);
  hit.append(button);
  return hit;
}

/** The sections that a page has at the moment, painted or not. */
function sectionsOf(sections) {
  const questions = () => sections().flatMap((section) => [...contentOf(section).querySelectorAll("[data-mk-item]")].map((question) => ({ section, question })));
  const isOpen = ({ question }) => entryOf(question)?.value === undefined && entryOf(question)?.state === undefined;
  const isUntouched = (one) => isOpen(one) && !("mkVoted" in one.question.dataset);
  let last;
  let unfolded = [];

  function show({ section, question }) {
    open(section);
    toTop(question);
    (question.querySelector('input[type="radio"]:checked') ?? question.querySelector('input[type="radio"]'))?.focus({ preventScroll: true });
  }

  return {
    passBy: (place) => { last = place.closest("[data-mk-item]")?.dataset.mkItem ?? last; },
    paintFor: (item) => {
      const found = questions().find(({ question }) => question.dataset.mkItem === item);
      if (found) open(found.section);
    },
    visit: (item) => {
      const found = questions().find(({ question }) => question.dataset.mkItem === item);
      if (found) show(found);
    },
    // From where somebody is onwards, so that a question that was passed over does not hold up the rest; questions with
    // votes and no agreed answer come when nothing else is open.
    visitNextOpen: () => {
      const all = questions();
      const here = all.findIndex(({ question }) => question.dataset.mkItem === last);
      const onwards = [...all.slice(here + 1), ...all.slice(0, here + 1)];
      const next = onwards.find(isUntouched) ?? onwards.find(isOpen);
      if (next) show(next);
    },
    foldAll: () => {
      const closing = sections().every((section) => section.open);
      for (const section of sections()) if (closing) section.open = false; else open(section);
    },
    search: (box) => {
      const found = box.querySelector("input").value.trim();
      const parts = folded(found).split(/\s+/);
      const asked = found.length > 1;
      const hits = asked ? questions().filter(({ question }) => parts.every((part) => wordsOf(question).includes(part))) : [];
      const words = hits.length > 1 ? box.dataset.many : hits.length ? box.dataset.one : box.dataset.none;
      box.querySelector("[data-mk-found]").textContent = asked ? words.replace("{count}", hits.length).replace("{found}", () => found) : "";
      box.querySelector("[data-mk-hits]").replaceChildren(...hits.map(hitOf));
    },
    openForPrint: () => {
      unfolded = sections().filter((section) => !section.open);
      unfolded.forEach(open);
    },
    closeAfterPrint: () => {
      for (const section of unfolded) section.open = false;
    },
  };
}

