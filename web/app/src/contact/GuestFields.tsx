import { ProblemError } from "../api/problem";
import { Field } from "../design/Field";
import { contactWords } from "./words";

/** Who asks, where he has no account: the answer goes to his address once he has proven it. */
export function GuestFields({ error }: { error: Error | null }) {
  const problemOf = (field: string) => (error instanceof ProblemError ? error.detail.errors?.[field]?.[0] : undefined);

  return (
    <>
      <Field
        label={contactWords.guest.name}
        name="name"
        autoComplete="name"
        required
        maxLength={255}
        problem={problemOf("name")}
      />
      <Field
        label={contactWords.guest.email}
        name="email"
        type="email"
        autoComplete="email"
        required
        maxLength={254}
        hint={contactWords.guest.emailHint}
        problem={problemOf("email")}
      />
      <Field
        label={contactWords.guest.phone}
        name="phone"
        type="tel"
        autoComplete="tel"
        maxLength={20}
        hint={contactWords.guest.phoneHint}
        problem={problemOf("phone")}
      />
    </>
  );
}
