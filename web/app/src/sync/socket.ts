import { type LiveEvent, liveEventNames } from "./events";
import { whenIdle } from "./whenIdle";

/** One open live connection. */
export interface Socket {
  invoke(method: string, given: object): Promise<unknown>;
  close(): Promise<void>;
}

export type OpenSocket = (onEvent: (event: LiveEvent) => void, onClosed: () => void) => Promise<Socket>;

let idle: Promise<void> | null = null;

/** The library, which is large: the first time it is read once what was asked for is on the screen. */
async function load() {
  idle ??= new Promise<void>(whenIdle);
  await idle;

  return import("@microsoft/signalr");
}

/** Opens `/live` by the cookie, or by a ticket. The handlers stand before the connection does, so no event is missed. */
export const openSocketBy =
  (ticket?: () => Promise<string>): OpenSocket =>
  async (onEvent, onClosed) => {
    const { HttpTransportType, HubConnectionBuilder, LogLevel } = await load();
    const connection = new HubConnectionBuilder()
      .withUrl("/live", {
        transport: HttpTransportType.WebSockets,
        skipNegotiation: true,
        ...(ticket && { accessTokenFactory: ticket }),
      })
      .configureLogging(LogLevel.None)
      .build();
    for (const name of liveEventNames) connection.on(name, (given: object) => onEvent({ name, ...given } as LiveEvent));
    connection.onclose(onClosed);
    await connection.start();

    return {
      invoke: (method, given) => connection.invoke(method, given),
      close: () => connection.stop(),
    };
  };
