using Parley.Storage;
using Parley.Tests.Conversations;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Orders;

/// <summary>An order, its conversations and what is told of it stand together or not at all, wherever the database gives up.</summary>
public sealed class OrderFaultTests : IAsyncLifetime
{
    private readonly World _world = new();
    private Person _server = null!;
    private Person _alice = null!;
    private TestBusiness _blueDoor = null!;

    public async ValueTask InitializeAsync()
    {
        await _world.InitializeAsync();
        _server = await (await _world.Shop()).Server();
        _alice = await _world.Customer("Alice");
        _blueDoor = await _world.Business();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("orders")]
    [InlineData("order_item")]
    [InlineData("order_business")]
    [InlineData("conversation")]
    [InlineData("audience")]
    [InlineData("party")]
    [InlineData("inbox_row")]
    [InlineData("message")]
    [Covers("S1-93")]
    public async Task An_order_whose_creation_fails_after_any_step_leaves_nothing(string table)
    {
        var order = _alice.Order("F-1", items: [("Vase", _blueDoor, null)]);
        await FailAfterInsertInto(table);

        var failed = await _server.Push(order);
        Assert.Equal(500, (int)failed.StatusCode);
        foreach (
            var each in new[]
            {
                "orders",
                "order_item",
                "order_business",
                "conversation",
                "audience",
                "party",
                "message",
            }
        )
            Assert.Equal((each, 0), (each, await Count(each)));
        Assert.Equal("not_found", await _alice.Gets("/orders/F-1").Code());

        await Mend(table);
        var talk = Assert.Single((await _server.Pushes(order)).Conversations).Id;
        Assert.Equal(["order.placed"], await _alice.Told(talk));
    }

    private Task FailAfterInsertInto(string table) =>
        _world.Database.Write(async work =>
        {
            if (work.OnPostgres)
                await work.Execute(
                    "CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'fault'; END $$"
                );
            await work.Execute(
                work.OnPostgres
                    ? $"CREATE TRIGGER fault AFTER INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION fault()"
                    : $"CREATE TRIGGER fault AFTER INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'fault'); END"
            );
        });

    private Task Mend(string table) =>
        _world.Database.Write(work =>
            work.Execute(work.OnPostgres ? $"DROP TRIGGER fault ON {table}" : "DROP TRIGGER fault")
        );

    private Task<long> Count(string table) =>
        _world.Database.Read(work => work.One<long>($"SELECT count(*) FROM {table}"));
}
