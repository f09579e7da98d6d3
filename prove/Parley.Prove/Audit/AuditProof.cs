using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Parley.Audit;
using Parley.Load;
using Parley.Prove.Once;
using Parley.Prove.Record;
using Parley.Storage;

namespace Parley.Prove.Audit;

/// <summary>Whatever is changed in the record behind the server's back is found, and what is written is sealed within a second.</summary>
internal static class AuditProof
{
    private const int Pairs = 4;
    private const int Rounds = 30;
    private const int MaxLagMilliseconds = 1000;

    public static async Task<int> Run(Size size)
    {
        var trials = size.Of(200, 1000, 10_000);
        var (tried, missed) = (0, 0);
        var lags = new List<TimeSpan>();
        foreach (var postgres in Stores.All)
        {
            await using var store = await Store.Create(postgres);
            var pairs = await Seed.Conversations(store, Pairs);
            await using (var server = await LoadServer.Start(store))
                lags.AddRange(await Talk(store, server, pairs));

            missed += await Tamper(store, trials);
            tried += trials;
        }

        var slowest = lags.Max().TotalMilliseconds;
        Report.Line("audit.lag", Math.Round(slowest), "ms-until-sealed-at-most");
        Report.Line("audit.tamperings", tried, "tamperings");
        Report.Line("audit.missed", missed, "missed");

        return missed == 0 && slowest <= MaxLagMilliseconds ? 0 : 1;
    }

    /// <summary>Has everybody say something, again and again, and measures how long it takes until that is sealed.</summary>
    private static async Task<IReadOnlyList<TimeSpan>> Talk(Store store, LoadServer server, IReadOnlyList<Pair> pairs)
    {
        var lags = new List<TimeSpan>();
        using var handler = new SocketsHttpHandler { UseCookies = false };
        using var http = new HttpClient(handler);
        await using var looking = Server.Build([.. store.Settings, "--Logging:LogLevel:Default=Error"]);
        var database = looking.Services.GetRequiredService<Database>();
        var tables = looking.Services.GetServices<ISealed>().ToList();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var pair in pairs)
            {
                var device = new Device(server.Address, pair.ConversationId, pair.CustomerToken);
                await Doors.Rest(http, device, Guid.CreateVersion7(), $"Round {round}");
            }

            var sent = Stopwatch.GetTimestamp();
            while (await database.Read(work => IsBehind(work, tables)))
                await Task.Delay(5);
            lags.Add(Stopwatch.GetElapsedTime(sent));
        }

        return lags;
    }

    private static async Task<bool> IsBehind(Work work, IReadOnlyList<ISealed> tables)
    {
        var places = (await Seal.Last(work)).Places().ToDictionary();
        foreach (var table in tables)
        {
            var from = places.GetValueOrDefault(table.Name, SealedRange.Start);
            if ((await table.Read(work, new SealedRange(from, SealedRange.Last), 1, isVerifying: false)).Count > 0)
                return true;
        }

        return false;
    }

    private static async Task<int> Tamper(Store store, int trials)
    {
        await using var server = Server.Build([.. store.Settings, "--Logging:LogLevel:Default=Error"]);
        var database = server.Services.GetRequiredService<Database>();
        var tables = server.Services.GetServices<ISealed>().ToList();
        string[] exported = [(await server.Services.GetRequiredService<Checkpoints>().SignNow())!.ToLine()];
        if ((await new VerifyAudit(database, tables).Run(exported)).Fault is { } fault)
            throw new InvalidOperationException($"Before anything was done: {fault.Text}");

        await database.Write(Tampering.Disarm);
        var missed = 0;
        for (var seed = 0; seed < trials; seed++)
        {
            var kind = Tampering.Kinds[seed % Tampering.Kinds.Count];
            var (done, found) = await TamperTrial.Run(database, tables, exported, kind, seed);
            if (found is not null)
                continue;

            missed++;
            Console.Error.WriteLine($"{store.Name}: {done} (seed {seed}), and nothing was found");
        }

        Console.Error.WriteLine($"{store.Name}: {trials} tamperings, {missed} missed");

        return missed;
    }
}
