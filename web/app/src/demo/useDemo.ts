import { useQuery } from "@tanstack/react-query";
import { api } from "../app/SessionProvider";
import { keys } from "../sync/keys";

/** The people of the demo; an error where the data is not a demo. */
export const useDemo = () => useQuery({ queryKey: keys.demo, queryFn: api.demo, retry: false });
