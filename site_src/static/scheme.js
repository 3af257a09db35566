// What every page has. First the colour scheme a reader chose: kept in this browser, and set before anything is drawn; without a
// choice the system's stands. Then the key / that leads to the search, unless the reader has put it away there.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const key = "diptych-scheme";
  const chosen = () => {
    try { return localStorage.getItem(key); } catch { return null; }
  };
  const keep = (scheme) => {
    try { scheme ? localStorage.setItem(key, scheme) : localStorage.removeItem(key); } catch { /* private windows may refuse */ }
  };
  const apply = (scheme) => {
    if (scheme === "dark" || scheme === "light") root.dataset.scheme = scheme;
    else delete root.dataset.scheme;
    const dark = root.dataset.scheme ? scheme === "dark" : system.matches;
    document.querySelector(".scheme")?.setAttribute("aria-pressed", dark);
    return dark;
  };

  root.classList.add("script");
  apply(chosen());
  system.addEventListener("change", () => apply(chosen()));
  addEventListener("storage", () => apply(chosen()));
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector(".scheme");
    if (!button) return;
    button.hidden = false;
    apply(chosen());
    button.addEventListener("click", () => {
      const dark = !apply(chosen());
      keep(dark === system.matches ? null : dark ? "dark" : "light");
      apply(dark === system.matches ? null : dark ? "dark" : "light");
    });
  });
})();
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  try { if (localStorage.getItem("diptych-slash") === "off") return; } catch { /* private windows may refuse */ }
  const link = document.querySelector("a[rel=search]");
  if (!link) return;
  event.preventDefault();
  const input = document.getElementById("q");
  if (input) input.focus();
  else location.assign(`${link.href}#q`);
});
