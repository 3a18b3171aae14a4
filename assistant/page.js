// Runs once in each gr.HTML that names it; gr.HTML passes `element`, `trigger` and `watch`.

const said = (words) => {
  const outcome = document.querySelector("#outcome [role=status]");
  if (outcome) outcome.textContent = words;
};

// Where the page is not on this machine and not encrypted, browsers give no clipboard; the old way works there.
const copy = async (words) => {
  if (navigator.clipboard) return navigator.clipboard.writeText(words);
  const box = document.body.appendChild(document.createElement("textarea"));
  box.value = words;
  box.select();
  document.execCommand("copy");
  box.remove();
};

element.addEventListener("click", async (event) => {
  if (event.target.closest("a.skip")) {
    event.preventDefault();
    const newest = [...document.querySelectorAll(".exchange .question")].pop();
    newest?.setAttribute("tabindex", "-1");
    newest?.focus();
    newest?.scrollIntoView({ block: "start" });
  }
  const button = event.target.closest("button");
  if (!button) return;
  if (button.matches(".example")) trigger("click", { question: button.textContent });
  if (button.matches(".again")) trigger("click");
  if (button.matches(".of-area")) trigger("click", { question: button.dataset.question });
  if (button.matches(".copy")) {
    await copy(button.dataset.text);
    said("Copied.");
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy the answer"), 3000);
  }
});

// A choice of what to search says at once how much that leaves.
element.addEventListener("change", (event) => {
  if (!event.target.matches("#filters select")) return;
  trigger("input", Object.fromEntries([...element.querySelectorAll("select")].map((box) => [box.name, box.value])));
});

// A new question, and later its answer, comes to the top of the window; what could be chosen is folded away.
// A sentence more of an answer that is still being written moves nothing: somebody may be reading the others.
let shown = "";
watch("value", () => {
  element.querySelector("a.made")?.click(); // a briefing that was asked for is taken along at once
  const exchanges = element.querySelectorAll(".exchange");
  const before = shown;
  shown = `${exchanges.length} ${element.querySelectorAll(".waiting").length}`;
  if (!exchanges.length || shown === before) return;
  for (const choice of document.querySelectorAll("#filters details, #examples details")) choice.removeAttribute("open");
  exchanges[exchanges.length - 1].scrollIntoView({ block: "start" });
});
