import { Outlet } from "react-router";
import { NotFound } from "./pages";
import { useSession } from "./SessionProvider";

/** What lies behind is for who runs the marketplace; for everybody else there is nothing. */
export function RequireAdmin() {
  return useSession().me.isAdmin ? <Outlet /> : <NotFound />;
}
