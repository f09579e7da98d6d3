import "../design/base.css";
import "../design/tokens.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { CatchCrash } from "../app/CatchCrash";
import { Frame } from "./Frame";
import type { Host } from "./host";
import type { Visiting } from "./visiting";

export function draw(root: HTMLElement, host: Host, visiting: Visiting): void {
  createRoot(root).render(
    <StrictMode>
      <CatchCrash>
        <Frame host={host} visiting={visiting} />
      </CatchCrash>
    </StrictMode>,
  );
}
