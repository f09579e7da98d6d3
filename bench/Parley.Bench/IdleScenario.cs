using Parley.Load;

namespace Parley.Bench;

/// <summary>What a connected device costs that says nothing.</summary>
internal static class IdleScenario
{
    private const int Sockets = 2000;
    private const int Pairs = 100;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    public static async Task<int> Run(Settings settings)
    {
        settings.Print("idle");
        await using var store = await Store.Create(null);
        var pairs = await Seed.Conversations(store, Pairs);
        await using var server = await LoadServer.Start(store);
        // The first sockets load code that no later one pays for.
        var sockets = new List<HubSocket>();
        await Connect(sockets, server, pairs, Pairs);
        await Task.Delay(Rest);
        var before = server.ResidentBytes();
        Report.Line($"idle.{Pairs}-sockets.rss", before / 1e6, "MB");

        await Connect(sockets, server, pairs, Sockets);
        await Task.Delay(Rest);
        var after = server.ResidentBytes();
        Report.Line($"idle.{sockets.Count + Pairs}-sockets.rss", after / 1e6, "MB");
        Report.Line("idle.socket", (after - before) / 1e3 / Sockets, "kB/socket");
        foreach (var socket in sockets)
            await socket.DisposeAsync();

        return 0;
    }

    private static async Task Connect(List<HubSocket> sockets, LoadServer server, IReadOnlyList<Pair> pairs, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var pair = pairs[i % pairs.Count];
            var socket = new HubSocket();
            await socket.Connect(server.Address, i % 2 == 0 ? pair.CustomerToken : pair.MemberToken);
            sockets.Add(socket);
        }
    }
}
