/* Selecting text in the article: moves the span of the mention, or begins a mention that was missed. */
"use strict";
(() => {
  const article = document.getElementById("article-text");
  const bar = document.getElementById("selection-bar");
  if (!article || !bar) return;
  const quote = bar.querySelector("[data-quote]");
  let chosen = null;

  // Offsets count characters of the article's text as the server does (code points, not UTF-16 units).
  const characters = (text) => [...text].length;
  const offset = (node, position) => {
    if (node.nodeType !== Node.TEXT_NODE) {
      const child = node.childNodes[position] || null;
      if (child) return firstOffset(child);
      return lastOffset(node);
    }
    const segment = node.parentElement.closest("[data-at]");
    if (!segment) return null;
    return Number(segment.dataset.at) + characters(node.data.slice(0, position));
  };
  const firstOffset = (node) => {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    const segment = element.matches("[data-at]") ? element : element.querySelector("[data-at]") || element.closest("[data-at]");
    return segment ? Number(segment.dataset.at) : null;
  };
  const lastOffset = (node) => {
    const segments = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).querySelectorAll("[data-at]");
    const segment = segments[segments.length - 1];
    return segment ? Number(segment.dataset.at) + characters(segment.textContent) : null;
  };
  const between = (start, end) => {
    let text = "";
    article.querySelectorAll("[data-paragraph]").forEach((paragraph) => {
      if (text) text += "\n";
      paragraph.querySelectorAll("[data-at]").forEach((segment) => {
        const at = Number(segment.dataset.at);
        const letters = [...segment.textContent];
        text += letters.filter((_letter, index) => at + index >= start && at + index < end).join("");
      });
    });
    return text.replace(/^\n+|\n+$/g, "");
  };
  const read = () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    if (!article.contains(range.startContainer) || !article.contains(range.endContainer)) return null;
    let start = offset(range.startContainer, range.startOffset);
    let end = offset(range.endContainer, range.endOffset);
    if (start === null || end === null || start >= end) return null;
    const text = between(start, end);
    const lead = characters(text) - characters(text.trimStart());
    start += lead;
    end = start + characters(text.trim());
    return start < end ? { start, end, text: text.trim() } : null;
  };
  document.addEventListener("selectionchange", () => {
    const now = read();
    if (now) {
      chosen = now;
      quote.textContent = now.text;
      bar.hidden = false;
    }
  });
  const into = (form) => {
    form.elements.start.value = chosen.start;
    form.elements.end.value = chosen.end;
    form.elements.evidence.value = chosen.text;
    const fold = form.closest("details");
    if (fold) fold.open = true;
    bar.hidden = true;
    form.elements.evidence.focus();
  };
  bar.querySelectorAll("[data-into]").forEach((button) => {
    button.addEventListener("click", () => { if (chosen) into(document.getElementById(button.dataset.into)); });
  });
  bar.querySelector("[data-dismiss]").addEventListener("click", () => { bar.hidden = true; });
  // A sentence typed over by hand no longer stands where it did: let the server find it.
  document.querySelectorAll("textarea[name=evidence]").forEach((area) => {
    area.addEventListener("input", () => {
      area.form.elements.start.value = "";
      area.form.elements.end.value = "";
    });
  });
})();
