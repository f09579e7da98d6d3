import type { ReactNode } from "react";
import { Mark } from "../app/Mark";
import { words } from "../words";
import { peopleWords } from "./words";
import "./auth.css";

/** The frame of every page before sign-in: what this is at the start side, the form beside it. */
export function AuthPage({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <div className="auth">
      <aside className="auth__brand" aria-hidden="true">
        <p className="auth__name">
          <Mark size={32} />
          {words.product}
        </p>
        <p className="auth__intro">{peopleWords.signIn.intro}</p>
        <ul className="auth__points">
          {peopleWords.signIn.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      </aside>
      <main className="auth__main">
        <div className="auth__card">
          <p className="auth__small-mark">
            <Mark size={28} />
            {words.product}
          </p>
          <h1 className="auth__title">{title}</h1>
          {text && <p className="auth__text">{text}</p>}
          {children}
        </div>
      </main>
    </div>
  );
}
