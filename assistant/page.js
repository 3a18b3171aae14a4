// Runs once in each gr.HTML that names it; gr.HTML passes `element`, `trigger` and `watch`.

// A marker such as [1] leads to its source, and the source back to the marker. The page has a base address, so a
// plain "#source-1-1" could load it anew.
element.addEventListener("click", (event) => {
  const link = event.target.closest("a.marker, a.back");
  const target = link && document.getElementById(link.hash.slice(1));
  if (link) event.preventDefault();
  if (target) {
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "center" });
  }
});

// An example question asks itself.
element.addEventListener("click", (event) => {
  const example = event.target.closest("button.example");
  if (example) trigger("click", { question: example.textContent });
});

// A new question, and later its answer, comes to the top of the window.
watch("value", () => {
  const exchanges = element.querySelectorAll(".exchange");
  if (exchanges.length) exchanges[exchanges.length - 1].scrollIntoView({ block: "start" });
});
