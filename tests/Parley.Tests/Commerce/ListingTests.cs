using System.Net;
using Parley.Commerce;
using Parley.Kernel;
using Parley.People;
using Parley.Tests.People;

namespace Parley.Tests.Commerce;

public sealed class ListingTests(World world) : IClassFixture<World>
{
    [Theory]
    [InlineData("listings", TopicKind.Listing)]
    [InlineData("services", TopicKind.Service)]
    public async Task What_a_shop_pushes_its_customers_can_look_up(string path, TopicKind kind)
    {
        var shop = await world.Shop();
        var server = await shop.Server();
        var alice = await world.Customer("Alice", shop);

        var pushed = await server.Puts($"/{path}/l-1", Listing("Blue vase")).Read<PushedView>();
        var again = await server.Puts($"/{path}/l-1", Listing("Blue vase")).Read<PushedView>();
        var view = await alice.Gets($"/{path}/{pushed.Id}").Read<ListingView>();

        Assert.Equal(pushed.Id, again.Id);
        Assert.Equal((kind, "Blue vase", "blue-door"), (view.Kind, view.Title, view.Business.Name));
        Assert.Equal(new Money(2500, "EUR"), view.Price);
        Assert.Equal("12 cm", view.Attributes!["height"]);
        var topic = await world.Database.Read(work => Topics.Find(work, kind, pushed.Id));
        Assert.Equal(("Blue vase", "l-1", "available"), (topic!.Title, topic.ExternalId, topic.Status));
    }

    [Fact]
    public async Task A_listing_and_a_service_may_share_an_external_id()
    {
        var server = await (await world.Shop()).Server();

        var listing = await server.Puts("/listings/same", Listing("Listing")).Read<PushedView>();
        var service = await server.Puts("/services/same", Listing("Service")).Read<PushedView>();

        Assert.NotEqual(listing.Id, service.Id);
        Assert.Equal("not_found", await server.Gets($"/services/{listing.Id}").Code());
    }

    [Fact]
    public async Task Versions_only_go_up()
    {
        var server = await (await world.Shop()).Server();
        var pushed = await server.Puts("/listings/v", Listing("New", version: 2)).Read<PushedView>();

        await server.Puts("/listings/v", Listing("Old", version: 1)).Read<PushedView>();

        Assert.Equal("New", (await server.Gets($"/listings/{pushed.Id}").Read<ListingView>()).Title);
        Assert.Equal("idempotency_mismatch", await server.Puts("/listings/v", Listing("Other", version: 2)).Code());
        await server.Puts("/listings/v", Listing("Newest", version: 3)).Read<PushedView>();
        Assert.Equal("Newest", (await server.Gets($"/listings/{pushed.Id}").Read<ListingView>()).Title);
    }

    [Theory]
    [InlineData("vase", "Blue VASE,Green vase")]
    [InlineData("BLUE", "Blue VASE")]
    [InlineData("100%", "100% wool")]
    [InlineData("%", "100% wool")]
    [InlineData("_", "")]
    [InlineData("\\", "")]
    [InlineData("ÜBERWURF", "Überwurf")]
    [InlineData("nothing like it", "")]
    public async Task A_title_is_found_by_its_words_and_wildcards_are_letters(string words, string expected)
    {
        var shop = await world.Shop("Words");
        var server = await shop.Server();
        foreach (var title in new[] { "Überwurf", "100% wool", "Green vase", "Blue VASE" })
            await server.Puts($"/listings/{Uri.EscapeDataString(title)}", Listing(title)).Read<PushedView>();

        var found = await server.Gets($"/listings?q={Uri.EscapeDataString(words)}").Read<Page<ListingView>>();

        Assert.Equal(expected, string.Join(',', found.Items.Select(item => item.Title)));
    }

    [Fact]
    public async Task A_list_is_paged_newest_first_and_narrowed_to_a_business()
    {
        var shop = await world.Shop("Long");
        var server = await shop.Server();
        for (var listing = 0; listing < 5; listing++)
            await server
                .Puts($"/listings/{listing}", Listing($"{listing}", business: $"b{listing % 2}"))
                .Read<PushedView>();

        var first = await server.Gets("/listings?limit=3").Read<Page<ListingView>>();
        var second = await server.Gets($"/listings?limit=3&before={first.Next}").Read<Page<ListingView>>();
        var business = first.Items[0].Business.Id;
        var narrowed = await server.Gets($"/listings?business={business}").Read<Page<ListingView>>();

        Assert.Equal(["4", "3", "2"], first.Items.Select(item => item.Title));
        Assert.Equal(["1", "0"], second.Items.Select(item => item.Title));
        Assert.Null(second.Next);
        Assert.Equal(["4", "2", "0"], narrowed.Items.Select(item => item.Title));
    }

    [Fact]
    public async Task One_shop_does_not_see_what_another_offers()
    {
        var server = await (await world.Shop()).Server();
        var other = await (await world.Shop("Other")).Server();
        var pushed = await server.Puts("/listings/secret", Listing("Secret")).Read<PushedView>();

        Assert.Equal("not_found", await other.Gets($"/listings/{pushed.Id}").Code());
        Assert.Empty((await other.Gets("/listings?q=Secret").Read<Page<ListingView>>()).Items);
        Assert.Equal(HttpStatusCode.Unauthorized, (await world.Visitor().Gets("/listings")).StatusCode);
    }

    private static object Listing(string title, int version = 1, string business = "blue-door") =>
        new
        {
            title,
            business,
            version,
            imageUrl = "https://example.com/v.png",
            price = new { minor = 2500, currency = "EUR" },
            status = "available",
            attributes = new { height = "12 cm" },
        };
}
