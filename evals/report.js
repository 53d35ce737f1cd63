// Filters lists of cases; without JavaScript every case is shown.
for (const form of document.querySelectorAll("form.filters")) {
  const cases = [...document.querySelectorAll(`#${form.dataset.of} > .case`)];
  const told = form.querySelector("output");
  const show = () => {
    const wanted = [...form.querySelectorAll("select")].filter((select) => select.value);
    const words = form.querySelector("input").value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const one of cases) {
      const fits = wanted.every((select) => one.dataset[select.name].split("|").includes(select.value));
      const text = words.length ? one.textContent.toLowerCase() : "";
      one.hidden = !(fits && words.every((word) => text.includes(word)));
      shown += !one.hidden;
    }
    told.textContent = `${shown} of ${cases.length} shown`;
  };
  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
}
