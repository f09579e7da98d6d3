using System.Net;
using Parley.Admin;
using Parley.Commerce;
using Parley.Conversations;
using Parley.Kernel;
using Parley.Orders;
using Parley.Tests.Audit;
using Parley.Tests.Contact;
using Parley.Tests.Conversations;
using Parley.Tests.Orders;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Admin;

/// <summary>
/// What the back office lists: all conversations, by every filter, and not a word of what was said. (Seen to fail with a filter left
/// out.)
/// </summary>
public sealed class ListAllConversationsTests : IAsyncLifetime
{
    private readonly World _world = new();
    private TestBusiness _blueDoor = null!;
    private TestBusiness _lumen = null!;
    private Person _server = null!;
    private Person _alice = null!;
    private Person _carol = null!;
    private Person _bea = null!;
    private Person _ada = null!;

    /// <summary>What a conversation is, as the tests made it; oldest first.</summary>
    private readonly List<Made> _made = [];

    private sealed record Made(
        Guid Id,
        TopicKind Kind,
        Guid? TopicId,
        Person Customer,
        TestBusiness Business,
        ConversationStatus Status = ConversationStatus.Open
    );

    public async ValueTask InitializeAsync()
    {
        await _world.InitializeAsync();
        (_blueDoor, _lumen) = (await _world.Business(), await _world.Business("Lumen"));
        (_alice, _carol) = (await _world.Customer("Alice"), await _world.Customer("Carol"));
        (_bea, _ada) = (await _world.Member(_blueDoor, "Bea"), await _world.Admin());
        _server = await (await _world.Shop()).Server();

        await Buys(_alice, "L-1", _blueDoor);
        await Buys(_carol, "L-2", _blueDoor, _lumen);
        foreach (var (customer, business) in new[] { (_alice, _blueDoor), (_carol, _blueDoor), (_alice, _lumen) })
        {
            await Asks(customer, business, TopicKind.Listing);
            await Asks(customer, business, TopicKind.Service);
            await Asks(customer, business, TopicKind.General);
        }
        await Becomes(0, ConversationStatus.Resolved);
        await Becomes(3, ConversationStatus.Resolved);
        await Becomes(1, ConversationStatus.Closed);
        await Becomes(8, ConversationStatus.Closed);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    [Covers("S2-79", "S3-44")]
    public async Task Each_filter_narrows_the_list_to_exactly_what_it_names_and_pages_hold_it_once()
    {
        await Shows("", _ => true);
        foreach (var status in Enum.GetValues<ConversationStatus>())
            await Shows($"status={WordOf(status)}", made => made.Status == status);
        foreach (var kind in Enum.GetValues<TopicKind>())
            await Shows($"topic={WordOf(kind)}", made => made.Kind == kind);
        foreach (var topic in _made.Select(made => made.TopicId).OfType<Guid>().Distinct())
            await Shows($"topicId={topic}", made => made.TopicId == topic);
        foreach (var business in new[] { _blueDoor, _lumen })
            await Shows($"business={business.Id}", made => made.Business == business);
        foreach (var customer in new[] { _alice, _carol })
            await Shows($"customer={customer.Id}", made => made.Customer == customer);
        await Shows(
            $"status=open&topic=service&business={_blueDoor.Id}&customer={_carol.Id}",
            made =>
                made is { Status: ConversationStatus.Open, Kind: TopicKind.Service }
                && made.Business == _blueDoor
                && made.Customer == _carol
        );

        foreach (var filter in new[] { "topicId", "business", "customer" })
            Assert.Empty((await Lists($"?{filter}={Guid.CreateVersion7()}")).Items);
        foreach (var wrong in new[] { "status=lost", "topic=lost", "customer=alice", "before=mine", "limit=101" })
            Assert.Equal("invalid_request", await _ada.Gets($"/admin/conversations?{wrong}").Code());
    }

    [Fact]
    [Covers("S2-79", "S3-44")]
    public async Task The_list_tells_who_talks_about_what_and_is_only_read()
    {
        var talk = _made.First(made => made is { Kind: TopicKind.Listing } && made.Customer == _carol);
        await _bea.Says("It is blue.", talk.Id);
        await _bea.Says("She always haggles.", talk.Id, "team");
        var cursors = (await Quiet(_carol), await Quiet(_bea));
        var newest = (await _ada.Audits("?limit=1")).Items[0];

        var line = (await Lists("?limit=100")).Items.Single(line => line.Id == talk.Id);
        var text = await (await _ada.Gets("/admin/conversations?limit=100")).Content.ReadAsStringAsync();

        Assert.Equal((_blueDoor.Shop.Id, "Bowl", ConversationStatus.Open), (line.ShopId, line.Subject, line.Status));
        Assert.Equal((TopicKind.Listing, talk.TopicId, "Bowl"), (line.Topic.Kind, line.Topic.Id, line.Topic.Title));
        Assert.Equal((_carol.Id, "Carol"), (line.Customer.Id, line.Customer.Name));
        Assert.Equal((_blueDoor.Id, _blueDoor.Name), (line.Business.Id, line.Business.Name));
        Assert.Equal((2L, false), (line.Messages, line.IsOpen));
        Assert.Equal((await _carol.Sees(talk.Id)).CreatedAt, line.CreatedAt);
        Assert.DoesNotContain("It is blue.", text);
        Assert.DoesNotContain("haggles", text);

        // Nobody learns of it, and nothing can be changed by it.
        Assert.Empty((await _carol.Syncs(cursors.Item1)).Changed);
        Assert.Empty((await _bea.Syncs(cursors.Item2)).Changed);
        Assert.Equal(newest.Id, (await _ada.Audits("?limit=1")).Items[0].Id);
        Assert.Equal("not_found", await _ada.Gets($"/conversations/{talk.Id}/messages").Code());
        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete })
        {
            var answer = await _ada.Http.SendAsync(new HttpRequestMessage(method, "/api/v1/admin/conversations"));
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        }
    }

    [Fact]
    [Covers("S2-79", "S3-44")]
    public async Task Every_opening_is_audited_and_shows_in_the_list_of_who_opened()
    {
        var eve = await _world.Admin("Eve");
        var opened = _made.Where(made => made.Status == ConversationStatus.Open).Take(3).ToList();
        var known = (await _ada.Audits("?action=oversight.opened&limit=100")).Items.Select(entry => entry.Id).ToList();

        foreach (var talk in opened)
            await Opens(_ada, talk.Id, $"Complaint about {talk.Id}");
        await Opens(eve, opened[0].Id, "A second look");
        await Opens(_ada, opened[0].Id, "Once more");

        var entries = (await _ada.Audits("?action=oversight.opened&limit=100"))
            .Items.Where(entry => !known.Contains(entry.Id))
            .Select(entry => (entry.Actor!.Id, entry.ConversationId, entry.Data.Word("reason")));
        // In the order of their times, and a machine's clock may be set back.
        Assert.Equal(
            new[]
            {
                (_ada.Id, (Guid?)opened[0].Id, $"Complaint about {opened[0].Id}"),
                (_ada.Id, opened[1].Id, $"Complaint about {opened[1].Id}"),
                (_ada.Id, opened[2].Id, $"Complaint about {opened[2].Id}"),
                (eve.Id, opened[0].Id, "A second look"),
                (_ada.Id, opened[0].Id, "Once more"),
            }.Order(),
            entries.Order()
        );
        Assert.Equal(opened.Select(made => made.Id).ToHashSet(), await OpenTo(_ada));
        Assert.Equal(opened[0].Id, Assert.Single(await OpenTo(eve)));
        await _ada.Deletes($"/conversations/{opened[1].Id}/oversight");
        Assert.DoesNotContain(opened[1].Id, await OpenTo(_ada));
    }

    [Fact]
    [Covers("S1-64")]
    public async Task An_admin_sees_the_conversations_of_all_orders_as_the_database_counts_them()
    {
        for (var i = 0; i < 20; i++)
            await Buys(i % 3 == 0 ? _carol : _alice, $"M-{i}", i % 2 == 0 ? [_blueDoor] : [_lumen, _blueDoor]);
        foreach (
            var talk in _made.Where(made => made is { Kind: TopicKind.Order, Status: ConversationStatus.Open }).Take(8)
        )
            await talk.Customer.Says("Where is it?", talk.Id);

        var lines = await Pages("topic=order", 7);

        var counted = await _world.Database.Read(work =>
            work.Query<Counted>(
                """
                SELECT c.id, o.id AS order_id, customer.id AS customer_id, seller.id AS business_id,
                    (SELECT count(*) FROM message JOIN audience ON audience.row_id = message.audience_row
                        WHERE audience.conversation_row = c.row_id AND audience.kind = 1) AS messages
                FROM orders o
                JOIN (SELECT DISTINCT order_row, seller_row FROM order_item) part ON part.order_row = o.row_id
                JOIN conversation c ON c.topic_kind = 1 AND c.topic_id = o.id AND c.business_row = part.seller_row
                JOIN person customer ON customer.row_id = o.customer_row
                JOIN business seller ON seller.row_id = part.seller_row
                ORDER BY c.row_id DESC
                """
            )
        );
        Assert.Equal(33, counted.Count);
        Assert.Equal(
            counted.Select(row => (row.Id, (Guid?)row.OrderId, row.CustomerId, row.BusinessId, row.Messages)),
            lines.Select(line => (line.Id, line.Topic.Id, line.Customer.Id, line.Business.Id, line.Messages))
        );
    }

    private sealed class Counted
    {
        public Guid Id { get; init; }
        public Guid OrderId { get; init; }
        public Guid CustomerId { get; init; }
        public Guid BusinessId { get; init; }
        public long Messages { get; init; }
    }

    private async Task Buys(Person customer, string number, params TestBusiness[] sellers)
    {
        var pushed = await _server.Pushes(
            customer.Order(number, items: [.. sellers.Select(seller => ("Vase", seller, (TestBusiness?)null))])
        );
        foreach (var talk in pushed.Conversations)
            _made.Add(
                new Made(
                    talk.Id,
                    TopicKind.Order,
                    pushed.Id,
                    customer,
                    sellers.Single(seller => seller.ExternalId == talk.Seller)
                )
            );
    }

    private async Task Asks(Person customer, TestBusiness business, TopicKind kind)
    {
        if (kind == TopicKind.General)
        {
            _made.Add(new Made(await _world.Talk(customer, business), kind, null, customer, business));
            return;
        }

        var topic = await _server.Offers(business, $"{WordOf(kind)}s", "Bowl");
        var talk = await (await customer.Asks(business, WordOf(kind), topic, "Is it blue?")).Read<ConversationView>();
        _made.Add(new Made(talk.Id, kind, topic, customer, business));
    }

    private async Task Becomes(int index, ConversationStatus status)
    {
        var talk = _made[index].Id;
        await Opens(_ada, talk, "To change it");
        await _ada.Puts($"/conversations/{talk}/platform", new { });
        var answer = await _ada.Patches($"/conversations/{talk}", new { status = WordOf(status) });
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await _ada.Deletes($"/conversations/{talk}/oversight");
        _made[index] = _made[index] with { Status = status };
    }

    private static async Task Opens(Person admin, Guid talk, string reason) =>
        Assert.Equal(
            HttpStatusCode.OK,
            (await admin.Posts($"/conversations/{talk}/oversight", new { reason })).StatusCode
        );

    /// <summary>The filter shows exactly these, the newest first: some but not all, in pages of any size.</summary>
    private async Task Shows(string filter, Func<Made, bool> isWanted)
    {
        List<Guid> wanted = [.. _made.Where(isWanted).Reverse().Select(made => made.Id)];
        Assert.NotEmpty(wanted);
        Assert.Equal(filter == "", wanted.Count == _made.Count);

        foreach (var limit in new[] { 1, 4, 100 })
            Assert.Equal(wanted, (await Pages(filter, limit)).Select(line => line.Id));
    }

    private async Task<List<ListedConversationView>> Pages(string filter, int limit)
    {
        var lines = new List<ListedConversationView>();
        for (string? next = ""; next is not null; )
        {
            var page = await Lists($"?{filter}&limit={limit}" + (next == "" ? "" : $"&before={next}"));
            Assert.InRange(page.Items.Count, 1, limit);
            lines.AddRange(page.Items);
            next = page.Next;
        }

        return lines;
    }

    private Task<Page<ListedConversationView>> Lists(string query) =>
        _ada.Gets($"/admin/conversations{query}").Read<Page<ListedConversationView>>();

    private static async Task<HashSet<Guid>> OpenTo(Person admin) =>
        [
            .. (await admin.Gets("/admin/conversations?limit=100").Read<Page<ListedConversationView>>())
                .Items.Where(line => line.IsOpen)
                .Select(line => line.Id),
        ];

    private static async Task<string> Quiet(Person person) =>
        await person.SyncsUntilQuiet((await person.Syncs()).Cursor);

    private static string WordOf<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
