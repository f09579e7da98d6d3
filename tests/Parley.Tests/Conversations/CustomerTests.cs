using System.Net;
using Parley.Commerce;
using Parley.Contact.Inquiries;
using Parley.Conversations;
using Parley.Orders;
using Parley.Tests.Contact;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Conversations;

/// <summary>What the one who answers sees of the one who asks.</summary>
public sealed class CustomerTests(World world) : IClassFixture<World>, IAsyncLifetime
{
    private TestShop _shop = null!;
    private TestBusiness _blueDoor = null!;
    private Person _server = null!;
    private Person _bea = null!;

    public async ValueTask InitializeAsync()
    {
        _shop = await world.Shop($"Market {Guid.NewGuid():N}");
        _blueDoor = await world.Business("Blue Door Ceramics", _shop);
        _server = await _shop.Server();
        _bea = await world.Member(_blueDoor, "Bea");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    [Covers("S2-9")]
    public async Task Beside_the_history_stand_the_customers_name_orders_language_and_what_else_they_wrote()
    {
        var alice = await world.Customer("Alice", _shop);
        await alice.Patches("/me", new { locale = "pt-PT", timeZone = "Europe/Lisbon" });
        var oakworks = await world.Business("Oakworks", _shop);
        Guid[] orders = [await _server.Sells(alice, _blueDoor), await _server.Sells(alice, _blueDoor, oakworks)];
        var elsewhere = await _server.Sells(alice, oakworks);
        var vase = await _server.Offers(_blueDoor, "listings", "Blue vase");
        var earlier = await Asked(alice, _blueDoor, "listing", vase, "Is it blue?");
        await Asked(alice, oakworks, "order", elsewhere, "Not for Bea");
        var talk = await Asked(alice, _blueDoor, "order", orders[1], "Where is it?");

        var seen = await _bea.Gets($"/conversations/{talk}/customer").Read<KnownCustomerView>();

        Assert.Equal((alice.Id, "Alice", false), (seen.Id, seen.Name, seen.IsGuest));
        Assert.Equal(("pt-PT", "Europe/Lisbon"), (seen.Locale, seen.TimeZone));
        Assert.Equal(2, seen.OrderCount);
        Assert.Equal(orders.Order(), seen.Orders.Select(order => order.Id).Order());
        Assert.All(seen.Orders, order => Assert.Equal(OrderStatus.Confirmed, order.Status));
        Assert.Equal([earlier], seen.Conversations.Select(line => line.ConversationId));
        Assert.Equal("Is it blue?", seen.Conversations[0].Last!.Preview);
        Assert.Equal((null, null), (seen.Email, seen.Phone));
        Assert.Equal(
            ["Where is it?"],
            (await _bea.History(talk)).Items.Where(message => message.Body is not null).Select(message => message.Body)
        );
    }

    [Fact]
    public async Task Nobody_but_the_seller_sees_it()
    {
        var alice = await world.Customer("Alice", _shop);
        var supplier = await world.Business("Clay Works", _shop);
        var cleo = await world.Member(supplier, "Cleo");
        var pushed = await _server
            .Puts(
                "/orders/with-supplier",
                new
                {
                    number = "S-1",
                    version = 1,
                    placedAt = "2026-11-20T10:02:11.120Z",
                    status = "confirmed",
                    customer = new { externalId = alice.ExternalId, name = alice.Name },
                    items = new[]
                    {
                        new
                        {
                            title = "Vase",
                            quantity = 1,
                            seller = _blueDoor.ExternalId,
                            supplier = supplier.ExternalId,
                        },
                    },
                }
            )
            .Read<PushedOrderView>();
        var talk = await Asked(alice, _blueDoor, "order", pushed.Id, "Where is it?");
        Assert.Equal(HttpStatusCode.OK, (await cleo.Gets($"/conversations/{talk}")).StatusCode);

        foreach (var other in new[] { cleo, alice, await world.Admin(), await world.Customer("Mallory") })
            Assert.Equal(HttpStatusCode.NotFound, (await other.Gets($"/conversations/{talk}/customer")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _bea.Gets($"/conversations/{talk}/customer")).StatusCode);
    }

    [Theory]
    [InlineData("anyone", false)]
    [InlineData("verified_email", true)]
    [Covers("S3-14", "S3-15", "S3-16")]
    public async Task Of_a_guest_it_says_whether_his_address_is_proven(string policy, bool isProven)
    {
        var email = $"kim.{Guid.NewGuid():N}@example.com";
        await _shop.Sets(new { general = policy });
        var inquiry = await (
            await world.Visitor("Kim").Inquires(_blueDoor, email, "Hello", phone: "+351 912 345 678")
        ).Read<InquiryView>();
        if (isProven)
            await world.Proves(email, inquiry.Id);
        // The number follows the first message.
        var seen = await Eventually.Is(() => Known(_bea, _blueDoor), seen => seen.Phone is not null);

        Assert.Equal(("Kim", true, 0), (seen.Name, seen.IsGuest, seen.OrderCount));
        Assert.Equal(new CustomerAddressView(email, isProven), seen.Email);
        Assert.Equal("+351912345678", seen.Phone);
    }

    [Fact]
    public async Task What_a_guest_told_one_business_is_not_shown_to_another()
    {
        var email = $"kim.{Guid.NewGuid():N}@example.com";
        await _shop.Sets(new { general = "verified_email" });
        var oakworks = await world.Business("Oakworks", _shop);
        var otto = await world.Member(oakworks, "Otto");
        var kim = world.Visitor("Kim");
        var asked = await kim.Inquires(oakworks, email, "Hello", phone: "+351 912 345 678").Waits();
        var alsoAsked = await kim.Inquires(_blueDoor, email, "Hello").Waits();
        await world.Proves(email, asked.Id, alsoAsked.Id);

        await Eventually.Is(() => Known(otto, oakworks), theirs => theirs.Phone == "+351912345678");
        var seen = await Known(_bea, _blueDoor);
        Assert.Equal((email, null), (seen.Email!.Value, seen.Phone));
        Assert.Empty(seen.Conversations);
    }

    [Fact]
    public async Task What_was_reported_as_spam_does_not_come_back_beside_another_conversation()
    {
        var mallory = await world.Customer("Mallory", _shop);
        var vase = await _server.Offers(_blueDoor, "listings", "Blue vase");
        var spam = await Asked(mallory, _blueDoor, "listing", vase, "Buy my pills");
        var order = await _server.Sells(mallory, _blueDoor);
        var talk = await Asked(mallory, _blueDoor, "order", order, "Where is it?");
        Assert.Single((await _bea.Gets($"/conversations/{talk}/customer").Read<KnownCustomerView>()).Conversations);

        await _bea.Puts($"/conversations/{spam}/spam", new { });

        Assert.Empty((await _bea.Gets($"/conversations/{talk}/customer").Read<KnownCustomerView>()).Conversations);
    }

    private static async Task<KnownCustomerView> Known(Person member, TestBusiness business)
    {
        var rows = await Eventually.Is(() => member.Lists($"?as={business.Id}"), rows => rows.Count > 0);

        return await member.Gets($"/conversations/{rows[0].ConversationId}/customer").Read<KnownCustomerView>();
    }

    private static async Task<Guid> Asked(Person person, TestBusiness business, string kind, Guid id, string body) =>
        (await person.Asks(business, kind, id, body).Read<ConversationView>()).Id;
}
