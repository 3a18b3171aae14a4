// A source opens in the viewer, beside the conversation or below it, and closes to where it was opened from.

const viewer = element.querySelector("#viewer");
const title = viewer.querySelector("#viewer-title");
const about = viewer.querySelector(".viewer-about"); // stays in sight when the title scrolls away
const body = viewer.querySelector("#viewer-body");
const previous = viewer.querySelector(".previous");
const next = viewer.querySelector(".next");
let opener = null; // the link that has the focus again when the viewer closes
let sources = []; // of the same answer or thread, in the order of their numbers
let place = -1; // among them
let asked = 0; // only the last of several requests counts

const linkTo = (address) =>
  [...document.querySelectorAll("a.show-source")].find((link) => link.getAttribute("href") === address);

const fetched = async (address) => {
  try {
    return await (await fetch(`${address}&part=true`)).text();
  } catch {
    return "<p>The document could not be fetched. Try again in a moment.</p>";
  }
};

// Marks without the page beneath them would say nothing.
const fetching = (sheet) => {
  const picture = sheet?.querySelector("img");
  if (!picture || picture.complete) return;
  sheet.dataset.loading = "";
  const done = () => delete sheet.dataset.loading;
  picture.addEventListener("load", done);
  picture.addEventListener("error", done);
};

const show = async (address, heading) => {
  const mine = ++asked;
  const html = await fetched(address);
  if (mine !== asked) return;
  body.innerHTML = html; // made and escaped by the server
  fetching(body.querySelector(".sheet"));
  title.textContent = heading;
  about.textContent = body.querySelector("article")?.dataset.about ?? "";
  previous.hidden = next.hidden = sources.length < 2;
  previous.disabled = place <= 0;
  next.disabled = place < 0 || place >= sources.length - 1;
  viewer.hidden = false;
  document.querySelectorAll("[aria-current=location]").forEach((link) => link.removeAttribute("aria-current"));
  if (place >= 0) linkTo(sources[place])?.setAttribute("aria-current", "location");
  title.focus({ preventScroll: true });
  goTo(body.querySelector("mark, .mark"));
};

// Beside the conversation the viewer scrolls by itself, so that the conversation stays where it is.
const goTo = (mark) => {
  const beside = getComputedStyle(viewer).overflowY === "auto";
  viewer.scrollIntoView({ block: beside ? "nearest" : "start" });
  if (beside) opener?.scrollIntoView({ block: "nearest" }); // the conversation has become narrower
  viewer.scrollTop = 0;
  if (!mark) return;
  const tall = mark.getBoundingClientRect().height > innerHeight / 2;
  if (!beside) return mark.scrollIntoView({ block: tall ? "start" : "center" });
  const top = viewer.getBoundingClientRect().top;
  const { top: above, bottom: below } = mark.getBoundingClientRect();
  const under = viewer.querySelector(".viewer-bar").offsetHeight + 16; // where a long quote begins, if it must
  if (below - top > viewer.clientHeight) viewer.scrollTop = Math.min(below - top - viewer.clientHeight / 2, above - top - under);
};

const heading = () => (place < 0 ? "Document" : `Source ${place + 1} of ${sources.length}`);

const step = (by) => {
  place += by;
  show(sources[place], heading());
};

const close = () => {
  viewer.hidden = true;
  body.innerHTML = "";
  const here = opener?.isConnected ? opener : linkTo(opener?.getAttribute("href"));
  const target = here ?? document.querySelector("#question textarea");
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: "center" });
};

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.show-source");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const address = link.getAttribute("href");
  if (!viewer.contains(link)) {
    opener = link;
    const cited = link.closest(".exchange, .thread")?.querySelectorAll("a.cited") ?? [];
    sources = [...cited].map((other) => other.getAttribute("href"));
    place = sources.indexOf(address);
  }
  show(address, heading());
});

previous.addEventListener("click", () => step(-1));
next.addEventListener("click", () => step(1));
viewer.querySelector(".close").addEventListener("click", close);
viewer.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});
