// The search page: full text where the site is served with its search index, else the words of the stories and claims that the index lists;
// of a large site its other pages are read when someone searches.
(() => {
  const form = document.querySelector("form.search");
  if (!form) return;
  const input = form.elements.q, status = document.getElementById("found"), list = document.getElementById("results");
  const choices = [...form.querySelectorAll("select")];
  const most = 50;
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  /** The full-text search, or null where there is none: a page that was opened from a disk may not load it. */
  const load = async () => {
    if (!form.dataset.engine || location.protocol === "file:") return null;
    try {
      const engine = await import(new URL(form.dataset.engine, document.baseURI));
      await engine.options({ baseUrl: new URL("..", document.baseURI).pathname, excerptLength: 24 });
      await engine.init();
      return engine;
    } catch {
      return null;
    }
  };
  let loading;

  /** What a page of the index lists, with its words as they are compared. */
  const entries = (page, base) => [...page.querySelectorAll("#index [data-story]")].map((each) => {
    const link = each.querySelector("a"), told = { ...each.dataset };
    return { href: new URL(link.getAttribute("href"), base).href, title: link.textContent, told, text: plain([each.textContent, ...Object.values(told)].join(" ")) };
  });

  /** What one of the other pages of the index lists, or null where it cannot be read. */
  const read = async (path) => {
    try {
      const answer = await fetch(new URL(path, document.baseURI));
      return answer.ok ? entries(new DOMParser().parseFromString(await answer.text(), "text/html"), answer.url) : null;
    } catch {
      return null;
    }
  };

  /** What the whole index lists; `whole` tells that all of it could be read: a page that was opened from a disk may read no other. */
  const readAll = async () => {
    const own = entries(document, document.baseURI), others = form.dataset.others?.split(" ") ?? [];
    if (others.length && location.protocol === "file:") return { listed: own, whole: false };
    const parts = await Promise.all(others.map(read));
    return { listed: [own, ...parts].flatMap((part) => part ?? []), whole: !parts.includes(null) };
  };
  let reading, index;

  const asked = () => Object.fromEntries(choices.filter((each) => each.value).map((each) => [each.name, each.value]));

  const inText = async (engine, words, narrowed) => {
    const found = await engine.search(words || null, { filters: narrowed });
    const results = await Promise.all(found.results.slice(0, most).map((each) => each.data()));
    const made = results.map(({ url, meta, excerpt, filters }) => ({
      href: url, title: meta.title, about: [...(filters.relation ?? []), ...(filters.story ?? [])].filter((each) => each !== meta.title).join(" · "), excerpt,
    }));
    return { total: found.results.length, made };
  };

  const inIndex = (listed, words, narrowed) => {
    const wanted = plain(words).split(/\s+/).filter(Boolean);
    const found = listed.filter(({ told, text }) =>
      Object.entries(narrowed).every(([name, value]) => (told[name] ?? "").split("\n").includes(value)) && wanted.every((each) => text.includes(each)));
    const made = found.slice(0, most).map(({ href, title, told: { relation, story } }) => ({ href, title, about: title === story ? narrowed.relation ?? "" : `${relation} · ${story}`, excerpt: "" }));
    return { total: found.length, made };
  };

  const element = (name, text, className = "") => Object.assign(document.createElement(name), { textContent: text, className });

  /** The words around what was found. They are text: of the engine's markup only the marks are obeyed. */
  const around = (excerpt) => {
    const paragraph = element("p", "");
    excerpt.split(/<\/?mark>/).forEach((part, at) => {
      const text = part.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, "&");
      paragraph.append(at % 2 ? element("mark", text) : text);
    });
    return paragraph;
  };

  const item = ({ href, title, about, excerpt }) => {
    const entry = element("li", ""), link = Object.assign(element("a", title), { href });
    entry.append(link);
    if (about) entry.append(element("p", about, "meta"));
    if (excerpt) entry.append(around(excerpt));
    return entry;
  };

  let latest = 0;
  const run = async () => {
    const mine = ++latest, words = input.value.trim(), narrowed = asked(), told = status.dataset;
    const query = new URLSearchParams({ ...(words && { q: words }), ...narrowed }).toString();
    try { history.replaceState(null, "", query ? `?${query}` : location.pathname); } catch { /* a disk has no queries */ }
    if (!query) {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    const engine = await (loading ??= load());
    if (!engine && !index && mine === latest) {
      if (told.waiting) status.textContent = told.waiting;
      index = await (reading ??= readAll());
    }
    if (mine !== latest) return;
    const { total, made } = engine ? await inText(engine, words, narrowed) : inIndex(index.listed, words, narrowed);
    if (mine !== latest) return;
    list.replaceChildren(...made.map(item));
    const count = total ? told.found.replace("#", total) : told.none;
    status.textContent = [count, ...(engine ? [] : [told.indexOnly]), ...(index?.whole === false ? [told.partOnly] : [])].join(" ");
  };

  let wait;
  form.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(run, 150); });
  form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
  form.addEventListener("keydown", (event) => {
    const stops = [input, ...list.querySelectorAll("a")], at = stops.indexOf(document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Escape: 0 }[event.key];
    if (at < 0 || next === undefined || !stops[next]) return;
    event.preventDefault();
    stops[next].focus();
  });

  const slash = document.getElementById("slash");
  try {
    slash.checked = localStorage.getItem("diptych-slash") !== "off";
    slash.addEventListener("change", () => localStorage.setItem("diptych-slash", slash.checked ? "on" : "off"));
  } catch { /* private windows may refuse */ }

  const given = new URLSearchParams(location.search);
  input.value = given.get("q") ?? "";
  for (const each of choices) if (given.get(each.name)) each.value = given.get(each.name);
  if (location.hash === "#q") input.focus();
  run();
})();
