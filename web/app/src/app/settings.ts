import { Watched } from "../sync/watched";
import { useWatched } from "./SessionProvider";

export type Theme = "system" | "light" | "dark";
export type Layout = "bubbles" | "cards";

/** A choice of this device. Where storage is closed to us, it lasts as long as the page. */
function choice<Value extends string>(name: string, known: readonly Value[], fallback: Value | null) {
  const read = (): Value | null => {
    try {
      return known.find((value) => value === localStorage.getItem(name)) ?? fallback;
    } catch {
      return fallback;
    }
  };
  const watched = new Watched(read());

  return {
    watched,
    set(value: Value): void {
      watched.set(value);
      try {
        localStorage.setItem(name, value);
      } catch {
        // It holds for this page, which is all that this browser allows.
      }
    },
  };
}

const themes = choice<Theme>("parley.theme", ["system", "light", "dark"], "system");
const layouts = choice<Layout>("parley.layout", ["bubbles", "cards"], null);

export function useTheme(): [Theme, (theme: Theme) => void] {
  const theme = useWatched(themes.watched) ?? "system";

  return [theme, setTheme];
}

function setTheme(theme: Theme): void {
  themes.set(theme);
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Customers see bubbles and businesses cards, until somebody chooses. */
export function useLayout(side: "customer" | "business"): [Layout, (layout: Layout) => void] {
  const chosen = useWatched(layouts.watched);

  return [chosen ?? (side === "customer" ? "bubbles" : "cards"), layouts.set];
}
