using Microsoft.Extensions.DependencyInjection;
using Parley.Cli;
using Parley.Commerce;
using Parley.Conversations;
using Parley.Messages;
using Parley.Search;
using Parley.Tests.Audit;
using Parley.Tests.Conversations;
using Parley.Tests.Orders;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Search;

public sealed class SearchTests : IAsyncLifetime
{
    private readonly World _world = new()
    {
        With = ["--Messaging:RatePerMinute=1000000", "--Messaging:StaffRatePerMinute=1000000"],
    };
    private TestBusiness _blueDoor = null!;
    private TestBusiness _oakworks = null!;
    private Person _alice = null!;
    private Person _bea = null!;
    private Person _otto = null!;
    private Person _ada = null!;
    private Guid _talk;

    public async ValueTask InitializeAsync()
    {
        await _world.InitializeAsync();
        _blueDoor = await _world.Business();
        _oakworks = await _world.Business("Oakworks", _blueDoor.Shop);
        (_alice, _bea) = (await _world.Customer("Alice"), await _world.Member(_blueDoor, "Bea"));
        _otto = await _world.Member(_oakworks, "Otto");
        _ada = await _world.Admin();
        _talk = await _world.Talk(_alice, _blueDoor, _oakworks);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Words_are_found_without_regard_to_case_and_accents_the_newest_first()
    {
        await _alice.Says("Is the TABLE oiled?", _talk);
        await _alice.Says("And the chair?", _talk);
        var answer = await _bea.Says("The täble is oiled twice", _talk);
        await _world.IsIndexed();

        var page = await _alice.Finds("Table oiled");

        Assert.Equal(["The täble is oiled twice", "Is the TABLE oiled?"], page.Texts());
        var hit = page.Items[0];
        Assert.Equal(
            (answer.Id, _talk, answer.Seq, Channel.InApp),
            (hit.MessageId, hit.ConversationId, hit.Seq, hit.Channel)
        );
        Assert.Equal(
            (Role.Seller, "Bea", "Alice", _blueDoor.Name),
            (hit.Sender.Role, hit.Sender.Name, hit.Customer!.Name, hit.Business!.Name)
        );
        Assert.Equal(["täble", "oiled"], hit.Snippet.Where(piece => piece.IsMatch).Select(piece => piece.Text));
        Assert.Equal(("Oak side table", ConversationStatus.Open), (hit.Topic.Title, hit.Status));
        Assert.Null(page.Next);
    }

    [Fact]
    [Covers("S4-66")]
    public async Task Everybody_finds_what_he_may_read_and_nothing_else()
    {
        await _alice.Says("canary to everyone", _talk);
        await _bea.Says("canary of our team", _talk, "team");
        await _bea.Says("canary to the platform", _talk, "platformWith");
        var elsewhere = await _world.Talk(await _world.Customer("Carol"), await _world.Business("Lumen"));
        await _world.IsIndexed();

        Assert.Equal(["canary to everyone"], (await _alice.Finds("canary")).Texts());
        Assert.Equal(["canary to everyone"], (await _otto.Finds("canary", As(_oakworks))).Texts());
        Assert.Equal(
            ["canary to the platform", "canary of our team", "canary to everyone"],
            (await _bea.Finds("canary", As(_blueDoor))).Texts()
        );
        Assert.Empty((await _bea.Finds("canary")).Items);
        Assert.Equal("not_found", await _bea.Gets($"/search/messages?q=canary{As(_oakworks)}").Code());
        Assert.Equal("not_found", await _alice.Gets($"/search/messages?q=canary&as={elsewhere}").Code());
        Assert.Empty((await (await _world.Customer("Mallory")).Finds("canary")).Items);
        Assert.Equal("unauthenticated", await _world.Visitor().Gets("/search/messages?q=canary").Code());
    }

    [Fact]
    [Covers("S4-25", "S4-29", "S4-67")]
    public async Task An_admin_finds_everything_but_the_notes_of_teams_and_it_is_on_record()
    {
        await _alice.Says("canary to everyone", _talk);
        await _bea.Says("canary of our team", _talk, "team");
        await _bea.Says("canary to the platform", _talk, "platformWith");
        await _world.IsIndexed();

        Assert.Equal(
            ["canary to the platform", "canary to everyone"],
            (await _ada.FindsAll("Canary", "&unread=true")).Texts()
        );

        var entry = (await _ada.Audits("?action=messages.searched")).Items.Single();
        Assert.Equal(("Ada", "Canary"), (entry.Actor!.Name, entry.Data.Word("q")));
        Assert.Equal("127.0.0.1", entry.Address);
        Assert.Equal("not_found", await _ada.Gets($"/conversations/{_talk}/messages").Code());
        foreach (var other in new[] { _alice, _bea })
            Assert.Equal("forbidden", await other.Gets("/admin/search/messages?q=canary").Code());
        Assert.Equal("invalid_request", await _ada.Gets($"/admin/search/messages?q=canary{As(_blueDoor)}").Code());
    }

    [Fact]
    [Covers("S4-25")]
    public async Task Filters_narrow_what_is_found()
    {
        var server = await _blueDoor.Shop.Server();
        var pushed = await server.Pushes(
            _alice.Order("F1", status: "confirmed", items: ("Lamp", _blueDoor, _oakworks))
        );
        var ordered = pushed.Conversations.Single().Id;
        await _alice.Says("parcel one", ordered);
        await _bea.Says("parcel two", ordered);
        var lumen = await _world.Business("Lumen");
        await _alice.Says("parcel three", await _world.Talk(_alice, lumen));
        await server.Pushes(_alice.Order("F1", 2, "shipped", ("Lamp", _blueDoor, _oakworks)));
        await _bea.Patches($"/conversations/{ordered}", new { status = "resolved" });
        var beginning = DateTimeOffset.UtcNow.AddMinutes(-10).ToString("O");
        var later = DateTimeOffset.UtcNow.AddMinutes(10).ToString("O");
        await _world.IsIndexed();

        await Is("&status=open", "parcel three");
        await Is("&status=resolved", "parcel two", "parcel one");
        await Is("&orderStatus=shipped", "parcel two", "parcel one");
        await Is("&orderStatus=confirmed");
        await Is("&senderRole=seller", "parcel two");
        await Is("&senderRole=customer&status=resolved", "parcel one");
        await Is("&channel=in_app", "parcel three", "parcel two", "parcel one");
        await Is("&channel=email");
        await Is($"&business={lumen.Id}", "parcel three");
        await Is($"&business={Guid.CreateVersion7()}");
        await Is(
            $"&from={Uri.EscapeDataString(beginning)}&to={Uri.EscapeDataString(later)}",
            "parcel three",
            "parcel two",
            "parcel one"
        );
        await Is($"&from={Uri.EscapeDataString(later)}");
        await Is($"&to={Uri.EscapeDataString(beginning)}");
        await Is("&from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59Z", "parcel three", "parcel two", "parcel one");

        async Task Is(string filters, params string[] texts)
        {
            Assert.Equal(texts, (await _alice.Finds("parcel", filters)).Texts());
            Assert.Equal(texts, (await _ada.FindsAll("parcel", filters)).Texts());
        }
    }

    [Fact]
    [Covers("S4-25")]
    public async Task Unread_is_what_the_searching_side_has_not_read_and_for_the_platform_what_no_other_side_has()
    {
        await _alice.Says("word one", _talk);
        var second = await _bea.Says("word two", _talk);
        await _bea.Reads(_talk, second.Seq);
        await _alice.Says("word three", _talk);
        await _alice.Reads(_talk, second.Seq);
        await _world.IsIndexed();

        Assert.Empty((await _alice.Finds("word", "&unread=true")).Items);
        Assert.Equal(3, (await _alice.Finds("word", "&unread=false")).Items.Count);
        Assert.Equal(["word three"], (await _bea.Finds("word", $"&unread=true{As(_blueDoor)}")).Texts());
        Assert.Equal(
            ["word three", "word two", "word one"],
            (await _otto.Finds("word", $"&unread=true{As(_oakworks)}")).Texts()
        );
        Assert.Equal(["word three"], (await _ada.FindsAll("word", "&unread=true")).Texts());
        Assert.Equal(["word two", "word one"], (await _ada.FindsAll("word", "&unread=false")).Texts());
    }

    [Fact]
    [Covers("S4-25")]
    public async Task Pages_follow_each_other_without_a_gap()
    {
        for (var i = 0; i < 120; i++)
            await _alice.Says($"needle {i}", _talk);
        await _world.IsIndexed();

        var found = new List<string>();
        var sizes = new List<int>();
        for (string? next = ""; next is not null; )
        {
            var page = await _ada.FindsAll("needle", next == "" ? "" : $"&before={next}");
            found.AddRange(page.Texts());
            sizes.Add(page.Items.Count);
            next = page.Next;
        }

        Assert.Equal(Enumerable.Range(0, 120).Reverse().Select(i => $"needle {i}"), found);
        Assert.Equal([50, 50, 20], sizes);
    }

    [Fact]
    [Covers("S4-25")]
    public async Task A_page_can_be_named_by_its_number_too()
    {
        for (var i = 0; i < 7; i++)
            await _alice.Says($"needle {i}", _talk);
        await _world.IsIndexed();

        Assert.Equal(["needle 6", "needle 5", "needle 4"], (await _ada.FindsAll("needle", "&limit=3&page=1")).Texts());
        var second = await _ada.FindsAll("needle", "&limit=3&page=2");
        Assert.Equal(["needle 3", "needle 2", "needle 1"], second.Texts());
        Assert.Equal(["needle 0"], (await _alice.Finds("needle", "&limit=3&page=3")).Texts());
        Assert.Empty((await _alice.Finds("needle", "&limit=3&page=4")).Items);
        Assert.Equal(["needle 0"], (await _ada.FindsAll("needle", $"&before={second.Next}")).Texts());
        foreach (var wrong in new[] { "&page=0", "&page=101", "&page=x", $"&page=2&before={second.Next}" })
            Assert.Equal("invalid_request", await _ada.Gets($"/admin/search/messages?q=needle{wrong}").Code());
    }

    [Fact]
    public async Task A_page_that_looked_through_enough_ends_and_the_next_goes_on()
    {
        var other = await _world.Talk(_alice, _blueDoor);
        await _alice.Says("needle in the other", other);
        await _bea.Patches($"/conversations/{other}", new { status = "resolved" });
        await Task.WhenAll(Enumerable.Range(0, 1100).Select(i => _alice.Says($"needle {i}", _talk)));
        await _world.IsIndexed();

        var first = await _alice.Finds("needle", "&status=resolved");
        Assert.Empty(first.Items);
        var second = await _alice.Finds("needle", $"&status=resolved&before={first.Next}");
        Assert.Equal(["needle in the other"], second.Texts());
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task Who_joins_finds_what_was_said_before_and_who_leaves_finds_nothing()
    {
        var server = await _blueDoor.Shop.Server();
        var pushed = await server.Pushes(_alice.Order("J1", items: ("Lamp", _blueDoor, null)));
        var talk = pushed.Conversations.Single().Id;
        await _alice.Says("canary before", talk);
        await _world.IsIndexed();
        Assert.Empty((await _otto.Finds("canary", As(_oakworks))).Items);

        await server.Pushes(_alice.Order("J1", 2, items: ("Lamp", _blueDoor, _oakworks)));
        await _alice.Says("canary after", talk);
        await _world.IsIndexed();
        Assert.Equal(["canary after", "canary before"], (await _otto.Finds("canary", As(_oakworks))).Texts());

        await server.Pushes(_alice.Order("J1", 3, items: ("Lamp", _blueDoor, null)));
        Assert.Empty((await _otto.Finds("canary", As(_oakworks))).Items);
    }

    [Fact]
    public async Task What_was_erased_is_not_found()
    {
        var said = await _alice.Says("canary", _talk);
        await _world.IsIndexed();
        Assert.Single((await _alice.Finds("canary")).Items);

        await _world.Erase(said.Id);

        Assert.Empty((await _alice.Finds("canary")).Items);
        Assert.Empty((await _ada.FindsAll("canary")).Items);
    }

    [Theory]
    [InlineData("\"canary")]
    [InlineData("canary*")]
    [InlineData("canary OR")]
    [InlineData("canary') OR 1=1 --")]
    [InlineData("-canary +no")]
    [InlineData("@0 canary")]
    public async Task Signs_and_operators_are_words_or_nothing(string query)
    {
        await _alice.Says("A canary or no canary 1 1 0", _talk);
        await _bea.Says("Secret", _talk, "team");
        await _world.IsIndexed();

        Assert.Equal(["A canary or no canary 1 1 0"], (await _alice.Finds(query)).Texts());
        Assert.Empty((await _alice.Finds($"{query} secret")).Items);
    }

    [Theory]
    [InlineData("q=", "q")]
    [InlineData("", "q")]
    [InlineData("q=%20!?", "q")]
    [InlineData("q=a%20b%20c%20d%20e%20f%20g%20h%20i%20j%20k%20l%20m%20n%20o%20p%20q", "q")]
    [InlineData("q=a&before=nonsense", "before")]
    [InlineData("q=a&limit=0", "limit")]
    [InlineData("q=a&status=done", "status")]
    public async Task A_search_that_cannot_be_is_refused_with_its_field(string query, string field)
    {
        var answer = await _alice.Gets($"/search/messages?{query}");

        Assert.Equal("invalid_request", await Task.FromResult(answer).Code());
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(text.Contains($"\"{field}\""), text);
    }

    [Fact]
    public async Task An_index_that_was_emptied_is_made_anew_and_finds_the_same()
    {
        await _alice.Says("canary one", _talk);
        await _bea.Says("canary two", _talk, "team");
        await _world.IsIndexed();
        var index = _world.Services.GetRequiredService<SearchIndex>();

        await index.Rebuild(default);
        Assert.True(
            (await index.Place(default)).Row == 0 || (await _bea.Finds("canary", As(_blueDoor))).Items.Count == 2
        );
        await _world.IsIndexed();

        Assert.Equal(["canary two", "canary one"], (await _bea.Finds("canary", As(_blueDoor))).Texts());
        Assert.Equal(["canary one"], (await _alice.Finds("canary")).Texts());
    }

    [Fact]
    public async Task The_command_line_empties_the_index_and_the_server_makes_it_anew()
    {
        await _alice.Says("canary one", _talk);
        await _world.IsIndexed();
        var index = _world.Services.GetRequiredService<SearchIndex>();
        var before = await index.Place(default);
        // On SQLite it believes now that it has a message that is still to come.
        await index.Add(new Postings(), before, before with { Row = before.Row + 1 }, _ => Task.CompletedTask);
        await _alice.Says("canary two", _talk);

        Assert.Equal(0, await CommandLine.Run(["search", "rebuild", .. _world.Options]));
        await _world.IsIndexed();

        Assert.Equal(["canary two", "canary one"], (await _alice.Finds("canary")).Texts());
    }

    [Fact]
    public async Task A_file_that_is_no_index_any_more_is_made_anew()
    {
        Assert.SkipWhen(_world.Database.OnPostgres, "On PostgreSQL the index is in the database.");
        await _alice.Says("canary one", _talk);
        await _world.IsIndexed();

        await _world.Restart(() =>
        {
            File.WriteAllText(Path.Combine(_world.DataFolder, "search.db"), new string('x', 100_000));
            File.Delete(Path.Combine(_world.DataFolder, "search.db-wal"));
        });
        await _world.IsIndexed();

        var index = _world.Services.GetRequiredService<SearchIndex>();
        Assert.Single((await index.Find(["canary"], 0, long.MaxValue, count: 10, maxSegments: 10, default)).Rows);
    }

    [Fact]
    public async Task What_is_found_is_what_a_reader_would_pick_out_by_hand()
    {
        string[] vocabulary = ["red", "blue", "green", "table", "lamp", "送料", "Größe", "10428"];
        var random = new Random(7);
        var talks = new[]
        {
            _talk,
            await _world.Talk(_alice, _blueDoor),
            await _world.Talk(await _world.Customer("Carol"), _blueDoor),
        };
        for (var i = 0; i < 150; i++)
        {
            var words = string.Join(
                ' ',
                Enumerable.Range(0, random.Next(1, 6)).Select(_ => vocabulary[random.Next(8)])
            );
            await _bea.Says($"{words} n{i}", talks[random.Next(3)], random.Next(3) == 0 ? "team" : "everyone");
        }
        await _world.IsIndexed();
        var readable = new Dictionary<Person, List<MessageView>> { [_alice] = [], [_bea] = [] };
        foreach (var (reader, messages) in readable)
        foreach (var talk in reader == _alice ? talks[..2] : talks)
            messages.AddRange(
                (await reader.History(talk, "?limit=100")).Items.Where(message => message.Body is not null)
            );

        for (var i = 0; i < 60; i++)
        {
            var query = string.Join(
                ' ',
                Enumerable.Range(0, random.Next(1, 4)).Select(_ => vocabulary[random.Next(8)])
            );
            foreach (var (reader, messages) in readable)
            {
                var found = await reader.Finds(query, "&limit=100" + (reader == _bea ? As(_blueDoor) : ""));
                var expected = messages
                    .Where(message => query.Split(' ').All(word => message.Body!.Split(' ').Contains(word)))
                    .OrderByDescending(message => int.Parse(message.Body![(message.Body!.LastIndexOf('n') + 1)..]))
                    .Select(message => message.Body!);
                Assert.Equal(expected.Take(100), found.Texts());
            }
        }
    }

    private static string As(TestBusiness business) => $"&as={business.Id}";
}
