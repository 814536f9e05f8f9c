/* Conveniences of the analysts' pages. Everything here is also a link, a button or a form without it. */
"use strict";
(() => {
  const STORE = "siaga-keys";
  const keysOn = () => localStorage.getItem(STORE) !== "off";
  const live = document.getElementById("live");

  // Said again once the page is there: a live region that comes filled is not read out.
  const said = [...document.querySelectorAll(".message")].map((node) => node.textContent.trim()).join(" ");
  if (live && said) window.setTimeout(() => { live.textContent = said; }, 150);

  const focusOn = (node) => { if (node) node.focus(); };
  const wide = window.matchMedia("(min-width: 64rem)").matches;
  if (!wide) document.querySelectorAll("details[data-folds]").forEach((fold) => { fold.open = false; });
  focusOn(document.querySelector("[data-focus]"));
  if (wide) document.querySelector(".m--current")?.scrollIntoView({ block: "center" });

  // --- Keys: an element with data-key is clicked (or focused) when its key is pressed -------------
  const typing = (node) => node.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  const seen = (node) => node.checkVisibility ? node.checkVisibility() : node.offsetParent !== null;
  const press = (node) => {
    if (node.matches("details")) {
      node.open = true;
      focusOn(node.querySelector("button, input:not([type=hidden]), select, textarea, a") || node.querySelector("summary"));
    } else if (node.matches("input:not([type=checkbox]), select, textarea")) {
      const fold = node.closest("details");
      if (fold) fold.open = true;
      focusOn(node);
    } else if (node.matches("form")) {
      node.requestSubmit();
    } else {
      node.click();
    }
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const fold = event.target.closest("details[open]");
      if (fold) { fold.open = false; focusOn(fold.querySelector("summary")); return; }
      if (typing(event.target)) event.target.blur();
      return;
    }
    if (!keysOn() || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    const wanted = [...document.querySelectorAll("[data-key]")].find(
      (node) => node.dataset.key === event.key && !node.disabled
        && (node.matches("details, input:not([type=checkbox]), select, textarea") || seen(node)));
    if (!wanted) return;
    event.preventDefault();
    press(wanted);
  });

  // One decision, one request: a second press while the first is under way is dropped.
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "post") return;
    if (event.target.dataset.sent) { event.preventDefault(); return; }
    event.target.dataset.sent = "1";
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  });

  // What was typed and not sent is not left behind without asking.
  let typed = false;
  document.addEventListener("input", (event) => {
    if (event.target.form?.method === "post" && event.target.name !== "chosen") typed = true;
  });
  document.addEventListener("submit", (event) => {
    if (event.target.method === "post" && !event.defaultPrevented) typed = false;
  });
  window.addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });

  // --- Help, and the switch for the keys ----------------------------------------------------------
  const help = document.getElementById("keys-help");
  const opener = document.querySelector("[data-opens=keys-help]");
  if (help && opener) {
    opener.hidden = false;
    opener.addEventListener("click", () => help.showModal());
    help.querySelector("[data-close]").addEventListener("click", () => help.close());
    const toggle = help.querySelector("[data-keys-switch]");
    toggle.checked = keysOn();
    toggle.addEventListener("change", () => {
      localStorage.setItem(STORE, toggle.checked ? "on" : "off");
      document.body.classList.toggle("keys-off", !toggle.checked);
    });
  }
  document.body.classList.toggle("keys-off", !keysOn());

  // --- Queue: choose all on the page --------------------------------------------------------------
  document.querySelectorAll("[data-choose-all]").forEach((box) => {
    box.closest("label").hidden = false;
    box.addEventListener("change", () => {
      document.querySelectorAll("input[name=chosen]:not(:disabled)").forEach((one) => { one.checked = box.checked; });
      document.dispatchEvent(new CustomEvent("chosen"));
    });
  });
  const counter = document.querySelector("[data-chosen-count]");
  const recount = () => {
    if (counter) counter.textContent = document.querySelectorAll("input[name=chosen]:checked").length;
  };
  document.addEventListener("change", recount);
  document.addEventListener("chosen", recount);

  // --- What differs between kinds: only fitting categories and statuses are offered ----------------
  document.querySelectorAll("select[name=kind][data-fits]").forEach((kind) => {
    const fits = JSON.parse(kind.dataset.fits);
    const sift = () => {
      ["category", "status"].forEach((name) => {
        const select = kind.form.elements[name];
        const allowed = fits[kind.value][name];
        [...select.options].forEach((option) => {
          option.hidden = option.disabled = option.value !== "" && !allowed.includes(option.value);
        });
        if (select.selectedOptions[0]?.disabled) select.value = allowed[0];
      });
    };
    kind.addEventListener("change", sift);
    sift();
  });
})();
