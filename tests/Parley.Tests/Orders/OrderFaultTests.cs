using System.Text.Json.Nodes;
using Parley.Storage;
using Parley.Tests.Conversations;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Orders;

/// <summary>
/// An order, those whom it names, its conversations and what is told of it stand together or not at all, wherever the database gives
/// up. (Seen to fail with a seller made known before.)
/// </summary>
public sealed class OrderFaultTests : IAsyncLifetime
{
    /// <summary>All that the creation of an order writes to.</summary>
    private static readonly string[] Tables =
    [
        "person",
        "identity",
        "business",
        "business_in_shop",
        "orders",
        "order_item",
        "order_business",
        "audit_entry",
        "conversation",
        "audience",
        "party",
        "inbox_row",
        "message",
    ];

    private readonly World _world = new();
    private Person _server = null!;

    public async ValueTask InitializeAsync()
    {
        await _world.InitializeAsync();
        _server = await (await _world.Shop()).Server();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    /// <param name="table">Where the database gives up.</param>
    /// <param name="row">After which of the rows that the order puts there.</param>
    [Theory]
    [InlineData("person", 1)]
    [InlineData("identity", 1)]
    [InlineData("business", 1)]
    [InlineData("business", 2)]
    [InlineData("business_in_shop", 2)]
    [InlineData("orders", 1)]
    [InlineData("order_item", 1)]
    [InlineData("order_item", 2)]
    [InlineData("order_business", 2)]
    [InlineData("audit_entry", 1)]
    [InlineData("conversation", 1)]
    [InlineData("conversation", 2)]
    [InlineData("audience", 2)]
    [InlineData("party", 1)]
    [InlineData("party", 3)]
    [InlineData("party", 4)]
    [InlineData("inbox_row", 1)]
    [InlineData("inbox_row", 3)]
    [InlineData("inbox_row", 4)]
    [InlineData("message", 1)]
    [InlineData("message", 2)]
    [Covers("S1-93")]
    public async Task An_order_whose_creation_fails_after_any_step_leaves_nothing(string table, int row)
    {
        var before = await Counts();
        await FailAfter(table, before[table] + row);

        var failed = await _server.Push(OrderOfTwoSellers());
        Assert.Equal(500, (int)failed.StatusCode);
        Assert.Equal(before, await Counts());

        await Mend(table);
        var pushed = await _server.Pushes(OrderOfTwoSellers());
        Assert.Equal(["blue-door", "lumen"], pushed.Conversations.Select(talk => talk.Seller));
        Assert.Equal(Expected(before), await Counts());
        var alice = await _world.Customer("Alice");
        foreach (var talk in pushed.Conversations)
        {
            Assert.Equal(["order.placed"], await alice.Told(talk.Id));
            Assert.Equal(2, (await alice.Sees(talk.Id)).Parties.Count);
        }
    }

    /// <summary>Of a customer and two sellers of whom the shop has told nothing before.</summary>
    private static JsonObject OrderOfTwoSellers() =>
        new()
        {
            ["number"] = "F-1",
            ["version"] = 1,
            ["placedAt"] = "2026-11-20T10:02:11.120Z",
            ["status"] = "confirmed",
            ["customer"] = new JsonObject { ["externalId"] = "alice", ["name"] = "Alice" },
            ["items"] = new JsonArray(Item("Vase", "blue-door"), Item("Lamp", "lumen")),
        };

    private static JsonObject Item(string title, string seller) =>
        new()
        {
            ["title"] = title,
            ["quantity"] = 1,
            ["seller"] = seller,
        };

    /// <summary>How many rows there are once the order stands, and no part of it twice.</summary>
    private static Dictionary<string, long> Expected(Dictionary<string, long> before) =>
        before.ToDictionary(
            count => count.Key,
            count =>
                count.Value
                + count.Key switch
                {
                    "person" or "identity" or "orders" or "audit_entry" => 1,
                    "party" or "inbox_row" => 4,
                    _ => 2,
                }
        );

    private Task FailAfter(string table, long count) =>
        _world.Database.Write(async work =>
        {
            if (work.OnPostgres)
                await work.Execute(
                    $"""
                    CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN
                        IF (SELECT count(*) FROM {table}) >= {count} THEN RAISE EXCEPTION 'fault'; END IF;
                        RETURN NULL;
                    END $$
                    """
                );
            await work.Execute(
                work.OnPostgres
                    ? $"CREATE TRIGGER fault AFTER INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION fault()"
                    : $"""
                    CREATE TRIGGER fault AFTER INSERT ON {table} WHEN (SELECT count(*) FROM {table}) >= {count}
                    BEGIN SELECT RAISE(ABORT, 'fault'); END
                    """
            );
        });

    private Task Mend(string table) =>
        _world.Database.Write(work =>
            work.Execute(work.OnPostgres ? $"DROP TRIGGER fault ON {table}" : "DROP TRIGGER fault")
        );

    private Task<Dictionary<string, long>> Counts() =>
        _world.Database.Read(async work =>
        {
            var counts = new Dictionary<string, long>();
            foreach (var table in Tables)
                counts[table] = await work.One<long>($"SELECT count(*) FROM {table}");

            return counts;
        });
}
