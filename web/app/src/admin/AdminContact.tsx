import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { codeOf } from "../api/problem";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { RowsSkeleton } from "../design/Skeleton";
import { problemWords, words } from "../words";
import { ShopPage } from "./ShopPage";
import { type ContactPolicies, createShopCalls, type ShopCalls } from "./shopCalls";
import { policyWords } from "./words";
import "../design/field.css";

const ownCalls = createShopCalls();
const kinds = ["listing", "service", "general"] as const;
const policies = ["buyers", "signed_in", "verified_email", "anyone", "closed"] as const;

type Calls = Pick<ShopCalls, "policies" | "setPolicies">;

/** Who may write to the businesses of a shop, by what is written about. */
export default function AdminContact({ calls = ownCalls }: { calls?: Calls }) {
  return <ShopPage title={policyWords.title}>{(shop) => <PoliciesOf key={shop} shop={shop} calls={calls} />}</ShopPage>;
}

function PoliciesOf({ shop, calls }: { shop: string; calls: Calls }) {
  const store = useQueryClient();
  const key = ["contact-policies", shop];
  const known = useQuery({ queryKey: key, queryFn: () => calls.policies(shop), staleTime: 0 });
  const change = useMutation({
    mutationFn: (wanted: Partial<ContactPolicies>) => calls.setPolicies(shop, wanted),
    onSuccess: (changed) => store.setQueryData(key, changed),
    // One after the other, so that the last choice is the one that holds.
    scope: { id: key.join() },
  });
  if (known.isPending) return <RowsSkeleton rows={3} />;
  if (known.isError)
    return (
      <Empty failed title={policyWords.failed} text={words.list.failedText}>
        <Button onClick={() => void known.refetch()}>{words.retry}</Button>
      </Empty>
    );

  const shown = { ...known.data, ...(change.isPending && change.variables) };

  return (
    <div className="setup">
      <section className="setup__part">
        <p>{policyWords.text}</p>
        {kinds.map((kind) => (
          <Choice
            key={kind}
            kind={kind}
            policy={shown[kind]}
            onChoose={(policy) => change.mutate({ [kind]: policy })}
          />
        ))}
        <p className="field__note">{policyWords.order}</p>
        <p className="field__note" role="status">
          {change.isSuccess && policyWords.saved}
        </p>
        {change.isError && (
          <p className="field__note field__note--problem" role="alert">
            {problemWords(codeOf(change.error))}
          </p>
        )}
        <p>
          <Button
            busy={change.isPending}
            onClick={() => change.mutate({ listing: "buyers", service: "buyers", general: "buyers" })}
          >
            {policyWords.onlyBuyers}
          </Button>
        </p>
      </section>
    </div>
  );
}

interface ChoiceProps {
  kind: (typeof kinds)[number];
  policy: ContactPolicies["listing"] | undefined;
  onChoose: (policy: ContactPolicies["listing"]) => void;
}

function Choice({ kind, policy, onChoose }: ChoiceProps) {
  return (
    <label className="field setup__choice">
      <span className="field__label">{policyWords.kinds[kind]}</span>
      <select
        className="select"
        value={policy}
        onChange={(event) => onChoose(policies.find((one) => one === event.target.value) ?? "closed")}
      >
        {policies.map((one) => (
          <option key={one} value={one}>
            {policyWords.policies[one]}
          </option>
        ))}
      </select>
      {policy && <span className="field__note">{policyWords.meanings[policy]}</span>}
    </label>
  );
}
