using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using Parley.Load;

namespace Parley.Bench;

/// <summary>How long a page of thirty takes, and how it grows when there are ten times as many messages.</summary>
internal static class PagesScenario
{
    private const int Pages = 1000;

    // The server compiles its code for a quarter of a minute under load, and a page would be blamed for it.
    private const int WarmUpPages = 4000;

    public static Task<int> Inbox(Settings settings) =>
        Run(
            "inbox",
            pair =>
                [
                    ("customer", "/conversations?limit=30"),
                    ("business", $"/conversations?limit=30&as={pair.BusinessId}"),
                ],
            settings
        );

    public static Task<int> History(Settings settings) =>
        Run("history", pair => [("customer", $"/conversations/{pair.ConversationId}/messages?limit=30")], settings);

    private static async Task<int> Run(
        string scenario,
        Func<Pair, (string Who, string Path)[]> paths,
        Settings settings
    )
    {
        settings.Print(scenario);
        foreach (var postgres in settings.Stores)
        {
            var medians = new Dictionary<string, double>();
            foreach (var messages in new[] { settings.Messages, settings.Messages * 10 })
            {
                await using var store = await Store.Create(postgres);
                var pair = await Bulk.Fill(store, messages);
                await Analyze(store);
                await using var server = await LoadServer.Start(store);
                await server.Rest();
                foreach (var (who, path) in paths(pair))
                foreach (var isDeep in new[] { false, true })
                {
                    var token = who == "business" ? pair.MemberToken : pair.CustomerToken;
                    var times = await Time(server, token, path, isDeep);
                    var place = $"{scenario}.{store.Name}.{who}.{(isDeep ? "following" : "first")}";
                    Report.Line($"{place}.{messages}.p50", times[times.Count / 2], "ms");
                    Report.Line($"{place}.{messages}.p99", times[times.Count * 99 / 100], "ms");
                    if (!medians.TryAdd(place, times[times.Count / 2]))
                        Report.Line($"{place}.growth", times[times.Count / 2] / medians[place], "times-for-10x");
                }
            }
        }

        return 0;
    }

    /// <summary>The first page again and again, or one page after the other into the depth.</summary>
    private static async Task<List<double>> Time(LoadServer server, string token, string path, bool isDeep)
    {
        using var http = server.Http(token);
        var times = new List<double>(Pages);
        var next = path;
        for (var i = 0; i < WarmUpPages + Pages; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            var text = await http.GetStringAsync($"/api/v1{next}");
            if (i >= WarmUpPages)
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            using var page = JsonDocument.Parse(text);
            if (page.RootElement.GetProperty("items").GetArrayLength() != 30 && !isDeep)
                throw new InvalidDataException($"{path} is not a full page.");
            next =
                isDeep && page.RootElement.TryGetProperty("next", out var word)
                    ? $"{path}&before={Uri.EscapeDataString(word.GetString()!)}"
                    : path;
        }

        times.Sort();

        return times;
    }

    /// <summary>What autovacuum would have done long before there were so many rows.</summary>
    private static async Task Analyze(Store store)
    {
        if (store.Connection is null)
            return;
        await using var source = NpgsqlDataSource.Create(store.Connection);
        await using var command = source.CreateCommand("VACUUM ANALYZE");
        command.CommandTimeout = 300;
        await command.ExecuteNonQueryAsync();
    }
}
