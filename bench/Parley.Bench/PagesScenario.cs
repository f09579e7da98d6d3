using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using Parley.Load;

namespace Parley.Bench;

/// <summary>How long a page of thirty takes, and how it grows when there are ten times as many messages.</summary>
internal static class PagesScenario
{
    private const int Rounds = 10;
    private const int PagesPerRound = 100;

    // The server compiles its code for a quarter of a minute under load, and a page would be blamed for it.
    private const int WarmUpRounds = 60;

    public static Task<int> Inbox(Settings settings) =>
        Run(
            "inbox",
            [
                ("customer", _ => "/conversations?limit=30"),
                ("business", pair => $"/conversations?limit=30&as={pair.BusinessId}"),
            ],
            settings
        );

    public static Task<int> History(Settings settings) =>
        Run("history", [("customer", pair => $"/conversations/{pair.ConversationId}/messages?limit=30")], settings);

    private static async Task<int> Run(
        string scenario,
        (string Who, Func<Pair, string> Path)[] lists,
        Settings settings
    )
    {
        settings.Print(scenario);
        foreach (var postgres in settings.Stores)
        {
            await using var few = await Filled.Start(postgres, settings.Messages);
            await using var many = await Filled.Start(postgres, settings.Messages * 10);
            foreach (var (who, path) in lists)
            foreach (var isDeep in new[] { false, true })
            {
                using var ofFew = few.Open(who, path, isDeep);
                using var ofMany = many.Open(who, path, isDeep);
                await InTurns(ofFew, ofMany, WarmUpRounds);
                var (fewTimes, manyTimes) = await InTurns(ofFew, ofMany, Rounds);

                var place = $"{scenario}.{few.StoreName}.{who}.{(isDeep ? "following" : "first")}";
                Report.Line(
                    $"{place}.growth",
                    Print(place, many, manyTimes) / Print(place, few, fewTimes),
                    "times-for-10x"
                );
            }
        }

        return 0;
    }

    /// <summary>Reads from one and the other, so that both meet the machine as it is just then.</summary>
    private static async Task<(List<double> OfOne, List<double> OfOther)> InTurns(Pages one, Pages other, int rounds)
    {
        var (ofOne, ofOther) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            ofOne.AddRange(await one.Read(PagesPerRound));
            ofOther.AddRange(await other.Read(PagesPerRound));
        }

        return (ofOne, ofOther);
    }

    /// <returns>The median.</returns>
    private static double Print(string place, Filled filled, List<double> times)
    {
        times.Sort();
        Report.Line($"{place}.{filled.Messages}.p50", times[times.Count / 2], "ms");
        Report.Line($"{place}.{filled.Messages}.p99", times[times.Count * 99 / 100], "ms");

        return times[times.Count / 2];
    }
}

/// <summary>A server over a store that holds so many messages, and has done all that follows from them.</summary>
internal sealed class Filled(Store store, LoadServer server, Pair pair, int messages) : IAsyncDisposable
{
    public int Messages => messages;

    public string StoreName => store.Name;

    public static async Task<Filled> Start(string? postgres, int messages)
    {
        var store = await Store.Create(postgres);
        LoadServer? server = null;
        try
        {
            var pair = await Bulk.Fill(store, messages);
            await Rest(store);
            server = await LoadServer.Start(store);
            await server.Rest();
            await Rest(store);

            return new Filled(store, server, pair, messages);
        }
        catch
        {
            if (server is not null)
                await server.DisposeAsync();
            await store.DisposeAsync();
            throw;
        }
    }

    public Pages Open(string who, Func<Pair, string> path, bool isDeep) =>
        new(server.Http(who == "business" ? pair.MemberToken : pair.CustomerToken), path(pair), isDeep);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await store.DisposeAsync();
    }

    /// <summary>
    /// What autovacuum and the checkpointer would have done long before there were so many rows, and would else do for
    /// minutes while pages are measured.
    /// </summary>
    private static async Task Rest(Store store)
    {
        if (store.Connection is null)
            return;
        await using var source = NpgsqlDataSource.Create(store.Connection);
        foreach (var work in new[] { "VACUUM ANALYZE", "CHECKPOINT" })
        {
            await using var command = source.CreateCommand(work);
            command.CommandTimeout = 300;
            await command.ExecuteNonQueryAsync();
        }
    }
}

/// <summary>Reads the first page again and again, or one page after the other into the depth, and from the top again at the end.</summary>
internal sealed class Pages(HttpClient http, string path, bool isDeep) : IDisposable
{
    private string? _next;

    /// <returns>How long each page took, in milliseconds.</returns>
    public async Task<IReadOnlyList<double>> Read(int count)
    {
        var times = new List<double>(count);
        for (var i = 0; i < count; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            var text = await http.GetStringAsync($"/api/v1{_next ?? path}");
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            using var page = JsonDocument.Parse(text);
            if (page.RootElement.GetProperty("items").GetArrayLength() != 30 && !isDeep)
                throw new InvalidDataException($"{path} is not a full page.");
            _next =
                isDeep && page.RootElement.TryGetProperty("next", out var word)
                    ? $"{path}&before={Uri.EscapeDataString(word.GetString()!)}"
                    : null;
        }

        return times;
    }

    public void Dispose() => http.Dispose();
}
