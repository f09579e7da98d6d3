import { Suspense } from "react";
import { Outlet } from "react-router";
import { words } from "../words";
import { ConnectionBanner } from "./ConnectionBanner";
import { Rail } from "./Rail";
import "./shell.css";

/** Rail (a bottom bar on phones), the state of the connection, and the page. */
export function Shell() {
  return (
    <div className="shell">
      <a className="skip" href="#page">
        {words.rail.skip}
      </a>
      <Rail />
      <div className="shell__page" id="page" tabIndex={-1}>
        <ConnectionBanner />
        <Suspense>
          <Outlet />
        </Suspense>
      </div>
    </div>
  );
}
