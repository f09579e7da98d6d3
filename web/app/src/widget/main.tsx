import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "../design/base.css";
import "../design/tokens.css";
import { CatchCrash } from "../app/CatchCrash";
import { Frame } from "./Frame";
import { Host } from "./host";
import { keeperOf } from "./visit";

const root = document.getElementById("app");
if (root === null) throw new Error("The page has no #app");

const shop = window.location.pathname.split("/")[2] ?? "";
const host = new Host(window.location.hash.slice(1));
// The page answers while this one is being drawn for the first time.
host.tell({ parley: "ready" });

createRoot(root).render(
  <StrictMode>
    <CatchCrash>
      <Frame shop={shop} host={host} keeper={keeperOf(shop)} />
    </CatchCrash>
  </StrictMode>,
);
