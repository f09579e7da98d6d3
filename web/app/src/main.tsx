import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

const root = document.getElementById("app");
if (root === null) throw new Error("The page has no #app");

createRoot(root).render(
  <StrictMode>
    <main>
      <h1>Parley</h1>
    </main>
  </StrictMode>,
);
