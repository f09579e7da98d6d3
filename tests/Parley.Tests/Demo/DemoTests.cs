using System.Net;
using System.Text.Json;
using Parley.Commerce;
using Parley.Conversations;
using Parley.Demo;
using Parley.Orders;
using Parley.Tests.Conversations;
using Parley.Tests.People;

namespace Parley.Tests.Demo;

public sealed class DemoTests(World world) : IClassFixture<World>
{
    [Fact]
    public async Task The_demo_is_there_only_once_it_is_made_is_true_to_its_counts_and_is_made_once()
    {
        var visitor = world.Visitor();
        Assert.Equal("not_found", await visitor.Gets("/demo").Code());
        Assert.Equal("not_found", await visitor.Posts("/demo/session", new { email = "ana@demo.parley" }).Code());
        Assert.Equal("not_found", await visitor.Gets("/demo/shop").Code());
        Assert.Equal("not_found", await visitor.Posts("/demo/shop/identity", new { email = "ana@demo.parley" }).Code());

        await SeedDemo.Run(world.App, world.Settings, default);
        var made = await Counts();
        await SeedDemo.Run(world.App, world.Settings, default);
        Assert.Equal(made, await Counts());
        Assert.True(made.Messages > 300, made.ToString());

        Assert.Equal(0, await WrongUnread());
        await AnaIsOnePressAway(visitor);
        await AnaBuys(visitor);
    }

    private static async Task AnaIsOnePressAway(Parley.Tests.People.Person visitor)
    {
        var people = (await visitor.Gets("/demo").Read<JsonElement>()).GetProperty("items");
        Assert.Contains(
            people.EnumerateArray(),
            person => person.GetProperty("email").GetString() == "ana@demo.parley"
        );
        Assert.NotEqual(
            HttpStatusCode.NoContent,
            (await visitor.Posts("/demo/session", new { email = "nobody@demo.parley" })).StatusCode
        );

        var entered = await visitor.Posts("/demo/session", new { email = "ana@demo.parley" });
        Assert.Equal(HttpStatusCode.NoContent, entered.StatusCode);
        visitor.Http.DefaultRequestHeaders.Add("Cookie", entered.Headers.GetValues("Set-Cookie").First().Split(';')[0]);
        var lines = await visitor.Lists();
        Assert.NotEmpty(lines);
        Assert.NotEmpty((await visitor.History(lines[0].ConversationId)).Items);
    }

    private static async Task AnaBuys(Parley.Tests.People.Person ana)
    {
        var listings = (await ana.Gets("/listings?q=teapot").Read<JsonElement>()).GetProperty("items");
        var listingId = listings[0].GetProperty("id").GetGuid();
        var clientId = Guid.CreateVersion7();

        var placed = await ana.Posts("/demo/orders", new { listingId, clientId }).Read<OrderWithConversations>();
        Assert.Equal(("Stoneware teapot", OrderStatus.Pending), (Assert.Single(placed.Items).Title, placed.Status));
        var told = (await ana.History(Assert.Single(placed.Conversations).Id)).Items;
        Assert.Equal("order.placed", Assert.Single(told).System!.Code);

        var again = await ana.Posts("/demo/orders", new { listingId, clientId }).Read<OrderWithConversations>();
        Assert.Equal(placed.Id, again.Id);
        var other = new { listingId, clientId = Guid.CreateVersion7() };
        Assert.NotEqual(placed.Number, (await ana.Posts("/demo/orders", other).Read<OrderWithConversations>()).Number);

        var unknown = new { listingId = clientId, clientId };
        Assert.Equal("not_found", await ana.Posts("/demo/orders", unknown).Code());
        Assert.Equal("invalid_request", await ana.Posts("/demo/orders", new { listingId }).Code());
    }

    private Task<(long Messages, long Conversations, long Orders, long People)> Counts() =>
        world.Database.Read(async work =>
            (
                await work.One<long>("SELECT count(*) FROM message"),
                await work.One<long>("SELECT count(*) FROM conversation"),
                await work.One<long>("SELECT count(*) FROM orders"),
                await work.One<long>("SELECT count(*) FROM person")
            )
        );

    /// <summary>Lines whose unread flag differs from a recount of the messages.</summary>
    private Task<long> WrongUnread() =>
        world.Database.Read(work =>
            work.One<long>(
                $"""
                SELECT count(*) FROM inbox_row inbox
                WHERE inbox.unread AND NOT EXISTS ({UnreadSql.Messages}) OR NOT inbox.unread AND EXISTS ({UnreadSql.Messages})
                """
            )
        );
}
