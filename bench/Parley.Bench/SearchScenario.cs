using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Load;

namespace Parley.Bench;

/// <summary>
/// How long a page of found messages takes, for common and rare words, for one who reads a thousandth of them, half, and all; how
/// it grows with five times as many messages; and how far the index is behind while 500 messages a second come in.
/// </summary>
internal static class SearchScenario
{
    private const int Growth = 5;
    private const int Pages = 200;
    private const int WarmUpPages = 300;
    private const double SteadyPerSecond = 500;

    private static readonly TimeSpan MaxIndexing = TimeSpan.FromMinutes(20);

    public static async Task<int> Run(Settings settings)
    {
        settings.Print("search");
        foreach (var postgres in settings.Stores)
        {
            var medians = new Dictionary<string, double>();
            foreach (var messages in new[] { settings.Messages, settings.Messages * Growth })
            {
                await using var store = await Store.Create(postgres);
                var pairs = await Seed.Conversations(store, settings.Conversations);
                var admin = await Seed.Admin(store);
                await SearchFill.Run(store, messages);
                await using var server = await LoadServer.Start(store);
                await Indexed(server, $"search.{store.Name}.{messages}", messages, pairs[1]);
                foreach (var (name, token, path) in Searches(messages, pairs, admin))
                {
                    var times = await Time(server, token, path);
                    var place = $"search.{store.Name}.{name}";
                    Report.Line($"{place}.{messages}.p50", times[times.Count / 2], "ms");
                    Report.Line($"{place}.{messages}.p99", times[times.Count * 99 / 100], "ms");
                    if (!medians.TryAdd(place, times[times.Count / 2]))
                        Report.Line($"{place}.growth", times[times.Count / 2] / medians[place], $"times-for-{Growth}x");
                }

                if (messages == settings.Messages)
                    await Lag(server, store, pairs, settings);
            }
        }

        return 0;
    }

    private static IEnumerable<(string Name, string Token, string Path)> Searches(
        int messages,
        IReadOnlyList<Pair> pairs,
        string admin
    )
    {
        (string Name, string Words)[] sought =
        [
            ("every", "all"),
            ("common", "w3 z1"),
            ("rare", "v999 w9 all"),
            ("one", $"u{messages / 1000 * 500}"),
            ("apart", "w1 w2"),
        ];
        (string Name, string Token, string Path)[] readers =
        [
            ("thousandth", pairs[0].MemberToken, $"/search/messages?as={pairs[0].BusinessId}&q="),
            ("half", pairs[1].MemberToken, $"/search/messages?as={pairs[1].BusinessId}&q="),
            ("admin", admin, "/admin/search/messages?q="),
        ];

        return readers.SelectMany(reader =>
            sought.Select(words =>
                ($"{reader.Name}.{words.Name}", reader.Token, reader.Path + Uri.EscapeDataString(words.Words))
            )
        );
    }

    /// <summary>Waits until the index has the first message, which it takes first, and the last.</summary>
    private static async Task Indexed(LoadServer server, string name, int messages, Pair reader)
    {
        using var http = server.Http(reader.MemberToken);
        var begun = Stopwatch.GetTimestamp();
        var last = messages - 1;
        while (!await Finds(http, reader, $"u{last}"))
        {
            if (Stopwatch.GetElapsedTime(begun) > MaxIndexing)
                throw new TimeoutException($"After {MaxIndexing} the last message was not found.");
            await Task.Delay(200);
        }

        Report.Line($"{name}.indexed", messages / Stopwatch.GetElapsedTime(begun).TotalSeconds, "messages/s");
    }

    private static async Task<List<double>> Time(LoadServer server, string token, string path)
    {
        using var http = server.Http(token);
        var times = new List<double>(Pages);
        for (var i = 0; i < WarmUpPages + Pages; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            await http.GetStringAsync($"/api/v1{path}");
            if (i >= WarmUpPages)
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        times.Sort();

        return times;
    }

    /// <summary>From the answer to a message until it is found, while others send.</summary>
    private static async Task Lag(LoadServer server, Store store, IReadOnlyList<Pair> pairs, Settings settings)
    {
        using var ended = new CancellationTokenSource();
        var probing = Task.Run(() => Probe(server, pairs[0], ended.Token));
        var (acks, _) = await OpenLoop.Measure(server, [.. pairs.Skip(2)], SteadyPerSecond, settings);
        await ended.CancelAsync();
        var lags = await probing;
        lags.Sort();

        Report.Line($"search.{store.Name}.lag.rate", acks.PerSecond, "messages/s");
        Report.Line($"search.{store.Name}.lag.probes", lags.Count, "probes");
        Report.Line($"search.{store.Name}.lag.p50", lags[lags.Count / 2], "ms");
        Report.Line($"search.{store.Name}.lag.most", lags[^1], "ms");
    }

    private static async Task<List<double>> Probe(LoadServer server, Pair pair, CancellationToken ended)
    {
        using var http = server.Http(pair.MemberToken);
        var lags = new List<double>();
        while (!ended.IsCancellationRequested)
        {
            var word = $"probe{lags.Count}";
            var body = new { clientId = Guid.CreateVersion7(), body = word };
            var answer = await http.PostAsJsonAsync(
                $"/api/v1/conversations/{pair.ConversationId}/messages",
                body,
                CancellationToken.None
            );
            answer.EnsureSuccessStatusCode();
            var begun = Stopwatch.GetTimestamp();
            while (!await Finds(http, pair, word))
                await Task.Delay(10, CancellationToken.None);
            lags.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        return lags;
    }

    private static async Task<bool> Finds(HttpClient http, Pair reader, string word)
    {
        var text = await http.GetStringAsync($"/api/v1/search/messages?as={reader.BusinessId}&q={word}");
        using var page = JsonDocument.Parse(text);

        return page.RootElement.GetProperty("items").GetArrayLength() > 0;
    }
}
