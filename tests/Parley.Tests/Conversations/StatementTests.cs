using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Parley.Commerce;
using Parley.Conversations;
using Parley.Kernel;
using Parley.Messages;
using Parley.Orders;
using Parley.People;
using Parley.Search;
using Parley.Storage;
using Parley.Tests.Contact;
using Parley.Tests.People;
using Parley.Tests.Search;
using Parley.Tests.Storage;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Conversations;

public sealed partial class StatementTests(World world) : IClassFixture<World>
{
    private const int Talks = 25;

    [Fact]
    [Covers("S1-72")]
    public async Task A_list_and_a_page_of_history_cost_the_same_statements_however_much_stands_in_them()
    {
        var business = await world.Business();
        var (alice, bea) = (await world.Customer("Alice"), await world.Member(business, "Bea"));
        var talk = await world.Talk(alice, business);
        await alice.Says("One", talk);
        await bea.Says("Two", talk);
        var (list, history) = (await ListOf(alice), await HistoryOf(alice, talk));
        Assert.Equal((1, 2), (list.Count, history.Count));

        for (var i = 1; i < Talks; i++)
            await bea.Says("Hello", await world.Talk(alice, business));
        for (var i = 2; i < Talks; i++)
            await bea.Says($"#{i}", talk);
        var (longer, more) = (await ListOf(alice), await HistoryOf(alice, talk));

        Assert.Equal((Talks, Talks), (longer.Count, more.Count));
        Assert.Equal(list.Statements, longer.Statements);
        Assert.Equal(history.Statements, more.Statements);
        Assert.DoesNotContain(longer.Statements, statement => !statement.Contains("inbox_row"));
    }

    [Fact]
    [Covers("S2-37")]
    public async Task A_list_reads_one_index_in_the_order_in_which_it_shows()
    {
        var statement = Assert.Single((await ListOf(await world.Customer("Carol"))).Statements);

        var plan = await world.Database.Read(async work =>
        {
            // On a table of no size PostgreSQL would rather read it all and sort.
            if (work.OnPostgres)
                await work.Execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off");
            var parameters = new
            {
                Owner = 4L,
                ShopRow = 0L,
                before = long.MaxValue,
                limit = 31,
            };

            return work.OnPostgres
                ? string.Join('\n', await work.Query<string>($"EXPLAIN {statement}", parameters))
                : string.Join(
                    '\n',
                    (await work.Query<PlanStep>($"EXPLAIN QUERY PLAN {statement}", parameters)).Select(s => s.Detail)
                );
        });

        Assert.Contains("inbox_row_newest", plan);
        Assert.DoesNotContain(world.Database.OnPostgres ? "Sort" : "FOR ORDER BY", plan);
        Assert.DoesNotContain(world.Database.OnPostgres ? "Seq Scan on inbox_row" : "SCAN inbox", plan);
    }

    /// <summary>
    /// What the sources' indexes are for, asked of our own statements: each finds its rows by an index, and none reads a table that
    /// grows from end to end.
    /// </summary>
    [Fact]
    [Covers("S4-20", "S3-23")]
    public async Task Lists_history_and_search_find_everything_by_an_index()
    {
        Assert.SkipWhen(world.Database.OnPostgres, "PostgreSQL plans by the sizes of tables, which are small here.");
        var business = await world.Business();
        var (ida, bea) = (await world.Customer("Ida"), await world.Member(business, "Bea"));
        var order = await (await business.Shop.Server()).Sells(ida, business);
        await ida.Asks(business, "order", order, "Is the parcel on its way?");
        var talk = Assert.Single(await ida.Lists()).ConversationId;
        await bea.Says("The parcel leaves today", talk);
        await bea.Says("Always that parcel", talk, "team");
        await world.IsIndexed();
        var counted = new CountedDatabase(world.Database);
        var (customer, member) = (ActorOf(ida), ActorOf(bea));
        var ofBusiness = new ListConversationsQuery { As = business.Id };
        var open = new Word<ConversationStatus>(ConversationStatus.Open);

        // By customer, and by shop's business, each also by status; by what is unread, in the list and in the thread.
        await Finds("inbox_row_newest", () => Lists(customer, new ListConversationsQuery()));
        await Finds("inbox_row_newest", () => Lists(customer, new ListConversationsQuery { Status = open }));
        await Finds("inbox_row_newest", () => Lists(member, ofBusiness));
        await Finds("inbox_row_newest", () => Lists(member, ofBusiness with { Status = open }));
        await Finds("message_order", () => Lists(member, ofBusiness with { Unread = true }));
        // By how it stands for the side, and by what it is about.
        await Finds("inbox_row_unread", () => Lists(member, ofBusiness with { Unread = true }));
        await Finds("inbox_row_unread", () => Lists(member, ofBusiness with { State = In(LineState.New) }));
        await Finds("inbox_row_unread", () => Counts(member));
        await Finds("inbox_row_newest", () => Lists(member, ofBusiness with { State = In(LineState.Replied) }));
        await Finds("inbox_row_archived", () => Lists(member, ofBusiness with { State = In(LineState.Archived) }));
        await Finds("inbox_row_spam", () => Lists(member, ofBusiness with { State = In(LineState.Spam) }));
        await Finds("conversation_about", () => Lists(member, ofBusiness with { TopicId = order }));
        // By order: the orders of either side, and their conversations.
        await Finds("orders_of_customer", () => Orders(customer, new ListOrdersQuery()));
        await Finds("order_business_newest", () => Orders(member, new ListOrdersQuery { As = business.Id }));
        await Finds("sqlite_autoindex_conversation", () => Orders(customer, new ListOrdersQuery()));
        // By thread, with its notes, and by shop's business.
        await Finds("message_order", () => Reads(member));
        await Finds("message_order", () => Between(member));
        // By role, channel, status and what is unread, each message by its row.
        await Finds("message USING INTEGER PRIMARY KEY", () => Searches(member));

        async Task Finds(string index, Func<Task> read)
        {
            counted.Plans.Clear();
            await read();
            Assert.Contains(counted.Plans, plan => plan.Contains(index));
            Assert.All(counted.Plans, plan => Assert.DoesNotMatch(FromEndToEnd(), plan));
        }

        Task Lists(Actor actor, ListConversationsQuery query) =>
            new ListConversations(
                counted,
                Service<Memberships>(),
                Service<InboxRows>(),
                Service<Cursors>(),
                Service<Installation>()
            ).Run(actor, query, default);

        Task Counts(Actor actor) => new CountUnread(counted, Service<Cursors>()).Run(actor, business.Id, default);

        static Word<LineState> In(LineState state) => new(state);

        async Task Orders(Actor actor, ListOrdersQuery query)
        {
            var list = new ListOrders(counted, Service<Memberships>(), Service<Installation>());
            var orders = (await list.Run(actor, query, default))!.Items;
            Assert.Single(orders);
            await Service<OrderConversations>().Join(counted, actor, orders, query.As, default);
        }

        async Task Reads(Actor actor)
        {
            var seat = await Service<Seats>().Of(actor, talk, default);
            var page = await TimelineOf(counted).Page(seat!, new ListMessagesQuery(), default);
            Assert.Equal(4, page!.Items.Count);
        }

        async Task Between(Actor actor)
        {
            var list = new ListMessagesBetween(
                counted,
                Service<Memberships>(),
                Service<ConversationCache>(),
                TimelineOf(counted),
                Service<Installation>()
            );
            var query = new ListMessagesBetweenQuery { Customer = ida.Id };
            Assert.Equal(4, (await list.Run(actor, business.Id, query, default))!.Items.Count);
        }

        async Task Searches(Actor actor)
        {
            var search = new SearchMessages(
                counted,
                Service<SearchIndex>(),
                new ReadHits(counted, Service<ConversationCache>(), Service<Memberships>()),
                Service<Cursors>(),
                Service<Installation>(),
                Service<Clock>()
            );
            var query = new SearchMessagesQuery
            {
                Q = "parcel",
                Status = open,
                Unread = true,
                OrderStatus = new Word<OrderStatus>(OrderStatus.Confirmed),
                Channel = new Word<Channel>(Channel.InApp),
                SenderRole = new Word<Role>(Role.Customer),
            };
            Assert.Single((await search.Run(actor, Owner.Business(business.Row), query, default)).Items);
        }
    }

    [GeneratedRegex(
        @"^SCAN (?:message|last|conversation|c|inbox|orders|o|part|order_item|item|cursor|audience|last_audience|party)\b",
        RegexOptions.Multiline
    )]
    private static partial Regex FromEndToEnd();

    private Timeline TimelineOf(CountedDatabase counted) =>
        new(counted, Service<Seats>(), Service<ConversationCache>());

    private async Task<(int Count, IReadOnlyList<string> Statements)> ListOf(Person person)
    {
        var counted = new CountedDatabase(world.Database);
        var list = new ListConversations(
            counted,
            Service<Memberships>(),
            Service<InboxRows>(),
            Service<Cursors>(),
            Service<Installation>()
        );
        var page = await list.Run(ActorOf(person), new ListConversationsQuery(), default);

        return (page!.Items.Count, counted.Statements);
    }

    private async Task<(int Count, IReadOnlyList<string> Statements)> HistoryOf(Person person, Guid talk)
    {
        var counted = new CountedDatabase(world.Database);
        var seat = await Service<Seats>().Of(ActorOf(person), talk, default);
        var timeline = new Timeline(counted, Service<Seats>(), Service<ConversationCache>());
        var page = await timeline.Page(seat!, new ListMessagesQuery(), default);

        return (page!.Items.Count, counted.Statements);
    }

    private static Actor ActorOf(Person person) => new(person.Row, person.Id, person.Name, 0, false, false, 1, 0);

    private T Service<T>()
        where T : notnull => world.Services.GetRequiredService<T>();

    private sealed class PlanStep
    {
        public string Detail { get; init; } = "";
    }
}
