// What a page owes to those who read it with something else than eyes, and to those who see little. Returns sentences.
() => {
  const faults = [];
  const say = (what, node) => faults.push(node ? `${what}: ${node.outerHTML.slice(0, 160)}` : what);
  const shown = (node) => node.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);

  const text = (node) => {
    if (!node) return "";
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || node.getAttribute("aria-hidden") === "true") return "";
    if (node !== document.activeElement && getComputedStyle(node).display === "none") return "";
    if (node.hasAttribute("aria-label")) return node.getAttribute("aria-label");
    if (node.tagName === "IMG") return node.alt;
    return [...node.childNodes].map(text).join("");
  };
  const byId = (node, name) => (node.getAttribute(name) || "").split(/\s+/).filter(Boolean).map((id) => document.getElementById(id));
  const name = (node) =>
    (byId(node, "aria-labelledby").map(text).join(" ") || node.getAttribute("aria-label")
      || [...(node.labels || [])].map(text).join(" ") || text(node) || node.title || "").trim();

  for (const node of all("a[href], button, input:not([type=hidden]), textarea, select, summary, iframe, dialog, [role=button], [role=dialog]")) {
    if (!name(node)) say("has no name", node);
  }
  for (const node of document.querySelectorAll("[aria-labelledby], [aria-describedby]")) {
    for (const attribute of ["aria-labelledby", "aria-describedby"]) {
      if (byId(node, attribute).includes(null)) say(`${attribute} leads nowhere`, node);
    }
  }
  for (const node of document.querySelectorAll("a[href^='#']")) {
    const id = node.getAttribute("href").slice(1);
    if (id && !document.getElementById(id)) say("leads to no place on the page", node);
  }
  const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) say(`the id ${id} is there more than once`);
  for (const node of document.querySelectorAll("svg, img")) {
    const isChart = node.getAttribute("role") === "img" && (node.getAttribute("aria-label")
      || document.getElementById((node.getAttribute("aria-labelledby") || "").split(" ")[0])?.textContent);
    if (!node.closest("[aria-hidden=true]") && !isChart && !node.alt) say("a picture that readers would meet", node);
  }
  for (const use of document.querySelectorAll("use")) {
    if (!use.closest("svg").getBoundingClientRect().width && shown(use.closest("svg"))) say("an icon without a size", use);
  }
  if (all("h1").length !== 1) say(`${all("h1").length} h1 on the page`);
  let level = 0;
  for (const heading of all("h1, h2, h3, h4")) {
    if (level && Number(heading.tagName[1]) > level + 1) say("a heading skips a level", heading);
    level = Number(heading.tagName[1]);
  }
  if (all("main").length !== 1) say(`${all("main").length} main on the page`);
  const navigations = all("nav").map(name);
  if (navigations.some((its) => !its) || new Set(navigations).size !== navigations.length) say(`nav without a name of its own: ${navigations}`);
  const skip = document.querySelector("a.skip");
  if (!document.title.trim()) say("no title");
  if (!skip && document.querySelector("header.top, header.bar")) say("no skip link");
  for (const node of all("input:not([type=hidden]), textarea, select")) {
    if (!node.labels.length && !node.getAttribute("aria-label")) say("a field without a label", node);
  }
  for (const label of document.querySelectorAll("label[for]")) {
    if (!document.getElementById(label.htmlFor)) say("a label for nothing", label);
  }

  for (const node of all(".nb, .money, .badge, .btn")) {
    const card = node.closest(".diag, .card, .bubble");
    if (card && node.getBoundingClientRect().right > card.getBoundingClientRect().right + 1) say("sideways out of its card", node);
  }
  // Nothing pushes the page sideways.
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) {
    const wide = all("body *").filter((node) => node.getBoundingClientRect().right > width + 1 && !node.closest(".scroll, .pane, .tabs"));
    say(`scrolls sideways: ${document.documentElement.scrollWidth} > ${width}; ${wide.slice(-3).map((node) => node.outerHTML.slice(0, 90)).join(" | ")}`);
  }
  return faults;
}
