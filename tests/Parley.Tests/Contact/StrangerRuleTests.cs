using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Contact;
using Parley.Conversations;
using Parley.Tests.Conversations;
using Parley.Tests.Live;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Contact;

/// <summary>What somebody may not do before he has bought something.</summary>
public sealed class StrangerRuleTests : IAsyncLifetime
{
    private readonly World _world = new() { With = ["--Messaging:RatePerMinute=1000"] };
    private Person _server = null!;
    private TestBusiness _blueDoor = null!;
    private Person _alice = null!;
    private Person _bea = null!;

    public async ValueTask InitializeAsync()
    {
        await _world.InitializeAsync();
        _server = await (await _world.Shop()).Server();
        _blueDoor = await _world.Business();
        (_alice, _bea) = (await _world.Customer("Alice"), await _world.Member(_blueDoor, "Bea"));
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_stranger_sends_no_link_before_the_business_has_answered_by_either_door()
    {
        var vase = await _server.Offers(_blueDoor, "listings", "Vase");
        Assert.Equal(
            StrangerRule.Reason,
            await Reason(_alice.Asks(_blueDoor, "listing", vase, "See https://x.example"))
        );
        Assert.Empty(await _alice.Lists());
        var talk = (await _alice.Asks(_blueDoor, "listing", vase, "Is it blue?").Read<Opened>()).Id;

        Assert.Equal(StrangerRule.Reason, await Reason(_alice.Sends("See www.x.example", talk)));
        await using (var ear = await Ear.Of(_alice))
        {
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
                ear.Call(
                    "Send",
                    new
                    {
                        conversationId = talk,
                        clientId = Guid.CreateVersion7(),
                        body = "x.example/offer",
                    }
                )
            );
            Assert.EndsWith("withheld_by_rule", refused.Message);
        }

        await _bea.Says("It is.", talk);
        await _alice.Says("See https://x.example", talk);
        Assert.Equal(3, (await _bea.History(talk)).Items.Count);
    }

    [Fact]
    public async Task Who_has_bought_and_who_answers_send_links()
    {
        var order = await _server.Sells(_alice, _blueDoor);
        var vase = await _server.Offers(_blueDoor, "listings", "Vase");

        await Is(HttpStatusCode.Created, _alice.Asks(_blueDoor, "listing", vase, "Like https://x.example?"));
        await Is(HttpStatusCode.OK, _alice.Asks(_blueDoor, "order", order, "See https://x.example"));
        var carol = await _world.Customer("Carol");
        var talk = (await carol.Asks(_blueDoor, "listing", vase, "Is it blue?").Read<Opened>()).Id;
        await Is(HttpStatusCode.Created, _bea.Sends("Here: https://blue.example", talk));
    }

    [Fact]
    public async Task A_stranger_starts_five_conversations_an_hour_and_a_buyer_more()
    {
        for (var i = 0; i < 5; i++)
            await Is(HttpStatusCode.Created, Starts());
        Assert.Equal("rate_limited", await Starts().Code());

        await _server.Sells(_alice, _blueDoor);
        await Is(HttpStatusCode.Created, Starts());
    }

    [Theory]
    [InlineData("It costs 12.50 euros, e.g. today.Really", false)]
    [InlineData("Size 3/4. And/or the other", false)]
    [InlineData("Write to me at kim@example.com", false)]
    [InlineData("HTTPS://x.example", true)]
    [InlineData("http://localhost", true)]
    [InlineData("(www.x.example)", true)]
    [InlineData("x.example/y", true)]
    public void A_link_is_what_one_would_click(string body, bool isLink) =>
        Assert.Equal(isLink, StrangerRule.HasLink(body));

    private async Task<HttpResponseMessage> Starts()
    {
        var id = await _server.Offers(_blueDoor, "listings", "Cup");

        return await _alice.Posts(
            "/conversations",
            new { topic = new { kind = "listing", id }, businessId = _blueDoor.Id }
        );
    }

    private sealed record Opened(Guid Id);

    private static async Task Is(HttpStatusCode expected, Task<HttpResponseMessage> answer) =>
        Assert.Equal(expected, (await answer).StatusCode);

    private static async Task<string?> Reason(Task<HttpResponseMessage> answer)
    {
        var problem = await (await answer).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("withheld_by_rule", problem.GetProperty("code").GetString());

        return problem.GetProperty("reason").GetString();
    }
}
