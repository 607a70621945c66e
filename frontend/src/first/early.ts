// On a slow line a person ticks and types before the rest has loaded. Which forms were touched is remembered here,
// so that whoever looks after a form can send what came too early (page/ready.ts).
import type { LookedAfter } from "../page/ready";

const LOOKED_AFTER = "form[hx-post], form[data-pad]";

for (const kind of ["input", "change"]) {
  document.addEventListener(
    kind,
    (event) => {
      const form = (event.target as Element).closest<LookedAfter>(LOOKED_AFTER);
      if (form && !form.ready) form.early = kind;
    },
    true,
  );
}
