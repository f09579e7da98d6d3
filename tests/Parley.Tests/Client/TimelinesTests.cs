using Parley.Client;
using Parley.Client.Live;

namespace Parley.Tests.Client;

public sealed class TimelinesTests
{
    private static readonly Guid Talk = Guid.CreateVersion7();
    private static readonly AudienceView Everyone = new("everyone");
    private static readonly AudienceView Team = new("team", Guid.CreateVersion7());

    private readonly List<MessageView> _told = [];
    private readonly List<Guid?> _fetchedAfter = [];
    private readonly List<MessageView> _stored = [];

    [Fact]
    public async Task What_comes_in_order_is_told_and_nothing_is_fetched()
    {
        var timelines = Timelines();

        foreach (var message in Store(3))
            await timelines.Take(message, default);

        Assert.Equal(_stored, _told);
        Assert.Empty(_fetchedAfter);
    }

    [Fact]
    public async Task A_hole_is_fetched_from_the_message_before_it()
    {
        var timelines = Timelines();
        var messages = Store(4);

        await timelines.Take(messages[0], default);
        await timelines.Take(messages[3], default);

        Assert.Equal(_stored, _told);
        Assert.Equal([messages[0].Id], _fetchedAfter);
    }

    [Fact]
    public async Task What_was_there_before_the_start_is_not_told()
    {
        var timelines = Timelines();
        var messages = Store(5);
        timelines.Skip(Talk, messages[2].Id);

        await timelines.Take(messages[1], default);
        await timelines.Take(messages[4], default);

        Assert.Equal([4L, 5L], _told.Select(message => message.Seq));
    }

    [Fact]
    public async Task The_feed_tells_of_a_message_whose_frame_was_the_last_and_got_lost()
    {
        var timelines = Timelines();
        var messages = Store(3);
        await timelines.Take(messages[0], default);

        await timelines.Reach(Talk, new HeadView(Everyone, 3), default);

        Assert.Equal(_stored, _told);
    }

    [Fact]
    public async Task Whatever_is_lost_doubled_or_shuffled_each_audience_is_told_once_and_in_order()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            _told.Clear();
            _stored.Clear();
            var timelines = Timelines();
            for (var i = 0; i < 30; i++)
                Store(1, random.Next(3) == 0 ? Team : Everyone);
            var frames = _stored
                .Where(_ => random.Next(4) > 0)
                .SelectMany(message => Enumerable.Repeat(message, random.Next(1, 3)))
                .OrderBy(message => message.Id.CompareTo(_stored[0].Id) + random.Next(6))
                .ToList();

            foreach (var frame in frames)
                await timelines.Take(frame, default);
            foreach (var audience in new[] { Everyone, Team })
                await timelines.Reach(
                    Talk,
                    new HeadView(audience, _stored.Count(message => message.Audience == audience)),
                    default
                );

            foreach (var audience in new[] { Everyone, Team })
                Assert.Equal(
                    _stored.Where(message => message.Audience == audience),
                    _told.Where(message => message.Audience == audience)
                );
        }
    }

    private Timelines Timelines() =>
        new(
            (_, after, _) =>
            {
                _fetchedAfter.Add(after);

                return Task.FromResult<IReadOnlyList<MessageView>>([
                    .. _stored.Where(message => after is null || message.Id.CompareTo(after.Value) > 0),
                ]);
            },
            _told.Add,
            knowsAll: true
        );

    private List<MessageView> Store(int count, AudienceView? audience = null)
    {
        audience ??= Everyone;
        for (var i = 0; i < count; i++)
            _stored.Add(
                new MessageView(
                    Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddSeconds(_stored.Count)),
                    Talk,
                    audience,
                    _stored.Count(message => message.Audience == audience) + 1,
                    "text",
                    "in_app",
                    new SenderView("customer", "Alice"),
                    DateTimeOffset.UnixEpoch
                )
            );

        return _stored;
    }
}
