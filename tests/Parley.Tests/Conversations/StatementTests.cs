using Microsoft.Extensions.DependencyInjection;
using Parley.Conversations;
using Parley.Kernel;
using Parley.Messages;
using Parley.People;
using Parley.Storage;
using Parley.Tests.People;
using Parley.Tests.Storage;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Conversations;

public sealed class StatementTests(World world) : IClassFixture<World>
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
                archived = false,
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
