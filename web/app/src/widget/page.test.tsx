import { render } from "@testing-library/react";
import { expect, it } from "vitest";
import page from "../../w.html?raw";
import { RowsSkeleton } from "../design/Skeleton";

it("stands on the page as it would be drawn: what waits for the frame's code", () => {
  const app = new DOMParser().parseFromString(page, "text/html").querySelector("#app");
  const { container } = render(<RowsSkeleton rows={3} />);

  expect(app?.querySelector(".skeleton-rows")?.outerHTML.replaceAll(/>\s+</g, "><")).toBe(container.innerHTML);
});
