using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Parley.Commerce;
using Parley.Kernel;
using Parley.People;
using Parley.Tests.Contact;
using Parley.Tests.People;

namespace Parley.Tests.Commerce;

public sealed class CountViewsTests : IAsyncLifetime
{
    private readonly World _world = new();

    public ValueTask InitializeAsync() => _world.InitializeAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("listings", "services")]
    [InlineData("services", "listings")]
    public async Task Views_are_counted_by_the_day_whoever_looks_and_from_whichever_site(string kinds, string others)
    {
        var vase = await (await (await _world.Shop()).Server()).Offers(await _world.Business(), kinds, "Vase");
        var (vera, alice) = (_world.Visitor(), await _world.Customer("Alice"));
        alice.Http.DefaultRequestHeaders.Add("Origin", "https://shop.example");

        Assert.Equal(HttpStatusCode.NoContent, (await vera.Posts($"/{kinds}/{vase}/views")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await alice.Posts($"/{kinds}/{vase}/views")).StatusCode);
        await Counts.Flush();
        Assert.Equal(HttpStatusCode.NoContent, (await vera.Posts($"/{kinds}/{vase}/views")).StatusCode);
        Assert.Equal("not_found", await vera.Posts($"/{others}/{vase}/views").Code());
        await Counts.Flush();

        Assert.Equal(3, await Stored(vase));
    }

    [Fact]
    public async Task The_widget_counts_by_the_shops_own_name_and_in_its_own_shop()
    {
        var shop = await _world.Shop();
        var offer = new
        {
            title = "Vase",
            business = (await _world.Business()).ExternalId,
            version = 1,
        };
        var vase = await (await shop.Server()).Puts("/listings/vase", offer).Read<PushedView>();
        var vera = _world.Visitor();

        var views = $"/widgets/{shop.Id}/views";
        Assert.Equal(HttpStatusCode.NoContent, (await vera.Posts($"{views}?topic=listing&externalId=vase")).StatusCode);
        Assert.Equal("not_found", await vera.Posts($"{views}?topic=service&externalId=vase").Code());
        Assert.Equal("invalid_request", await vera.Posts($"{views}?topic=listing").Code());
        var other = await _world.Shop("Another market");
        Assert.Equal("not_found", await vera.Posts($"/widgets/{other.Id}/views?topic=listing&externalId=vase").Code());
        await Counts.Flush();

        Assert.Equal(1, await Stored(vase.Id));
    }

    [Fact]
    public async Task One_source_counts_sixty_views_a_minute_and_no_more()
    {
        var vase = await (await (await _world.Shop()).Server()).Offers(await _world.Business(), "listings", "Vase");
        var vera = _world.Visitor();

        var answers = await Task.WhenAll(Enumerable.Range(0, 62).Select(_ => vera.Posts($"/listings/{vase}/views")));
        await Counts.Flush();

        Assert.Equal(2, answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
        Assert.Equal(60, await Stored(vase));
    }

    private ViewCounts Counts => _world.Services.GetRequiredService<ViewCounts>();

    /// <summary>Of the days around now: a test may run over midnight.</summary>
    private Task<long> Stored(Guid listing)
    {
        var day = _world.Services.GetRequiredService<Clock>().Now.ToUnixTimeSeconds() / 86_400;

        return _world.Database.Read(work =>
            work.One<long>(
                """
                SELECT sum(count) FROM listing_view JOIN listing ON listing.row_id = listing_view.listing_row
                WHERE listing.id = @listing AND day BETWEEN @yesterday AND @day
                """,
                new
                {
                    listing,
                    yesterday = day - 1,
                    day,
                }
            )
        );
    }
}
