// Runs once in the Documents tab: sends files, shows how far their reading is and what came of it, removes documents.

const form = element.querySelector("form");
const box = element.querySelector("input[type=file]");
const working = element.querySelector(".working");
const bar = element.querySelector("progress");
const results = element.querySelector(".results");
const OURS = { "X-SEND-Assistant": "1" };

const tell = (words, ok) => {
  const item = document.createElement("li");
  item.className = ok ? "ok" : "failed";
  item.textContent = words;
  results.append(item);
};

const show = (words, done, total) => {
  working.hidden = false;
  working.querySelector("label").textContent = words;
  if (total) { bar.max = total; bar.value = done; } else bar.removeAttribute("value");
};

const send = (file) =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest(); // fetch does not say how much is sent
    request.open("POST", `documents/add?name=${encodeURIComponent(file.name)}`);
    for (const [name, value] of Object.entries(OURS)) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", (event) => show(`Sending ${file.name}`, event.loaded, event.total));
    request.addEventListener("loadend", () => resolve(request));
    request.send(file);
  });

// Waits until the page's machine is done, and says what came of it.
const finish = async (what) => {
  for (;;) {
    const work = await (await fetch("documents/work")).json();
    if (!work.stage) return tell(work.words, work.ok);
    show(`${work.stage} ${what}`, work.done, work.total);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
};

const refusal = (text) => {
  try { return JSON.parse(text).words; } catch { return "It could not be sent. Try again."; }
};

const attempt = async (what, start) => {
  try {
    const [status, text] = await start();
    if (status === 202) await finish(what);
    else tell(`${what}: ${refusal(text)}`, false);
  } catch {
    tell(`${what}: the page's machine cannot be reached. Try again.`, false);
  }
};

const keep = (button, words) => {
  button.classList.remove("sure");
  button.textContent = words;
};

const over = () => {
  working.hidden = true;
  trigger("input");
};

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const files = [...box.files];
  const button = form.querySelector("button");
  results.replaceChildren();
  button.disabled = true;
  for (const file of files) {
    await attempt(file.name, async () => {
      const request = await send(file);
      return [request.status, request.responseText];
    });
  }
  button.disabled = false;
  form.reset();
  over();
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("#documents button.remove");
  if (!button || button.disabled) return;
  const title = button.dataset.title;
  if (!button.classList.contains("sure")) {
    const before = button.textContent;
    button.classList.add("sure");
    button.textContent = "Really remove it";
    button.addEventListener("blur", () => keep(button, before), { once: true });
    return;
  }
  button.disabled = true;
  results.replaceChildren();
  await attempt(title, async () => {
    const address = `documents/remove?document=${encodeURIComponent(button.dataset.document)}`;
    const answer = await fetch(address, { method: "POST", headers: OURS });
    return [answer.status, await answer.text()];
  });
  over();
  box.focus();
});
