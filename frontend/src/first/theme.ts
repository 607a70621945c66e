// Runs before the first paint, so that the night studio does not flash white.
const wanted = (() => {
  try {
    return localStorage.getItem("pentimento.theme");
  } catch {
    return null; // storage refused: follow the device
  }
})();
if (wanted === "light" || wanted === "dark") document.documentElement.dataset.theme = wanted;
