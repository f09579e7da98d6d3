import { Compass, TriangleAlert } from "lucide-react";
import { Link } from "react-router";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { words } from "../words";

export function NotFound() {
  return (
    <main className="whole-page">
      <Empty
        isPage
        icon={<Compass size={22} aria-hidden="true" />}
        title={words.page.notFound}
        text={words.page.notFoundText}
      >
        <Link className="button button--primary" to="/">
          {words.page.home}
        </Link>
      </Empty>
    </main>
  );
}

export function Crashed() {
  return (
    <main className="whole-page">
      <Empty
        isPage
        failed
        icon={<TriangleAlert size={22} aria-hidden="true" />}
        title={words.page.crashed}
        text={words.page.crashedText}
      >
        <Button look="primary" onClick={() => window.location.reload()}>
          {words.page.reload}
        </Button>
      </Empty>
    </main>
  );
}
