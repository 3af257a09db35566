// Comfort for the reader and the claim pages. Everything here is possible without it, by links alone.
(() => {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const panels = [...document.querySelectorAll(".texts > .panel")];
  const scroller = (panel) => panel.querySelector(".source-text");
  const scrolls = (panel) => getComputedStyle(scroller(panel)).overflowY === "auto";
  // A link ends with its counterpart's fragment (source--claim), or with the page of a claim that one account alone makes.
  const claimOf = (link) => (link.getAttribute("href").match(/--([^#]+)$|claims\/([^/]+)\/[^/]*$/) ?? []).slice(1).find(Boolean);
  const places = (panel, claim) => [...panel.querySelectorAll(`mark.c-${CSS.escape(claim)}`)];

  /** Scroll `panel` alone, so that `mark` stands `height` pixels below the top of the window. */
  const bring = (panel, mark, height) => {
    const by = mark.getBoundingClientRect().top - height;
    if (Math.abs(by) > 2) scroller(panel).scrollBy({ top: by, behavior: calm.matches ? "auto" : "smooth" });
  };

  /** Bring what the other accounts say on the claim of `link` beside it. */
  const align = (link) => {
    const here = link.closest(".panel");
    const claim = claimOf(link);
    if (!claim || !here) return;
    for (const panel of panels) {
      const [mark] = panel === here || !scrolls(panel) ? [] : places(panel, claim);
      if (mark) bring(panel, mark, link.getBoundingClientRect().top);
    }
  };

  let wait;
  for (const panel of panels) {
    const marked = (event) => event.target.closest?.("mark a, a.number");
    panel.addEventListener("mouseover", (event) => {
      clearTimeout(wait);
      const link = marked(event);
      if (link) wait = setTimeout(align, 150, link);
    });
    panel.addEventListener("focusin", (event) => {
      const link = marked(event);
      if (link) align(link);
    });
  }

  // A link that led here has its counterpart brought beside it, too.
  const arrival = ".texts :target a, .texts .anchor:target + mark a";
  const arrive = () => {
    const link = document.querySelector(arrival);
    if (link) align(link);
  };
  addEventListener("load", arrive);
  addEventListener("hashchange", arrive);

  // The claims in the order of the list below the texts, those that are put away left out; at each, its first words take the focus.
  const ticked = (id) => document.getElementById(id)?.checked ?? true;
  const relation = (mark) => (mark.classList.contains("suggested") ? "suggested" : mark.className.match(/\brel-(\S+)/)[1]);
  const away = (mark) => !ticked(`show-${relation(mark)}`) || (relation(mark) === "agree" && ticked("hide-agree")) || !mark.offsetParent;
  const claims = [...document.querySelectorAll(".claims a")].map(claimOf);
  const linkTo = (claim) => {
    for (const panel of panels) {
      const links = [...panel.querySelectorAll("mark a, a.number")].filter((link) => claimOf(link) === claim);
      const link = links.find((each) => !away(each.closest("mark") ?? each));
      if (link) return link;
    }
  };
  const step = (by) => {
    const focused = document.activeElement?.closest("mark a, a.number") ?? document.querySelector(arrival);
    let at = focused ? claims.indexOf(claimOf(focused)) : by > 0 ? -1 : claims.length;
    for (at += by; at in claims; at += by) {
      const link = linkTo(claims[at]);
      if (!link) continue;
      link.focus({ preventScroll: true });
      link.scrollIntoView({ block: "center" });
      align(link);
      return;
    }
  };
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (!panels.length || typing || event.ctrlKey || event.metaKey || event.altKey || !ticked("keys")) return;
    if (event.key === "j") step(1);
    if (event.key === "k") step(-1);
  });

  for (const button of document.querySelectorAll(".copy")) {
    button.addEventListener("click", async () => {
      const address = document.querySelector("link[rel=canonical]")?.href ?? location.href;
      try {
        await navigator.clipboard.writeText(address);
        button.nextElementSibling.textContent = button.dataset.done;
      } catch {
        button.nextElementSibling.textContent = address;
      }
    });
  }
})();
