import { Component, type ReactNode } from "react";
import { Crashed } from "./pages";

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
