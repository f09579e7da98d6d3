using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Parley.Conversations;
using Parley.Kernel;
using Parley.People;

namespace Parley.Live;

/// <summary>
/// One connected device. Frames wait in a bounded queue of its own, and nobody awaits it: a device that reads too slowly is cut
/// off, comes back and catches up through the feed.
/// </summary>
internal sealed class LiveSocket(HubConnectionContext connection, Actor actor, IReadOnlyList<Membership> memberships)
{
    /// <summary>Frames that may wait behind the transport's own buffer of 64 kB.</summary>
    internal const int MaxWaiting = 500;

    private readonly Lock _lock = new();
    private readonly Queue<SerializedHubMessage> _waiting = new();
    private bool _isWriting;

    public string Id { get; } = connection.ConnectionId;

    public HubConnectionContext Connection { get; } = connection;

    /// <summary>Replaced when what the person may do has changed.</summary>
    public Actor Actor { get; private set; } = actor;

    public IReadOnlyList<Membership> Memberships { get; private set; } = memberships;

    /// <summary>The conversations that the device has open, by row.</summary>
    public ConcurrentDictionary<long, ConversationFacts> Watched { get; } = new();

    /// <summary>Taken while a send enters the log, so that one device's messages enter in the order of their arrival.</summary>
    public SemaphoreSlim SendTurn { get; } = new(1);

    /// <summary>The sides under which it is found; what it belonged to when it was added.</summary>
    public IReadOnlyList<Owner> Sides { get; set; } = [];

    /// <summary>It was disconnected, and nothing may bring it back.</summary>
    public bool IsGone { get; set; }

    public void Become(Actor actor, IReadOnlyList<Membership> memberships) =>
        (Actor, Memberships) = (actor, memberships);

    /// <summary>Sends without waiting.</summary>
    public void Post(SerializedHubMessage frame)
    {
        lock (_lock)
        {
            if (_isWriting)
            {
                if (_waiting.Count >= MaxWaiting)
                    Cut();
                else
                    _waiting.Enqueue(frame);
                return;
            }

            _isWriting = true;
        }

        Write(frame);
    }

    private void Write(SerializedHubMessage frame)
    {
        while (true)
        {
            var written = Connection.WriteAsync(frame);
            if (!written.IsCompletedSuccessfully)
            {
                _ = WriteRest(written);
                return;
            }

            if (!TakeNext(out frame!))
                return;
        }
    }

    private async Task WriteRest(ValueTask first)
    {
        try
        {
            await first;
            while (TakeNext(out var frame))
                await Connection.WriteAsync(frame!);
        }
        catch (Exception failure)
            when (failure is IOException or OperationCanceledException or InvalidOperationException)
        {
            Cut();
        }
    }

    private bool TakeNext(out SerializedHubMessage? frame)
    {
        lock (_lock)
        {
            if (_waiting.TryDequeue(out frame))
                return true;
            _isWriting = false;

            return false;
        }
    }

    /// <summary>Ends the connection at once; what waits is dropped.</summary>
    public void Cut() => Connection.Abort();
}
