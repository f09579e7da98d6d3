import { useState } from "react";
import { Link, useNavigate } from "react-router";
import type { DemoPerson } from "../api/types";
import { api, useDoor } from "../app/SessionProvider";
import { useDemo } from "../demo/useDemo";
import { demoWords } from "../demo/words";
import { Avatar } from "../design/Avatar";
import { RowsSkeleton } from "../design/Skeleton";
import { AuthPage } from "./AuthPage";
import { peopleWords } from "./words";

/** The people of the demo, each one press away. */
export default function Demo() {
  const demo = useDemo();
  const { standing } = useDoor();
  const { busy, enter } = useEnter();

  if (demo.isError)
    return (
      <AuthPage title={demoWords.none} text={demoWords.noneText}>
        <Link className="button button--primary" to="/signin">
          {peopleWords.signIn.submit}
        </Link>
      </AuthPage>
    );

  return (
    <AuthPage title={demoWords.title} text={demoWords.text}>
      {standing.is === "in" && (
        <p className="auth__links">
          <bdi>{demoWords.signedInAs(standing.session.me.name)}</bdi>
          <Link className="auth__link" to="/demo/shop">
            {demoWords.toShop}
          </Link>
        </p>
      )}
      <p className="auth__links">
        <a className="auth__link" href="/shop">
          {demoWords.visit}
        </a>
      </p>
      {demo.isPending ? (
        <RowsSkeleton rows={4} />
      ) : (
        <ul className="auth__people">
          {demo.data.items.map((person) => (
            <li key={person.email}>
              <button type="button" className="auth__person" disabled={busy} onClick={() => enter(person)}>
                <Avatar name={person.name} />
                <span>
                  <strong>{person.name}</strong> <span className="auth__role">{person.role}</span>
                  <br />
                  <span className="auth__about">{person.about}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </AuthPage>
  );
}

function useEnter() {
  const { ask } = useDoor();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);

  const enter = async (person: DemoPerson) => {
    setBusy(true);
    try {
      await api.enterDemo(person.email);
      ask();
      await navigate("/");
    } finally {
      setBusy(false);
    }
  };

  return { busy, enter: (person: DemoPerson) => void enter(person) };
}
