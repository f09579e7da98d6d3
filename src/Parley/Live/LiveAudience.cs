using Parley.Conversations;

namespace Parley.Live;

/// <summary>Which devices hear what of a conversation. The seat decides; what a device has open only narrows it.</summary>
internal sealed class LiveAudience(LiveSockets sockets)
{
    /// <summary>The devices that may read the audience and get full frames: a person's own always, a business's where it is open.</summary>
    public IReadOnlyList<LiveSocket> Readers(ConversationFacts facts, Audience audience)
    {
        var readers = new List<LiveSocket>();
        foreach (var party in facts.Parties)
        foreach (var socket in sockets.Of(party.Owner))
        {
            var hears = party.Owner.Kind == OwnerKind.Person || socket.Watched.ContainsKey(facts.RowId);
            // One that belongs to two of the parties hears once.
            if (hears && !readers.Contains(socket) && MayRead(socket, facts, audience))
                readers.Add(socket);
        }

        return readers;
    }

    private static bool MayRead(LiveSocket socket, ConversationFacts facts, Audience audience) =>
        Seats.Of(socket.Actor, facts, socket.Memberships) is { } seat && seat.MayRead(audience);

    /// <summary>
    /// A conversation's parties may have changed: whoever has it open and lost his seat is told to forget it and hears no more.
    /// </summary>
    public void Recheck(ConversationFacts facts)
    {
        foreach (var socket in sockets.All)
        {
            if (!socket.Watched.TryGetValue(facts.RowId, out var watched) || watched.PartyVersion == facts.PartyVersion)
                continue;
            if (Seats.Of(socket.Actor, facts, socket.Memberships) is not null)
                sockets.Watch(socket, facts);
            else
            {
                sockets.Unwatch(socket, watched);
                socket.Post(LiveFrames.Notice(new Notice("left", facts.Id)));
            }
        }
    }
}
