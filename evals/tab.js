// Runs once in the Evaluate tab: begins and stops runs, shows how far they are, and their reports and comparisons.

const part = (name) => element.querySelector(name);
const working = part(".working");
const bar = part("progress");
const results = part(".results");
const outcome = part(".outcome");
const frame = part("iframe");
const OURS = { "X-SEND-Assistant": "1" };
const LOST = "The page's machine cannot be reached. Try again.";
let watching = false;

const tell = (words, ok) => {
  const line = document.createElement("p");
  line.className = ok ? "ok" : "fault";
  line.textContent = words;
  results.replaceChildren(line);
};

// Parts are made and escaped by the server. One that has not changed stays, with what was chosen in it.
const filled = {};
const fill = async (name, address) => {
  try {
    const html = await (await fetch(address)).text();
    if (html !== filled[name]) part(name).innerHTML = filled[name] = html;
  } catch {
    tell(LOST, false);
  }
};

const show = (work) => {
  working.hidden = !work.stage;
  if (!work.stage) return;
  const words = work.done ? `${work.stage}: ${work.done} of ${work.total} questions` : "Loading the documents…";
  working.querySelector("label").textContent = words;
  working.querySelector(".stop").disabled = work.stage === "Stopping";
  if (work.done) { bar.max = work.total; bar.value = work.done; } else bar.removeAttribute("value");
};

const busy = (is) => {
  for (const button of element.querySelectorAll(".start button, .go-on")) button.disabled = is;
};

// Follows what is under way until it is over; also one that was begun before the page was loaded.
const follow = async (begun) => {
  if (watching) return;
  watching = true;
  try {
    for (;;) {
      const work = await (await fetch("evaluate/work")).json();
      show(work);
      busy(Boolean(work.stage));
      if (!work.stage) {
        await fill(".runs", "evaluate/runs"); // first: whoever reads that it is done finds it in the list
        if (begun && work.words) tell(work.words, work.ok);
        break;
      }
      begun = true;
      await new Promise((resolve) => setTimeout(resolve, 400));
    }
  } catch {
    working.hidden = true;
    tell(LOST, false);
  }
  watching = false;
};

const step = async (address) => {
  try {
    const answer = await fetch(address, { method: "POST", headers: OURS });
    if (answer.status !== 202) tell((await answer.json()).words, false);
    return answer.status === 202;
  } catch {
    tell(LOST, false);
    return false;
  }
};

const begin = async (address) => {
  results.replaceChildren();
  if (await step(address)) follow(true);
};

const heading = part("#evaluate-outcome");
let opener = ""; // what has the focus again when the report is closed

const report = async (runs, title, verdict) => {
  const address = `evaluate/report?${runs.map((run) => `run=${encodeURIComponent(run)}`).join("&")}`;
  part(".verdict-text").innerHTML = verdict;
  heading.textContent = frame.title = title;
  part(".outcome-links a").href = frame.src = address;
  outcome.hidden = false;
  heading.focus({ preventScroll: true });
  outcome.scrollIntoView({ block: "start" });
};

// The report is as high as it is, so that there is one thing to scroll and not two.
frame.addEventListener("load", () => {
  const body = frame.contentDocument?.body;
  if (body) new ResizeObserver(() => (frame.style.height = `${body.offsetHeight + 2}px`)).observe(body);
});

element.addEventListener("submit", async (event) => {
  event.preventDefault();
  const chosen = new FormData(event.target);
  if (event.target.matches(".start")) begin(`evaluate/run?${new URLSearchParams(chosen)}`);
  if (!event.target.matches(".compare")) return;
  results.replaceChildren();
  try {
    const found = await (await fetch(`evaluate/compare?${new URLSearchParams(chosen)}`)).json();
    opener = ".compare button";
    if (found.html) report([chosen.get("first"), chosen.get("other")], "Two runs compared", found.html);
    else tell(found.words, false);
  } catch {
    tell(LOST, false);
  }
});

element.addEventListener("click", (event) => {
  const target = event.target.closest("a, button");
  if (!target) return;
  if (target.matches(".stop")) step("evaluate/stop");
  if (target.matches(".go-on")) begin(`evaluate/go-on?run=${encodeURIComponent(target.dataset.run)}`);
  if (target.matches(".close")) {
    outcome.hidden = true;
    frame.removeAttribute("src");
    part(opener)?.focus();
  }
  if (!target.matches("a.report") || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const run = new URL(target.href).searchParams.get("run");
  opener = `a.report[href="${target.getAttribute("href")}"]`;
  report([run], `Report on ${run}`, "");
});

// The tab is filled whenever it is opened: documents and runs may have changed meanwhile.
new IntersectionObserver(async ([seen]) => {
  if (!seen.isIntersecting || watching) return;
  await fill(".begin", "evaluate/form");
  follow(false);
}).observe(part("#evaluate-title"));
