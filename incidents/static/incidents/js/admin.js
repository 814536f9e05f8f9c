/* Tables that scroll sideways on small screens can be reached and scrolled by keyboard. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll(".inline-group, .results, .submit-row, #changelist .actions").forEach((box) => {
    if (box.scrollWidth <= box.clientWidth) return;
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    const title = box.querySelector("h2, caption") || document.querySelector("#content h1");
    if (title) box.setAttribute("aria-label", title.textContent.trim());
  });
});
