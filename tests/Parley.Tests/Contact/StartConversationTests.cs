using System.Data.Common;
using System.Net;
using Parley.Commerce;
using Parley.Conversations;
using Parley.Tests.Conversations;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Contact;

public sealed class StartConversationTests(World world) : IClassFixture<World>, IAsyncLifetime
{
    private static int _worlds;
    private Person _server = null!;
    private TestBusiness _blueDoor = null!;
    private Person _alice = null!;
    private Person _bea = null!;

    public async ValueTask InitializeAsync()
    {
        var shop = await world.Shop($"Contact {Interlocked.Increment(ref _worlds)}");
        _server = await shop.Server();
        _blueDoor = await world.Business("Blue Door Ceramics", shop);
        _alice = await world.Customer("Alice", shop);
        _bea = await world.Member(_blueDoor, "Bea");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    [Covers("S0-4", "S2-25", "S2-26", "S2-27", "S2-47", "S4-8")]
    public async Task Alice_writes_about_a_service_and_the_conversation_names_it_its_business_and_her()
    {
        var service = await _server.Offers(_blueDoor, "services", "Glazing course");

        var answer = await _alice.Asks(_blueDoor, "service", service, "Is Friday free?");

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var opened = await answer.Read<ConversationView>();
        Assert.Equal($"/api/v1/conversations/{opened.Id}", answer.Headers.Location!.OriginalString);
        foreach (var seen in new[] { opened, await _bea.Sees(opened.Id) })
        {
            Assert.Equal((TopicKind.Service, service), (seen.Topic.Kind, seen.Topic.Id));
            Assert.Equal("Glazing course", seen.Topic.Title);
            Assert.Equal(2, seen.Parties.Count);
            Assert.Equal(_blueDoor.Id, seen.Parties.Single(party => party.Role == Role.Seller).BusinessId);
            Assert.Equal(_alice.Id, seen.Parties.Single(party => party.Role == Role.Customer).PersonId);
        }

        Assert.Equal("Is Friday free?", Assert.Single((await _bea.History(opened.Id)).Items).Body);
        Assert.Equal(opened.Id, Assert.Single(await _alice.Lists()).ConversationId);
        Assert.Equal(opened.Id, Assert.Single(await _bea.Lists($"?as={_blueDoor.Id}")).ConversationId);
    }

    [Fact]
    [Covers("S2-3")]
    public async Task Who_sells_in_one_conversation_buys_in_another_and_is_there_a_customer_like_all()
    {
        var listing = await _server.Offers(_blueDoor, "listings", "Blue bowl");
        var shop = await world.Shop($"Next door {Interlocked.Increment(ref _worlds)}");
        var redBarn = await world.Business("Red Barn", shop);
        var rob = await world.Member(redBarn, "Rob");

        var bought = await (await rob.Asks(_blueDoor, "listing", listing, "Do you ship?")).Read<ConversationView>();

        Assert.Equal(rob.Id, bought.Parties.Single(party => party.Role == Role.Customer).PersonId);
        Assert.Equal(Role.Customer, Assert.Single((await _bea.History(bought.Id)).Items).Sender.Role);
        Assert.Empty(await rob.Lists($"?as={redBarn.Id}"));
        var own = await _bea.Asks(_blueDoor, "listing", listing, "To myself");
        Assert.Equal(HttpStatusCode.Forbidden, own.StatusCode);
    }

    [Fact]
    [Covers("S2-25", "S2-26", "S2-27")]
    public async Task Nobody_writes_about_what_is_not_there_or_not_his_or_to_who_has_no_part_in_it()
    {
        var redBarn = await world.Business("Red Barn", _blueDoor.Shop);
        var carol = await world.Customer("Carol", _blueDoor.Shop);
        var service = await _server.Offers(_blueDoor, "services", "Glazing course");
        var order = await _server.Sells(_alice, _blueDoor);
        var nowhere = Guid.CreateVersion7();

        Assert.Equal("not_found", await _alice.Asks(_blueDoor, "service", nowhere, "Hello").Code());
        Assert.Equal("not_found", await _alice.Asks(_blueDoor, "listing", service, "Hello").Code());
        Assert.Equal("not_found", await _alice.Asks(redBarn, "service", service, "Hello").Code());
        Assert.Equal("not_found", await _alice.Asks(redBarn with { Id = nowhere }, "service", service, "Hello").Code());
        Assert.Equal("not_found", await carol.Asks(_blueDoor, "order", order, "Hello").Code());
        Assert.Equal("forbidden", await _bea.Asks(_blueDoor, "service", service, "Hello").Code());
        Assert.Equal("unauthenticated", await world.Visitor().Asks(_blueDoor, "service", service, "Hello").Code());
        foreach (var person in new[] { _alice, carol, _bea })
            Assert.Empty(await person.Lists());
        Assert.Empty(await _bea.Lists($"?as={_blueDoor.Id}"));
    }

    [Fact]
    [Covers("C12", "S2-28", "S2-47", "S4-8")]
    public async Task Writing_again_about_the_same_service_goes_on_in_the_same_conversation()
    {
        var carol = await world.Customer("Carol", _blueDoor.Shop);
        var course = await _server.Offers(_blueDoor, "services", "Glazing course");
        var firing = await _server.Offers(_blueDoor, "services", "Firing");

        var first = await _alice.Asks(_blueDoor, "service", course, "One").Read<ConversationView>();
        var again = await _alice.Asks(_blueDoor, "service", course, "Two");
        var other = await _alice.Asks(_blueDoor, "service", firing, "Three").Read<ConversationView>();
        var carols = await carol.Asks(_blueDoor, "service", course, "Four").Read<ConversationView>();

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(first.Id, (await again.Read<ConversationView>()).Id);
        Assert.Equal(["One", "Two"], (await _bea.History(first.Id)).Items.Select(message => message.Body));
        Assert.Equal(3, new[] { first.Id, other.Id, carols.Id }.Distinct().Count());
        // Whatever door comes later: the database itself knows one.
        await Assert.ThrowsAnyAsync<DbException>(() =>
            world.Database.Write(work =>
                work.Execute(
                    """
                    INSERT INTO conversation (id, shop_row, topic_kind, topic_id, topic_key, customer_row, business_row, subject,
                        topic, search_text, created_at)
                    SELECT @twin, shop_row, topic_kind, topic_id, topic_key, customer_row, business_row, 'Another subject',
                        topic, search_text, 1
                    FROM conversation WHERE id = @Id
                    """,
                    new { twin = Guid.CreateVersion7(), first.Id }
                )
            )
        );
    }

    [Fact]
    [Covers("S0-64", "S4-64")]
    public async Task An_order_is_one_conversation_with_each_seller_and_a_listing_is_one_without_an_order()
    {
        var redBarn = await world.Business("Red Barn", _blueDoor.Shop);
        var order = await _server.Sells(_alice, _blueDoor, redBarn);
        var listing = await _server.Offers(_blueDoor, "listings", "Blue vase");

        var blue = await _alice.Asks(_blueDoor, "order", order, "Is it on its way?").Read<ConversationView>();
        var red = await _alice.Asks(redBarn, "order", order, "And yours?").Read<ConversationView>();
        var again = await _alice.Asks(_blueDoor, "order", order, "Hello?").Read<ConversationView>();
        var about = await _alice.Asks(_blueDoor, "listing", listing, "Is it blue?").Read<ConversationView>();

        Assert.Equal(blue.Id, again.Id);
        Assert.NotEqual(blue.Id, red.Id);
        Assert.All([blue, red], seen => Assert.Equal((TopicKind.Order, order), (seen.Topic.Kind, seen.Topic.Id)));
        Assert.Equal("not_found", await _bea.Gets($"/conversations/{red.Id}").Code());
        Assert.Equal((TopicKind.Listing, listing), (about.Topic.Kind, about.Topic.Id));
        Assert.Equal(2, (await _alice.Lists("?topic=order")).Count);
        Assert.Equal(about.Id, Assert.Single(await _alice.Lists("?topic=listing")).ConversationId);
    }

    [Fact]
    [Covers("S2-38")]
    public async Task What_was_said_about_a_service_outlives_the_service_and_nobody_who_spoke_is_deleted()
    {
        var service = await _server.Offers(_blueDoor, "services", "Glazing course");
        var talk = await _alice.Asks(_blueDoor, "service", service, "Is Friday free?").Read<ConversationView>();
        await _bea.Says("It is", talk.Id);

        Assert.Equal(1, await Deletes("DELETE FROM listing WHERE id = @id", service));
        await Assert.ThrowsAnyAsync<DbException>(() => Deletes("DELETE FROM person WHERE id = @id", _alice.Id));
        await Assert.ThrowsAnyAsync<DbException>(() => Deletes("DELETE FROM business WHERE id = @id", _blueDoor.Id));

        Assert.Equal("not_found", await _alice.Gets($"/services/{service}").Code());
        var topic = (await _alice.Sees(talk.Id)).Topic;
        Assert.Equal(("Glazing course", service), (topic.Title, topic.Id));
        Assert.Equal((9900, "available", "2 hours"), (topic.Price!.Minor, topic.Status, topic.Attributes!["duration"]));
        Assert.Equal(2, (await _bea.History(talk.Id)).Items.Count);

        Task<int> Deletes(string sql, Guid id) => world.Database.Write(work => work.Execute(sql, new { id }));
    }
}
