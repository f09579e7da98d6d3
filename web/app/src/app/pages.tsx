import { CloudOff, Compass } from "lucide-react";
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

export function Unreachable({ retry }: { retry: () => void }) {
  return (
    <main className="whole-page">
      <Empty
        isPage
        failed
        icon={<CloudOff size={22} aria-hidden="true" />}
        title={words.page.unreachable}
        text={words.page.unreachableText}
      >
        <Button look="primary" onClick={retry}>
          {words.retry}
        </Button>
      </Empty>
    </main>
  );
}
