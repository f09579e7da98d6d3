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
    private const double SteadyPerSecond = 500;

    public static async Task<int> Run(Settings settings)
    {
        settings.Print("search");
        foreach (var postgres in settings.Stores)
        {
            await using var few = await Sought.Start(postgres, settings.Messages, settings.Conversations);
            await using var many = await Sought.Start(postgres, settings.Messages * Growth, settings.Conversations);
            // All go the same way, so that after the first each needs only what it reads to be in memory.
            var warmUpRounds = Turns.WarmUpRounds;
            foreach (var ((name, ofFew), (_, ofMany)) in few.Searches().Zip(many.Searches()))
                using (ofFew)
                using (ofMany)
                {
                    await Turns.Compare(
                        $"search.{few.Store.Name}.{name}",
                        (few.Messages, ofFew),
                        (many.Messages, ofMany),
                        $"times-for-{Growth}x",
                        warmUpRounds
                    );
                    warmUpRounds = 3;
                }
            await Lag(few, settings);
        }

        return 0;
    }

    /// <summary>From the answer to a message until it is found, while others send.</summary>
    private static async Task Lag(Sought sought, Settings settings)
    {
        using var ended = new CancellationTokenSource();
        var probing = Task.Run(() => Probe(sought, ended.Token));
        var (acks, _) = await OpenLoop.Measure(sought.Server, [.. sought.Pairs.Skip(2)], SteadyPerSecond, settings);
        await ended.CancelAsync();
        var lags = await probing;
        lags.Sort();

        var place = $"search.{sought.Store.Name}.lag";
        Report.Line($"{place}.rate", acks.PerSecond, "messages/s");
        Report.Line($"{place}.probes", lags.Count, "probes");
        Report.Line($"{place}.p50", lags[lags.Count / 2], "ms");
        Report.Line($"{place}.most", lags[^1], "ms");
    }

    private static async Task<List<double>> Probe(Sought sought, CancellationToken ended)
    {
        var pair = sought.Pairs[0];
        using var http = sought.Server.Http(pair.MemberToken);
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
            while (!await Sought.Finds(http, pair, word))
                await Task.Delay(10, CancellationToken.None);
            lags.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        return lags;
    }
}

/// <summary>A server whose index has so many messages.</summary>
internal sealed class Sought(Store store, LoadServer server, IReadOnlyList<Pair> pairs, string admin, int messages)
    : IAsyncDisposable
{
    private static readonly TimeSpan MaxIndexing = TimeSpan.FromMinutes(20);

    public Store Store => store;

    public LoadServer Server => server;

    public IReadOnlyList<Pair> Pairs => pairs;

    public int Messages => messages;

    public static async Task<Sought> Start(string? postgres, int messages, int conversations)
    {
        var store = await Store.Create(postgres);
        LoadServer? server = null;
        try
        {
            var pairs = await Seed.Conversations(store, conversations);
            var admin = await Seed.Admin(store);
            await SearchFill.Run(store, messages);
            server = await LoadServer.Start(store);
            await Indexed(server, $"search.{store.Name}.{messages}", messages, pairs[1]);
            await server.Rest();
            await store.Rest();

            return new Sought(store, server, pairs, admin, messages);
        }
        catch
        {
            if (server is not null)
                await server.DisposeAsync();
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Words that stand everywhere, often, seldom, once, and two that stand everywhere but never together.</summary>
    public IEnumerable<(string Name, Pages Pages)> Searches()
    {
        (string Name, string Words, int MinItems)[] sought =
        [
            ("every", "all", 50),
            // None of what the reader of a thousandth has: it is looked for in all of his.
            ("common", "w3 z1", 0),
            ("rare", "v999 w9 all", 0),
            ("one", $"u{messages / 1000 * 500}", 0),
            ("apart", "w1 w2", 0),
        ];
        (string Name, string Token, string Path)[] readers =
        [
            ("thousandth", pairs[0].MemberToken, $"/search/messages?as={pairs[0].BusinessId}&q="),
            ("half", pairs[1].MemberToken, $"/search/messages?as={pairs[1].BusinessId}&q="),
            ("admin", admin, "/admin/search/messages?q="),
        ];

        return readers.SelectMany(reader =>
            sought.Select(words =>
                (
                    $"{reader.Name}.{words.Name}",
                    new Pages(
                        server.Http(reader.Token),
                        reader.Path + Uri.EscapeDataString(words.Words),
                        minItems: words.MinItems
                    )
                )
            )
        );
    }

    public static async Task<bool> Finds(HttpClient http, Pair reader, string word)
    {
        var text = await http.GetStringAsync($"/api/v1/search/messages?as={reader.BusinessId}&q={word}");
        using var page = JsonDocument.Parse(text);

        return page.RootElement.GetProperty("items").GetArrayLength() > 0;
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

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await store.DisposeAsync();
    }
}
