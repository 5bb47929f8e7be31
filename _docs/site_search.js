// Copyright 2026 the tpd2 authors. MIT license.

// The search of the documentation: the box is made here, so that nobody sees one that
// cannot work. In front of this stands findSections(), and the sections are fetched
// when somebody wants to search.

const place = document.querySelector("header .search");

const input = document.createElement("input");
input.type = "search";
input.placeholder = "Search";
input.setAttribute("aria-label", "Search the guides");
input.autocomplete = "off";
input.maxLength = 100;

const list = document.createElement("ul");
list.setAttribute("aria-label", "What was found");
list.hidden = true;

const count = document.createElement("p");
count.setAttribute("role", "status");
count.className = "unseen";

place.append(input, list, count);

let loading = null;

function load() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = "sections.js";
    script.onload = () => resolve(globalThis.docsSections);
    script.onerror = reject;
    document.head.append(script);
  });
  return loading;
}

/** The words around the first one that was found. */
function excerpt(text, query) {
  const word = query.trim().split(/\s+/)[0].toLowerCase();
  const at = Math.max(0, text.toLowerCase().indexOf(word));
  const from = at < 40 ? 0 : text.indexOf(" ", at - 40) + 1;
  const space = text.indexOf(" ", from + 100);
  const end = space < 0 ? text.length : space;
  return (from > 0 ? "… " : "") + text.slice(from, end) +
    (end < text.length ? " …" : "");
}

function item([address, title, heading, text], query) {
  const li = document.createElement("li");
  const link = document.createElement("a");
  link.href = address;
  const name = document.createElement("strong");
  name.textContent = heading === "" ? title : `${title}: ${heading}`;
  const words = document.createElement("span");
  words.textContent = excerpt(text, query);
  link.append(name, words);
  li.append(link);
  return li;
}

async function show() {
  const query = input.value;
  const sections = query.trim() === "" ? [] : await load();
  // Somebody typed on while the sections came.
  if (query !== input.value) return;
  const found = findSections(sections, query);
  list.replaceChildren(...found.map((section) => item(section, query)));
  list.hidden = found.length === 0;
  count.textContent = query.trim() === "" ? "" : `${found.length} found`;
  count.className = found.length === 0 && query.trim() !== "" ? "" : "unseen";
}

function close() {
  list.hidden = true;
  count.textContent = "";
}

input.addEventListener("focus", () => load().catch(() => {}));
input.addEventListener("input", show);
place.addEventListener("keydown", (event) => {
  const links = [...list.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  if (event.key === "Escape") {
    input.value = "";
    close();
    input.focus();
  } else if (event.key === "Enter" && at < 0 && links.length > 0) {
    links[0].click();
  } else if (event.key === "ArrowDown" && at < links.length - 1) {
    links[at + 1].focus();
  } else if (event.key === "ArrowUp" && at >= 0) {
    (links[at - 1] ?? input).focus();
  } else return;
  event.preventDefault();
});
place.addEventListener("focusout", ({ relatedTarget }) => {
  if (!place.contains(relatedTarget)) close();
});
document.addEventListener("keydown", (event) => {
  const isTyping = /^(?:INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
  if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  input.focus();
});
