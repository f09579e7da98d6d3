import { CloudOff } from "lucide-react";
import { Navigate, Outlet, useLocation } from "react-router";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { words } from "../words";
import { useDoor } from "./SessionProvider";
import "./shell.css";

/** What lies behind needs somebody signed in; who is not comes back here afterwards. */
export function RequireSession() {
  const { standing, ask } = useDoor();
  const { pathname, search } = useLocation();

  if (standing.is === "in") return <Outlet />;
  if (standing.is === "out") return <Navigate to={`/signin?next=${encodeURIComponent(pathname + search)}`} replace />;
  if (standing.is === "unreachable")
    return (
      <main className="whole-page">
        <Empty
          isPage
          failed
          icon={<CloudOff size={22} aria-hidden="true" />}
          title={words.page.unreachable}
          text={words.page.unreachableText}
        >
          <Button look="primary" onClick={ask}>
            {words.retry}
          </Button>
        </Empty>
      </main>
    );

  return (
    <div className="shell" aria-busy="true">
      <div className="rail" />
      <span className="unseen" role="status">
        {words.loading}
      </span>
    </div>
  );
}
