import { useQuery } from "@tanstack/react-query";
import { Unlink } from "lucide-react";
import { Link, useNavigate, useParams } from "react-router";
import { api, useDoor } from "../app/SessionProvider";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { Field } from "../design/Field";
import { words } from "../words";
import { AuthPage } from "./AuthPage";
import { textOf, useSubmit } from "./useSubmit";

/** Where a one-time link leads: an invitation, the proof of an address, a new password. */
export function Join() {
  const { token = "" } = useParams();
  const { ask } = useDoor();
  const navigate = useNavigate();
  const link = useQuery({ queryKey: ["link", token], queryFn: () => api.link(token), retry: false });
  const form = useSubmit(async (given) => {
    const name = textOf(given, "name").trim();
    const password = textOf(given, "password");
    await api.redeem(token, { ...(name && { name }), ...(password && { password }) });
    ask();
    await navigate("/");
  });

  if (link.isPending) return <main className="whole-page" aria-busy="true" />;
  if (link.isError)
    return (
      <main className="whole-page">
        <Empty icon={<Unlink size={22} aria-hidden="true" />} title={words.join.spent} text={words.join.spentText}>
          <Link className="button button--primary" to="/signin">
            {words.signIn.submit}
          </Link>
        </Empty>
      </main>
    );

  const { purpose, business } = link.data;
  const asks = asksFor(purpose);

  return (
    <AuthPage title={titleOf(purpose, business)} {...(purpose === "proof" && { text: words.join.proofText })}>
      <form className="auth__form" onSubmit={form.submit}>
        {form.problem && (
          <p className="auth__problem" role="alert">
            {form.problem}
          </p>
        )}
        {asks.name && (
          <Field
            label={words.signUp.name}
            name="name"
            autoComplete="name"
            required
            problem={form.fieldProblem("name")}
          />
        )}
        {asks.password && (
          <Field
            label={words.signIn.password}
            name="password"
            type="password"
            autoComplete="new-password"
            minLength={12}
            required
            hint={words.signUp.hint}
            problem={form.fieldProblem("password")}
          />
        )}
        <Button look="primary" type="submit" busy={form.busy}>
          {purpose === "reset" ? words.join.save : purpose === "proof" ? words.join.confirm : words.join.join}
        </Button>
      </form>
    </AuthPage>
  );
}

type Purpose = "reset" | "invitation" | "proof" | "setup";

const asksFor = (purpose: Purpose) => ({
  name: purpose === "invitation" || purpose === "setup",
  password: purpose !== "proof",
});

function titleOf(purpose: Purpose, business: string | undefined): string {
  if (purpose === "reset") return words.join.reset;
  if (purpose === "proof") return words.join.proof;

  return business ? words.join.invitation(business) : words.join.invitationPlain;
}
