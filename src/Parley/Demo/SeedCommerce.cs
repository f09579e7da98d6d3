using Parley.Audit;
using Parley.Commerce;
using Parley.Kernel;
using Parley.Orders;

namespace Parley.Demo;

/// <summary>Puts the demo's offers on the shelves, and tells when the shop pushes what of its orders.</summary>
internal sealed class SeedCommerce(PushListing listings, PushOrder orders)
{
    private readonly Dictionary<string, Guid> _offers = [];
    private readonly Dictionary<string, Guid> _orders = [];

    /// <summary>The id of an order, listing or service of the demo that was pushed.</summary>
    public Guid IdOf(string kind, string key) => (kind == "order" ? _orders : _offers)[key];

    public async Task Offers(DemoMark mark, CancellationToken cancellationToken)
    {
        foreach (var offer in DemoShop.Offers)
        {
            var pushed = await listings.Run(
                mark.ShopRow,
                offer.IsService ? TopicKind.Service : TopicKind.Listing,
                offer.Key,
                new PushListingRequest(
                    offer.Title,
                    offer.Business,
                    Version: 1,
                    Price: new Money(offer.Price, offer.Currency),
                    Status: offer.Status,
                    Attributes: offer.Pairs
                ),
                cancellationToken
            );
            _offers[offer.Key] = pushed.Id;
        }
    }

    public IEnumerable<StoryStep> Orders(DemoMark mark) =>
        from order in DemoShop.Orders
        from step in order.Pushes(mark.BeganAt)
        select new StoryStep(step.At, cancellationToken => Push(mark, order.Number, step.Push, cancellationToken));

    private async Task Push(DemoMark mark, string number, PushOrderRequest push, CancellationToken cancellationToken)
    {
        var shop = AuditActor.System with { ShopRow = mark.ShopRow };
        _orders[number] = (await orders.Run(shop, number, push, cancellationToken)).Id;
    }
}

/// <summary>Something that happens in the demo's story.</summary>
internal sealed record StoryStep(DateTimeOffset At, Func<CancellationToken, Task> Run);
