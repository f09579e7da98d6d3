using System.Collections.Concurrent;
using System.Threading.Channels;
using Parley.Events.Followers;
using Parley.Messages;
using Parley.Storage;

namespace Parley.Tests.Events;

/// <summary>A follower that carries each message to a place outside, and notes what it carried.</summary>
internal sealed class Courier(Effects effects) : IReadingFollower
{
    private readonly Channel<Effect> _carried = System.Threading.Channels.Channel.CreateUnbounded<Effect>();

    public string Name => "courier";

    /// <summary>Effects with these words fail.</summary>
    public ConcurrentDictionary<string, bool> Refused { get; } = new();

    public async Task<Place?> ReadOn(Work work, Place? from)
    {
        var (messages, place) = await FollowedLog.Read(work, from ?? default);
        foreach (var message in messages)
            await effects.Add(work, Name, message.Id, message.Body ?? "", lane: $"{message.ConversationRow}");

        return place;
    }

    public Task Run(Effect effect, CancellationToken cancellationToken)
    {
        if (Refused.ContainsKey(effect.Data))
            throw new HttpRequestException("The other side is down.");
        _carried.Writer.TryWrite(effect);

        return Task.CompletedTask;
    }

    /// <summary>What was carried next; waits for it.</summary>
    public async Task<string> Next()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));

        return (await _carried.Reader.ReadAsync(patience.Token)).Data;
    }

    /// <summary>What was carried and not asked for yet.</summary>
    public IReadOnlyList<string> Rest()
    {
        var rest = new List<string>();
        while (_carried.Reader.TryRead(out var effect))
            rest.Add(effect.Data);

        return rest;
    }
}
