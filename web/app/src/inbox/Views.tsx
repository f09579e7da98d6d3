import { NavLink } from "react-router";
import { words } from "../words";
import { deskWords } from "./words";

export type View = keyof typeof deskWords.views;

const views = Object.keys(deskWords.views) as View[];
export const isView = (name: string | undefined): name is View => views.some((view) => view === name);

/** The ways to look at what a business has to do: by conversation, or by order. */
export function Views({ query }: { query: string }) {
  return (
    <nav className="views" aria-label={words.list.views}>
      {views.map((view) => (
        <NavLink key={view} className="view" to={`/inbox/${view}${query}`}>
          {deskWords.views[view]}
        </NavLink>
      ))}
      <NavLink className="view" to={`/inbox/orders${query}`}>
        {words.rail.orders}
      </NavLink>
    </nav>
  );
}
