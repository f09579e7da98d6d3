import type { Page, WebSocketRoute } from "@playwright/test";

/** What holds somebody's page to the server, to be cut and mended; asked for before the page is opened. */
export async function cordOf(page: Page): Promise<{ cut: () => Promise<void>; mend: () => Promise<void> }> {
  const sockets: WebSocketRoute[] = [];
  let isWhole = true;
  await page.routeWebSocket(/\/live/, (socket) => {
    if (!isWhole) return void socket.close();
    socket.connectToServer();
    sockets.push(socket);
  });

  return {
    cut: async () => {
      isWhole = false;
      await page.context().setOffline(true);
      await Promise.all(sockets.map((socket) => socket.close()));
    },
    mend: async () => {
      isWhole = true;
      await page.context().setOffline(false);
    },
  };
}
