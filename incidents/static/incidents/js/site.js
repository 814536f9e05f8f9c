// Small comforts only; every page works without this file.
"use strict";

// Select boxes of a filter form that ask for it send the form as soon as they change.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-send-on-change]");
  if (form && event.target.matches("select")) {
    form.requestSubmit();
  }
});
