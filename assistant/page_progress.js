// Runs once in the Progress tab: another local area is shown as soon as it is chosen.

element.addEventListener("change", (event) => {
  if (!event.target.matches("select")) return;
  const named = [...element.querySelectorAll(".choice select")].map((box) => [box.name, box.value]);
  const focused = event.target.name;
  const outcome = document.querySelector("#outcome [role=status]");
  if (outcome) outcome.textContent = "Fetching…";
  element.dataset.focused = focused;
  trigger("input", Object.fromEntries(named));
});

// The boxes are made anew with what they chose; whoever uses the keyboard goes on where they were.
watch("value", () => {
  const name = element.dataset.focused;
  if (!name) return;
  delete element.dataset.focused;
  element.querySelector(`select[name=${name}]`)?.focus();
  const outcome = document.querySelector("#outcome [role=status]");
  if (outcome) outcome.textContent = element.querySelector("h2")?.textContent ?? "";
});
