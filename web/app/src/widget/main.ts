import { Host } from "./host";
import { loadSignedIn } from "./loadSignedIn";
import { keeperOf } from "./visit";
import { Visiting } from "./visiting";
import { widgetWords } from "./words";

const root = document.getElementById("app");
if (root === null) throw new Error("The page has no #app");

const shop = window.location.pathname.split("/")[2] ?? "";
const host = new Host(window.location.hash.slice(1));
const visiting = new Visiting({ shop, host, keeper: keeperOf(shop), loadSignedIn });
// The page says who is there and what about, and the server is asked for that, while the code that draws is being read.
host.tell({ parley: "ready" });
Promise.all([import("./draw"), visiting.isReady]).then(([{ draw }]) => draw(root, host, visiting), unreachable);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented) host.tell({ parley: "close" });
});

/** Nothing that draws has come. */
function unreachable(): void {
  const again = Object.assign(document.createElement("button"), { textContent: widgetWords.failedAgain });
  again.onclick = () => window.location.reload();
  root?.replaceChildren(again);
}
