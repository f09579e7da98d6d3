import type { WidgetApi } from "./api";

/** Who is signed in, in this frame. */
export interface Kept {
  accessToken: string;
  /** The jti of the shop's token that it was given for. */
  from: string;
  /** Whose it is, where the server said so. */
  personId?: string;
}

export interface Keeper {
  read: () => Kept | null;
  keep: (kept: Kept | null) => void;
}

/**
 * Keeps the session of this tab on this site: storage of a frame is parted by the site around it. Where the browser gives none,
 * the page's life is how long it lasts.
 */
export function keeperOf(shop: string): Keeper {
  const name = `parley.widget.${shop}`;
  let here: Kept | null = null;

  return {
    read: () => {
      try {
        return JSON.parse(sessionStorage.getItem(name) ?? "null");
      } catch {
        return here;
      }
    },
    keep: (kept) => {
      here = kept;
      try {
        if (kept === null) sessionStorage.removeItem(name);
        else sessionStorage.setItem(name, JSON.stringify(kept));
      } catch {
        // What is in memory serves.
      }
    },
  };
}

interface Means {
  keeper: Keeper;
  apiOf: (accessToken: string | null) => Pick<WidgetApi, "exchange" | "endSession">;
}

/**
 * The session for what the shop says of its visitor. A token that was taken already goes on with the session that it gave, for
 * a page may come from a cache; any other ends the session before it. One that does not hold is worth nothing: the visitor is
 * nobody, never the one who was here before.
 *
 * @returns Null for nobody.
 */
export async function enter(signed: string, { keeper, apiOf }: Means): Promise<Kept | null> {
  const before = keeper.read();
  const from = idOf(signed);
  if (before !== null && from !== null && before.from === from) return before;

  // The question goes out at once where nobody must leave first.
  if (before !== null) await leave({ keeper, apiOf });
  try {
    const { accessToken, personId } = await apiOf(null).exchange(signed);
    const kept = { accessToken, from: from ?? "", personId };
    keeper.keep(kept);

    return kept;
  } catch {
    return null;
  }
}

/** Ends the session here and on the server. */
export async function leave({ keeper, apiOf }: Means): Promise<void> {
  const before = keeper.read();
  keeper.keep(null);
  // Without the server it ends by itself, in hours; nothing here knows it any more.
  if (before !== null)
    await apiOf(before.accessToken)
      .endSession()
      .catch(() => {});
}

/** The jti of a token, unproven. */
function idOf(signed: string): string | null {
  try {
    const claims = JSON.parse(atob((signed.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/")));

    return typeof claims.jti === "string" ? claims.jti : null;
  } catch {
    return null;
  }
}
