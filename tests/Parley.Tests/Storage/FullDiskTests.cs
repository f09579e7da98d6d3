using System.Net;
using Parley.Tests.Conversations;
using Parley.Tests.Live;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Storage;

/// <summary>
/// A database that may not grow answers what a full disk answers. Long texts need new pages at once; short ones would for a while
/// fit into those that are there.
/// </summary>
public sealed class FullDiskTests : IAsyncLifetime
{
    private static readonly string LongText = new('x', 10_000);

    private readonly World _world = new() { With = ["--Messaging:RatePerMinute=1000"] };
    private TestBusiness _blueDoor = null!;
    private Person _alice = null!;
    private Guid _talk;

    public async ValueTask InitializeAsync()
    {
        await _world.InitializeAsync();
        _blueDoor = await _world.Business();
        _alice = await _world.Customer("Alice", _blueDoor.Shop);
        _talk = await _world.Talk(_alice, _blueDoor);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_full_disk_refuses_clearly_loses_nothing_and_the_same_send_goes_through_later()
    {
        Assert.SkipWhen(_world.Database.OnPostgres, "A PostgreSQL server has a disk of its own.");
        await StopGrowing();

        var refused = Guid.CreateVersion7();
        var stored = 0;
        while ((await _alice.Sends(LongText, _talk, refused)).StatusCode == HttpStatusCode.Created)
            (stored, refused) = (stored + 1, Guid.CreateVersion7());
        var refusal = await _alice.Sends(LongText, _talk, refused);
        Assert.Equal(HttpStatusCode.InsufficientStorage, refusal.StatusCode);
        Assert.Equal("storage_full", await refusal.Code());

        await using (var ear = await Ear.Of(_alice))
        {
            var hub = await Assert.ThrowsAnyAsync<Exception>(() =>
                ear.Call(
                    "Send",
                    new
                    {
                        conversationId = _talk,
                        clientId = Guid.CreateVersion7(),
                        body = LongText,
                    }
                )
            );
            Assert.Contains("storage_full", hub.Message);
        }

        Assert.Equal(stored, (await _alice.History(_talk)).Items.Count);

        await GrowAgain();
        Assert.Equal(HttpStatusCode.Created, (await _alice.Sends(LongText, _talk, refused)).StatusCode);
        var kept = await _alice.History(_talk);
        Assert.Equal(Enumerable.Range(1, stored + 1).Select(i => (long)i), kept.Items.Select(message => message.Seq));
    }

    [Fact]
    public async Task Of_many_at_once_those_that_were_answered_are_there_and_no_others()
    {
        Assert.SkipWhen(_world.Database.OnPostgres, "A PostgreSQL server has a disk of its own.");
        await StopGrowing();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(i => _alice.Sends(LongText[..9_900] + i, _talk))
        );

        Assert.All(
            answers,
            answer =>
                Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Created, HttpStatusCode.InsufficientStorage })
        );
        var count = answers.Count(answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.True(count < answers.Length);
        Assert.Equal(count, (await _alice.History(_talk)).Items.Count);
    }

    private Task StopGrowing() =>
        _world.Database.Write(async work =>
        {
            var pages = await work.One<long>("PRAGMA page_count");
            await work.Query<long>($"PRAGMA max_page_count = {pages}");
        });

    private Task GrowAgain() => _world.Database.Write(work => work.Query<long>("PRAGMA max_page_count = 1073741823"));
}
