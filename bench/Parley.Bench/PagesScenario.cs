using Parley.Load;

namespace Parley.Bench;

/// <summary>How long a page of thirty takes, and how it grows when there are ten times as many messages.</summary>
internal static class PagesScenario
{
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
                var place = $"{scenario}.{few.StoreName}.{who}.{(isDeep ? "following" : "first")}";
                await Turns.Compare(place, (few.Messages, ofFew), (many.Messages, ofMany), "times-for-10x");
            }
        }

        return 0;
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
            await store.Rest();
            server = await LoadServer.Start(store);
            await server.Rest();
            await store.Rest();

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
        new(server.Http(who == "business" ? pair.MemberToken : pair.CustomerToken), path(pair), isDeep, minItems: 30);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await store.DisposeAsync();
    }
}
