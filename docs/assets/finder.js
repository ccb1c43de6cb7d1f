// The page "Find a method": looks for what was typed in the table of operations.js, without a server.
(() => {
  const input = document.getElementById("asc-find");
  const found = document.getElementById("asc-found");
  const count = document.getElementById("asc-count");
  const SHOWN = 50;

  const words = (text) =>
    text.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase().split(/[^a-z0-9]+/).filter(Boolean);

  // "/v1/apps/123/builds?limit=2" is the path /v1/apps/{id}/builds: an operation's path matches what was typed.
  const patterns = window.ascOperations.map(([, , path]) =>
    new RegExp(`^${path.replace(/\{[^}]*\}/g, "(?:\\{[^/]*\\}|[^/]+)")}$`, "i"));
  const texts = window.ascOperations.map(([id, http, path, call]) => ` ${words(`${id} ${http} ${path} ${call}`).join(" ")}`);

  const rank = (typed) => {
    const request = typed.trim().match(/^(?:(GET|POST|PATCH|DELETE)\s+)?(?:https?:\/\/[^/]+)?(\/v\d[^?#\s]*)/i);
    const sought = words(typed);
    const scored = window.ascOperations.map((row, index) => {
      const [id, http, path, call] = row;
      if (request && (!request[1] || request[1].toUpperCase() === http) && patterns[index].test(request[2].replace(/\/$/, ""))) return 4;
      if (typed.trim().toLowerCase() === id.toLowerCase() || typed.trim() === call) return 4;
      if (id.toLowerCase().startsWith(typed.trim().toLowerCase())) return 3;
      return sought.every((word) => texts[index].includes(` ${word}`)) ? 2 - path.length / 1000 : 0;
    });
    return scored
      .map((score, index) => [score, index])
      .filter(([score]) => score > 0)
      .sort((a, b) => b[0] - a[0] || a[1] - b[1])
      .map(([, index]) => window.ascOperations[index]);
  };

  const element = (tag, text, attributes = {}) =>
    Object.assign(document.createElement(tag), { textContent: text, ...attributes });

  const show = () => {
    const typed = input.value;
    const rows = typed.trim() ? rank(typed) : [];
    count.textContent = typed.trim()
      ? `${rows.length} of ${window.ascOperations.length} methods${rows.length > SHOWN ? `, the first ${SHOWN} of them` : ""}`
      : `${window.ascOperations.length} methods`;
    found.replaceChildren(
      ...rows.slice(0, SHOWN).map(([id, http, path, call, page, deprecated]) => {
        const item = element("a", "", { href: page, className: `asc-hit${deprecated ? " asc-deprecated" : ""}` });
        item.append(element("code", call), element("span", `${http} ${path}`), element("small", id));
        return item;
      }),
    );
    history.replaceState(null, "", typed.trim() ? `#${encodeURIComponent(typed)}` : location.pathname);
  };

  input.value = decodeURIComponent(location.hash.slice(1));
  input.addEventListener("input", show);
  show();
})();
