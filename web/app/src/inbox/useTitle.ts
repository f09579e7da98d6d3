import { useEffect } from "react";
import { words } from "../words";

/** The page's name, with how many conversations wait. */
export function useTitle(name: string, unread: number): void {
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread > 99 ? "99+" : unread}) ` : ""}${name} · ${words.product}`;
  }, [name, unread]);
}
