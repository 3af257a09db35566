// The search page: full text where the site is served with its search index, else the words of the stories and claims that the page lists.
(() => {
  const form = document.querySelector("form.search");
  if (!form) return;
  const input = form.elements.q, status = document.getElementById("found"), list = document.getElementById("results");
  const choices = [...form.querySelectorAll("select")];
  const listed = [...document.querySelectorAll("#index [data-story]")];
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

  const asked = () => Object.fromEntries(choices.filter((each) => each.value).map((each) => [each.name, each.value]));

  const inText = async (engine, words, narrowed) => {
    const found = await engine.search(words || null, { filters: narrowed });
    const results = await Promise.all(found.results.slice(0, most).map((each) => each.data()));
    const made = results.map(({ url, meta, excerpt, filters }) => ({
      href: url, title: meta.title, about: [...(filters.relation ?? []), ...(filters.story ?? [])].filter((each) => each !== meta.title).join(" · "), excerpt,
    }));
    return { total: found.results.length, made };
  };

  const inIndex = (words, narrowed) => {
    const wanted = plain(words).split(/\s+/).filter(Boolean);
    const found = listed.filter(({ dataset, textContent }) => {
      const text = plain(textContent + " " + Object.values(dataset).join(" "));
      return Object.entries(narrowed).every(([name, value]) => (dataset[name] ?? "").split("\n").includes(value)) && wanted.every((each) => text.includes(each));
    });
    const made = found.slice(0, most).map((each) => {
      const { href, textContent: title } = each.querySelector("a"), { relation, story } = each.dataset;
      return { href, title, about: relation ? `${relation} · ${story}` : "", excerpt: "" };
    });
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
    const { total, made } = engine ? await inText(engine, words, narrowed) : inIndex(words, narrowed);
    if (mine !== latest) return;
    list.replaceChildren(...made.map(item));
    const count = total ? told.found.replace("#", total) : told.none;
    status.textContent = engine ? count : `${count} ${told.indexOnly}`;
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
