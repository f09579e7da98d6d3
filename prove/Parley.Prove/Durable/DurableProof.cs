using Parley.Load;
using Parley.Prove.Record;

namespace Parley.Prove.Durable;

/// <summary>When the server says "sent", the message survives a crash of the process and, with the default settings, of the power.</summary>
internal static class DurableProof
{
    // A run's histories and rows stay small enough to be checked in memory.
    private const int MaxCyclesOfARun = 50;
    private const int Pairs = 25;
    private const int Window = 4;

    public static async Task<int> Run(Size size)
    {
        var total = new Tally();
        foreach (var server in Stores.All)
            await Repeat(server, size.Of(5, 50, 1000), isDatabase: false, total);
        if (Stores.Postgres is not null)
            await Repeat(Stores.Postgres, size.Of(2, 10, 100), isDatabase: true, total);
        else
            Console.Error.WriteLine("SKIPPED: PostgreSQL, because POSTGRES names no server.");
        var isSynced = await SyncProof.Run(size.Of(500, 10_000, 10_000));

        Report.Line("durable.kills", total.Kills, "kills-with-sends-in-flight");
        Report.Line("durable.in-flight", total.InFlight, "sends-cut-by-a-kill");
        Report.Line("durable.acked", total.Acked, "messages");
        Report.Line("durable.violations", total.Violations, "violations");

        return total.Violations == 0 && isSynced ? 0 : 1;
    }

    private static async Task Repeat(string? server, int cycles, bool isDatabase, Tally total)
    {
        for (var done = 0; done < cycles; done += MaxCyclesOfARun)
            await Cycles(server, Math.Min(MaxCyclesOfARun, cycles - done), isDatabase, total);
    }

    private static async Task Cycles(string? postgres, int cycles, bool isDatabase, Tally total)
    {
        await using var store = await Store.Create(postgres);
        var pairs = await Seed.Conversations(store, Pairs);
        await using var victim = await Victim.Start(store, isDatabase);
        await using var crowd = new Crowd();
        foreach (var pair in pairs)
        {
            crowd.Join(new Device(victim.Address, pair.ConversationId, pair.CustomerToken), Window);
            crowd.Join(new Device(victim.Address, pair.ConversationId, pair.MemberToken), Window);
        }

        for (var cycle = 1; cycle <= cycles; cycle++)
        {
            await crowd.Hears(Pairs);
            await Task.Delay(Random.Shared.Next(50, 700));
            var inFlight = crowd.InFlight;
            await victim.KillAndRestart();
            total.Killed(inFlight);
            Console.Error.WriteLine(
                $"{store.Name} {(isDatabase ? "database" : "server")} kill {cycle}/{cycles}: {inFlight} in flight, {crowd.Acked} acked"
            );
        }

        await crowd.Hears(Pairs);
        await crowd.Finish();
        total.Acked += crowd.Acked;
        total.Violations += await crowd.Violations(store);
    }

    /// <summary>The process that dies: the server, or the database under it.</summary>
    private sealed class Victim(Store store, ServerStart start, LoadServer server, bool isDatabase) : IAsyncDisposable
    {
        private LoadServer _server = server;

        public Uri Address => _server.Address;

        public static async Task<Victim> Start(Store store, bool isDatabase)
        {
            var start = new ServerStart();

            return new Victim(store, start, await LoadServer.Start(store, start), isDatabase);
        }

        public async Task KillAndRestart()
        {
            if (isDatabase)
            {
                await Stores.CrashPostgres();
                return;
            }

            await _server.DisposeAsync();
            _server = await LoadServer.Start(store, start);
        }

        public ValueTask DisposeAsync() => _server.DisposeAsync();
    }

    private sealed class Tally
    {
        public int Kills { get; private set; }

        public long InFlight { get; private set; }

        public long Acked { get; set; }

        public int Violations { get; set; }

        public void Killed(int inFlight)
        {
            Kills += inFlight > 0 ? 1 : 0;
            InFlight += inFlight;
        }
    }
}
