using Parley.Contact;
using Parley.Conversations;
using Parley.Kernel;
using Parley.Messages;
using Parley.Storage;

namespace Parley.Demo;

/// <summary>What the actors of a talk do things with: the same use cases that the doors call.</summary>
internal sealed record Stage(
    StartConversation Start,
    SendMessage Send,
    MarkRead Mark,
    Cursors Cursors,
    ChangeStatus Status,
    InboxState Inbox,
    Database Database
);

/// <summary>Plays one talk, a cue at a time.</summary>
internal sealed class PlayTalk(
    Screenplay play,
    Stage stage,
    IReadOnlyDictionary<string, Actor> actors,
    SeedCommerce commerce,
    Turns turns
)
{
    private readonly Dictionary<AudienceKind, long> _heads = [];
    private readonly List<Guid> _said = [];
    private Guid _conversation;

    public IEnumerable<StoryStep> Steps(DateTimeOffset now)
    {
        var start = StartOf(now);
        var length = play.Cues.Aggregate(TimeSpan.Zero, (sum, cue) => sum + cue.After);
        var offset = TimeSpan.Zero;
        foreach (var cue in play.Cues)
        {
            offset += cue.After;
            yield return new StoryStep(
                DemoTimes.Within(now, start, offset, length),
                cancellationToken => Play(cue, cancellationToken)
            );
        }
    }

    private DateTimeOffset StartOf(DateTimeOffset now) =>
        play.Kind == "order"
            ? DemoShop.Order(play.Topic).PlacedAt(now) + DemoTimes.Span(play.When[1..])
            : DemoTimes.Ago(now, play.When, play.Name);

    private async Task Play(Cue cue, CancellationToken cancellationToken)
    {
        if (_conversation == Guid.Empty)
            _conversation = await Open(cancellationToken);
        var actor = actors[cue.Who];
        switch (cue)
        {
            case Says says:
                await Read(actor, cancellationToken);
                await Say(actor, says, cancellationToken);
                break;
            case Does { Deed: "reads" }:
                await Read(actor, cancellationToken);
                break;
            case Does does:
                await turns.Take(() => Do(actor, does, cancellationToken), cancellationToken);
                break;
        }
    }

    private async Task<Guid> Open(CancellationToken cancellationToken)
    {
        var isOrder = play.Kind == "order";
        var business = isOrder ? play.Party : DemoShop.Offer(play.Topic).Business;
        var topic = new TopicName(Enum.Parse<Commerce.TopicKind>(play.Kind, ignoreCase: true), TopicId);
        var businessId = await stage.Database.Read(work => BusinessId(work, business), cancellationToken);
        var started = await stage.Start.Run(
            actors[Customer],
            new StartConversationRequest(topic, businessId),
            cancellationToken
        );

        return started?.Conversation.Id ?? throw new InvalidOperationException($"{play.Name} could not begin.");
    }

    private string Customer => play.Kind == "order" ? DemoShop.Order(play.Topic).Customer : play.Party;

    private Guid TopicId => commerce.IdOf(play.Kind, play.Topic);

    private static Task<Guid> BusinessId(Work work, string business) =>
        work.One<Guid>(
            """
            SELECT business.id FROM business_in_shop named JOIN business ON business.row_id = named.business_row
            WHERE named.external_id = @business
            """,
            new { business }
        );

    private async Task Say(Actor actor, Says says, CancellationToken cancellationToken)
    {
        var sent = await stage.Send.Run(
            actor,
            _conversation,
            new SendMessageRequest(
                says.Text,
                DemoIds.Of($"{play.Name}/{_said.Count}"),
                new AudienceName(says.IsNote ? AudienceKind.Team : AudienceKind.Everyone),
                says.ReplyTo > 0 ? _said[says.ReplyTo - 1] : null
            ),
            Channel.InApp,
            origin: null,
            cancellationToken
        );
        _said.Add(sent!.Message.Id);
        _heads[sent.Message.Audience.Kind] = sent.Message.Seq;
    }

    /// <summary>Who answers has seen what came before. Written at once, so that it is stored under the story's time.</summary>
    private async Task Read(Actor actor, CancellationToken cancellationToken)
    {
        var seesNotes = actor != actors[Customer];
        var upTo = _heads
            .Where(head => head.Key == AudienceKind.Everyone || seesNotes)
            .Select(head => new MarkUpTo(new AudienceName(head.Key), head.Value));
        await stage.Mark.Run(actor, _conversation, [.. upTo], isRead: true, cancellationToken);
        await stage.Cursors.Flush();
    }

    private Task Do(Actor actor, Does does, CancellationToken cancellationToken) =>
        does.Deed switch
        {
            "resolves" => stage.Status.Run(actor, _conversation, ConversationStatus.Resolved, cancellationToken),
            "archives" => stage.Inbox.Set(actor, _conversation, InboxFlag.Archived, true, cancellationToken),
            "mutes" => stage.Inbox.Set(actor, _conversation, InboxFlag.Muted, true, cancellationToken),
            "marks" => stage.Inbox.Set(actor, _conversation, InboxFlag.MarkedUnread, true, cancellationToken),
            "assigns" => stage.Inbox.Assign(actor, _conversation, actors[does.Whom].PersonId, cancellationToken),
            _ => throw new NotSupportedException($"Nobody can do '{does.Deed}'."),
        };
}
