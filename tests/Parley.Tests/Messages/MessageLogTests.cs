using Microsoft.Extensions.DependencyInjection;
using Parley.Conversations;
using Parley.Kernel;
using Parley.Messages;
using Parley.Storage;

namespace Parley.Tests.Messages;

public sealed class MessageLogTests(World world) : IClassFixture<World>, IAsyncLifetime
{
    private long _shop;
    private Someone _alice = null!;
    private Someone _bea = null!;
    private Someone _ben = null!;
    private Talk _talk = null!;

    public async ValueTask InitializeAsync()
    {
        _shop = await world.AShop();
        _alice = await world.ACustomer("Alice");
        var blueDoor = await world.ABusiness("Blue Door Ceramics");
        _bea = await world.AMember("Bea", blueDoor);
        _ben = await world.AMember("Ben", blueDoor);
        _talk = await world.ConversationBetween(_shop, _alice, _bea.Side);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private MessageLog Log => world.Services.GetRequiredService<MessageLog>();

    [Fact]
    public async Task Fifty_messages_at_once_get_fifty_numbers_without_gaps()
    {
        var sent = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(i => world.Sends(i % 2 == 0 ? _bea : _ben, $"#{i}", _talk))
        );

        Assert.Equal(Enumerable.Range(1, 50).Select(i => (long)i), sent.Select(s => s!.Message.Seq).Order());
        Assert.Equal(sent.OrderBy(s => s!.Message.Seq), sent.OrderBy(s => s!.Message.Id));
    }

    [Fact]
    public async Task A_repeated_send_gets_the_first_answer()
    {
        var clientId = Guid.CreateVersion7();
        var first = await world.Sends(_alice, "Hello", _talk, clientId);
        var second = await world.Sends(_alice, "Hello", _talk, clientId);

        Assert.False(first!.IsRepeat);
        Assert.True(second!.IsRepeat);
        Assert.Equal(first.Message, second.Message);
    }

    [Fact]
    public async Task A_hundred_twins_at_once_store_one_message()
    {
        var clientId = Guid.CreateVersion7();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(_ => world.Sends(_bea, "Once", _talk, clientId))
        );

        Assert.Single(answers, answer => !answer!.IsRepeat);
        Assert.Single(answers.Select(answer => answer!.Message.Id).Distinct());
        Assert.Equal(1, await CountOf(_talk));
    }

    [Fact]
    public async Task Another_text_under_the_same_id_is_refused()
    {
        var clientId = Guid.CreateVersion7();
        await world.Sends(_alice, "Hello", _talk, clientId);

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => world.Sends(_alice, "Bye", _talk, clientId));
        Assert.Equal(Problem.IdempotencyMismatch, refusal.Problem);
    }

    [Fact]
    public async Task A_note_takes_a_number_of_its_own_and_leaves_no_gap_for_the_customer()
    {
        await world.Sends(_alice, "Is it there?", _talk);
        var note = await world.Sends(_bea, "Ask Ben", _talk, audience: AudienceKind.Team);
        var reply = await world.Sends(_bea, "It is", _talk);

        Assert.Equal(1, note!.Message.Seq);
        Assert.Equal(AudienceKind.Team, note.Message.Audience.Kind);
        Assert.Equal(2, reply!.Message.Seq);
    }

    [Fact]
    public async Task A_hundred_first_notes_at_once_make_one_audience()
    {
        var notes = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(i => world.Sends(_bea, $"#{i}", _talk, audience: AudienceKind.Team))
        );

        Assert.Equal(Enumerable.Range(1, 50).Select(i => (long)i), notes.Select(n => n!.Message.Seq).Order());
        Assert.Equal(
            1,
            await Count("SELECT count(*) FROM audience WHERE conversation_row = @Row AND kind = 2", new { _talk.Row })
        );
    }

    [Fact]
    public async Task A_customer_may_not_write_notes()
    {
        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() =>
            world.Sends(_alice, "Mine", _talk, audience: AudienceKind.Team)
        );
        Assert.Equal(Problem.AudienceNotAllowed, refusal.Problem);
    }

    [Fact]
    public async Task Mallory_cannot_tell_that_the_conversation_exists()
    {
        var mallory = await world.ACustomer("Mallory");

        Assert.Null(await world.Sends(mallory, "Let me in", _talk));
        Assert.Null(await world.Sends(mallory, "Let me in", new Talk(0, Guid.CreateVersion7())));
    }

    [Fact]
    public async Task An_eleventh_message_within_a_minute_waits_but_a_repeat_does_not()
    {
        var clientId = Guid.CreateVersion7();
        var first = await world.Sends(_alice, "#0", _talk, clientId);
        for (var i = 1; i < 10; i++)
            await world.Sends(_alice, $"#{i}", _talk);

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => world.Sends(_alice, "#10", _talk));
        Assert.Equal(Problem.RateLimited, refusal.Problem);
        Assert.InRange(refusal.RetryAfter!.Value.TotalSeconds, 1, 60);
        Assert.Equal(first!.Message, (await world.Sends(_alice, "#0", _talk, clientId))!.Message);
    }

    [Fact]
    public async Task Nothing_is_stored_after_the_conversation_was_closed_and_what_was_stored_is_still_answered()
    {
        var clientId = Guid.CreateVersion7();
        var before = await world.Sends(_bea, "Before", _talk, clientId);
        await SetStatus(ConversationStatus.Closed);

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => world.Sends(_bea, "After", _talk));
        Assert.Equal(Problem.ConversationClosed, refusal.Problem);
        Assert.Equal(before!.Message, (await world.Sends(_bea, "Before", _talk, clientId))!.Message);
        Assert.Equal(1, await CountOf(_talk));
    }

    [Fact]
    public async Task A_message_opens_a_resolved_conversation_again_and_a_note_does_not()
    {
        await world.Sends(_alice, "Thanks", _talk);
        await SetStatus(ConversationStatus.Resolved);

        await world.Sends(_bea, "All done", _talk, audience: AudienceKind.Team);
        Assert.Equal(2, await Count("SELECT status FROM conversation WHERE row_id = @Row", new { _talk.Row }));

        await world.Sends(_alice, "One more thing", _talk);
        Assert.Equal(1, await Count("SELECT status FROM conversation WHERE row_id = @Row", new { _talk.Row }));
    }

    [Fact]
    public async Task A_member_who_was_removed_while_writing_is_refused()
    {
        await world.Sends(_bea, "Hello", _talk); // the seat is in the caches now
        await world.Database.Write(async work =>
        {
            await work.Execute("UPDATE member SET left_at = 1 WHERE person_row = @Row", new { _bea.Row });
            await work.Execute(
                "UPDATE person SET access_version = access_version + 1 WHERE row_id = @Row",
                new { _bea.Row }
            );
        });

        Assert.Null(await world.Sends(_bea, "Still here?", _talk));
        Assert.Equal(1, await CountOf(_talk));
    }

    [Fact]
    public async Task A_member_whose_access_changed_while_writing_is_heard_all_the_same()
    {
        await world.Sends(_bea, "Hello", _talk);
        await world.Database.Write(work =>
            work.Execute("UPDATE person SET access_version = access_version + 1 WHERE row_id = @Row", new { _bea.Row })
        );

        Assert.Equal(2, (await world.Sends(_bea, "The shop has a new name", _talk))!.Message.Seq);
    }

    [Fact]
    public async Task Each_side_finds_in_its_list_what_it_may_read()
    {
        await world.Sends(_alice, "Is it there?", _talk);
        var alicesRow = await LastMessageOf(_alice.Side);
        await world.Sends(_bea, "Ask Ben", _talk, audience: AudienceKind.Team);

        Assert.Equal(alicesRow, await LastMessageOf(_alice.Side));
        Assert.NotEqual(alicesRow, await LastMessageOf(_bea.Side));
        Assert.Equal(
            1,
            await Count(
                "SELECT count(*) FROM inbox_row WHERE owner = @Value AND unread = @yes",
                new { _bea.Side.Value, yes = true }
            )
        );
        Assert.Equal(
            0,
            await Count(
                "SELECT count(*) FROM inbox_row WHERE owner = @Value AND unread = @yes",
                new { _alice.Side.Value, yes = true }
            )
        );
    }

    [Fact]
    public async Task A_conversation_in_which_only_the_system_spoke_is_in_nobodys_list()
    {
        await Log.Append(SystemEvent());

        Assert.Equal(0, await LastMessageOf(_alice.Side));
        await world.Sends(_alice, "Hello", _talk);
        Assert.NotEqual(0, await LastMessageOf(_alice.Side));
    }

    [Fact]
    public async Task A_deed_that_breaks_a_rule_leaves_nothing_and_holds_up_nobody_else()
    {
        var refused = Log.Append(
            SystemEvent() with
            {
                Deed = async work =>
                {
                    await work.Execute(
                        "UPDATE conversation SET subject = 'half' WHERE row_id = @Row",
                        new { _talk.Row }
                    );
                    throw new RuleBrokenException(Problem.StatusConflict);
                },
            }
        );
        var others = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => world.Sends(_bea, $"#{i}", _talk)));

        Assert.Equal(Problem.StatusConflict, (await Assert.ThrowsAsync<RuleBrokenException>(() => refused)).Problem);
        Assert.Equal(20, others.Select(sent => sent!.Message.Seq).Max());
        Assert.Equal(0, await Count("SELECT count(*) FROM conversation WHERE subject = 'half'", new { }));
    }

    [Fact]
    public async Task A_hundred_first_contacts_at_once_open_one_conversation()
    {
        var carol = await world.ACustomer("Carol");
        var conversation = new NewConversation(
            _shop,
            Parley.Commerce.TopicKind.General,
            Guid.Empty,
            "",
            carol.Row,
            _bea.Side.Row,
            "",
            new TopicView(Parley.Commerce.TopicKind.General, ""),
            [new NewParty(carol.Side, Role.Customer), new NewParty(_bea.Side, Role.Seller)]
        );
        Deed open = async work =>
        {
            var opened = await OpenConversation.Run(work, conversation, DateTimeOffset.UnixEpoch);

            return new DeedDone(opened.RowId, opened.Id, opened.PartyVersion);
        };

        var sent = await Task.WhenAll(
            Enumerable
                .Range(0, 100)
                .Select(i => Log.Append(SystemEvent() with { ConversationRow = 0, Body = $"#{i}", Deed = open }))
        );

        Assert.Single(sent.Select(s => s.Message.ConversationRow).Distinct());
        Assert.Equal(Enumerable.Range(1, 100).Select(i => (long)i), sent.Select(s => s.Message.Seq).Order());
        Assert.Equal(1, await Count("SELECT count(*) FROM conversation WHERE customer_row = @Row", new { carol.Row }));
    }

    [Theory]
    [InlineData("UPDATE message SET body = 'forged'")]
    [InlineData("UPDATE message SET seq = seq + 100")]
    [InlineData("UPDATE message SET body = NULL, data = NULL, salt = NULL, reply_to = NULL, sender_row = 0")]
    [InlineData("DELETE FROM message")]
    [Covers("S4-9", "S4-61")]
    public async Task Whoever_has_the_database_cannot_change_a_message_by_a_statement(string sql)
    {
        await world.Sends(_alice, "Hello", _talk);

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => world.Database.Write(work => work.Execute(sql)));
        Assert.Contains("a committed message", failure.Message);
    }

    [Fact]
    public async Task Erasure_may_empty_a_message_and_leaves_its_commitment()
    {
        await world.Sends(_alice, "Forget me", _talk);
        await world.Database.Write(work =>
            work.Execute(
                "UPDATE message SET body = NULL, data = NULL, salt = NULL, reply_to = NULL WHERE conversation_row = @Row",
                new { _talk.Row }
            )
        );

        Assert.Equal(
            1,
            await Count(
                "SELECT count(*) FROM message WHERE conversation_row = @Row AND body IS NULL AND length(commitment) = 32",
                new { _talk.Row }
            )
        );
    }

    private Draft SystemEvent() =>
        new()
        {
            ConversationRow = _talk.Row,
            Audience = Audience.Everyone,
            Sender = Sender.System,
            ClientId = Guid.CreateVersion7(),
            Kind = MessageKind.System,
            Data = """{"code":"order.shipped"}""",
        };

    private Task<long> LastMessageOf(Owner side) =>
        Count(
            "SELECT last_message_row FROM inbox_row WHERE owner = @Value AND conversation_row = @Row",
            new { side.Value, _talk.Row }
        );

    private Task SetStatus(ConversationStatus status) =>
        world.Database.Write(work =>
            work.Execute("UPDATE conversation SET status = @status WHERE row_id = @Row", new { status, _talk.Row })
        );

    private Task<long> CountOf(Talk talk) =>
        Count("SELECT count(*) FROM message WHERE conversation_row = @Row", new { talk.Row });

    private Task<long> Count(string sql, object parameters) =>
        world.Database.Read(work => work.One<long>(sql, parameters));
}
