import { Navigate, Outlet, useLocation } from "react-router";
import { words } from "../words";
import { Unreachable } from "./pages";
import { useDoor } from "./SessionProvider";
import { withNext } from "./withNext";
import "./shell.css";

/** What lies behind needs somebody signed in; who is not comes back here afterwards. */
export function RequireSession() {
  const { standing, ask } = useDoor();
  const { pathname, search } = useLocation();

  if (standing.is === "in") return <Outlet />;
  if (standing.is === "out") return <Navigate to={withNext("/signin", pathname + search)} replace />;
  if (standing.is === "unreachable") return <Unreachable retry={ask} />;

  return (
    <div className="shell" aria-busy="true">
      <div className="rail" />
      <span className="unseen" role="status">
        {words.loading}
      </span>
    </div>
  );
}
