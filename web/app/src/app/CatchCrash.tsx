import { TriangleAlert } from "lucide-react";
import { Component, type ReactNode } from "react";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { words } from "../words";

/** A page that throws is replaced by words and a way on. React has no hook for this. */
export class CatchCrash extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    return this.state.crashed ? <Crashed /> : this.props.children;
  }
}

function Crashed() {
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
