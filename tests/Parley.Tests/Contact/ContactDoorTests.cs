using System.Net;
using Parley.Commerce;
using Parley.Contact.Doors;
using Parley.Tests.Audit;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Contact;

/// <summary>What a button on a page is told before somebody writes.</summary>
public sealed class ContactDoorTests(World world) : IClassFixture<World>, IAsyncLifetime
{
    private static int _worlds;
    private TestShop _shop = null!;
    private Person _server = null!;
    private TestBusiness _blueDoor = null!;
    private Person _alice = null!;

    public async ValueTask InitializeAsync()
    {
        _shop = await world.Shop($"Doors {Interlocked.Increment(ref _worlds)}");
        _server = await _shop.Server();
        _blueDoor = await world.Business($"Blue Door {_worlds}", _shop);
        _alice = await world.Customer($"Alice {_worlds}", _shop);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("signed_in", "sign_in_required", false, "")]
    [InlineData("verified_email", "email_proof_required", true, "email_proof_required")]
    [InlineData("buyers", "sign_in_required", false, "purchase_required")]
    [InlineData("closed", "closed", false, "closed")]
    [InlineData("anyone", "", true, "")]
    public async Task It_says_to_a_visitor_and_to_a_customer_what_the_policy_means_for_them(
        string policy,
        string toVisitor,
        bool takesInquiries,
        string toCustomer
    )
    {
        var vase = await _server.Offers(_blueDoor, "listings", "Blue vase");
        await _shop.Sets(new { listing = policy });

        var visitors = await Door(world.Visitor(), $"listing/{vase}");
        var customers = await Door(_alice, $"listing/{vase}");

        Assert.Equal((toVisitor, takesInquiries), (visitors.Refusal ?? "", visitors.TakesInquiries));
        Assert.Equal((toCustomer, false), (customers.Refusal ?? "", customers.TakesInquiries));
        Assert.Equal(("Blue vase", _blueDoor.Id), (visitors.Topic.Title, visitors.Business.Id));
        Assert.Equal(500, visitors.MaxLength);
    }

    [Fact]
    public async Task It_names_the_conversation_that_there_is_whatever_the_policy_has_become()
    {
        var vase = await _server.Offers(_blueDoor, "listings", "Blue vase");
        var talk = await _alice.Asks(_blueDoor, "listing", vase, "Is it blue?").Read<Opened>();
        await _shop.Sets(new { listing = "closed" });

        var door = await Door(_alice, $"listing/{vase}");

        Assert.Equal((talk.Id, null), (door.ConversationId, door.Refusal));
        Assert.Null((await Door(world.Visitor(), $"listing/{vase}")).ConversationId);
    }

    [Fact]
    public async Task The_shops_own_ids_name_the_same_things()
    {
        await _server.Puts(
            "/services/cut-42",
            new
            {
                title = "Haircut",
                business = _blueDoor.ExternalId,
                version = 1,
            }
        );

        var service = await Door(world.Visitor(), $"service/cut-42?shopId={_shop.Id}");
        var general = await Door(world.Visitor(), $"general/{_blueDoor.ExternalId}?shopId={_shop.Id}");

        Assert.Equal((TopicKind.Service, "Haircut"), (service.Topic.Kind, service.Topic.Title));
        Assert.Equal((TopicKind.General, _blueDoor.Id), (general.Topic.Kind, general.Business.Id));
        Assert.Equal(general.Business, (await Door(world.Visitor(), $"general/{_blueDoor.Id}")).Business);
    }

    [Fact]
    public async Task An_order_is_its_customers_to_know()
    {
        var green = await world.Business($"Green Gate {_worlds}", _shop);
        var order = await _server.Sells(_alice, _blueDoor, green);
        var carol = await world.Customer($"Carol {_worlds}", _shop);

        Assert.Equal(_blueDoor.Id, (await Door(_alice, $"order/{order}")).Business.Id);
        Assert.Equal(green.Id, (await Door(_alice, $"order/{order}?businessId={green.Id}")).Business.Id);
        var stranger = await world.Business($"Stranger {_worlds}", _shop);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await _alice.Gets($"/contact/order/{order}?businessId={stranger.Id}")).StatusCode
        );
        foreach (var nobody in new[] { carol, world.Visitor() })
            Assert.Equal(HttpStatusCode.NotFound, (await nobody.Gets($"/contact/order/{order}")).StatusCode);
    }

    [Fact]
    public async Task Phone_and_address_are_shown_to_whom_the_business_shows_them_and_each_time_is_recorded()
    {
        var vase = await _server.Offers(_blueDoor, "listings", "Blue vase");
        await _server.Puts(
            $"/businesses/{_blueDoor.ExternalId}/contact",
            new
            {
                phone = "+351 912 345 678",
                email = "Hello@BlueDoor.example",
                reveal = "buyers",
            }
        );
        var buyer = await world.Customer($"Buyer {_worlds}", _shop);
        await _server.Sells(buyer, _blueDoor);

        Assert.Empty((await Door(_alice, $"listing/{vase}")).Reveals);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await _alice.Posts($"/contact/listing/{vase}/reveal", new { })).StatusCode
        );
        Assert.Equal(["phone", "email"], (await Door(buyer, $"listing/{vase}")).Reveals);
        var shown = await buyer.Posts($"/contact/listing/{vase}/reveal", new { }).Read<BusinessContact>();
        Assert.Equal(new BusinessContact("+351912345678", "hello@bluedoor.example"), shown);
        var recorded = await (await world.Admin()).Audits("?action=business.contact_revealed&limit=100");
        Assert.Single(recorded.Items, entry => entry.Actor?.Id == buyer.Id);
    }

    private sealed record Opened(Guid Id);

    private static Task<ContactDoorView> Door(Person person, string path) =>
        person.Gets($"/contact/{path}").Read<ContactDoorView>();
}
