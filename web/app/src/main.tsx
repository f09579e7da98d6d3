import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "@fontsource-variable/ibm-plex-sans/wght.css";
import "./design/base.css";
import "./design/tokens.css";
import { App } from "./app/routes";

const root = document.getElementById("app");
if (root === null) throw new Error("The page has no #app");

createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
