using Microsoft.Extensions.DependencyInjection;
using Parley.Conversations;
using Parley.Search;
using Parley.Tests.Conversations;
using Parley.Tests.People;

namespace Parley.Tests.Search;

/// <summary>How much one page of a search looks through.</summary>
public sealed class SearchDepthTests(World world) : IClassFixture<World>
{
    private const int MessagesInSegment = 16_384;

    [Fact]
    public async Task Words_that_stood_together_long_ago_alone_are_found_a_million_messages_at_a_time()
    {
        var alice = await world.Customer("Alice");
        var talk = await world.Talk(alice, await world.Business());
        await alice.Says("A blue table", talk);
        await world.IsIndexed();
        // After it a million and a half messages with one of the words each, as the index would have them.
        await Adds(alice.Row, segments: 90, "blue", "table");

        var first = await alice.Finds("blue table");
        Assert.Empty(first.Items);
        Assert.NotNull(first.Next);

        var second = await alice.Finds("blue table", $"&before={Uri.EscapeDataString(first.Next)}");
        Assert.Equal(["A blue table"], second.Texts());
        Assert.Null(second.Next);
        // By number too: the first page ends early, and says where to go on.
        Assert.Equal(first.Next is null, (await alice.Finds("blue table", "&page=1")).Next is null);
    }

    [Fact]
    public async Task What_one_term_has_in_few_segments_is_found_at_once_however_common_the_others_are()
    {
        var bob = await world.Customer("Bob");
        var talk = await world.Talk(bob, await world.Business());
        await bob.Says("A green lamp", talk);
        await world.IsIndexed();
        await Adds(customerRow: 0, segments: 90, "green", "lamp");

        var page = await bob.Finds("green lamp");

        Assert.Equal(["A green lamp"], page.Texts());
        Assert.Null(page.Next);
    }

    private async Task Adds(long customerRow, int segments, params string[] words)
    {
        var postings = new Postings();
        for (var segment = 1; segment <= segments; segment++)
        for (var i = 0; i < words.Length; i++)
        {
            var row = ((long)segment * MessagesInSegment) + i;
            postings.Add(words[i], row);
            postings.Add(Terms.Reader(Owner.Person(customerRow)), row);
        }

        var index = world.Services.GetRequiredService<SearchIndex>();
        var place = await index.Place(default);
        await index.Add(postings, place, place, _ => Task.CompletedTask);
    }
}
